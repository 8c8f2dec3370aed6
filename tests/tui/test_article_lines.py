"""An article is shown in lines that fit, neutral, and each character is known by its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from quoth.basics.text import neutralise
from quoth.tui.lines.article_lines import ArticleLines, ArticleMark, wrapped

LETTERS = "ab —é漢👍\u0301\u200b\u202e\x1b\t\r\n\u2028“”‡"
texts = st.text(st.sampled_from(LETTERS), max_size=60) | st.text(max_size=40)
widths = st.integers(2, 30)


def shown(text: str, width: int, marks: tuple[ArticleMark, ...] = ()) -> list[str]:
    """Return the lines of an article, what is marked in brackets."""
    lines = ArticleLines(text, width)
    found = []
    for number in range(len(lines.lines)):
        content = lines.content(number, marks)
        plain = content.plain
        for span in sorted(content.spans, reverse=True):
            plain = f"{plain[: span.start]}[{plain[span.start : span.end]}]{plain[span.end :]}"
        found.append(plain)
    return found


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three", ["one two", "three"]),
        ("one  two\n\nthree\n", ["one  two", "", "three", ""]),
        ("incomprehensible word", ["incompre", "hensible", "word"]),
        ("a incomprehensible b", ["a", "incompre", "hensible", "b"]),
        ("漢漢漢漢漢", ["漢漢漢漢", "漢"]),
        ("   ", [""]),
        ("one\r\ntwo\rthree\u2028four", ["one", "two", "three", "four"]),
        ("a\tb", ["a b"]),
    ],
)
def test_lines_end_between_words(text: str, lines: list[str]) -> None:
    assert shown(text, 8) == lines


@pytest.mark.parametrize(
    ("text", "words", "lines"),
    [
        ("one two three", "two three", ["one [two]", "[three]"]),
        ("one\n\ntwo three", "one\n\ntwo", ["[one]", "", "[two]", "three"]),
        ("\x1b\u202eone \u200btwo", "two", ["␛one", "[two]"]),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301 bc d", "bc", ["a\u0301\u0301\u0301\u0301 [bc] d"]),
        ("👩\u200d👩 one", "one", ["👩\u200d👩 [one]"]),
    ],
)
def test_what_is_marked_is_marked_where_it_is_shown(
    text: str, words: str, lines: list[str]
) -> None:
    start = text.index(words)
    assert shown(text, 7, (ArticleMark(start, start + len(words), "quote"),)) == lines


@given(texts, widths)
def test_no_line_is_too_wide_or_acts_on_the_terminal(text: str, width: int) -> None:
    for line in shown(text, width):
        assert cell_len(line) <= width or len(line) < 4
        assert neutralise(line).text == line or not line.isascii()


@given(texts, widths)
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(text: str, width: int) -> None:
    whole = "".join(neutralise(part.replace("\t", " ")).text for part in _parts(text))
    assert "".join("".join(shown(text, width)).split()) == "".join(whole.split())


def _parts(text: str) -> list[str]:
    """Return the paragraphs of a text, whatever line breaks it has."""
    for sign in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(sign, "\n")
    return text.split("\n")


@given(texts, widths, st.data())
def test_what_is_marked_stands_in_the_lines_between_its_ends(
    text: str, width: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = ArticleLines(text, width)
    mark = ArticleMark(start, end, "quote")
    held = [n for n in range(len(lines.lines)) if lines.holds(n, [mark])]
    if held:
        assert lines.line_of(start) <= held[0]
        assert held[-1] <= lines.line_of(max(start, end - 1))
    every = ArticleMark(0, len(text), "quote")
    marked = "".join(
        lines.content(n, [every]).plain[span.start : span.end]
        for n in range(len(lines.lines))
        for span in lines.content(n, [every]).spans
    )
    assert marked == "".join(lines.content(n, []).plain for n in range(len(lines.lines)))


@given(st.text(st.sampled_from("ab 漢"), max_size=40), widths)
def test_lines_follow_each_other(text: str, width: int) -> None:
    spans = list(wrapped(text, width))
    assert spans
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
        assert not text[end:start].strip()


def test_a_paragraph_goes_on_behind_its_lines_but_the_last() -> None:
    lines = ArticleLines("one two six\nfour", 4)
    assert [lines.goes_on(number) for number in range(len(lines.lines))] == [
        True, True, False, False
    ]  # fmt: skip
