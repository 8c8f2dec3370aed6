"""The content of a sheet of quotes for a reporter to take along, in any format.

Each quote says by itself who said it, when, how much of it is verbatim, through whom it came, and
where it was published. Consecutive statements of one speaker are under one heading.
All texts are neutral here (`quoth.basics.text.neutralise`); a format still escapes them in its own
way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from quoth.basics.dates import describe
from quoth.basics.text import ALTERED_SIGN, neutralise
from quoth.formats.outgoing.selection import Selection
from quoth.presenting.claim_checks import summary
from quoth.presenting.quotation import chain, names, quoted, said
from quoth.store.model import Kind, Polarity, Source, Statement, Status
from quoth.store.snapshot import Snapshot

KINDS: Final = {
    Kind.DIRECT: "verbatim",
    Kind.MIXED: "paraphrase; verbatim only where quoted",
    Kind.INDIRECT: "paraphrase",
}
"""How much of a statement is verbatim, for readers who don't know our words for it."""
_POLARITIES: Final = {
    Polarity.DENIED: "DENIED: the speaker denies what these words say",
    Polarity.HYPOTHETICAL: "hypothetical: said under a condition",
}
_STATUSES: Final = {
    Status.CONFIRMED: "",
    Status.DRAFT: "draft, not yet checked against the source",
    Status.REJECTED: "rejected",
}
_LINK: Final = r"(?i)https?://[^\s/<>\"'`\\^{|}]+(?:/[^\s<>\"'`\\^{|}]*)?"


class CitationPart(NamedTuple):
    """A part of a citation: a text, and where it leads, if it is an address."""

    text: str
    link: str = ""
    """An address of the web, else empty."""


class SpeakerHeading(NamedTuple):
    """What stands over the statements of a speaker."""

    name: str
    about: str
    """The role, and whom they belong to; may be empty."""


class Quote(NamedTuple):
    """What a sheet says of a statement."""

    speaker: SpeakerHeading
    words: str
    """Several lines, if the words are; in quotation marks where all of it is verbatim."""
    is_verbatim: bool
    remarks: Sequence[str]
    """When, how, how much of it is verbatim, and whether it was checked."""
    fields: Sequence[tuple[str, str]]
    """Labels and what they stand before."""
    citation: Sequence[CitationPart]


def quotes(selection: Selection) -> Iterator[Quote]:
    """Yield what a sheet says of each statement."""
    for statement in selection.statements():
        yield _quote(selection.corpus, statement)


def heading(selection: Selection) -> tuple[str, str]:
    """Return the title of a sheet, and how much is in it."""
    count = len(selection.rows)
    return shown(selection.corpus.title), f"{count:,} statement{'' if count == 1 else 's'}"


def shown(text: str, *, lines: bool = False) -> str:
    """Return a neutral text, marked where it was altered."""
    neutral, altered = neutralise(text, lines=lines)
    return f"{neutral} {ALTERED_SIGN}" if altered else neutral


def safe_link(address: str) -> str:
    """Return an address if it leads to the web, and to nothing else; else nothing."""
    is_safe = _link_pattern().fullmatch(address) and neutralise(address) == (address, False)
    return address if is_safe else ""


@cache
def _link_pattern() -> re.Pattern[str]:
    """Return the pattern of an address that may be followed."""
    return re.compile(_LINK)


def _quote(corpus: Snapshot, statement: Statement) -> Quote:
    """Return what a sheet says of a statement."""
    polarity = _POLARITIES[statement.polarity] if statement.polarity else ""
    remarks = (polarity, said(statement), statement.medium, KINDS[statement.kind])
    return Quote(
        _speaker(corpus, statement),
        shown(quoted(statement), lines=True),
        statement.kind is Kind.DIRECT,
        [shown(remark) for remark in (*remarks, _STATUSES[statement.status]) if remark],
        [(label, shown(value)) for label, value in _fields(corpus, statement) if value],
        citation(corpus.sources[statement.source]),
    )


def _speaker(corpus: Snapshot, statement: Statement) -> SpeakerHeading:
    """Return what stands over the statements of a speaker."""
    actor = corpus.actors[statement.speaker]
    home = corpus.actors[actor.affiliation].name if actor.affiliation else ""
    about = ", ".join(part for part in (actor.role, "" if home in actor.role else home) if part)
    return SpeakerHeading(shown(actor.name), shown(about))


def _fields(corpus: Snapshot, statement: Statement) -> list[tuple[str, str]]:
    """Return what else a reporter has to know of a statement."""
    locator = statement.locator
    paragraph = locator.paragraph if locator else None
    carriers = chain(corpus, statement)
    return [
        ("Context", statement.context),
        ("On behalf of", names(corpus, statement.on_behalf_of)),
        ("To", names(corpus, statement.addressee)),
        ("Chain", " → ".join(carriers) if len(carriers) > 2 else ""),
        ("Topics", _topics(corpus, statement)),
        *(("Checked", summary(check)) for check in corpus.checks_of(statement.id)),
        ("Note", statement.note),
        ("Paragraph", "" if paragraph is None else str(paragraph)),
        ("Id", statement.id),
    ]


def _topics(corpus: Snapshot, statement: Statement) -> str:
    """Return what a statement is about, with the side it takes where it takes one."""
    sides: dict[str, list[str]] = {topic: [] for topic in statement.topics}
    for stance in statement.stances:
        sides.setdefault(stance.topic, []).append(str(stance.position))
    return ", ".join(
        f"{corpus.topics[topic].name} ({', '.join(taken)})" if taken else corpus.topics[topic].name
        for topic, taken in sides.items()
    )


def citation(source: Source) -> list[CitationPart]:
    """Return how a source is cited: author, title, publisher, date, addresses.

    Each address stands there once: one that is the title too, as of a source of which nothing else
    is known, is not repeated as a title.
    """
    parts = [
        CitationPart(shown(text))
        for text in (
            source.author,
            "" if source.title in (source.url, source.archived) else f"“{source.title}”",
            source.publisher,
            describe(source.published) if source.published else "undated",
        )
        if text
    ]
    if source.url:
        parts.append(_address(source.url, ""))
    if source.archived and source.archived != source.url:
        parts.append(_address(source.archived, "archived: "))
    if source.accessed:
        parts.append(CitationPart(f"accessed {describe(source.accessed)}"))
    return parts


def _address(address: str, before: str) -> CitationPart:
    """Return an address as a part of a citation; one that isn't of the web leads nowhere."""
    link = safe_link(address)
    return CitationPart(before, link) if link else CitationPart(before + shown(address))
