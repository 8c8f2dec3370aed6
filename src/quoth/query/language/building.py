"""The groups of a query as they are read, and the canonical tree that they become."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import Final, NamedTuple

from quoth.query.language.tree import All, Either, LooseWords, Node, Not, Span

DEEPEST: Final = 40
"""The deepest nesting of groups: code that walks a tree may recurse."""
LONGEST: Final = 10_000
"""Characters of a text that are read: a search is typed, or is a passage to be found."""
MOST_WORDS: Final = 250
"""Words, phrases and fields that one text may hold, those of saved searches counted."""
MOST_TOKENS: Final = 2 * LONGEST
"""The same, with all parentheses and operators."""
MOST_EXPANSIONS: Final = 100
"""Saved searches that one text may stand for, those within others counted."""


class Nesting:
    """How far saved searches have been followed, so that none goes in circles or explodes."""

    def __init__(self) -> None:
        """Begin with the text itself."""
        self.names: list[str] = []
        self.depth = 0
        self.expansions = 0
        self.tokens = 0
        self.is_told = False
        """Whether it was said that there is more than is looked for."""
        self._words = 0

    @property
    def is_full(self) -> bool:
        """Whether no more is looked for."""
        return self._words >= MOST_WORDS or self.tokens >= MOST_TOKENS

    def take(self, words: int) -> int:
        """Take some words into account, and return how many of them are looked for."""
        taken = min(words, MOST_WORDS - self._words)
        self._words += taken
        return taken


class LooseWord(NamedTuple):
    """A loose word, before it is joined with the others of its group."""

    text: str
    span: Span
    unfinished: bool = False


Item = LooseWord | Node


class GroupBuilder:
    """What stands between two parentheses, or in the whole text: alternatives of conditions."""

    def __init__(self, start: int, *, negated_at: int | None = None) -> None:
        """Begin a group at its parenthesis; one that is excluded has a dash before it."""
        self.start = start
        self.negated_at = negated_at
        self.alternatives: list[list[Item]] = [[]]
        self.last_or: Span | None = None
        """The operator after which nothing was said yet."""
        self.is_begun = False
        """Whether anything was said in the alternative at hand, even if it narrows nothing."""

    def add(self, item: Item, negated_at: int | None) -> None:
        """Add a condition, or what must not hold."""
        if negated_at is not None:
            node = LooseWords(*item) if isinstance(item, LooseWord) else item
            item = Not(node, (negated_at, item.span[1]))
        self.alternatives[-1].append(item)

    def begin_alternative(self) -> None:
        """Go on with another alternative."""
        self.alternatives.append([])

    def close_into(self, outer: "GroupBuilder", end: int) -> None:
        """Add the group to the one around it.

        A group that is nothing but conditions which must all hold says the same without its
        parentheses, so its words join those around it.
        """
        filled = [items for items in self.alternatives if items]
        if len(filled) == 1 and self.negated_at is None:
            outer.alternatives[-1].extend(filled[0])
        elif filled:
            node = self.build()
            if node is not None:
                if isinstance(node, All | Either):
                    node = node._replace(span=(self.start, end))
                if self.negated_at is not None:
                    node = Not(node, (self.negated_at, end))
                outer.alternatives[-1].append(node)

    def build(self) -> Node | None:
        """Return the tree of the group, or nothing where nothing narrows."""
        nodes: list[Node] = []
        for items in self.alternatives:
            node = _conjunction(items)
            if isinstance(node, Either):
                nodes.extend(node.nodes)
            elif node is not None:
                nodes.append(node)
        if len(nodes) < 2:
            return nodes[0] if nodes else None
        return Either(tuple(nodes), _hull(nodes))


def _conjunction(items: list[Item]) -> Node | None:
    """Return what must all hold: its loose words are one node, where the first of them stood."""
    pieces = [item for item in items if isinstance(item, LooseWord)]
    nodes: list[Node] = []
    for item in items:
        if not isinstance(item, LooseWord):
            nodes.append(item)
        elif item is pieces[0]:
            nodes.append(
                LooseWords(
                    " ".join(piece.text for piece in pieces), _hull(pieces), pieces[-1].unfinished
                )
            )
    if len(nodes) < 2:
        return nodes[0] if nodes else None
    return All(tuple(nodes), _hull(nodes))


def _hull(items: list[Node] | list[LooseWord]) -> Span:
    """Return the span from the beginning of the first to the end of the last."""
    return min(item.span[0] for item in items), max(item.span[1] for item in items)
