"""A sheet of quotes as plain text, for a mail: short lines, one thing after the other, no tables.

Every line of a text is indented or begins with a label, so that none is taken for the beginning of
a mail ("From ") or of a signature ("-- ").
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import CitationPart, Quote, heading, quotes

WIDTH: Final = 72
_MARGIN: Final = "  "


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the sheet, quote by quote."""
    title, size = heading(selection)
    yield _wrapped("", f"{title} ({size})")
    speaker = None
    for quote in quotes(selection):
        if quote.speaker != speaker:
            speaker = quote.speaker
            about = f" ({speaker.about})" if speaker.about else ""
            yield "\n" + _wrapped("* ", f"{speaker.name}{about}")
        yield _block(quote)


def _block(quote: Quote) -> str:
    """Return one quote with all that belongs to it."""
    fields = [*quote.fields, ("Source", ", ".join(map(_part, quote.citation)))]
    return "\n" + "".join(
        (
            *(_wrapped(_MARGIN * 2, line.strip()) for line in quote.words.split("\n")),
            "\n",
            _wrapped(_MARGIN, " · ".join(quote.remarks)),
            *(_wrapped(_MARGIN, f"{label}: {value}") for label, value in fields),
        )
    )


def _part(part: CitationPart) -> str:
    """Return a part of a citation; an address between angle brackets, as mail programs find it."""
    return part.text + (f"<{part.link}>" if part.link else "")


def _wrapped(margin: str, text: str) -> str:
    """Return a text in lines that a mail program won't break; addresses stay whole."""
    if not text and not margin.strip():
        return "\n"
    later = " " * len(margin) + (_MARGIN if len(margin) == len(_MARGIN) else "")
    lines = textwrap.wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=later or _MARGIN,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return "\n".join(lines) + "\n"
