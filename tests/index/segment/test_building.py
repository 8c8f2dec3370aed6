"""A segment says of a store what a plain reading of its records says."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import recency
from quoth.basics.text import words as split
from quoth.index.rows import PureSets, Sets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment import building, columns, encoding, layout, part, words
from quoth.index.segment.encoding import WordNumbering
from quoth.index.segment.facets import OPTIONAL, TABLES
from quoth.index.segment.part import Part
from quoth.search import terms
from quoth.store.facets import Facet
from quoth.store.model import (
    Actor,
    ActorKind,
    Kind,
    Locator,
    Polarity,
    Position,
    Stance,
    Statement,
    Status,
)
from quoth.store.parsing import Tables
from quoth.store.scanning import NotUnderstood, Scanner
from tests.making import (
    records_of,
    say,
    segment_of,
    small_tables,
    tables_of,
    write_store,
)
from tests.strategies import any_text, hostile_text, near_dates

PEOPLE = (
    Actor("ann", "Ann Archer", ActorKind.PERSON, aliases=("Ann Bowman", "Энн Арчер")),
    Actor("bob", "Bob", aliases=("Bobby",)),
    Actor("guild", "The Guild", ActorKind.ORGANISATION),
)
POSITIONS = st.builds(Stance, st.sampled_from("xy"), st.sampled_from(Position))


@contextmanager
def small_numbers() -> Iterator[None]:
    """Have few words be many: blocks, beginnings and rare words of a handful."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (layout, words, part):
            patch.setattr(module, "BLOCK", 3)
        for module in (layout, encoding, words, part, terms):
            patch.setattr(module, "RARE", 4)
        for module in (encoding, words):
            patch.setattr(module, "DENSE", 3)
        patch.setattr(words, "_WIDE", 3)
        patch.setattr(columns, "_SMALL", 2)
        yield


people = st.sampled_from([actor.id for actor in PEOPLE])
few = st.lists(people, max_size=2).map(tuple)
WORDS = ("a", "b", "ab", "abc", "bread", "bred", "salt", "archer", "和", "é")
texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
statements: st.SearchStrategy[Statement] = st.builds(
    lambda quote, said, **fields: say(quote, 0, said=said, **fields),
    # Two halves of a surrogate pair next to each other are one character once they were JSON.
    (texts | hostile_text).filter(str.strip).map(json.dumps).map(json.loads),
    near_dates.map(lambda date: date.text) | st.none(),
    context=texts,
    speaker=people,
    kind=st.sampled_from(Kind),
    on_behalf_of=few,
    via=few,
    addressee=few,
    mentions=few,
    topics=st.lists(st.sampled_from("xy"), max_size=2).map(tuple),
    stances=st.lists(POSITIONS, max_size=2).map(tuple),
    medium=st.sampled_from(["", "radio", "\ud800"]),
    status=st.sampled_from(Status),
    polarity=st.none() | st.sampled_from(Polarity),
    tags=st.lists(st.sampled_from("pq"), max_size=2).map(tuple),
    source=st.sampled_from(["paper", "post"]),
    locator=st.none()
    | st.tuples(st.integers(0, 9), st.none() | st.integers(0, 99)).map(lambda two: Locator(*two)),
)

VALUES: dict[Facet, Callable[[Statement], tuple[str, ...]]] = {
    Facet.ACTOR: lambda s: (s.speaker, *s.on_behalf_of),
    Facet.KIND: lambda s: (s.kind,),
    Facet.TOPIC: lambda s: s.topics,
    Facet.MEDIUM: lambda s: (s.medium,) if s.medium else (),
    Facet.VIA: lambda s: s.via,
    Facet.ADDRESSEE: lambda s: s.addressee,
    Facet.SOURCE: lambda s: (s.source,),
    Facet.STATUS: lambda s: (s.status,),
    Facet.POLARITY: lambda s: (s.polarity,) if s.polarity else (),
    Facet.CODER: lambda s: (s.coder,) if s.coder else (),
    Facet.LAYER: lambda s: (s.layer,) if s.layer else (),
    Facet.TAG: lambda s: s.tags,
    Facet.MENTION: lambda s: s.mentions,
    Facet.STANCE: lambda s: tuple(f"{one.position}:{one.topic}" for one in s.stances),
    Facet.HAS: lambda s: tuple(name for name in OPTIONAL if getattr(s, name)),
}


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Tables, list[Statement]]:
    """Return the tables of a store, and its statements in the order of a segment's rows."""
    drawn = draw(st.lists(statements, max_size=12))
    spoken = [said._replace(id=f"s{number}") for number, said in enumerate(drawn)]
    return tables_of(records_of(spoken, PEOPLE)), sorted(spoken, key=_age)


