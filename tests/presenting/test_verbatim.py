"""Quotation marks tell what is verbatim."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.quotations import quoted_spans
from quoth.presenting.verbatim import kind_alone, kind_of, unmarked
from quoth.store.model import Kind
from tests import strategies

TEXT = "Ann said “bread is dear” and that milk is “dearer still.”"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("bread is dear", Kind.DIRECT),
        ("“bread is dear”", Kind.DIRECT),
        ("that milk is “dearer still.”", Kind.MIXED),
        ("that milk is", Kind.INDIRECT),
    ],
)
def test_the_kind_is_told_by_the_marks_around(words: str, kind: Kind) -> None:
    start = TEXT.index(words)
    assert kind_of(TEXT, [(start, start + len(words))], quoted_spans(TEXT)) is kind


def test_a_quotation_ends_with_its_paragraph() -> None:
    text = "He said: “One.\n\n“Two.” And three."
    assert [text[start:end] for start, end in quoted_spans(text)] == ["“One.", "“Two.”"]


@pytest.mark.parametrize(
    ("quote", "bare"),
    [
        ("“gifted hands”", "gifted hands"),
        ('"gifted hands"', "gifted hands"),
        ("“one” and “two”", "“one” and “two”"),
        ("gifted “hands”", "gifted “hands”"),
        ("“”", "“”"),
        ("‘It’s dear.’", "It’s dear."),
        ("'the bakers' bread'", "'the bakers' bread'"),
        ("»Brot«", "Brot"),
        ("«Pain»", "Pain"),
        ("„Brot“", "Brot"),
        ("„Chleb”", "Chleb"),
        ("‹Pain›", "Pain"),
        ("”Bröd”", "Bröd"),
        ("「パン」", "パン"),
        ("``bread''", "bread"),
        ("‚Brot‘", "Brot"),
    ],
)
def test_marks_around_all_of_a_quote_are_not_the_speakers(quote: str, bare: str) -> None:
    assert unmarked(quote) == bare


def test_a_quote_without_marks_promises_nothing() -> None:
    assert kind_alone("bread is dear") is Kind.INDIRECT
    assert kind_alone("“bread is dear”") is Kind.DIRECT
    assert kind_alone("bread “is dear”") is Kind.MIXED
    assert kind_alone("bread was ‘very dear’ she said") is Kind.MIXED
    assert kind_alone("the bakers’ bread isn’t dear") is Kind.INDIRECT
    assert kind_alone("'twas dear in the '90s") is Kind.INDIRECT


@given(strategies.hostile_text)
def test_no_text_is_too_odd(text: str) -> None:
    assert kind_alone(text) in Kind
    assert unmarked(text) in text


_REST = r"(?:(?!\n\s*\n).)*?"
_END = r"(?=\n\s*\n|\Z)"
_SPELT_OUT = re.compile(
    rf"“{_REST}(?:”|{_END})|„{_REST}[“”]|«{_REST}»|\"{_REST}(?:\"|{_END})|``{_REST}''"
    rf"|(?<![^\s(\[—–-])(?:»(?=\w){_REST}[«»]|”(?=\w){_REST}”)", re.DOTALL
)  # fmt: skip


@given(st.text(alphabet="“”„«»\"`'\n \ta.", max_size=24))
def test_quotations_are_those_that_a_pattern_finds_in_its_own_time(text: str) -> None:
    assert quoted_spans(text) == [match.span() for match in _SPELT_OUT.finditer(text)]
