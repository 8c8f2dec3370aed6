"""How a statement is quoted: its words, the chain that carried them, and its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.basics.dates import DateStyle, describe
from quoth.store.model import Kind, Polarity, Source, Statement, Status

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

OPENING = "“"
CLOSING = "”"


def quoted(statement: Statement) -> str:
    """Return the words of a statement: in quotation marks where they are verbatim."""
    if statement.kind is Kind.DIRECT:
        return f"{OPENING}{statement.quote}{CLOSING}"
    return statement.quote


def polarity(statement: Statement) -> str:
    """Return the word that keeps a denial from being read as what it denies; mostly nothing."""
    return str(statement.polarity or "")


def told(statement: Statement) -> str:
    """Return the words, after a word in brackets where the speaker doesn't affirm them."""
    return _after(polarity(statement), quoted(statement))


def split_told(words: str) -> tuple[str, str]:
    """Return the word that `told` put before some words, or none, and the words."""
    for one in Polarity:
        mark = _after(one, "")
        if words.startswith(mark) and words != mark:
            return str(one), words.removeprefix(mark)
    return "", words


def bare(statement: Statement) -> str:
    """Return the words without quotation marks, but never a denial as what it denies."""
    return _after(polarity(statement), statement.quote)


def _after(word: str, words: str) -> str:
    """Return words after a word on them, if there is one."""
    return f"[{word}] {words}" if word else words


def said(statement: Statement, form: DateStyle = DateStyle.DAY) -> str:
    """Say when a statement was made, as precisely as is known."""
    return describe(statement.said, form) if statement.said else "undated"


def speaker(corpus: Snapshot, statement: Statement) -> str:
    """Return the name of who said it, and for whom."""
    name = corpus.actors[statement.speaker].name
    behalf = names(corpus, statement.on_behalf_of)
    return f"{name}, for {behalf}" if behalf else name


def names(corpus: Snapshot, actors: tuple[str, ...]) -> str:
    """Return the names of actors, in a list."""
    return ", ".join(corpus.actors[actor].name for actor in actors)


def publication(source: Source) -> str:
    """Return the name of a source in a chain: its publisher, else its title.

    An address that stands for a title is called by its site.
    """
    if source.publisher or source.title != source.url:
        return source.publisher or source.title
    site = source.url.partition("://")[2].partition("/")[0]
    return site.removeprefix("www.") or source.title


def chain(corpus: Snapshot, statement: Statement) -> list[str]:
    """Return the names through which the words came: the speaker's first, the source's last."""
    via = [corpus.actors[actor].name for actor in statement.via]
    return [speaker(corpus, statement), *via, publication(corpus.sources[statement.source])]


def citation(corpus: Snapshot, statement: Statement, form: DateStyle = DateStyle.DAY) -> str:
    """Return the words with who said them, when, and where that stands; for a notebook."""
    source = corpus.sources[statement.source]
    parts = [speaker(corpus, statement), said(statement, form)]
    if statement.medium:
        parts.append(statement.medium)
    if statement.via:
        parts.append(f"via {names(corpus, statement.via)}")
    parts.append(f"in: {source.title}")
    address = "" if source.url == source.title else source.url
    parts.extend(part for part in (source.publisher, address) if part)
    if source.published:
        parts.append(describe(source.published, form))
    kind = "" if statement.kind is Kind.DIRECT else str(statement.kind)
    status = "" if statement.status is Status.CONFIRMED else str(statement.status)
    marks = ", ".join(filter(None, (polarity(statement), kind, status)))
    return f"{quoted(statement)}{marks and f' [{marks}]'}\n— {'; '.join(parts)}"
