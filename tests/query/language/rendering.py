"""A query back into text: what it was understood as, for comparing."""

from __future__ import annotations

from quoth.query.language.tree import (
    All,
    Either,
    FieldTerm,
    LooseWords,
    Node,
    Not,
    PatternTerm,
    Phrase,
)
from quoth.query.language.wording import quoted


def render(node: Node | None, sort: str | None = None) -> str:
    """Return the text of a query.

    Understanding it gives the same tree again, but for its spans and for what is unfinished.
    """
    parts = [_text(node)] if node is not None else []
    if sort:
        if isinstance(node, Either):
            parts = [f"({parts[0]})"]
        parts.append(f"sort:{sort}")
    return " ".join(parts)


def _text(node: Node) -> str:
    """Return the text of a node, without parentheses around it."""
    match node:
        case LooseWords(text):
            return text
        case Phrase():
            return f'"{node.text or " ".join(node.words)}"'
        case PatternTerm(source):
            return f"/{source}/"
        case FieldTerm(name, value):
            return f"{name}:{quoted(value)}"
        case Not(inner):
            grouped = isinstance(inner, All | Either | Not) or (
                isinstance(inner, LooseWords) and " " in inner.text
            )
            return f"-({_text(inner)})" if grouped else f"-{_text(inner)}"
        case All(nodes):
            return " ".join(
                f"({_text(inner)})" if isinstance(inner, Either) else _text(inner)
                for inner in nodes
            )
        case Either(nodes):
            return " OR ".join(map(_text, nodes))
