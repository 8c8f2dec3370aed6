"""What is typed means the same in a form, in the shell, and in an import."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.editing.current import Current
from quoth.editing.drafting import addition, assignment, edited
from quoth.editing.entering import Entered, drafted
from quoth.editing.errors import EditError
from quoth.editing.fields import nearest
from quoth.editing.names import NameResolver
from quoth.editing.typed import Understood, items_of, list_text
from quoth.formats.incoming.records import IncomingStatement
from quoth.formats.incoming.rows import Fields, statement_of
from quoth.intake.noted import settled
from quoth.query.run import Engine
from quoth.store.parsing import Document, Tables
from quoth.tui.editing.fields import FORMS
from quoth.tui.editing.lookups import Lookups
from quoth.tui.editing.typed import understood
from tests.making import corpus_of_tables, small_tables

YESTERDAY = (date.today() - timedelta(days=1)).isoformat()


@pytest.fixture
def tables() -> Tables:
    """Return a small store in which Ann is the name of one and the alias of another."""
    tables = small_tables()
    tables["actors"]["3"] = {"id": "ann-baker", "name": "Ann Baker", "aliases": ["Ann"]}
    tables["actors"]["4"] = {"id": "mere-ann", "name": "Ann"}
    tables["actors"]["5"] = {"id": "li-1", "name": "Li"}
    tables["actors"]["6"] = {"id": "li-2", "name": "Li"}
    tables["sources"]["1"]["url"] = "https://paper.example/1"
    return tables


def in_form(tables: Tables, table: str, field: str, text: str) -> Understood:
    """Return what a form understands."""
    spec = next(one for one in FORMS[table] if one.name == field)
    return understood(spec, text, Lookups(Engine(corpus_of_tables(tables))))


def in_shell(tables: Tables, table: str, record: str, field: str, text: str) -> object:
    """Return what a field becomes in the shell."""
    current = Current(corpus_of_tables(tables))
    row = current.find(table, record)
    assert row is not None
    edit = edited(table, row, [assignment(f"{field}={text}")], NameResolver(current, makes=True))
    return (edit.after or {}).get(field)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20 March 2025", "2025-03-20"),
        ("yesterday", YESTERDAY),
        ("17–20 Mar 2025", "2025-03-17/2025-03-20"),
        ("c. 2022", "2022~"),
        ("by 20 Mar 2025", "/2025-03-20"),
        ("spring 2024", "2024-21"),
        ("2025-03-20", "2025-03-20"),
    ],
)
@pytest.mark.parametrize(
    ("table", "record", "field"),
    [
        ("statements", "1", "said"),
        ("sources", "paper", "published"),
        ("sources", "paper", "accessed"),
        ("events", "fair", "when"),
    ],
)
def test_a_date_is_read_as_people_write_it(
    tables: Tables, table: str, record: str, field: str, text: str, expected: str
) -> None:
    assert in_form(tables, table, field, text).value == expected
    assert in_shell(tables, table, record, field, text) == expected


@pytest.mark.parametrize("text", ["03/04/2025", "20 March", "some day", "31 Feb 2025"])
def test_a_date_with_two_readings_or_none_is_refused(tables: Tables, text: str) -> None:
    problem = in_form(tables, "statements", "said", text).problem
    assert problem
    with pytest.raises(EditError) as refused:
        in_shell(tables, "statements", "1", "said", text)
    assert problem in str(refused.value)


def test_a_country_in_small_letters_is_the_country(tables: Tables) -> None:
    assert in_form(tables, "actors", "country", "fr").value == "FR"
    assert in_shell(tables, "actors", "ann", "country", "fr") == "FR"
    names = NameResolver(Current(corpus_of_tables(tables)))
    added = addition("actors", {"name": "Eve", "country": "fr"}, names).after or {}
    assert added["country"] == "FR"


def test_an_import_reads_dates_and_countries_too() -> None:
    row: Fields = {
        "quote": "Bread is dear", "speaker": "Ann", "source": "Paper", "kind": "direct",
        "said": "17–20 Mar 2025", "speaker_country": "fr",
    }  # fmt: skip
    made = statement_of(row, {}, 1)
    assert isinstance(made, IncomingStatement)
    assert made.said == "2025-03-17/2025-03-20"
    assert made.speaker.country == "FR"


@pytest.mark.parametrize(("name", "ids"), [("Ann", "mere-ann, ann-baker"), ("Li", "li-1, li-2")])
def test_a_name_that_may_mean_several_asks_with_their_ids(
    tables: Tables, name: str, ids: str
) -> None:
    problem = in_form(tables, "statements", "speaker", name).problem
    assert problem == f"“{name}” may be one of several; write the id that is meant: {ids}"
    with pytest.raises(EditError) as refused:
        in_shell(tables, "statements", "1", "speaker", name)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    ("table", "field", "text", "expected"),
    [
        ("statements", "speaker", "ann", "ann"),
        ("statements", "speaker", "ANN BAKER", "ann-baker"),
        ("statements", "speaker", "mere-ann", "mere-ann"),
        ("statements", "source", "https://paper.example/1", "paper"),
        ("statements", "source", "the paper", "paper"),
    ],
)
def test_an_id_goes_before_a_name(
    tables: Tables, table: str, field: str, text: str, expected: str
) -> None:
    assert in_form(tables, table, field, text).value == expected
    assert in_shell(tables, table, "1", field, text) == expected


def made_in_form(tables: Tables, name: str, field: str, table: str) -> Document:
    """Return the record that a form makes for a name."""
    means = in_form(tables, "statements", field, name)
    current = Current(corpus_of_tables(tables))
    entered = Entered("statements", "1", tables["statements"]["1"], {field: means.value})
    (made, _) = drafted(current, entered, settled).edits
    assert made.table == table
    return made.after or {}


def made_in_shell(tables: Tables, name: str, table: str) -> Document:
    """Return the record that the shell makes for a name."""
    names = NameResolver(Current(corpus_of_tables(tables)), makes=True)
    names.id_of(table, name)
    return names.made[0].after or {}


@pytest.mark.parametrize("name", ["東京", "Ann Archer's Aunt", "Guild", "Анна", "!?"])
def test_a_new_actor_gets_the_same_id_everywhere(tables: Tables, name: str) -> None:
    form, shell = (
        made_in_form(tables, name, "speaker", "actors"),
        made_in_shell(tables, name, "actors"),
    )
    assert form == shell


def test_a_new_source_that_is_an_address_has_it_everywhere(tables: Tables) -> None:
    address = "https://news.example/a"
    form = made_in_form(tables, address, "source", "sources")
    assert form == made_in_shell(tables, address, "sources")
    assert form["url"] == address


# Both doors, the same texts: what a form understands is what the shell stores.

TYPED = [
    ("statements", "1", "kind", "Indirect", "indirect"),
    ("statements", "1", "status", "DRAFT", "draft"),
    ("statements", "1", "polarity", "Denied", "denied"),
    ("statements", "1", "polarity", "affirmed", None),
    ("actors", "ann", "kind", "State", "state"),
    ("actors", "ann", "wikidata", "q42", "Q42"),
    ("actors", "ann", "aliases", "A. A.; Annie;; A. A.", ["A. A.", "Annie"]),
    ("actors", "ann", "aliases", '["Ann; the baker", "Annie"]', ["Ann; the baker", "Annie"]),
    ("statements", "1", "tags", " bread ; salt ", ["bread", "salt"]),
    ("statements", "1", "via", "Ann Baker; ann-baker", ["ann-baker"]),
    ("statements", "1", "addressee", "mere-ann; ANN BAKER", ["mere-ann", "ann-baker"]),
    ("statements", "1", "note", "  two\n lines ", "two\n lines"),
    ("sources", "paper", "url", " https://paper.example/2 ", "https://paper.example/2"),
]


@pytest.mark.parametrize(("table", "record", "field", "text", "expected"), TYPED)
def test_the_same_text_means_the_same_in_both(
    tables: Tables, table: str, record: str, field: str, text: str, expected: object
) -> None:
    assert in_form(tables, table, field, text).value == expected
    assert in_shell(tables, table, record, field, text) == expected


@pytest.mark.parametrize("text", ["oppose: {0}", "{0}:oppose", " Oppose :{0}", '["{0}:oppose"]'])
def test_a_stance_is_typed_either_way_round_in_both(tables: Tables, text: str) -> None:
    topic = tables["topics"]["1"]
    typed, expected = text.format(topic["name"]), [{"topic": topic["id"], "position": "oppose"}]
    assert in_form(tables, "statements", "stances", typed).value == expected
    assert in_shell(tables, "statements", "1", "stances", typed) == expected


@pytest.mark.parametrize(
    ("table", "record", "field", "text"),
    [
        ("statements", "1", "kind", "verbatim"),
        ("statements", "1", "status", "maybe"),
        ("statements", "1", "polarity", "untrue"),
        ("statements", "1", "paragraph", "-1"),
        ("statements", "1", "paragraph", "four"),
        ("statements", "1", "tags", "[1"),
        ("statements", "1", "stances", "bread"),
        ("statements", "1", "mentions", "Li"),
    ],
)
def test_what_neither_understands_is_refused_in_the_same_words(
    tables: Tables, table: str, record: str, field: str, text: str
) -> None:
    problem = in_form(tables, table, field, text).problem
    assert problem
    with pytest.raises(EditError) as refused:
        in_shell(tables, table, record, field, text)
    assert problem in str(refused.value)


@given(items=st.lists(st.text(max_size=6).map(str.strip).filter(bool), unique=True))
def test_a_list_is_read_as_it_is_shown(items: list[str]) -> None:
    assert items_of(list_text(items)) == items


def test_a_letter_guesses_no_name() -> None:
    assert nearest("a", {"Jane Doe": 1}) == ""
    assert nearest("doe", {"Jane Doe": 1}) == "Jane Doe"
    assert nearest("topc", {"topics": 1, "said": 1}) == "topics"
