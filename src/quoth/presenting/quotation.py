"""How a statement is quoted: its words, the chain that carried them, and its citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.basics.dates import DateStyle, describe
from quoth.store.model import Kind, Source, Statement, Status

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus

OPENING = "“"
CLOSING = "”"


def quoted(statement: Statement) -> str:
    """Return the words of a statement: in quotation marks where they are verbatim."""
    if statement.kind is Kind.DIRECT:
        return f"{OPENING}{statement.quote}{CLOSING}"
    return statement.quote


def said(statement: Statement, form: DateStyle = DateStyle.DAY) -> str:
    """Say when a statement was made, as precisely as is known."""
    return describe(statement.said, form) if statement.said else "undated"


def speaker(corpus: Corpus, statement: Statement) -> str:
    """Return the name of who said it, and for whom."""
    name = corpus.actors[statement.speaker].name
    behalf = names(corpus, statement.on_behalf_of)
    return f"{name}, for {behalf}" if behalf else name


def names(corpus: Corpus, actors: tuple[str, ...]) -> str:
    """Return the names of actors, in a list."""
    return ", ".join(corpus.actors[actor].name for actor in actors)


def publication(source: Source) -> str:
    """Return by what a source is called in a chain: its publisher, else its title."""
    return source.publisher or source.title


def chain(corpus: Corpus, statement: Statement) -> list[str]:
    """Return the names through which the words came: the speaker's first, the source's last."""
    via = [corpus.actors[actor].name for actor in statement.via]
    return [speaker(corpus, statement), *via, publication(corpus.sources[statement.source])]


def citation(corpus: Corpus, statement: Statement, form: DateStyle = DateStyle.DAY) -> str:
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
    marks = ", ".join(filter(None, (kind, status)))
    return f"{quoted(statement)}{marks and f' [{marks}]'}\n— {'; '.join(parts)}"
