"""The corpora of quotations that others made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.formats.incoming.gdelt import named, site
from quoth.formats.incoming.records import UNATTRIBUTED
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from tests.formats.bringing import bad, statements, written

ARTICLE: dict[str, Any] = {
    "date": "2025-03-20T10:15:00Z",
    "url": "https://www.paper.example/bread?x=1",
    "title": "On bread",
    "lang": "ENGLISH",
    "quotes": [
        {"pre": "At the fair. ", "quote": "Bread is dear", "post": ",” said Ann Archer, a baker"},
        {"pre": "Somebody said that ", "quote": "milk is dear", "post": " and left"},
    ],
}
QUOTATION: dict[str, Any] = {
    "quoteID": "2025-03-20-000007",
    "quotation": "Bread is dear.",
    "speaker": "Ann Archer",
    "qids": ["Q1", "Q2"],
    "date": "2025-03-20 00:00:00",
    "numOccurrences": 2,
    "probas": [["Ann Archer", "0.7"], ["None", "0.3"]],
    "urls": ["http://www.paper.example/a", "http://other.example/b"],
    "phase": "E",
}


def test_a_quotation_of_the_graph_is_direct_and_undated(tmp_path: Path) -> None:
    path = written(tmp_path, "gqg.json", json.dumps(ARTICLE))
    assert sniffed(path) is ImportFormat.GDELT
    first, second = statements(path)
    assert (first.quote, first.kind, first.said) == ("Bread is dear", "direct", "")
    assert (first.speaker.name, first.cue) == ("Ann Archer", "said")
    assert first.source.published == "2025-03-20"
    assert first.source.publisher == "paper.example"
    assert first.extra["post"] == ",” said Ann Archer, a baker"
    assert first.context == ""
    assert second.speaker is UNATTRIBUTED


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("", "” Ann van Archer said on Monday", "Ann van Archer"),
        ("It rained. Ann Archer said: “", "", "Ann Archer"),
        ("according to what Ann Archer said, “", "", ""),
        ("", "” said the minister", ""),
        ("", "” he said. Ann Archer said", ""),
        ("x " * 100_000, " " * 100_000, ""),
    ],
)
def test_a_speaker_is_named_only_where_the_words_say_so(before: str, after: str, name: str) -> None:
    assert named(before, after)[0].name == (name or UNATTRIBUTED.name)


def test_an_article_that_is_damaged_is_a_bad_row(tmp_path: Path) -> None:
    lines = [ARTICLE, {**ARTICLE, "quotes": 3}, {**ARTICLE, "date": "odd"},
             {**ARTICLE, "quotes": ["x", {"quote": []}]}]  # fmt: skip
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert [(one.line, one.field) for one in bad(path)] == [
        (2, "quotes"), (3, "date"), (4, "quotes"), (4, "quote"),
    ]  # fmt: skip


def test_a_quotation_of_quotebank(tmp_path: Path) -> None:
    lines = [QUOTATION, {**QUOTATION, "qids": ["Q1"]}, {**QUOTATION, "speaker": "None"}]
    path = written(tmp_path, "a.json", "\n".join(map(json.dumps, lines)))
    assert sniffed(path) is ImportFormat.QUOTEBANK
    first, second, third = statements(path)
    assert (first.id, first.kind, first.said) == ("2025-03-20-000007", "direct", "")
    assert first.speaker.wikidata == ""
    assert first.extra["qids"] == ["Q1", "Q2"]
    assert first.extra["numOccurrences"] == 2
    assert first.source[:6] == (
        "http://www.paper.example/a", "", "paper.example", "", "2025-03-20",
        "http://www.paper.example/a",
    )  # fmt: skip
    assert second.speaker.wikidata == "Q1"
    assert third.speaker is UNATTRIBUTED


def test_the_site_of_an_address() -> None:
    assert site("HTTPS://ann@WWW.Paper.Example:80/x") == "paper.example"
    assert site("paper") == ""


def test_what_a_corpus_says_beside_is_kept(tmp_path: Path) -> None:
    more = ARTICLE | {"id": 7, "quotes": [ARTICLE["quotes"][0] | {"offset": 0}]}
    (one,) = statements(written(tmp_path, "gqg.json", json.dumps(more)))
    assert one.extra == {
        "pre": "At the fair. ", "post": ",” said Ann Archer, a baker", "offset": 0,
        "lang": "ENGLISH", "id": 7,
    }  # fmt: skip
    (other,) = statements(
        written(tmp_path, "q.json", json.dumps(QUOTATION | {"isImproper": False}))
    )
    kept = ("qids", "numOccurrences", "probas", "urls", "phase")
    assert other.extra == {name: QUOTATION[name] for name in kept} | {"isImproper": False}
