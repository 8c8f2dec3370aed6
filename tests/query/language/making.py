"""Texts, trees and catalogues for the tests of the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.parsing import parse
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
    Problem,
    ProblemLevel,
)
from tests.strategies import any_text

NOWHERE = (0, 0)

valid_pieces = st.sampled_from(
    [
        "peace", "guarantee", "U.K.", "10,000", "well-known", "10:30", "Macron:", "don't", "été",
        '"exact phrase"', "“ironclad”", "by:macron", 'By:"Emmanuel Macron"', "to:utopia",
        "via:reuters", "about:trump", "topic:peace", "kind:direct", 'source:"The Herald"',
        "medium:speech", "tag:odd", "status:draft", "stance:support", "stance:oppose:bread",
        'stance:neutral:"foreign aid"', "said:2025-03", 'said:"last week"', "said:yesterday",
        "since:2025-03-17/2025-03-20", "until:20-March-2025", 'until:"last 7 days"',
        'said:"20th Mar"', "said:202X", "since:2025-21", "has:note",
        "has:tags", "sort:newest", "/sanction(s|ed)/", r"/a\/ b/c/",
    ]
)  # fmt: skip
"""Conditions without a mistake."""


def _alternatives(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=1, max_size=3).map(" OR ".join)


def _excluded(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return inner.filter(lambda text: "sort:" not in text).map(lambda text: f"-({text})")


valid_texts: st.SearchStrategy[str] = st.recursive(
    valid_pieces,
    lambda inner: st.one_of(
        _alternatives(inner).map(lambda text: f"({text})"),
        _excluded(inner),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        _alternatives(inner),
    ),
    max_leaves=6,
).filter(lambda text: text.count("sort:") < 2)
"""Queries without a mistake."""

odd_pieces = st.sampled_from(
    [
        "(", ")", "-", "--", " OR ", " AND ", '"', "“", "”", "@", "@fine", "@loop", "@fin", "OR",
        " ", "\n", "by:", "kind:", "kind:dir", "kind:dirct", "said:", "said:20", "said:march 2025",
        "bye:x", "sort:newest", "sort:n", "stance:suport:x", 'stance:support:"', "has:", "a", "é",
        "'", ":", "::", "x:", "http://", "10:30", "㈱", "e\u0301", "\x00", "\ud800", "peace",
        "/", "//", "/(a", "/(/", "/a b", " / ", "\\",
    ]
)  # fmt: skip
messy_texts: st.SearchStrategy[str] = st.one_of(
    st.lists(st.one_of(odd_pieces, valid_pieces), max_size=12).map("".join), any_text, valid_texts
)
"""Anything that may be typed, and much that may not."""


def bare(node: Node | None) -> Node | None:
    """Return a tree that is typed nowhere and finished."""
    match node:
        case None:
            return None
        case LooseWords(text):
            return LooseWords(text, NOWHERE)
        case Phrase(words):
            return Phrase(words, NOWHERE, text=node.text)
        case PatternTerm(source):
            return PatternTerm(source, NOWHERE)
        case FieldTerm(name, value):
            return FieldTerm(name, value, NOWHERE, NOWHERE)
        case Not(inner):
            return Not(_bare(inner), NOWHERE)
        case All(nodes):
            return All(tuple(map(_bare, nodes)), NOWHERE)
        case Either(nodes):
            return Either(tuple(map(_bare, nodes)), NOWHERE)


def _bare(node: Node) -> Node:
    made = bare(node)
    assert made is not None
    return made


def tree(text: str, saved: Mapping[str, str] | None = None) -> Node | None:
    """Return what a text says, wherever it says so."""
    return bare(parse(text, saved).root)


def loose(text: str) -> LooseWords:
    """Return loose words."""
    return LooseWords(text, NOWHERE)


def exact(*words: str) -> Phrase:
    """Return a phrase."""
    return Phrase(words, NOWHERE, text=" ".join(words))


def ask(name: FieldName, value: str) -> FieldTerm:
    """Return a property."""
    return FieldTerm(name, value, NOWHERE, NOWHERE)


def every(*nodes: Node) -> All:
    """Return conditions that must all hold."""
    return All(nodes, NOWHERE)


def some(*nodes: Node) -> Either:
    """Return conditions of which one must hold."""
    return Either(nodes, NOWHERE)


def no(node: Node) -> Not:
    """Return what must not hold."""
    return Not(node, NOWHERE)


class Shelf:
    """A catalogue of entries in memory."""

    def __init__(self, entries: Mapping[FieldName, Sequence[NamedValue]]) -> None:
        """Fold the entries once."""
        self._entries = {name: NameIndex(some) for name, some in entries.items()}

    def entries(self, name: FieldName) -> NameIndex:
        """Return the values of a field."""
        return self._entries.get(name, NameIndex(()))


def wrong(parsed: Parsed) -> tuple[Problem, ...]:
    """Return the problems that more letters won't mend."""
    return tuple(one for one in parsed.problems if one.severity is ProblemLevel.WRONG)
