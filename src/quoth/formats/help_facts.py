"""What `quoth help` says of the formats, from the tables of readers and writers."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.formats.incoming.sniffing import OTHER_NAMES, READERS
from quoth.formats.outgoing.exporting import FORMATS
from quoth.presenting.help import Facts


def facts() -> Facts:
    """Return the formats that are read and those that are written."""
    return Facts({"imports": _imports}, {"exports": _exports})


def _imports() -> str:
    """Return the formats that are read, with their other names."""
    others: dict[str, list[str]] = {}
    for name, format_ in OTHER_NAMES.items():
        others.setdefault(format_, []).append(name)
    return ", ".join(
        f"{one} ({', '.join(others[one])})" if one in others else str(one) for one in READERS
    )


def _exports() -> Iterator[tuple[str, str]]:
    """Yield the formats that are written, with what each holds and what its files end in."""
    for one in FORMATS.values():
        yield one.name, f"{one.holds} ({', '.join(one.endings)})"
