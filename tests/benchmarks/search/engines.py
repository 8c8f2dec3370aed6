"""The engines there are, and which of them can run here."""

from __future__ import annotations

import shutil
from importlib import import_module
from importlib.util import find_spec
from typing import Final, NamedTuple, cast

from tests.benchmarks.search.engine import Engine, Place

_HERE: Final = "tests.benchmarks.search"
OURS: Final = "quoth"


class Entry(NamedTuple):
    """An engine that can be measured."""

    name: str
    about: str
    module: str
    class_name: str
    packages: tuple[str, ...] = ()
    """What has to be installed for Python."""
    program: str = ""
    """What has to be on the path."""
    slow_from: int | None = None
    """From so many statements on it is asked a sample of the queries only."""

    @property
    def missing(self) -> str:
        """What keeps it from running here; nothing where it can."""
        for package in self.packages:
            if not _is_there(package):
                return f"the package {package} isn't installed"
        if self.program and shutil.which(self.program) is None:
            return f"{self.program} isn't on the path"
        return ""


ENTRIES: Final = {
    entry.name: entry
    for entry in (
        Entry(OURS, "as `quoth find` searches", f"{_HERE}.quoth_engine", "Quoth"),
        Entry("quoth+numpy", "as the explorer searches where numpy is installed",
              f"{_HERE}.quoth_engine", "QuothWithNumpy", packages=("numpy",)),
        Entry("quoth screen", "the same, with all that the panes show",
              f"{_HERE}.quoth_engine", "QuothScreen", packages=("numpy",)),
        Entry("partial_ratio", "rapidfuzz over every quote",
              f"{_HERE}.rivals.partial_ratio", "PartialRatio", packages=("rapidfuzz",),
              slow_from=50_000),
        Entry("fts5", "SQLite, all words, the last as a prefix, bm25",
              f"{_HERE}.rivals.sqlite_words", "SqliteWords"),
        Entry("fts5_trigram", "SQLite, any trigrams, bm25",
              f"{_HERE}.rivals.sqlite_trigrams", "SqliteTrigrams", slow_from=50_000),
        Entry("tantivy", "any words, fuzzy by their length, the last as a prefix, bm25",
              f"{_HERE}.rivals.tantivy_fuzzy", "TantivyFuzzy", packages=("tantivy",)),
        Entry("tantivy+rapidfuzz", "the same, the best hundred compared by rapidfuzz",
              f"{_HERE}.rivals.tantivy_reranked", "TantivyReranked",
              packages=("tantivy", "rapidfuzz")),
        Entry("fzf", "a process a search, letters in order",
              f"{_HERE}.rivals.fzf", "Fzf", program="fzf", slow_from=5_000),
        Entry("ripgrep", "a process a search, the exact words in a row",
              f"{_HERE}.rivals.ripgrep", "Ripgrep", program="rg"),
    )
}  # fmt: skip
"""All engines by their names, in the order in which they are shown."""


def make(name: str, place: Place) -> Engine:
    """Return an engine that works in a place; its module is imported only now."""
    entry = ENTRIES[name]
    return cast("Engine", getattr(import_module(entry.module), entry.class_name)(place))


def _is_there(package: str) -> bool:
    """Tell whether a package can be imported."""
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