def _age(statement: Statement) -> tuple[bool, int, int]:
    said = statement.said
    return (said is None, *(recency(said.first, said.last) if said else (0, 0)))


def all_words(statement: Statement) -> list[str]:
    """Return the words of a statement: its quote's, and its context's."""
    return [*split(statement.quote), *split(statement.context)]


@pytest.mark.parametrize("make", [PureSets, NumpySets])
@given(corpora())
def test_words_are_those_of_the_statements(
    make: Callable[[int], Sets], drawn: tuple[Tables, list[Statement]]
) -> None:
    tables, spoken = drawn
    with small_numbers():
        made = Part(segment_of(tables), make)
        named = {word for one in PEOPLE for n in (one.name, *one.aliases) for word in split(n)}
        expected = sorted(named.union(*map(all_words, spoken)))
        vocabulary = made.vocabulary
        assert [vocabulary[term] for term in range(len(vocabulary))] == expected
        assert vocabulary.words(0, len(expected)) == expected
        by_code = {made.code(term): word for term, word in enumerate(expected)}
        assert len(by_code) == len(expected)
        assert [by_code[code] for code in made.codes(0, len(expected))] == expected
        for row, statement in enumerate(spoken):
            codes, quote = made.text(row)
            assert [by_code[code] for code in codes] == all_words(statement)
            assert quote == len(split(statement.quote))
        rows = {word: [row for row, s in enumerate(spoken) if word in all_words(s)]
                for word in expected}  # fmt: skip
        for term, word in enumerate(expected):
            assert vocabulary.term(word) == term
            assert made.postings.rows(term).rows() == rows[word]
            assert made.postings.sizes[term] == len(rows[word])
        for prefix in {word[:length] for word in expected for length in range(1, 5)}:
            first, end = vocabulary.starting_with(prefix)
            assert expected[first:end] == [one for one in expected if one.startswith(prefix)]
            kept = made.prefix_rows(prefix)
            if kept is not None:
                scattered = [one for one in expected[first:end] if len(rows[one]) * 3 <= made.rows]
                assert kept.rows() == sorted({row for one in scattered for row in rows[one]})


@pytest.mark.parametrize("make", [PureSets, NumpySets])
@given(corpora())
def test_columns_are_those_of_the_statements(
    make: Callable[[int], Sets], drawn: tuple[Tables, list[Statement]]
) -> None:
    tables, spoken = drawn
    ids = {
        name: [row["id"] for row in tables[name].values()]
        for name in ("actors", "topics", "sources")
    }
    with small_numbers():
        made = Part(segment_of(tables), make)
        for facet, read in VALUES.items():
            column = made.column(facet)
            table = TABLES.get(facet)
            names = ids[table] if table else made.sections.texts(f"{facet}.names")
            held = [dict.fromkeys(read(statement)) for statement in spoken]
            assert [[names[v] for v in column.set_of(row)] for row in range(len(spoken))] == [
                *map(list, held)
            ]
            counted = Counter(tuple(names[v] for v in column.sets[code])
                              for code in column.codes.whole())  # fmt: skip
            for code, count in enumerate(column.counts.whole()):
                assert counted[tuple(names[v] for v in column.sets[code])] >= count
            assert sum(column.counts.whole()) == len(spoken)
            for number, name in enumerate(names):
                assert column.rows([number]).rows() == [
                    row for row, one in enumerate(held) if name in one
                ]
            assert column.rows(range(len(names))).rows() == [
                row for row, one in enumerate(held) if one
            ]
            assert column.rows([]).rows() == []


