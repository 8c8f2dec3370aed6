"""What differs between two wordings, by class and by how much it may matter.

It says what differs, never that anything is false. Words are aligned by their longest common
subsequence, short forms in full; the raw text tells what an editor marked.

(It is long because each class of difference has its test here, and the first that fits counts.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from quoth.basics.text import Token
from quoth.query.families.amounts import (
    amounts,
    are_grouped,
    is_number,
    is_within,
    with_decimals,
)
from quoth.query.families.number_signs import (
    SignedNumber,
    has_negative,
    has_range,
    signed_at,
    signs_apart,
)
from quoth.query.families.relating import aligned
from quoth.query.families.stretches import VerbatimStretch, are_bracketed, is_marked_before
from quoth.query.families.word_classes import (
    CONDITIONS,
    FUNCTION_WORDS,
    MODALS,
    NEGATIONS,
    PERSONS,
    PRECONDITIONS,
    SIGNS,
    TENSES,
    spelt_out,
    stands_for_none,
    with_would,
)
from quoth.query.families.word_forms import (
    are_forms,
    are_opposites,
    are_tenses,
    is_slip,
    sound_alike,
)

_OFTEN: Final = 10
"""A word that a store has more often isn't a typo."""
_BOUND: Final = 3
"""Words behind a cut within which a negation belongs to what was cut off."""
_FEW: Final = 3
"""The most words that a marked change may have for a negation in it to be reported."""


class DifferenceClass(StrEnum):
    """What kind of difference it is."""

    NUMBER = "number"
    NEGATION = "negation"
    MODAL = "modal"
    NAME = "name"
    LEFT_OUT = "left-out"
    PUT_IN = "put-in"
    CUT = "cut"
    """Words before or after: an excerpt."""
    PERSON = "person"
    """I for he, we for they: perhaps a paraphrase in quotation marks."""
    TENSE = "tense"
    OTHER = "other"
    SPELLING = "spelling"
    TYPOGRAPHY = "typography"
    """Only case, punctuation, accents or blanks."""


class Weight(StrEnum):
    """How much a difference may matter, the most first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class WordDifference(NamedTuple):
    """One thing that differs."""

    kind: DifferenceClass
    weight: Weight
    reference: str
    """The words on the one side, as they are written; nothing where there are none."""
    other: str
    marked: bool = False
    """Whether an ellipsis or brackets say so."""

    @property
    def may_misquote(self) -> bool:
        """Whether it is worth asking if someone is misquoted."""
        return self.weight is Weight.HIGH or (self.weight is Weight.MEDIUM and not self.marked)


def _none(_: str) -> Collection[str]:
    """Return that no actor has a name."""
    return ()


def _never(_: str) -> int:
    """Return that a word isn't known."""
    return 0


class StoreWords(NamedTuple):
    """What a store knows of folded words."""

    bearers: Callable[[str], Collection[str]] = _none
    """Returns the actors in whose names, or aliases, a word is."""
    count: Callable[[str], int] = _never
    """Returns how many statements have a word."""


NO_WORDS: Final = StoreWords()
_ORDER: Final = {weight: place for place, weight in enumerate(Weight)}


class _Side(NamedTuple):
    """One wording, with its short forms in full."""

    stretch: VerbatimStretch
    tokens: tuple[Token, ...]

    def is_marked_at(self, place: int) -> bool:
        """Tell whether an ellipsis or a bracket stands before a token."""
        tokens = self.stretch.tokens
        if place >= len(self.tokens):
            return is_marked_before(self.stretch, len(tokens))
        start = self.tokens[place].start
        if place and self.tokens[place - 1].start == start:
            return False  # inside a short form
        return is_marked_before(
            self.stretch, next(n for n, one in enumerate(tokens) if one.start == start)
        )

    def is_capitalised(self, token: Token) -> bool:
        """Tell whether a word is written as a name where another word would not be."""
        raw = self.stretch.raw
        written = raw[token.start : token.end]
        before = raw[: token.start].rstrip().rstrip("\"“‘'([")
        if not before or _end_of_sentence().search(before[-1:]):
            return False
        return written[:1].isupper() and not (len(written) > 1 and written.isupper())


