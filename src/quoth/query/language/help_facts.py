"""What `quoth help` says of the language of searches, from the tables of the language."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.presenting.help import Facts
from quoth.query.language.building import LONGEST, MOST_WORDS
from quoth.query.language.fields import KEYWORDS


def facts() -> Facts:
    """Return the fields of a search and its limits."""
    return Facts(
        {"most_words": lambda: f"{MOST_WORDS:,}", "longest": lambda: f"{LONGEST:,}"},
        {"fields": _fields},
    )


def _fields() -> Iterator[tuple[str, str]]:
    """Yield each field with its other names, and what it finds."""
    for one in KEYWORDS:
        yield " ".join(f"{word}:" for word in (one.word, *one.aliases)), one.help
