"""Stores that several coded, with invented words: the numbers alone are published ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

Spans = Sequence[tuple[int, int]]
"""Where units begin, and how many characters they have."""
_WORDS: Final = "Bread is dear. "


def coding(coder: str, source: str = "paper", **fields: Any) -> dict[str, Any]:
    """Return a statement as somebody coded it."""
    made = {"quote": "Bread is dear.", "kind": "indirect", "speaker": "a", "source": source}
    return made | {"coder": coder} | fields


def cut(coder: str, spans: Spans, **fields: Any) -> list[dict[str, Any]]:
    """Return statements that somebody cut out of a source, each from a place on and so long."""
    return [
        coding(coder, locator={"start": start, "end": start + length}, **fields)
        for start, length in spans
    ]


def store(
    path: Path,
    statements: Iterable[Mapping[str, Any]],
    lengths: Mapping[str, int] | None = None,
    speakers: Iterable[str] = (),
    topics: Iterable[str] = (),
    sources: Mapping[str, Mapping[str, Any]] | None = None,
    **meta: Any,
) -> str:
    """Write a store of statements, whose sources have texts of some lengths; return its path.

    Speakers and topics are there even if no statement names them; sources have more fields.
    """
    numbers = count(1)
    every = [{"id": str(next(numbers)), **one} for one in statements]
    actors = (
        {*speakers}
        | {one["speaker"] for one in every}
        | {x for one in every for x in one.get("via", ())}
    )
    subjects = {*topics} | {x for one in every for x in one.get("topics", ())}
    published = {one["source"] for one in every} | {*(lengths or ()), *(sources or ())}

    def table(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
        return {str(place): row for place, row in enumerate(rows, 1)}

    def text(source: str) -> dict[str, str]:
        length = (lengths or {}).get(source, 0)
        return {"text": (_WORDS * (length // len(_WORDS) + 1))[:length]} if length else {}

    tables = {
        "meta": table([{"schema": 1, "title": "Coded", **meta}]),
        "actors": table({"id": one, "name": one} for one in sorted(actors)),
        "sources": table(
            {"id": one, "title": one, **text(one), **(sources or {}).get(one, {})}
            for one in sorted(published)
        ),
        "topics": table({"id": one, "name": one} for one in sorted(subjects)),
        "statements": {str(one["id"]): one for one in every},
    }
    path.write_text(json.dumps(tables), encoding="utf-8")
    return str(path)