class _Block(NamedTuple):
    """Words that stand at one place in the two wordings, and differ."""

    sides: tuple[_Side, _Side]
    ours: tuple[Token, ...]
    theirs: tuple[Token, ...]
    marked: bool

    def difference(
        self, kind: DifferenceClass, weight: Weight, words: Collection[str] | None = None
    ) -> WordDifference:
        """Return a difference in those of the words that are in a set, or in all."""
        ours, theirs = (
            side.stretch.text([one for one in tokens if words is None or one.word in words])
            for side, tokens in zip(self.sides, (self.ours, self.theirs), strict=True)
        )
        return WordDifference(kind, weight, ours, theirs, self.marked)

    def without(self, words: Collection[str]) -> _Block:
        """Return the block without some words."""
        ours, theirs = (
            tuple(one for one in tokens if one.word not in words)
            for tokens in (self.ours, self.theirs)
        )
        return self._replace(ours=ours, theirs=theirs)


def differences(
    reference: VerbatimStretch, other: VerbatimStretch, store: StoreWords = NO_WORDS
) -> tuple[WordDifference, ...]:
    """Return what differs in a wording from another, what may matter most first."""
    if reference.words == other.words:
        is_same = reference.raw.split() == other.raw.split()
        signs = tuple(_of_signs(reference, other))
        return signs or (() if is_same else (_of_typography(reference, other),))
    ours, theirs = (with_decimals(one.raw, spelt_out(one)) for one in (reference, other))
    ours, theirs = with_would(ours, theirs), with_would(theirs, ours)
    one, two = _Side(reference, ours), _Side(other, theirs)
    found = [difference for block in _blocks(one, two) for difference in _of_block(block, store)]
    found += _of_signs(reference, other)
    found = found or list(_of_short_forms(reference, other))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: _ORDER[one.weight]))


def _of_typography(reference: VerbatimStretch, other: VerbatimStretch) -> WordDifference:
    """Return how two texts of the same words differ: by the words that are written otherwise."""
    pairs = [
        (reference.raw[one.start : one.end], other.raw[two.start : two.end])
        for one, two in zip(reference.tokens, other.tokens, strict=True)
    ]
    apart = [(one, two) for one, two in pairs if one != two]
    one, two = (" ".join(words) for words in zip(*apart, strict=True)) if apart else ("", "")
    return WordDifference(DifferenceClass.TYPOGRAPHY, Weight.NONE, one, two)


def _of_signs(reference: VerbatimStretch, other: VerbatimStretch) -> Iterator[WordDifference]:
    """Yield the numbers that have another sign: £ for $. A currency left out may matter less."""
    for ours, theirs in signs_apart(reference, other):
        yield _sign_difference(ours, theirs)


def _sign_difference(ours: SignedNumber, theirs: SignedNumber) -> WordDifference:
    """Return the difference of two numbers that have another sign."""
    is_left_out = not (ours.sign and theirs.sign) and not (ours.is_part or theirs.is_part)
    is_left_out &= ours.is_negative == theirs.is_negative
    weight = Weight.MEDIUM if is_left_out else Weight.HIGH
    return WordDifference(DifferenceClass.NUMBER, weight, ours.text, theirs.text)


def _of_short_forms(reference: VerbatimStretch, other: VerbatimStretch) -> Iterator[WordDifference]:
    """Yield what differs where all that does is how words are shortened: `don't` for `do not`."""
    for a, b, c, d in _apart(reference.words, other.words):
        texts = reference.text(reference.tokens[a:b]), other.text(other.tokens[c:d])
        yield WordDifference(DifferenceClass.SPELLING, Weight.LOW, *texts)


