"""A screen pasted by mistake: it is read as far as a search goes, and little is said of it."""

from __future__ import annotations

import pytest

from quoth.query.language.building import LONGEST, MOST_WORDS
from quoth.query.language.completion import complete
from quoth.query.language.parsing import parse
from quoth.query.language.rendering import explain
from quoth.query.language.tree import All, Either, LooseWords, Not, Phrase
from quoth.query.language.wording import few, remarks
from tests.growth import BOUND, growth_of_text
from tests.query.language.making import Shelf
from tests.query.language.rendering import render

TOO_LONG = f"a search has {LONGEST:,} characters at most; what follows is left out"
TOO_MANY = f"a search has {MOST_WORDS} words and fields at most; what follows is left out"
PASTED = (
    "(", ")", "-(", "- ", '"', '"a" ', "by:", "by: ", "by:a ", "said:x ", "kind:x ", "bye:x ", "@",
    "@a ", "a OR ", "(a OR ", "OR ", " ", "a", "a ", "a.", "中", "stance:a:b ", "\n", "“a” ",
)  # fmt: skip


def size_of(node: object) -> int:
    """Return how many words and fields a tree asks for."""
    match node:
        case None:
            return 0
        case LooseWords(text):
            return len(text.split())
        case Phrase(found):
            return len(found)
        case Not(inner):
            return size_of(inner)
        case All(nodes) | Either(nodes):
            return sum(map(size_of, nodes))
        case _:
            return 1


@pytest.mark.parametrize("piece", PASTED)
def test_a_long_text_asks_for_no_more_than_a_search_may(piece: str) -> None:
    parsed = parse(piece * (50_000 // len(piece)), {"a": "b c"})
    assert size_of(parsed.root) <= MOST_WORDS
    assert len(parsed.problems) <= 100
    said = remarks(one.message for one in parsed.problems)
    assert len(said) <= 6
    assert all(len(one) <= 140 for one in said)
    assert [one for one in said if one in (TOO_LONG, TOO_MANY)]


@pytest.mark.parametrize("piece", PASTED)
def test_what_is_pasted_is_understood_in_time_that_grows_with_it(piece: str) -> None:
    def understood(text: str) -> object:
        parsed = parse(text, {"a": "b c"})
        return render(parsed.root), explain(parsed), complete(text, len(text), Shelf({}))

    assert growth_of_text(understood, piece) < BOUND


def test_all_of_a_search_at_its_longest_is_looked_for() -> None:
    text = " ".join(f"w{number}" for number in range(MOST_WORDS))
    parsed = parse(f"({text})")
    assert not parsed.problems
    assert render(parsed.root) == text
    assert not parse("a" * LONGEST).problems


def test_one_word_more_is_left_out_and_said_once() -> None:
    text = " ".join(f"w{number}" for number in range(MOST_WORDS))
    parsed = parse(f"{text} more and more OR others")
    assert [one.message for one in parsed.problems] == [TOO_MANY]
    assert parsed.text[slice(*parsed.problems[0].span)] == "more and more OR others"
    assert render(parsed.root) == text


def test_one_character_more_is_left_out_and_said_once() -> None:
    parsed = parse("a" * LONGEST + "b")
    assert [one.message for one in parsed.problems] == [TOO_LONG]
    assert render(parsed.root) == "a" * LONGEST


@pytest.mark.parametrize("text", ["中" * 300, '"' + "a " * 300 + '"', "a.b" * 300])
def test_the_words_count_however_they_are_written_together(text: str) -> None:
    parsed = parse(text)
    assert [one.message for one in parsed.problems] == [TOO_MANY]
    assert size_of(parsed.root) <= MOST_WORDS


def test_saved_searches_count_with_the_text_that_names_them() -> None:
    saved = {"a": "b " * 200, "long": "c" * (LONGEST + 1)}
    assert not parse("@a", saved).problems
    assert [one.message for one in parse("@a @a @a", saved).problems] == [f"in “@a”: {TOO_MANY}"]
    assert [one.message for one in parse("@long", saved).problems] == [f"in “@long”: {TOO_LONG}"]


def test_a_remark_is_printed_once_and_of_many_the_first() -> None:
    assert remarks(["a", "b", "a"]) == ["a", "b"]
    assert remarks("abcdef") == ["a", "b", "c", "d", "e", "and 1 more remark"]
    assert remarks(map(str, range(1_000)))[-1] == "and 995 more remarks"
    assert len(few(parse(") " * 50).problems)) == 10