@given(corpora())
def test_dates_and_places_are_those_of_the_statements(
    drawn: tuple[Tables, list[Statement]],
) -> None:
    tables, spoken = drawn
    made = Part(segment_of(tables))
    days = [s.said.first for s in spoken if s.said] + [s.said.last for s in spoken if s.said]
    for first, last in ((min(days), max(days)), (days[0], days[0])) if days else ():
        assert made.overlapping(first, last).rows() == [
            row for row, s in enumerate(spoken) if s.said and s.said.overlaps(first, last)
        ]
    spans = made.date_spans
    assert spans == sorted(set(spans), key=lambda span: recency(*span))
    assert len(made.date_starts) == len(spans) + 1
    assert [(s.said.first, s.said.last) for s in spoken if s.said] == [
        span
        for span, start, end in zip(spans, made.date_starts[:-1], made.date_starts[1:], strict=True)
        for _ in range(start, end)
    ]
    for row, statement in enumerate(spoken):
        assert row in made.candidates("statements", statement.id)
    file = json.dumps(tables).encode("ascii")
    for row, statement in enumerate(spoken):
        start = made.offsets[row]
        (document,) = json.loads(b"{" + file[start : start + made.lengths[row]] + b"}").values()
        assert document["id"] == statement.id


def test_words_are_known_by_the_actors_they_name_and_by_what_else_names_these() -> None:
    made = Part(segment_of(tables_of(records_of([say("x", speaker="ann")], PEOPLE))))
    vocabulary = made.vocabulary

    def term(word: str) -> int:
        found = vocabulary.term(word)
        assert found is not None
        return found

    def synonyms(word: str) -> set[str]:
        return {vocabulary[one] for one in made.synonyms.of(term(word))}

    assert [*made.names.of(term("ann"))] == [0]
    assert [*made.names.of(term("bobby"))] == [1]
    assert made.names.of(term("x")) == ()
    assert synonyms("archer") == {"bowman", "арчер"}
    assert synonyms("bob") == {"bobby"}
    assert synonyms("guild") == set()
    named = ("ann", "archer", "bowman", "энн", "арчер", "bob", "bobby", "the", "guild")
    assert made.names.within(0, len(vocabulary), 100) == sorted(map(term, named))
    assert made.names.within(0, len(vocabulary), 3) == ()


def test_more_words_than_two_bytes_can_tell_apart_are_all_found() -> None:
    """The words beyond the first 65,535 stand as three codes each."""
    many = [f"w{number:x}" for number in range(66_100)]
    quotes = [" ".join(many[start : start + 661]) for start in range(0, 66_100, 661)]
    quotes.append("w0 w0 zz1 zz2 w1")
    spoken = [say(quote, number) for number, quote in enumerate(quotes)]
    made = Part(segment_of(tables_of(records_of(spoken))))
    codes, quote_length = made.text(100)
    assert quote_length == 5
    assert max(codes) > layout.RARE
    by_code = {
        made.code(term): made.vocabulary[term]
        for term in map(made.vocabulary.term, quotes[100].split())
        if term is not None
    }
    assert [by_code[code] for code in codes] == quotes[100].split()
    for word in ("w0", "zz1", "w1", "wffff"):
        term = made.vocabulary.term(word)
        assert term is not None
        assert made.postings.rows(term).rows() == [
            row for row, quote in enumerate(quotes) if word in quote.split()
        ]
    neighbours = [made.vocabulary.term(word) for word in ("zz1", "zz2")]
    rows = made.with_neighbours(range(101), [term for term in neighbours if term is not None])
    assert rows == [100]


@given(any_text | hostile_text)
def test_words_are_numbered_as_they_are_split_elsewhere(text: str) -> None:
    numbering = WordNumbering()
    numbers, rare = numbering.encode(text)
    folded = list(numbering.numbers)
    assert [folded[number] for number in numbers] == split(text)
    assert not rare
    assert not any("\n" in word for word in folded)


@given(st.lists(any_text | hostile_text | texts | texts.map(str.upper), max_size=5))
def test_words_beyond_the_first_stand_where_they_are_said_to(several: list[str]) -> None:
    with small_numbers():
        numbering = WordNumbering()
        for text in several:
            codes, rare = numbering.encode(text)
            folded = list(numbering.numbers)
            for place, number in reversed(rare):
                assert number >= 4
                assert codes[place : place + 3] == [4] * 3
                codes[place : place + 3] = [number]
            assert [folded[number] for number in codes] == split(text)


# -- What is made before all is read ---------------------------------------------------------------