# -- Alignment -------------------------------------------------------------------------------------


def _blocks(one: _Side, other: _Side) -> Iterator[_Block | WordDifference]:
    """Yield what differs: the words at one place, or what was cut off at an end."""
    ours, theirs = ([token.word for token in side.tokens] for side in (one, other))
    for a, b, c, d in _apart(ours, theirs):
        at_start, at_end = not (a or c), b == len(ours) and d == len(theirs)
        if (at_start or at_end) and (a == b) != (c == d):
            yield _cut(one if c == d else other, (a, b) if c == d else (c, d), ours_cut=c == d)
            continue
        inside = one.tokens[a:b], other.tokens[c:d]
        marked = (
            are_bracketed(one.stretch.raw, inside[0])
            or are_bracketed(other.stretch.raw, inside[1])
            or (c == d and other.is_marked_at(c))
            or (a == b and one.is_marked_at(a))
        )
        yield _Block((one, other), *inside, marked)


def _apart(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that two sequences don't share, each as large as can be."""
    return (step[1:] for step in aligned(ours, theirs) if not step.is_shared)


# -- Cuts ------------------------------------------------------------------------------------------


@cache
def _end_of_sentence() -> re.Pattern[str]:
    """Return the pattern of what ends a sentence."""
    return re.compile(r"[.!?;:](?=[\s\"”’»)]|$)|[–—]")


def _cut(side: _Side, place: tuple[int, int], *, ours_cut: bool) -> WordDifference:
    """Return what one wording has before or after the other."""
    start, end = place
    cut = side.tokens[start:end]
    qualified = _is_qualified_before(side, end) if start == 0 else _is_qualified_after(side, start)
    text = side.stretch.text(cut)
    is_negation = start == 0 and cut[-1].word in NEGATIONS and not _is_broken(side, end)
    kind = DifferenceClass.NEGATION if is_negation else DifferenceClass.CUT
    weight = Weight.HIGH if qualified else Weight.LOW
    texts = (text, "") if ours_cut else ("", text)
    return WordDifference(kind, weight, *texts, marked=False)


def _is_broken(side: _Side, place: int) -> bool:
    """Tell whether something stands between a token and the one before it that sets them apart."""
    return any(character in ",.!?;:–—…" for character in _between(side, place))


def _between(side: _Side, place: int) -> str:
    """Return what stands between a token and the one before it."""
    end = side.tokens[place].start if place < len(side.tokens) else None
    return side.stretch.raw[side.tokens[place - 1].end : end]


def _is_qualified_after(side: _Side, start: int) -> bool:
    """Tell whether a sentence goes on after a cut with what takes it back."""
    words = side.tokens
    for place in range(start, len(words)):
        if _end_of_sentence().search(_between(side, place)):
            return False
        word = words[place].word
        if word in CONDITIONS or (word in NEGATIONS and place < start + _BOUND):
            return True
    return False


def _is_qualified_before(side: _Side, end: int) -> bool:
    """Tell whether a sentence began before a cut with what it depends on."""
    near = True
    for place in range(end - 1, -1, -1):
        between = _between(side, place + 1)
        if _end_of_sentence().search(between):
            return False
        near = near and "," not in between
        word = side.tokens[place].word
        if word in PRECONDITIONS or (word in NEGATIONS and near):
            return True
    return False


# -- Classes ---------------------------------------------------------------------------------------


def _of_block(block: _Block | WordDifference, store: StoreWords) -> Iterator[WordDifference]:
    """Yield what differs at one place, the classes that may matter most first."""
    if isinstance(block, WordDifference):
        yield block
        return
    ours, theirs = ([one.word for one in tokens] for tokens in (block.ours, block.theirs))
    is_written_together = "".join(ours) == "".join(theirs) and all(map(are_grouped, (ours, theirs)))
    if is_written_together or _is_of_a_sign(block):
        yield block.difference(DifferenceClass.SPELLING, Weight.LOW)
        return
    if block.marked:
        yield from _of_marked(block)
        return
    for take in (_numbers, _negations, _modals):
        found, block = take(block)
        yield from found
        if _is_of_a_sign(block):
            return
    found, block = _names(block, store)
    yield from found
    yield from _of_rest(block, store)


def _is_of_a_sign(block: _Block) -> bool:
    """Tell whether one side has words for what the other writes as a sign: `5 percent` for `5%`."""
    one, other = (side.stretch.raw for side in block.sides)
    words = {token.word for token in (block.ours or block.theirs)}
    if block.ours and block.theirs:
        return False
    written, signed = (one, other) if block.ours else (other, one)
    if words in ({"minus"}, {"to"}):
        is_there = has_negative if words == {"minus"} else has_range
        return is_there(signed) and not is_there(written)
    return any(
        words <= names and sign in signed and sign not in written for sign, names in SIGNS.items()
    )


_Taken = tuple[list[WordDifference], _Block]
"""What was found, and the block without the words that it is of."""


def _of_marked(block: _Block) -> Iterator[WordDifference]:
    """Yield the changes that an editor marked; if they are short, report a negation as well."""
    if len(block.ours) + len(block.theirs) <= _FEW:
        found, block = _negations(block)
        yield from found
    if block.theirs:
        yield block.difference(DifferenceClass.PUT_IN, Weight.LOW)
    elif block.ours:
        yield block.difference(DifferenceClass.LEFT_OUT, Weight.LOW)


def _numbers(block: _Block) -> _Taken:
    """Take the numbers out of a block."""
    sides = [
        ["" if stands_for_none(words, place) else word for place, word in enumerate(words)]
        for words in ([one.word for one in tokens] for tokens in (block.ours, block.theirs))
    ]
    numbers = frozenset(word for words in sides for word in words if is_number(word))
    if not numbers:
        return [], block
    if amounts(sides[0]) != amounts(sides[1]):
        apart = block.difference(DifferenceClass.NUMBER, Weight.HIGH, numbers)
        return [apart], block.without(numbers)
    rest = frozenset(word for words in sides for word in words) - numbers
    if all(map(is_within, rest)):
        numbers |= rest
    ours, theirs = (
        signed_at(side.stretch, next(one.start for one in tokens if one.word in numbers))
        for side, tokens in zip(block.sides, (block.ours, block.theirs), strict=True)
    )
    apart = block.difference(DifferenceClass.SPELLING, Weight.LOW, numbers)
    if (ours.sign, ours.is_negative) != (theirs.sign, theirs.is_negative):
        apart = _sign_difference(ours, theirs)
    return [apart], block.without(numbers)


def _negations(block: _Block) -> _Taken:
    """Take the negations out of a block, where one side has more of them."""
    ours, theirs = (
        [one.word for one in tokens if one.word in NEGATIONS]
        for tokens in (block.ours, block.theirs)
    )
    if len(ours) == len(theirs):
        ours, theirs = _opposites(block)
    if not ours and not theirs:
        return [], block
    words = frozenset(ours + theirs)
    return [
        block.difference(DifferenceClass.NEGATION, Weight.HIGH, words)._replace(marked=block.marked)
    ], block.without(words)


def _opposites(block: _Block) -> tuple[list[str], list[str]]:
    """Return the words of a block of which one takes back the other, as `illegal` does `legal`."""
    found = [
        (one.word, other.word)
        for one in block.ours
        for other in block.theirs
        if are_opposites(one.word, other.word)
    ]
    return [one for one, _ in found], [other for _, other in found]


def _modals(block: _Block) -> _Taken:
    """Take the modal verbs out of a block, where they aren't the same."""
    ours, theirs = (
        Counter(one.word for one in tokens if one.word in MODALS and not side.is_capitalised(one))
        for side, tokens in zip(block.sides, (block.ours, block.theirs), strict=True)
    )
    if ours == theirs:
        return [], block
    words = frozenset(ours) | frozenset(theirs)
    return [block.difference(DifferenceClass.MODAL, Weight.HIGH, words)], block.without(words)


def _names(block: _Block, store: StoreWords) -> _Taken:
    """Take the words of actors' names out of a block, where they aren't the same."""
    named = [
        [one for one in tokens if _is_name(side, one, store)]
        for side, tokens in zip(block.sides, (block.ours, block.theirs), strict=True)
    ]
    if not any(named):
        return [], block
    ours, theirs = ([one.word for one in tokens] for tokens in named)
    words = frozenset(ours + theirs)
    for word, others in ((ours, block.theirs), (theirs, block.ours)):
        if len(word) == 1 and len(others) == 1 and _is_respelt(word[0], others[0].word, store):
            words |= {others[0].word}
            return [block.difference(DifferenceClass.SPELLING, Weight.LOW, words)], block.without(
                words
            )
    return [block.difference(DifferenceClass.NAME, Weight.HIGH, words)], block.without(words)


def _is_name(side: _Side, token: Token, store: StoreWords) -> bool:
    """Tell whether a word is written as a name, and is one of an actor's."""
    first = side.stretch.raw[token.start : token.start + 1]
    return (
        first.upper() == first
        and first.isalpha()
        and token.word not in FUNCTION_WORDS
        and bool(store.bearers(token.word))
    )


def _is_respelt(name: str, other: str, store: StoreWords) -> bool:
    """Tell whether a word is another spelling of exactly one actor's name."""
    bearers = store.bearers(other)
    if bearers:
        return not set(store.bearers(name)).isdisjoint(bearers)
    return sound_alike(name, other)


def _of_rest(block: _Block, store: StoreWords) -> Iterator[WordDifference]:
    """Yield what differs in words that belong to no class that matters most."""
    ours, theirs = ([one.word for one in tokens] for tokens in (block.ours, block.theirs))
    if not ours and not theirs:
        return
    if not ours or not theirs:
        kind = DifferenceClass.LEFT_OUT if ours else DifferenceClass.PUT_IN
        yield block.difference(kind, Weight.MEDIUM)
        return
    if (verb := _of_verb(ours, theirs)) is not None:
        yield block.difference(verb, Weight.MEDIUM)
        return
    if len(ours) == len(theirs) == 1 and _is_spelling(ours[0], theirs[0], store):
        if _are_names(block) and not sound_alike(ours[0], theirs[0]):
            yield block.difference(DifferenceClass.NAME, Weight.MEDIUM)
        else:
            yield block.difference(DifferenceClass.SPELLING, Weight.LOW)
        return
    yield block.difference(DifferenceClass.OTHER, Weight.MEDIUM)


def _of_verb(ours: Sequence[str], theirs: Sequence[str]) -> DifferenceClass | None:
    """Return whether another person is meant, or another time: `I want` for `he wanted`."""
    words = {*ours, *theirs}
    rest = [[word for word in side if word not in PERSONS | TENSES] for side in (ours, theirs)]
    if len(rest[0]) != len(rest[1]) or not all(map(are_forms, *rest)):
        return None
    if words & PERSONS:
        return DifferenceClass.PERSON
    is_other_time = words <= TENSES or any(map(are_tenses, *rest))
    return DifferenceClass.TENSE if is_other_time else None


def _are_names(block: _Block) -> bool:
    """Tell whether each word of a block is written as a name."""
    sides = zip(block.sides, (block.ours, block.theirs), strict=True)
    return all(side.is_capitalised(one) for side, tokens in sides for one in tokens)


def _is_spelling(one: str, other: str, store: StoreWords) -> bool:
    """Tell whether a word is another spelling of one, and not a word in its own right."""
    if {one, other} & FUNCTION_WORDS or not is_slip(one, other):
        return False
    return store.count(one) <= _OFTEN or store.count(other) <= _OFTEN
