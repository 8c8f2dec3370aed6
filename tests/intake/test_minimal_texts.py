"""Minimal texts, each with the statements that are right: who says what, and nothing besides."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from quoth.intake.extraction import extract
from tests.intake.articles import of_file, speaker

_TEXTS = Path(__file__).parent / "texts" / "minimal.jsonl"
_CASES = [json.loads(line) for line in _TEXTS.read_text("utf-8").splitlines()]


def words(text: str) -> list[str]:
    """Return words as they are compared: a "that" that opens them is no part of them."""
    found = re.findall(r"[^\W_]+", text.lower())
    return found[1:] if found[:1] == ["that"] else found


@pytest.mark.parametrize("case", _CASES, ids=[case["note"][:40] for case in _CASES])
def test_a_minimal_text_has_the_statements_that_are_right(case: dict[str, Any]) -> None:
    published = dt.date.fromisoformat(case["published"])
    drafts = of_file(case["text"], published).drafts
    found = [(words(one.quote), words(speaker(one))) for one in drafts]
    wanted = [(words(one["quote"]), words(one["speaker"])) for one in case["expected"]]
    assert len(found) == len(wanted)
    for quote, name in wanted:
        assert any(said == quote and {*name} <= {*who, "the", "a"} for said, who in found)


def test_an_article_may_break_off_behind_any_word() -> None:
    for case in _CASES:
        text = case["text"]
        for found in re.finditer(r"\s+", text):
            piece = text[: found.start()]
            for one in extract(f"{piece}\n\nThe Reef", None, thoughts=True).drafts:
                assert all(0 <= span.start < span.end <= len(piece) + 10 for span in one.spans)
