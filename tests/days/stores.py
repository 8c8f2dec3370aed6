"""Stores to begin a day with, of every size that is handled in its own way, and inventions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from quoth.editing import keeping
from quoth.index import appending, corpus, nearby_rows, opening
from quoth.store import file, folding, scanning
from tests.days.plain import Document, Tables

SIZES: Final = {"nothing": 0, "few": 5, "below": 150, "above": 420, "thousands": 2_500}
"""Statements of a store; those `above` make one that is just large enough to have an index."""
FIRST: Final = ("Ann", "Bob", "Eve", "Ivo", "Zoé", "Jan", "Uma")
LAST: Final = ("Archer", "Baker", "Cook", "Miller", "Smith", "Żak")
WORDS: Final = (
    "bread", "salt", "flour", "dear", "cheap", "tax", "vote", "we", "will", "never", "the", "a",
    "of", "and", "peace", "war", "grain", "price", "rises", "falls", "promise", "minister",
    "today", "must", "protocol", "négocier", "ceasefire", "guarantee", "number",
)  # fmt: skip
KINDS: Final = ("direct", "mixed", "indirect")
DATES: Final = (
    "2025-03-20", "2025-03", "2024", "2025-03-17/2025-03-20", "2025-03-18~", "202X", "/2025-01-02",
)  # fmt: skip
TAGS: Final = ("star", "nato", "to check")
TOPICS: Final = ("bread", "peace", "salt-tax")


def name(random: Random) -> str:
    """Return somebody's name; few enough that some are there already, or nearly the same."""
    title = random.choice(["", "", "", "Mr. ", "Sen. "])
    return f"{title}{random.choice(FIRST)} {random.choice(LAST)}"


def quote(random: Random) -> str:
    """Return words that somebody said."""
    return " ".join(random.choice(WORDS) for _ in range(random.randint(2, 9))).capitalize()


def statement(random: Random, actors: list[str], sources: list[str]) -> Document:
    """Return a statement of one of some actors."""
    made: Document = {
        "quote": quote(random),
        "kind": random.choice(KINDS),
        "speaker": random.choice(actors),
        "source": random.choice(sources),
    }
    optional: dict[str, Any] = {
        "said": random.choice(DATES),
        "topics": random.sample(TOPICS, random.randint(1, 2)),
        "stances": [{"topic": random.choice(TOPICS), "position": "oppose"}],
        "via": [random.choice(actors)],
        "mentions": [random.choice(actors)],
        "addressee": [random.choice(actors)],
        "on_behalf_of": [random.choice(actors)],
        "tags": [random.choice(TAGS)],
        "status": random.choice(["draft", "rejected", "confirmed"]),
        "context": quote(random),
        "note": "noted",
    }
    for field, value in optional.items():
        if random.random() < (0.6 if field == "said" else 0.25):
            made[field] = value
    return made


def tables(random: Random, statements: int) -> Tables:
    """Return the tables of a store."""
    actors: dict[str, Document] = {
        "1": {"id": "guild", "name": "The Guild", "kind": "organisation"},
        "2": {"id": "ann-archer", "name": "Ann Archer", "affiliation": "guild"},
    }
    for number in range(min(40, 2 + statements // 10)):
        made: Document = {"id": f"actor-{number}", "name": name(random)}
        if random.random() < 0.4:
            made["affiliation"] = "guild"
        if random.random() < 0.3:
            made["aliases"] = [name(random)]
        actors[str(len(actors) + 1)] = made
    sources = {
        str(number): {"id": f"paper-{number}", "title": f"The {last}", "publisher": last}
        for number, last in enumerate(LAST, 1)
    }
    ids = [one["id"] for one in actors.values()]
    papers = [str(one["id"]) for one in sources.values()]
    return {
        "meta": {"1": {"schema": 1, "title": "A day"}},
        "actors": actors,
        "sources": sources,
        "topics": {str(n): {"id": one, "name": one.title()} for n, one in enumerate(TOPICS, 1)},
        "events": {"1": {"id": "fair", "title": "The fair", "when": "2025-03"}},
        "statements": {
            str(number): statement(random, ids, papers) for number in range(1, statements + 1)
        },
    }


def write(store: Path, made: Tables, random: Random | None = None) -> None:
    """Write a store as one program or another would, all at once."""
    indent = random.choice([None, 1, 4]) if random else None
    beside = store.with_name(f"{store.name}.beside")
    beside.write_text(json.dumps(made, indent=indent), encoding="utf-8")
    beside.replace(store)


@contextmanager
def thresholds(random: Random) -> Iterator[None]:
    """Have what is done only for large stores done for small ones too, now and then."""
    with pytest.MonkeyPatch.context() as patch:
        if random.random() < 0.6:
            patch.setattr(opening, "_SMALL", random.choice([0, 1 << 12]))
            patch.setattr(opening, "_SOON_READ", random.choice([0, 1 << 22]))
            patch.setattr(appending, "_GROWN", random.choice([0, 8]))
            patch.setattr(nearby_rows, "_STRETCH", random.choice([1, 1 << 10]))
            patch.setattr(corpus, "_KEPT", random.choice([3, 4096]))
            patch.setattr(keeping, "MOST", random.choice([4, 20_000]))
            chunk = random.choice([64, 4096, 1 << 18])
            for module in (scanning, file, folding, appending):
                patch.setattr(module, "CHUNK", chunk)
        yield


@contextmanager
def no_index(folder: Path) -> Iterator[None]:
    """Have stores read as they are, without anything that is kept of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "_SMALL", 1 << 40)
        patch.setenv("QUOTH_CACHE", str(folder / "no-cache"))
        yield
