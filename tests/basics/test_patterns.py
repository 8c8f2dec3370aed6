"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from quoth.basics import patterns
from quoth.basics.patterns import late


def test_a_late_pattern_is_compiled_once_and_not_before_it_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def compiled(pattern: str, flags: int) -> re.Pattern[str]:
        made.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(patterns, "compile", compiled)
    roe = late(r"(?P<given>\w+) roe", re.IGNORECASE)
    assert made == []
    for text in ("Ada Roe", "Bo Roe"):
        found = roe.fullmatch(text)
        assert found is not None
        assert found["given"] == text[:-4]
    assert roe.search("Ada Poe") is None
    assert made == [r"(?P<given>\w+) roe"]
