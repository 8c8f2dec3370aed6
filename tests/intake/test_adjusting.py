"""Words move by words, stay in their article, and say themselves how much of them is verbatim."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake import adjusting
from quoth.intake.adjusting import Spans
from quoth.intake.model import Span
from quoth.store.model import Kind

TEXT = (
    "Ann said “bread is dear, and salt too,” and left. “Not yet.” He told her that “it” went.\n\n"
    "Oh."
)
MOVES = (
    adjusting.later_end,
    adjusting.earlier_end,
    adjusting.earlier_start,
    adjusting.later_start,
)
Move = Callable[[str, Spans], Spans]


def at(words: str) -> Span:
    """Return where words stand in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def of(spans: Spans) -> str:
    """Return the words of some spans, a bar between the pieces."""
    return " | ".join(span.of(TEXT) for span in spans)


# -- The ends --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("move", "words", "made"),
    [
        (adjusting.later_end, "bread is dear", "bread is dear, and"),
        (adjusting.later_end, "and salt too,", "and salt too,” and"),
        (adjusting.earlier_end, "bread is dear,", "bread is"),
        (adjusting.earlier_end, "bread", "bread"),
        (adjusting.earlier_start, "is dear", "bread is dear"),
        (adjusting.earlier_start, "Ann said", "Ann said"),
        (adjusting.later_start, "bread is dear", "is dear"),
        (adjusting.later_start, "dear", "dear"),
        (adjusting.later_end, "Oh", "Oh"),
    ],
)
def test_an_end_moves_by_a_word_and_the_last_word_stays(move: Move, words: str, made: str) -> None:
    assert of(move(TEXT, (at(words),))) == made


def test_a_piece_that_has_no_word_left_goes() -> None:
    both = (at("bread is dear"), at("Not"))
    assert of(adjusting.earlier_end(TEXT, both)) == "bread is dear"
    assert of(adjusting.later_start(TEXT, (at("bread"), at("Not yet")))) == "Not yet"


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, Spans]:
    """Return a text, and some spans of it that have a word each."""
    letters = st.lists(st.sampled_from(["a", "é", "1", "'a", "’b", "-b"]), max_size=3)
    word = letters.map(lambda some: f"x{''.join(some)}z")
    gap = st.sampled_from([" ", ", ", ". ", "” ", " “", "\n", "\n\n", " – "])
    words = draw(st.lists(word, min_size=1, max_size=12))
    text, places = "", []
    for one in words:
        text += draw(gap)
        places.append((len(text), len(text) + len(one)))
        text += one
    text += draw(gap)
    cuts = sorted(draw(st.sets(st.integers(0, len(places) - 1), min_size=1, max_size=3)))
    spans = []
    for number, first in enumerate(cuts):
        most = cuts[number + 1] - 1 if number + 1 < len(cuts) else len(places) - 1
        last = draw(st.integers(first, most))
        spans.append(Span(places[first][0], places[last][1]))
    return text, tuple(spans)


def starts_and_ends(text: str) -> tuple[set[int], set[int]]:
    """Return where words may begin and end in a text, as anybody would see them."""
    starts = {
        n for n in range(len(text)) if text[n] == "x" and (n == 0 or not text[n - 1].isalnum())
    }
    ends = {
        n
        for n in range(1, len(text) + 1)
        if text[n - 1].isalnum() and not text[n : n + 1].isalnum()
    }
    return starts, ends


@given(texts_and_spans(), st.lists(st.sampled_from(MOVES), max_size=12))
def test_however_they_are_moved_words_stay_whole_and_in_the_text(
    drawn: tuple[str, Spans], moves: list[Move]
) -> None:
    text, spans = drawn
    starts, ends = starts_and_ends(text)
    for move in moves:
        spans = move(text, spans)
        assert spans
        assert list(spans) == sorted(spans)
        assert spans[0].start in starts
        assert spans[-1].end in ends
        for span in spans:
            assert 0 <= span.start < span.end <= len(text)


@given(texts_and_spans())
def test_longer_and_shorter_again_is_the_same(drawn: tuple[str, Spans]) -> None:
    text, spans = drawn
    for there, back in (MOVES[:2], MOVES[2:]):
        moved = there(text, spans)
        if moved != spans:
            assert back(text, moved) == spans


# -- What they say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "quote", "kind"),
    [
        ("bread is dear, and salt too,", "bread is dear, and salt too", Kind.DIRECT),
        ("bread is dear", "bread is dear", Kind.DIRECT),
        ("Not yet.", "Not yet", Kind.DIRECT),
        ("said “bread is dear, and salt too,”", "said “bread is dear, and salt too,”", Kind.MIXED),
        ("“it” went.", "“it” went.", Kind.MIXED),
        ("it” went.", "“it” went.", Kind.MIXED),
        ("her that “it", "her that “it”", Kind.MIXED),
        ("left. “Not yet", "left. “Not yet.”", Kind.MIXED),
        ("Ann said", "Ann said", Kind.INDIRECT),
        ("went.\n\nOh", "went. Oh", Kind.INDIRECT),
    ],
)
def test_the_articles_marks_say_how_much_is_verbatim(words: str, quote: str, kind: Kind) -> None:
    assert adjusting.said(TEXT, (at(words),)) == (quote, kind)


def test_pieces_are_joined_by_a_blank() -> None:
    assert (
        adjusting.said(TEXT, (at("bread is dear,"), at("Not yet.")))[0] == "bread is dear, Not yet"
    )


