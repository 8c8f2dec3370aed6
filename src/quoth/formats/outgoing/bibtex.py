"""The sources cited, as a bibliography for LaTeX and reference managers: BibTeX.

It is as biblatex reads it (P. Kime, M. Wemheuer, P. Lehman, "The biblatex Package").
A source with an address is `@online`, another one `@article` of its publisher. Dates are in `date`,
which holds EDTF as a store does, and what BibTeX knows of them in `year` and `month`. A title keeps
its capitals, and an author is one name as it is printed: a text doesn't show where a name divides.
Everything is UTF-8, with the characters that are special to TeX escaped and every brace closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from quoth.basics.dates import Date
from quoth.basics.text import neutralise
from quoth.formats.outgoing.cited import points, sources_cited
from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import safe_link
from quoth.store.model import Source

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "$": r"\$", "&": r"\&", "%": r"\%",
        "#": r"\#", "_": r"\_",
    }
)  # fmt: skip
_KEPT: Final = ":/?#[]@!$&'()*+,;=%~"
"""What has a meaning in an address."""


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the entries."""
    for key, source in sources_cited(selection):
        yield _entry(key, source)


def _entry(key: str, source: Source) -> str:
    """Return the entry of a source."""
    kind = "online" if safe_link(source.url) else "article" if source.publisher else "misc"
    fields = [(name, value) for name, value in _fields(kind, source) if value]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@{kind}{{{key},\n{lines}}}\n\n"


def _fields(kind: str, source: Source) -> list[tuple[str, str]]:
    """Return the fields of an entry."""
    link = safe_link(source.url)
    # BibTeX's own styles know `journal` alone; biblatex takes it for its `journaltitle`.
    publisher = "journal" if kind == "article" else "organization"
    notes = (
        f"Address: {source.url}" if source.url and not link else "",
        f"Archived: {source.archived}" if source.archived else "",
        source.note,
    )
    return [
        ("author", _whole(source.author)),
        ("title", _whole(source.title)),
        (publisher, _whole(source.publisher)),
        *_dates(source.published),
        ("url", quote(link, safe=_KEPT)),
        ("urldate", _date(source.accessed)),
        ("note", _escaped(". ".join(note.rstrip(".") for note in notes if note))),
    ]


def _dates(date: Date | None) -> list[tuple[str, str]]:
    """Return what is known of a date of publication; year and month where all of it lies in one."""
    known = points(date) if date else ()
    years = {point[0] for point in known}
    months = {point[:2] for point in known if len(point) > 1}
    is_one_month = len(months) == 1 and all(len(point) > 1 for point in known)
    return [
        ("date", _date(date)),
        ("year", str(*years) if len(years) == 1 else ""),
        ("month", str(next(iter(months))[1]) if is_one_month else ""),
    ]


def _date(date: Date | None) -> str:
    """Return a date without a time of day."""
    if date is None:
        return ""
    return "/".join(_day(text) for text in date.text.split("/"))


def _day(text: str) -> str:
    """Return a date of an interval, or one that is none, without a time of day."""
    bare = text.rstrip("?~%")
    return bare.partition("T")[0] + text[len(bare) :]


def _whole(text: str) -> str:
    """Return a text that no style divides or writes in small letters."""
    return f"{{{_escaped(text)}}}" if text else ""


def _escaped(text: str) -> str:
    """Return a text in which nothing means something to TeX."""
    return neutralise(text).text.translate(_ESCAPES)
