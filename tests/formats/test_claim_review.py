"""ClaimReview in and out: as fact-checkers and the public feed write it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.formats.incoming import claim_review
from quoth.formats.incoming.records import BadRow, FormatError, IncomingCheck, Remark
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from quoth.store.model import ClaimCheck
from tests.formats.outgoing import exported
from tests.making import records_of, say

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The earth is flat",
    "url": "https://checkers.example/flat",
    "datePublished": "2016-06-22",
    "author": {"@type": "Organization", "name": "The Checkers", "url": "https://checkers.example"},
    "reviewRating": {
        "@type": "Rating", "ratingValue": "1", "bestRating": "5", "worstRating": 1,
        "alternateName": "False",
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A Flat Man"},
        "datePublished": "2016-06-20",
        "firstAppearance": {"@type": "NewsArticle", "url": "https://news.example/1"},
        "appearance": [
            {"@type": "CreativeWork", "url": "https://news.example/2"}, "https://news.example/3",
        ],
    },
}  # fmt: skip
READ = IncomingCheck(
    claim="The earth is flat", rating="False", value=1, worst=1, best=5, publisher="The Checkers",
    url="https://checkers.example/flat", date="2016-06-22", claimant="A Flat Man",
    appearances=("https://news.example/1", "https://news.example/2", "https://news.example/3"),
    extra={"claimed": "2016-06-20"}, line=1,
)  # fmt: skip


def read(tmp_path: Path, held: object) -> list[object]:
    """Return what a file is read as."""
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    assert sniffed(path) is ImportFormat.CLAIM_REVIEW
    return [*claim_review.read(path)]


@pytest.mark.parametrize(
    "held",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": [{"item": REVIEW, "url": "https://x.example"}]},
        {**REVIEW, "@type": ["Review", "ClaimReview"]},
        {**REVIEW, "@type": "http://schema.org/ClaimReview"},
        {"@type": "NewsArticle", "review": [[REVIEW]]},
        {"@type": "WebPage", "mainEntity": REVIEW},
        {**REVIEW, "author": [[REVIEW["author"]]], "reviewRating": [[REVIEW["reviewRating"]]]},
        {
            "@graph": [
                {**REVIEW, "author": {"@id": "#us"}, "itemReviewed": [{"@id": "#claim"}]},
                {"@id": "#us", **REVIEW["author"]},
                {"@id": "#claim", **REVIEW["itemReviewed"]},
            ]
        },
    ],
)
def test_a_review_is_read_wherever_it_stands(tmp_path: Path, held: object) -> None:
    assert read(tmp_path, held) == [READ]


def test_a_number_beyond_its_scale_is_no_rating_and_told(tmp_path: Path) -> None:
    unrated = {**REVIEW["reviewRating"], "ratingValue": -1}
    check, remark = read(tmp_path, {**REVIEW, "reviewRating": unrated})
    assert isinstance(check, IncomingCheck)
    assert (check.rating, check.value, check.best) == ("False", None, None)
    assert isinstance(remark, Remark)
    assert "beyond its own scale" in str(remark)


def test_a_rating_that_is_a_word_is_kept_as_one(tmp_path: Path) -> None:
    (check,) = read(tmp_path, {**REVIEW, "reviewRating": {"ratingValue": "Pants on fire"}})
    assert isinstance(check, IncomingCheck)
    assert (check.rating, check.value) == ("Pants on fire", None)


def test_what_a_check_has_no_field_for_is_kept(tmp_path: Path) -> None:
    (check,) = read(tmp_path, {**REVIEW, "inLanguage": "en"})
    assert isinstance(check, IncomingCheck)
    assert check.extra == {"inLanguage": "en", "claimed": "2016-06-20"}


def test_a_date_that_is_none_is_told_with_the_review(tmp_path: Path) -> None:
    bad, good = read(tmp_path, [{**REVIEW, "datePublished": "2016-13-77"}, REVIEW])
    assert isinstance(bad, BadRow)
    assert (bad.line, bad.field) == (1, "datePublished")
    assert good == READ._replace(line=2)


def test_a_file_without_reviews_says_so(tmp_path: Path) -> None:
    path = tmp_path / "none.json"
    path.write_text('{"@type": "WebPage"}')
    with pytest.raises(FormatError, match="holds no ClaimReview"):
        [*claim_review.read(path)]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*REVIEW, "name", "url", "@value"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.fixed_dictionaries({}, optional={name: VALUES for name in REVIEW if name != "@type"}))
def test_whatever_a_review_holds_it_is_taken_or_told(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, object]
) -> None:
    folder = tmp_path_factory.mktemp("reviews")
    found = read(folder, [{"@type": "ClaimReview", **fields}])
    assert sum(isinstance(one, IncomingCheck | BadRow) for one in found) == 1


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    check = ClaimCheck(
        "flat", "The earth is flat", (), "False", 1, 1, 5, "The Checkers",
        "https://checkers.example/flat", parse("2016-06-22"), "A Flat Man",
        ("https://news.example/1", "https://news.example/2"), ("https://nasa.example",),
    )  # fmt: skip
    held = records_of([say("Hello")])._replace(checks=(check,))
    path = tmp_path / "out.claimreview.json"
    path.write_text(exported("claimreview", held, is_whole=True), encoding="utf-8")
    assert sniffed(path) is ImportFormat.CLAIM_REVIEW
    (back,) = claim_review.read(path)
    assert isinstance(back, IncomingCheck)
    expected = {**check._asdict(), "date": "2016-06-22", "line": 1}
    assert back._asdict() == expected


def test_a_statement_says_who_claimed_it_and_where_first() -> None:
    held = records_of([say("Hello")])
    statement = held.statements[0]
    source = held.sources[statement.source]._replace(url="https://news.example/1")
    check = ClaimCheck("hello", "It was hello", (statement.id,), "True")
    held = held._replace(sources={source.id: source}, checks=(check,))
    feed = json.loads(exported("claimreview", held, is_whole=True))
    claim = feed["dataFeedElement"][0]["item"][0]["itemReviewed"]
    assert claim["firstAppearance"]["url"] == "https://news.example/1"
    assert claim["author"]["name"] == held.actors[statement.speaker].name


def test_lists_in_lists_are_read_however_deep(tmp_path: Path) -> None:
    author: object = "The Checkers"
    for _ in range(300):
        author = [author]
    (found,) = read(tmp_path, {**REVIEW, "author": author})
    assert isinstance(found, IncomingCheck)
    assert found.publisher == "The Checkers"