@pytest.mark.parametrize(
    "quote", ["Not yet …", "Wait...", "in the U.S.", "No. 5", "?", ".", "Why?"]
)
def test_only_a_full_stop_or_a_comma_goes(quote: str) -> None:
    assert adjusting.trimmed(quote) == quote


@given(texts_and_spans())
def test_words_are_those_of_the_article(drawn: tuple[str, Spans]) -> None:
    text, spans = drawn
    said = adjusting.said(text, spans)
    whole = " ".join(" ".join(span.of(text).split()) for span in spans)
    if said.kind is Kind.MIXED:  # a mark that closes a quotation, or opens one, may come with it
        assert [*filter(str.isalnum, said.quote)] == [*filter(str.isalnum, whole)]
    else:
        assert whole.startswith(said.quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“Bread is dear,” she said. “Salt too.”", "Bread is dear. Salt too"),
        ("“Bread is dear,” she said, “and salt too.”", "Bread is dear, and salt too"),
        ("“Bread is dear!” she said. “Salt too.”", "Bread is dear! Salt too"),
        ("“Bread,” said Dr. Archer, “and salt.”", "Bread, and salt"),
        ('"Bread is dear," said Archer (the baker.) "Salt too."', "Bread is dear. Salt too"),
    ],
)
def test_a_comma_for_a_full_stop_is_a_full_stop_again(text: str, quote: str) -> None:
    quotations = adjusting._quotations(text)
    inner = tuple(Span(start + 1, end - 1) for start, end in quotations)
    assert adjusting.said(text, inner) == (quote, Kind.DIRECT)
    bare = tuple(Span(one.start, one.end - (text[one.end - 1] == ",")) for one in inner)
    assert adjusting.said(text, bare).quote.replace(",", "") == quote.replace(",", "")


# -- Parting and joining ---------------------------------------------------------------------------


@given(texts_and_spans(), st.data())
def test_what_is_cut_and_joined_is_whole_again(
    drawn: tuple[str, Spans], data: st.DataObject
) -> None:
    text, spans = drawn
    places = adjusting.cuts(text, spans)
    if not places:
        with pytest.raises(ValueError, match="one word"):
            adjusting.likely_cut(text, spans)
        return
    assert adjusting.likely_cut(text, spans) in places
    first, second = adjusting.cut(text, spans, data.draw(st.sampled_from(places)))
    assert first
    assert second
    assert first[-1].end <= second[0].start
    words = adjusting.said(text, spans).quote.split()
    parts = [adjusting.said(text, part).quote.split() for part in (first, second)]
    assert len(parts[0]) + len(parts[1]) <= len(words) + 1
    joined = adjusting.joined(text, first, second)
    assert (joined[0].start, joined[-1].end) == (spans[0].start, spans[-1].end)


def test_it_is_most_likely_cut_at_a_gap_and_then_at_a_sentences_end() -> None:
    both = (at("bread is dear"), at("Not yet"))
    assert adjusting.likely_cut(TEXT, both) == at("Not").start
    assert adjusting.likely_cut(TEXT, (at("left. “Not yet.” He told"),)) == at("Not").start
    assert adjusting.likely_cut(TEXT, (at("bread is dear"),)) == at("is dear").start


def test_what_no_word_parts_is_one_piece() -> None:
    assert of(adjusting.joined(TEXT, (at("left"),), (at("Not yet"),))) == "left. “Not yet"
    assert of(adjusting.joined(TEXT, (at("Ann"),), (at("bread"),))) == "Ann | bread"
    assert of(adjusting.joined(TEXT, (at("went"),), (at("Oh"),))) == "went | Oh"
    assert of(adjusting.joined(TEXT, (at("bread is dear"),), (at("is"),))) == "bread is dear"


def test_the_paragraph_follows_the_words() -> None:
    end, start = at("Oh").start, at("Ann").start
    assert adjusting.paragraph(TEXT, 1, start, end) == 2
    assert adjusting.paragraph(TEXT, 2, end, start) == 1
    assert adjusting.paragraph(TEXT, 1, end, start) == 1


def test_a_gap_is_marked_where_a_word_stands_in_it() -> None:
    both = (at("bread is dear,"), at("Not yet."))
    assert adjusting.said(TEXT, both, has_gaps=True) == ("bread is dear, […] Not yet", Kind.DIRECT)
    near = (at("bread is dear"), at("and salt too"))
    assert adjusting.said(TEXT, near, has_gaps=True)[0] == "bread is dear and salt too"
    assert of(adjusting.bridged(both)) == TEXT[both[0].start : both[1].end]


@given(texts_and_spans())
def test_no_word_goes_between_joined_pieces_without_a_mark(drawn: tuple[str, Spans]) -> None:
    text, spans = drawn
    made = adjusting.said(text, spans, has_gaps=True).quote
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    assert made.count(adjusting.GAP) == sum(any(map(str.isalnum, gap)) for gap in gaps)


def test_the_sentence_of_a_word_is_found_from_any_of_its_words() -> None:
    text = "One two. Three four five.\n\nSix “seven.” Eight"
    for words in ("One two", "Three four five", "Six “seven", "Eight"):
        start = text.index(words)
        for match in re.finditer(r"\w+", words):
            word = Span(start + match.start(), start + match.end())
            assert adjusting.sentence_of(text, word).of(text) == words
