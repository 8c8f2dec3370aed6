"""A sheet of quotes in Markdown: CommonMark (https://spec.commonmark.org), which GitHub shows too.

What is verbatim stands in a block quote, and nothing else does. No text of a store is markup: what
could be is escaped, with entities where a backslash would not do in every dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import CitationPart, Quote, heading, quotes

_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_AFTER: Final = "?!.,:;*_~'\"”’»›"
"""What ends a sentence, not the address in it."""
_BEGINNING: Final = r"^(?:[-+=:]|\d{1,9}(?=[.)]))"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the sheet, quote by quote."""
    title, size = heading(selection)
    yield f"# {escaped(title)}\n\n{size}\n"
    speaker = None
    for quote in quotes(selection):
        if quote.speaker != speaker:
            speaker = quote.speaker
            yield f"\n## {escaped(speaker.name)}\n"
            yield f"\n{escaped(speaker.about)}\n" if speaker.about else ""
        yield block(quote)


def block(quote: Quote) -> str:
    """Return one quote with all that belongs to it."""
    fields = "".join(f"- {label}: {escaped(value)}\n" for label, value in quote.fields)
    source = ", ".join(map(_part, quote.citation))
    remarks = escaped(" · ".join(quote.remarks))
    return f"\n{_words(quote)}\n\n{remarks}\n\n{fields}- Source: {source}\n"


def _words(quote: Quote) -> str:
    """Return the words, line by line; in a block quote where they are verbatim."""
    margin = "> " if quote.is_verbatim else ""
    lines = [escaped(line) for line in quote.words.split("\n")]
    written = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        # A backslash keeps a line break; a line that is empty is one already.
        written.append(f"{margin}{line}{chr(92) if line and following else ''}".rstrip())
    return "\n".join(written)


def _part(part: CitationPart) -> str:
    """Return a part of a citation."""
    link = f"<{part.link}>" if part.link else ""
    return f"{escaped(part.text)} {link}".strip()


def escaped(text: str) -> str:
    """Return a text of one line in which nothing is markup, its margins included."""
    if not text:
        return ""
    pieces: list[str] = []
    place = 0
    text = text.strip()
    for match in _address().finditer(text):
        pieces += (_plain(text[place : match.start()]), _linked(match.group()))
        place = match.end()
    plain = "".join((*pieces, _plain(text[place:])))
    return _beginning().sub(_without_meaning, plain)


def _plain(text: str) -> str:
    """Return a text without an address, in which nothing is markup."""
    return _signs().sub(r"\\\g<0>", text).translate(_ENTITIES)


def _linked(address: str) -> str:
    """Return an address for a line of text, in which no backslash is read as an escape.

    Punctuation that ends a sentence isn't part of it. GitHub makes a link of `www.` as well, and
    CommonMark doesn't: it is written as a link that both know.
    """
    bare = address.rstrip(_AFTER)
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(_AFTER)
    rest = _plain(address[len(bare) :])
    if not _whole().fullmatch(bare):
        return _plain(address)
    if bare[:4].casefold() != "www.":
        return f"<{bare}>{rest}"
    return f"[{_plain(bare)}](<http://{bare}>){rest}"


def _without_meaning(match: re.Match[str]) -> str:
    """Return what begins a line so that it begins no list, no rule and no heading."""
    found = match.group()
    return f"\\{found}" if len(found) == 1 and not found.isdigit() else found + "\\"


@cache
def _signs() -> re.Pattern[str]:
    """Return the pattern of what is markup anywhere in a line."""
    return re.compile(r"[\\`*_\[\]{}#|~$^!]")


@cache
def _address() -> re.Pattern[str]:
    """Return the pattern of what may be an address within a text."""
    return re.compile(
        r"(?<![A-Za-z])(?:(?:https?|ftp)://|(?<![^\s*_~(])www\.)[^\s<>]+", re.IGNORECASE
    )


@cache
def _whole() -> re.Pattern[str]:
    """Return the pattern of an address that can stand in angle brackets as it is."""
    return re.compile(r"(?:(?:https?|ftp)://|www\.)[^\s<>\\\x00-\x20]+", re.IGNORECASE)


@cache
def _beginning() -> re.Pattern[str]:
    """Return the pattern of what is markup at the beginning of a line."""
    return re.compile(_BEGINNING)
