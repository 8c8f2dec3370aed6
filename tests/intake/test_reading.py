"""Paragraphs, tokens, sentences and noun phrases."""

from __future__ import annotations

import pytest

from quoth.intake.text.article import LONGEST, read
from quoth.intake.text.chunks import chunks, possessors
from quoth.intake.text.lexicon import forms, lexicon
from quoth.intake.text.paragraphs import paragraphs
from tests.intake.articles import viewed


def split(text: str) -> list[str]:
    return [one.of(text) for one in paragraphs(text)]


def sentences(text: str) -> list[str]:
    article = read(text)
    return [article.piece(one.start, one.end) for one in article.sentences]


def test_a_line_is_a_paragraph() -> None:
    assert split("One.\nTwo.\n\n  \nThree.\r\nFour.") == ["One.", "Two.", "Three.", "Four."]


def test_wrapped_lines_are_one_paragraph() -> None:
    blocks = [
        "The bridge is closed, and\nnobody knows when it will\nopen.",
        "The ferry sails every\nhour.",
    ]
    assert split("\n\n".join(blocks)) == blocks


def test_nothing_has_no_paragraph() -> None:
    assert split("") == []
    assert split(" \n\t\n") == []


def test_a_full_stop_ends_a_sentence_and_an_abbreviation_does_not() -> None:
    text = "Mr. Vale met J. R. Marsh of the U.S. team. They spoke at 3.30 p.m. there. It went well."
    assert sentences(text) == [
        "Mr. Vale met J. R. Marsh of the U.S. team.",
        "They spoke at 3.30 p.m. there.",
        "It went well.",
    ]


def test_what_is_quoted_does_not_end_the_writers_sentence() -> None:
    assert sentences("“We won. We did! Really,” she said. “Now go.” He left.") == [
        "“We won. We did! Really,” she said.",
        "“Now go.”",
        "He left.",
    ]
    assert sentences("“Why now?” Vale asked. “Because,” Marsh said.") == [
        "“Why now?” Vale asked.",
        "“Because,” Marsh said.",
    ]
    assert sentences("“It is over.” Vale said nothing more.") == [
        "“It is over.”",
        "Vale said nothing more.",
    ]


def test_blanks_before_marks_change_nothing() -> None:
    spaced = read("'' It is late , '' she said . She left .")
    close = read("''It is late,'' she said. She left.")
    assert spaced.tokens == close.tokens
    assert spaced.codes == close.codes


def test_a_sentence_without_an_end_is_cut() -> None:
    article = read("word " * (3 * LONGEST))
    assert len(article.sentences) == 3


def test_noun_phrases_are_names_pronouns_and_nouns() -> None:
    text = "Eastport’s former mayor Ada Marsh told two officials that she and the board agreed."
    article, (seen,) = viewed(text)
    assert [(article.piece(one.start, one.end), one.kind) for one in seen.chunks] == [
        ("Eastport’s former mayor Ada Marsh", "name"),
        ("two officials", "noun"),
        ("she", "pronoun"),
        ("the board", "noun"),
    ]
    owners = possessors(article, seen.chunks[0])
    assert [article.piece(one.start, one.end) for one in owners] == ["Eastport"]


def test_what_stands_in_short_brackets_or_in_marks_is_no_phrase() -> None:
    article = read("Ada Marsh (D-Eastport) called the plan “a gift”.")
    found = [article.piece(one.start, one.end) for one in chunks(article, 0, len(article.tokens))]
    assert found == ["Ada Marsh", "the plan"]


@pytest.mark.parametrize(
    ("lemma", "past", "expected"),
    [
        ("deny", "", {"deny", "denies", "denied", "denying"}),
        ("argue", "", {"argue", "argues", "argued", "arguing"}),
        ("admit", "", {"admit", "admits", "admitted", "admitting", "admiting"}),
        ("say", "said", {"say", "says", "said", "saying"}),
        ("stress", "", {"stress", "stresses", "stressed", "stressing"}),
    ],
)
def test_verbs_have_their_forms(lemma: str, past: str, expected: set[str]) -> None:
    assert {word for word, _ in forms(lemma, past)} == expected


def test_the_lexicon_has_the_classes_of_the_field() -> None:
    cues = lexicon().cues
    assert "s" in cues["said"].classes
    assert "t" in cues["believes"].classes
    assert "k" in cues["condemned"].classes
    assert "w" in cues["tweeted"].classes
    assert "e" in cues["showed"].classes