def built(tables: Tables, early: Callable[[list[bytes | memoryview]], None]) -> Part:
    """Return the part of a store that is looked at while it is read."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "_EARLY", (0, 3))
        path = write_store(Path(folder) / "store.json", tables)
        patch.setattr(building, "Scanner", lambda path, read: Trickling(Scanner(path, read=read)))
        made = building.build(path, path.stat().st_size, lambda done, whole: None, early)
        return Part(b"".join(made))


class Trickling:
    """A scanner that seems to read a little before every record."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner
        self.read = 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._scanner, name)

    def records(self) -> Iterator[object]:
        for record in self._scanner.records():
            self.read = record.end
            yield record


@pytest.mark.parametrize("last", ["statements", "topics", "events", "sources", "actors"])
def test_what_is_looked_at_early_is_right_and_does_not_disturb_the_rest(last: str) -> None:
    tables = small_tables()
    said = tables["statements"]["1"]
    tables["statements"] = {str(n): said | {"topics": []} for n in range(1, 9)}
    tables[last] = tables.pop(last)
    seen: list[Part] = []
    made = built(tables, lambda pieces: seen.append(Part(b"".join(pieces))))
    assert made.rows == 8
    assert made.sections.texts("topics.ids") == ["bread"]
    for early in seen:
        assert early.rows <= 8
        assert [early.vocabulary[n] for n in range(len(early.vocabulary))]


def test_a_segment_of_nothing_is_a_segment() -> None:
    made = Part(segment_of({"statements": {}}))
    assert made.rows == 0
    assert made.vocabulary.term("bread") is None
    assert made.overlapping(0, 10**6).rows() == []
    assert made.column(Facet.ACTOR).rows([0]).rows() == []


def test_a_builder_without_what_statements_refer_to_refuses_them() -> None:
    tables = small_tables()
    del tables["sources"]
    with pytest.raises(NotUnderstood):
        segment_of(tables)


SIZES = (1, 256, 257, 1 << 16, (1 << 16) + 1, 1 << 32, (1 << 32) + 1)


def test_numbers_are_written_as_narrow_as_they_can_be() -> None:
    assert [encoding.narrow([0], size).typecode for size in SIZES] == [*"BBHHIIQ"]
    assert encoding.narrow(array("I", [255]), 256)[0] == 255


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("first", ["1", "5", "s1"])
def test_a_statement_is_found_by_its_id(
    monkeypatch: pytest.MonkeyPatch, first: str, narrow: bool
) -> None:
    if not narrow:
        monkeypatch.setattr(encoding, "NARROW_ROWS", 0)
    dates = ["2020", "2022", "2021", "2023"]
    counted = first.isdecimal()
    ids = [str(int(first) + n) if counted else f"s{n}" for n in range(len(dates))]
    spoken = [say("words", 0, id=i, said=date) for i, date in zip(ids, dates, strict=True)]
    made = Part(segment_of(tables_of(records_of(spoken, PEOPLE))))
    assert ("statements.rows" in made.sections) is counted
    assert [[*made.candidates("statements", one)] for one in ids] == [[3], [1], [2], [0]]
    for other in ("", "0", f"0{first}", "9", "²", "s9", "9" * 99, f"-{first}", f" {first}"):
        assert not made.candidates("statements", other)


@pytest.mark.parametrize(
    "ids", [["3", "4", "9", "5"], ["3", "s", "4", "5"], ["s", "1", "2"], ["2", "1"], ["3", "03"]]
)
def test_a_statement_is_found_by_its_id_where_ids_count_on_no_more(ids: list[str]) -> None:
    spoken = [say("words", 0, id=one) for one in ids]
    made = Part(segment_of(tables_of(records_of(spoken, PEOPLE))))
    assert "statements.hashes" in made.sections
    assert [[*made.candidates("statements", one)] for one in ids] == [[n] for n in range(len(ids))]
    assert not made.candidates("statements", "6")


@pytest.mark.parametrize("start", [0, 65_534, 65_535, 1 << 31, 1 << 40])
def test_where_a_statement_stands_is_known_however_far_it_is(start: int) -> None:
    places = [Locator(1, start, start), None]
    spoken = [say("words", n, locator=place) for n, place in enumerate(places)]
    made = Part(segment_of(tables_of(records_of(spoken, PEOPLE))))
    assert [made.places[row] for row in range(2)] == [
        min(start, layout.UNPLACED), layout.UNPLACED,
    ]  # fmt: skip
