"""A query in lines that say how it was understood."""

from __future__ import annotations

from typing import Final

from quoth.query.language.fields import split_stance
from quoth.query.language.tree import (
    All,
    Either,
    FieldName,
    FieldTerm,
    LooseWords,
    Node,
    Not,
    Parsed,
    PatternTerm,
    Phrase,
)
from quoth.query.language.wording import named, remarks

_SAYS: Final = {
    FieldName.BY: "said by {}",
    FieldName.TO: "said to {}",
    FieldName.VIA: "carried by {}",
    FieldName.ABOUT: "mentioning {}",
    FieldName.TOPIC: "on the topic {}",
    FieldName.KIND: "of the kind {}",
    FieldName.SOURCE: "from the source {}",
    FieldName.MEDIUM: "through the medium {}",
    FieldName.TAG: "tagged {}",
    FieldName.STATUS: "of the status {}",
    FieldName.POLARITY: "of the polarity {}",
    FieldName.CODER: "coded by {}",
    FieldName.LAYER: "of the layer {}",
    FieldName.ATTR: "by actors known as {}",
    FieldName.SAID: "which may have been said in {}",
    FieldName.SINCE: "which may have been said in {} or later",
    FieldName.UNTIL: "which may have been said in {} or earlier",
    FieldName.HAS: "where this is filled in: {}",
    FieldName.RATED: "whose claim was rated {}",
    FieldName.DIFFERS: "whose wording differs in this: {}",
}


def explain(parsed: Parsed) -> list[str]:
    """Return lines that say how a text was understood; the deeper a group, the more indented."""
    lines = ["everything"] if parsed.root is None else _explain(parsed.root, "")
    if parsed.sort:
        lines.append(f"in the order: {parsed.sort}")
    lines.extend(remarks(f"{problem.severity}: {problem.message}" for problem in parsed.problems))
    return lines


def _explain(node: Node, indent: str) -> list[str]:
    """Return the lines of one node."""
    match node:
        case LooseWords(text):
            what = "words" if " " in text else "word"
            more = ", the last one unfinished" if node.unfinished and " " in text else ""
            more = ", unfinished" if node.unfinished and not more else more
            return [f"{indent}the {what} {named(text)}, or nearly{more}"]
        case Phrase(words):
            more = ", the last word unfinished" if node.unfinished else ""
            return [f"{indent}exactly {named(node.text or ' '.join(words))}{more}"]
        case PatternTerm(source):
            return [f"{indent}the pattern {named(f'/{source}/')} in its words or its context"]
        case FieldTerm():
            return [indent + _explain_field(node)]
        case Not(inner):
            return [f"{indent}not:", *_explain(inner, f"{indent}  ")]
        case All(nodes):
            return _explain_all(f"{indent}all of:", nodes, indent)
        case Either(nodes):
            return _explain_all(f"{indent}any of:", nodes, indent)


def _explain_all(title: str, nodes: tuple[Node, ...], indent: str) -> list[str]:
    """Return the lines of a group."""
    return [title, *(line for node in nodes for line in _explain(node, f"{indent}  "))]


def _explain_field(field: FieldTerm) -> str:
    """Return the line of one property."""
    if field.name is FieldName.STANCE:
        position, topic = split_stance(field.value)
        sides = {"support": "supporting", "oppose": "opposing", "neutral": "neutral on"}
        return f"{sides.get(position, position)} {named(topic) if topic else 'any topic'}"
    return _SAYS[field.name].format(named(field.value))
