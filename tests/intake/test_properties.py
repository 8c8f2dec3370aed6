"""What holds of any text at all."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.intake.extraction import extract
from quoth.intake.text.article import read
from quoth.intake.text.paragraphs import paragraphs
from quoth.intake.text.quotes import regions
from quoth.store.model import Kind

PIECES = st.sampled_from(
    [
        "“", "”", '"', "''", "‘", "’", "'", "(", ")", "—", "-", ":", ";", ",", ".", "?", "…",
        "\n", "\n\n", " ", "said", "says", "told", "wrote", "according to", "that", "who", "he",
        "she", "they", "Ada Marsh", "Mr. Vale", "Marsh", "NATO", "MARSH:", "a spokesman for",
        "the mayor", "officials", "on Tuesday", "this week", "May 5", "in a post on X", "and", "to",
        "the bridge is closed", "it rains", "10,000", "é", "中文", "\u202e", "\x00", "𝔘",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)
DAYS = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None)
@given(TEXTS, DAYS)
def test_drafts_stand_in_the_text(text: str, published: dt.date | None) -> None:
    found = extract(text, published)
    starts = []
    for draft in found.drafts:
        assert draft.spans
        assert all(0 <= start < end <= len(text) for start, end in draft.spans)
        assert list(draft.spans) == sorted(draft.spans)
        assert all(one.end <= two.start for one, two in pairwise(draft.spans))
        assert draft.quote == " ".join(span.of(text) for span in draft.spans)
        assert 0 <= draft.confidence <= 1
        assert 1 <= draft.paragraph <= len(paragraphs(text))
        assert draft.rule
        if draft.said:
            parse(draft.said)
        if draft.cue is not None:
            assert draft.cue.of(text)
        starts.append(draft.start)
    assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(TEXTS, DAYS)
def test_the_same_text_has_the_same_drafts(text: str, published: dt.date | None) -> None:
    assert extract(text, published) == extract(text, published)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_direct_words_stand_in_quotation_marks(text: str) -> None:
    article = read(text)
    for draft in extract(text).drafts:
        if draft.kind is Kind.DIRECT:
            for start, end in draft.spans:
                assert any(one.start <= start and end <= one.end for one in article.regions)


@given(TEXTS)
def test_tokens_and_sentences_cover_the_paragraphs(text: str) -> None:
    article = read(text)
    covered = [token for one in article.sentences for token in range(one.start, one.end)]
    assert covered == list(range(len(article.tokens)))
    assert len(article.codes) == len(article.tokens) == len(article.starts)
    for token, start in zip(article.tokens, article.starts, strict=True):
        assert text[start : start + len(token)] == token


@given(TEXTS, st.booleans())
def test_regions_are_in_order_and_apart(text: str, single: bool) -> None:
    found = regions(text, 0, len(text), single)
    for one in found:
        assert one.outer_start <= one.start < one.end <= one.outer_end
    for one, two in pairwise(found):
        assert one.end <= two.start
