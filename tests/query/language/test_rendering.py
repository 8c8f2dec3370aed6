"""A query is written as it was understood."""

from __future__ import annotations

import pytest
from hypothesis import given

from quoth.query.language.parsing import parse
from quoth.query.language.rendering import explain
from tests.query.language.making import bare, messy_texts, tree
from tests.query.language.rendering import render


@given(messy_texts)
def test_what_is_written_means_the_same(text: str) -> None:
    root = parse(text).root
    assert tree(render(root)) == bare(root)


@given(messy_texts)
def test_what_is_written_is_without_mistakes_but_unknown_fields(text: str) -> None:
    parsed = parse(render(parse(text).root))
    assert all("there is no field" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("  ironclad   by:russia (garantee)", "ironclad garantee by:russia"),
        ("By:“Emmanuel Macron” Kind:DIRECT", 'by:"Emmanuel Macron" kind:direct'),
        ("(a OR b) c", "(a OR b) c"),
        ("-(a b)", "-(a b)"),
        ('"a  b', '"a  b"'),
    ],
)
def test_it_is_written_in_one_way(text: str, written: str) -> None:
    assert render(parse(text).root) == written


def test_an_order_is_written_after_what_it_orders() -> None:
    parsed = parse("sort:newest a OR b")
    written = render(parsed.root, parsed.sort)
    assert written == "(a OR b) sort:newest"
    assert parse(written).sort == "newest"


def test_an_explanation_says_how_a_text_was_understood() -> None:
    text = 'ironclad by:russia -(kind:direct OR "a b") stance:oppose:aid since:2025 sort:newest'
    assert explain(parse(f"{text} kind:x and")) == [
        "all of:",
        "  the words “ironclad kind x and”, or nearly, the last one unfinished",
        "  said by “russia”",
        "  not:",
        "    any of:",
        "      of the kind “direct”",
        "      exactly “a b”",
        "  opposing “aid”",
        "  which may have been said in “2025” or later",
        "in the order: newest",
        "wrong: there is no kind “x”; it is one of direct, mixed or indirect",
    ]
    assert explain(parse("")) == ["everything"]


@given(messy_texts)
def test_anything_can_be_explained(text: str) -> None:
    assert all(len(line.splitlines()) == 1 for line in explain(parse(text)))
