"""The texts of a store, the queries for them, and what answers those, as files for the workers.

    python -m tests.benchmarks.search.preparing STORE FOLDER --seed N --per-kind N [--queries FILE]

It is a process of its own, for a store of a million statements takes a gigabyte to parse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.search.answers import find_answers
from tests.benchmarks.search.queries import (
    Query,
    frequencies,
    generate,
    read_queries,
    write_queries,
)
from tests.benchmarks.search.texts import TextsFile, texts_of_store, write_texts


class Prepared(NamedTuple):
    """What was prepared, in a folder."""

    folder: Path

    @property
    def texts(self) -> Path:
        """The file of the texts."""
        return self.folder / "texts.jsonl"

    @property
    def queries(self) -> Path:
        """The file of the queries."""
        return self.folder / "queries.jsonl"

    @property
    def answers(self) -> Path:
        """The file of the answers."""
        return self.folder / "answers.json"

    def read(self) -> tuple[list[Query], list[set[str]]]:
        """Return the queries, and the ids that answer each."""
        answers = json.loads(self.answers.read_text(encoding="utf-8"))
        return read_queries(self.queries), [set(one) for one in answers]


def prepare(store: Path, folder: Path, seed: int, per_kind: int, asked: Path | None) -> None:
    """Write all files. Texts that are younger than the store are used again."""
    prepared = Prepared(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not _is_younger(prepared.texts, store):
        write_texts(prepared.texts, texts_of_store(store))
    texts = TextsFile(prepared.texts)
    known = frequencies(texts)
    queries = read_queries(asked) if asked else generate(texts, known, seed, per_kind)
    answers = find_answers(queries, texts, known)
    write_queries(prepared.queries, queries)
    prepared.answers.write_text(json.dumps([sorted(one) for one in answers]), encoding="utf-8")


def _is_younger(path: Path, other: Path) -> bool:
    """Tell whether a file is there and was written after another."""
    return path.exists() and path.stat().st_mtime_ns > other.stat().st_mtime_ns


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare what the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path, metavar="STORE")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--per-kind", type=int, default=40, metavar="N")
    parser.add_argument("--queries", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    prepare(options.store, options.folder, options.seed, options.per_kind, options.queries)
    return 0


if __name__ == "__main__":
    sys.exit(main())
