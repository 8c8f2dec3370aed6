"""What a query says, as a tree: values that know where in the text they were typed.

The tree is canonical: an `All` holds no `All` and at most one `LooseWords`, an `Either` no
`Either`, and neither holds less than two nodes. So two ways to type the same query have the same
tree, but for the spans.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]
"""The characters of a text from the first up to the second, as in a slice."""


class FieldName(StrEnum):
    """A property of statements that a query may ask for, as it is typed before a colon."""

    BY = "by"
    """Who said it, or on whose behalf."""
    TO = "to"
    """Whom it was said to."""
    VIA = "via"
    """Who carried it."""
    ABOUT = "about"
    """Whom it mentions."""
    TOPIC = "topic"
    KIND = "kind"
    SOURCE = "source"
    MEDIUM = "medium"
    TAG = "tag"
    STATUS = "status"
    POLARITY = "polarity"
    CODER = "coder"
    """Who coded it."""
    LAYER = "layer"
    """Whose independent coding it is part of."""
    ATTR = "attr"
    """What is known of who speaks, or of whom they belong to: `party=Greens`, or a value alone."""
    STANCE = "stance"
    """A position, and perhaps the topic it is taken on: `support`, `support:peace`."""
    SAID = "said"
    """A period in which it may have been said."""
    SINCE = "since"
    UNTIL = "until"
    HAS = "has"
    """A part of the record that is filled in; or another wording, `variant`, or a `check`."""
    RATED = "rated"
    """What a check of the claim found."""
    DIFFERS = "differs"
    """How a wording differs from the one that is most likely right."""


class LooseWords(NamedTuple):
    """The loose words of one group, which are searched fuzzily and together."""

    text: str
    """The words as typed and in that order, joined by a blank."""
    span: Span
    """From the first word to the end of the last; what stood between them may lie within."""
    unfinished: bool = False
    """Whether the last word may still be growing: the text ends right after it."""


class Phrase(NamedTuple):
    """Words that stand next to each other, in this order."""

    words: tuple[str, ...]
    """The words, folded."""
    span: Span
    unfinished: bool = False
    """Whether the quotation is open and its last word may still be growing: it is a prefix."""
    text: str = ""
    """What stands between the quotation marks; folding it once more might change `words`."""


class PatternTerm(NamedTuple):
    """A regular expression, which matches somewhere in a quote or in its context."""

    source: str
    """What stands between the slashes; it was found to be a pattern."""
    span: Span


class FieldTerm(NamedTuple):
    """One property and the value it has to have."""

    name: FieldName
    value: str
    """As typed, without quotation marks; of a closed set of values, as that set spells it."""
    span: Span
    value_span: Span
    """The value without its quotation marks. In what a saved search stands for, like `span`, the
    whole `@name`."""
    unfinished: bool = False
    """Whether the value may still be growing: the text ends right after it."""

    @property
    def is_typed(self) -> bool:
        """Whether it stands in the text itself, and not in a saved search named there."""
        return self.span != self.value_span


class Not(NamedTuple):
    """What must not hold."""

    node: "Node"
    span: Span


class All(NamedTuple):
    """Two or more conditions that must all hold."""

    nodes: "tuple[Node, ...]"
    span: Span

    # As bare tuples, the nodes of an `All` and of an `Either` would be the same.

    def __eq__(self, other: object) -> bool:
        return isinstance(other, All) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(("all", self.nodes, self.span))


class Either(NamedTuple):
    """Two or more conditions of which one must hold."""

    nodes: "tuple[Node, ...]"
    span: Span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Either) and tuple.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(("either", self.nodes, self.span))


Node = LooseWords | Phrase | PatternTerm | FieldTerm | Not | All | Either


def terms(node: Node | None) -> Iterator[LooseWords | Phrase | PatternTerm | FieldTerm]:
    """Yield the terms of a part of a query, those that must not hold among them."""
    match node:
        case None:
            return
        case Not():
            yield from terms(node.node)
        case All() | Either():
            for one in node.nodes:
                yield from terms(one)
        case _:
            yield node


class ProblemLevel(StrEnum):
    """How much a problem matters to the person who types."""

    UNFINISHED = "unfinished"
    """Half-typed: more letters may complete it, so it isn't an error yet."""
    WRONG = "wrong"
    """Not understood as it was meant."""


class Problem(NamedTuple):
    """What was not understood, and what may have been meant."""

    span: Span
    message: str
    """One line for a person. It repeats what was typed, and so has to be neutralised."""
    suggestion: str = ""
    """What to put in place of the span; nothing where there is nothing near."""
    severity: ProblemLevel = ProblemLevel.WRONG


class Parsed(NamedTuple):
    """A text, understood as far as possible."""

    text: str
    root: Node | None
    """Nothing where nothing narrows."""
    sort: str | None = None
    problems: tuple[Problem, ...] = ()
    """In the order of the text."""
