"""A text into a query: whatever is typed means something, and what is odd is pointed out.

The text is read once from left to right, with the open groups on a stack of our own, so that no
text is too long or too deep for it.

(It is long because the one reader of the text has a method for each thing that may be typed.)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from quoth.basics.text import raw_words, tokenise, words
from quoth.query.language.building import (
    DEEPEST,
    LONGEST,
    MOST_EXPANSIONS,
    MOST_TOKENS,
    MOST_WORDS,
    GroupBuilder,
    LooseWord,
    Nesting,
)
from quoth.query.language.checking import check
from quoth.query.language.fields import DATED, SORT, Keyword, akin_to, keyword_of, known_words
from quoth.query.language.tokens import OPERANDS, QueryToken, TokenKind, tokens
from quoth.query.language.tree import (
    FieldTerm,
    Parsed,
    PatternTerm,
    Phrase,
    Problem,
    ProblemLevel,
    Span,
)
from quoth.query.language.wording import few, guess, named, nearest, quoted

_FAR: Final = 40
"""Characters after a word that may belong to a date with it."""
_NOTHING_AFTER: Final = "there is nothing after “OR”"
_OPEN_PATTERN: Final = (
    "this “/” begins a pattern, which ends with another “/”; words with a “/” before them need "
    "quotation marks"
)
_ALL_WORDS: Final = f"{MOST_WORDS} words and fields"
_NEVER: Final = -1
"""No place in a text."""
_NONE_SAVED: Final[Mapping[str, str]] = MappingProxyType({})


def parse(text: str, saved: Mapping[str, str] | None = None) -> Parsed:
    """Understand a text as a query, as far as possible; no text is an error.

    With saved searches, by name, `@name` stands for one of them, as if in parentheses; without,
    it is a word.
    """
    return _Parser(text, saved, Nesting()).parse()


class _Parser:
    """One text being read."""

    def __init__(
        self,
        text: str,
        saved: Mapping[str, str] | None,
        nesting: Nesting,
        place: Span | None = None,
    ) -> None:
        """Take the text and the saved searches it may name.

        All of a text that is such a search stands at the place where it is named, and is finished.
        """
        self._text = text
        self._read = text[:LONGEST]
        self._saved = saved
        self._nesting = nesting
        self._place = place
        is_finished = place is not None or len(text) > LONGEST
        self._length = _NEVER if is_finished else len(text)
        """Where a token ends that may still be growing."""
        self._last_letter = _NEVER if is_finished else len(text.rstrip())
        self._groups = [GroupBuilder(place[0] if place else 0)]
        self._too_deep = 0
        """Parentheses open beyond the deepest."""
        self._negated_at: int | None = None
        """Where the dash stands that excludes what comes next."""
        self._sort: tuple[str, Span] | None = None
        self._saved_sort: str | None = None
        self._problems: list[Problem] = []

    def parse(self) -> Parsed:
        """Return the query."""
        if len(self._text) > LONGEST:
            self._left_out((LONGEST, len(self._text)), f"{LONGEST:,} characters")
        for token in tokens(self._read, saved=self._saved is not None):
            if self._is_full(token):
                break
            if token.shape is TokenKind.NOT:
                self._negated_at = (self._place or token.span)[0]
                continue
            if self._place:
                token = token._replace(span=self._place, value_span=self._place)  # noqa: PLW2901
            self._take(token)
            self._negated_at = None
        self._end()
        return Parsed(
            self._text,
            self.whole.build(),
            self._sort[0] if self._sort else self._saved_sort,
            few(sorted(self._problems, key=lambda problem: problem.span)),
        )

    def _is_full(self, token: QueryToken) -> bool:
        """Tell whether enough was read, and say so once."""
        nesting = self._nesting
        nesting.tokens += 1
        if not nesting.is_full or (token.shape not in OPERANDS and nesting.tokens < MOST_TOKENS):
            return False
        self._left_out((token.span[0], len(self._read)), _ALL_WORDS)
        return True

    def _left_out(self, span: Span, most: str) -> None:
        """Say why what comes from here on isn't looked for, once."""
        if not self._nesting.is_told:
            self._nesting.is_told = True
            what = f"a search has {most} at most; what follows is left out"
            self._wrong(self._place or span, what)

    @property
    def whole(self) -> GroupBuilder:
        """All that was read, once it is parsed."""
        return self._groups[0]

    @property
    def _group(self) -> GroupBuilder:
        """The innermost group that is open."""
        return self._groups[-1]

    def _take(self, token: QueryToken) -> None:
        """Take a token that isn't a negation into account."""
        match token.shape:
            case TokenKind.OPEN:
                self._open(token)
            case TokenKind.CLOSE:
                self._close(token)
            case TokenKind.OR:
                self._or(token)
            case TokenKind.DASH:
                self._dash(token)
            case TokenKind.AND:
                pass  # as everywhere between two conditions
            case _:
                self._group.is_begun = True
                self._group.last_or = None
                self._operand(token)

    def _operand(self, token: QueryToken) -> None:
        """Take a condition."""
        if token.shape is TokenKind.WORD:
            self._word(token)
        elif token.shape is TokenKind.PHRASE:
            self._phrase(token)
        elif token.shape is TokenKind.PATTERN:
            self._pattern(token)
        elif token.shape is TokenKind.SAVED:
            self._expand(token)
        else:
            self._field(token)

    def _wrong(self, span: Span, message: str, suggestion: str = "") -> None:
        """Note what was not understood."""
        self._problems.append(Problem(span, message, suggestion))

    def _unfinished(self, span: Span, message: str, suggestion: str = "") -> None:
        """Note what is half-typed."""
        self._problems.append(Problem(span, message, suggestion, ProblemLevel.UNFINISHED))

    def _is_last(self, token: QueryToken) -> bool:
        """Tell whether the text ends with a token, which may then still be growing."""
        open_ended = not token.quoted or not token.closed
        return open_ended and token.ends == self._length

    # -- Groups and operators ----------------------------------------------------------------------

    def _open(self, token: QueryToken) -> None:
        self._group.is_begun = True
        self._group.last_or = None
        if len(self._groups) + self._nesting.depth > DEEPEST:
            if not self._too_deep:
                self._wrong(token.span, "parentheses are nested too deep here")
            self._too_deep += 1
            return
        self._groups.append(GroupBuilder(token.span[0], negated_at=self._negated_at))

    def _close(self, token: QueryToken) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif len(self._groups) == 1:
            self._wrong(token.span, "this “)” closes nothing")
        else:
            group = self._groups.pop()
            if group.last_or:
                self._wrong(group.last_or, _NOTHING_AFTER)
            if not any(group.alternatives) and not group.is_begun:
                self._wrong((group.start, token.ends), "there is nothing between the parentheses")
            group.close_into(self._group, token.ends)

    def _or(self, token: QueryToken) -> None:
        group = self._group
        if not group.is_begun:
            self._wrong(token.span, "there is nothing before “OR”")
            return
        group.begin_alternative()
        group.is_begun = False
        group.last_or = token.span

    def _dash(self, token: QueryToken) -> None:
        # Two are a dash as typewriters know it.
        if token.ends - token.span[0] == 1:
            at_end = token.ends == self._length
            note = self._unfinished if at_end else self._wrong
            note(token.span, "this “-” excludes nothing; put it right before a word")

    def _end(self) -> None:
        """Close what is still open."""
        is_whole = not self._nesting.is_told
        if self._group.last_or and is_whole:
            self._unfinished(self._group.last_or, _NOTHING_AFTER)
        for group in self._groups[1 : 1 + is_whole]:
            self._unfinished((group.start, group.start + 1), "this “(” is not closed yet")
        end = self._place[1] if self._place else len(self._text)
        while len(self._groups) > 1:
            self._groups.pop().close_into(self._group, end)

    # -- Conditions --------------------------------------------------------------------------------

    def _word(self, token: QueryToken) -> None:
        if name := token.name:
            message, suggestion = _unknown_field(name)
            span = self._place or (token.span[0], token.span[0] + len(name) + 1)
            self._wrong(span, message, suggestion and f"{suggestion}:")
        growing = token.ends == self._length and _is_letter(token.value[-1])
        self._add_words([token.value], token.span, unfinished=growing)

    def _add_words(self, chunks: list[str], span: Span, *, unfinished: bool = False) -> None:
        """Add words to be searched; punctuation alone is none."""
        counted = []
        for chunk in chunks:
            found = tokenise(chunk)
            left = self._nesting.take(len(found))
            if left < len(found):
                self._left_out(span, _ALL_WORDS)
                chunk = chunk[: found[left].start].rstrip()  # noqa: PLW2901
            if found[:left]:
                counted.append(chunk)
        if kept := " ".join(counted):
            self._group.add(LooseWord(kept, span, unfinished), self._negated_at)

    def _phrase(self, token: QueryToken) -> None:
        folded = tuple(words(token.value))
        left = self._nesting.take(len(folded))
        growing = self._is_last(token) and _is_letter(self._text[-1])
        if not token.closed:
            self._unfinished(token.span, "this quotation is not closed yet")
        text = token.value
        if left < len(folded):
            self._left_out(token.span, _ALL_WORDS)
            folded, growing, text = folded[:left], False, " ".join(folded[:left])
        if folded:
            self._group.add(Phrase(folded, token.span, growing, text), self._negated_at)

    def _pattern(self, token: QueryToken) -> None:
        if not token.closed:
            self._unfinished(token.span, _OPEN_PATTERN)
            return
        from quoth.search.patterns import PatternError, text_pattern  # noqa: PLC0415

        self._nesting.take(1)
        try:
            text_pattern(token.value)
        except PatternError as fault:
            self._wrong(token.span, f"{named(f'/{token.value}/')} isn't a pattern: {fault}")
        else:
            self._group.add(PatternTerm(token.value, token.span), self._negated_at)

    def _field(self, token: QueryToken) -> None:
        keyword = keyword_of(token.name)
        if keyword is None:  # no token of this shape has another name
            return
        if not token.closed:
            self._unfinished(token.span, "this quotation is not closed yet")
        if not token.value:
            at_end = token.ends == self._last_letter
            note = self._unfinished if at_end else self._wrong
            note(token.span, f"“{keyword.word}:” needs a value right after it")
            return
        self._nesting.take(1)
        checked = check(keyword, token.value, growing=self._is_last(token))
        if not checked.value:
            if checked.half_typed:
                self._unfinished(token.span, checked.message)
                return
            if not self._note_open_date(token, keyword):
                meant = checked.suggestion
                fixed = f"{keyword.word}:{quoted(meant)}" if meant else ""
                self._wrong(token.span, checked.message, fixed)
            self._add_words(_plain_words(token), token.span)
        elif keyword.field is None:
            self._order(token, keyword, checked.value)
        else:
            self._group.add(
                FieldTerm(
                    keyword.field,
                    checked.value,
                    token.span,
                    token.value_span,
                    self._is_last(token),
                ),
                self._negated_at,
            )

    def _note_open_date(self, token: QueryToken, keyword: Keyword) -> bool:
        """Note a date of several words without quotation marks, and tell whether it is one."""
        if keyword.field not in DATED or token.quoted or self._place:
            return False
        from quoth.basics.periods import date_going_on, may_become_date  # noqa: PLC0415

        meant = date_going_on(token.value, self._text[token.ends : token.ends + _FAR])
        if not meant and not may_become_date(token.value):
            return False
        message = f"a date of several words needs quotation marks, as in {keyword.word}:"
        if not meant:
            self._wrong(token.span, f'{message}"last week"')
            return True
        span = (token.span[0], token.ends + len(meant) - len(token.value))
        self._wrong(span, f'{message}"{meant}"', f"{keyword.word}:{quoted(meant)}")
        return True

    def _order(self, token: QueryToken, keyword: Keyword, value: str) -> None:
        """Take an order of the results; the last one counts."""
        if self._negated_at is not None:
            self._wrong(token.span, f"“{keyword.word}:” can't be excluded")
            return
        if self._sort is not None:
            self._wrong(self._sort[1], f"“{SORT}:” appears twice; the last one counts")
        self._sort = (value, token.span)

    # -- Saved searches ----------------------------------------------------------------------------

    def _expand(self, token: QueryToken) -> None:
        """Take a saved search as if it stood here in parentheses."""
        saved = self._saved or _NONE_SAVED
        name = _saved_name(token.value, saved)
        if not name:
            self._unknown_search(token, saved)
            return
        problem = self._cannot_follow(name)
        if problem:
            self._wrong(token.span, problem)
            return
        nesting = self._nesting
        nesting.expansions += 1
        nesting.names.append(name)
        depth, nesting.depth = nesting.depth, nesting.depth + len(self._groups)
        inner = _Parser(saved[name], saved, nesting, place=token.span)
        parsed = inner.parse()
        nesting.names.pop()
        nesting.depth = depth
        self._saved_sort = parsed.sort or self._saved_sort
        for found in parsed.problems:
            self._wrong(token.span, f"in {named(f'@{name}')}: {found.message}")
        group = inner.whole
        group.negated_at = self._negated_at
        group.close_into(self._group, token.ends)

    def _cannot_follow(self, name: str) -> str:
        """Return why a saved search can't be used here, or nothing."""
        nesting = self._nesting
        if name in nesting.names:
            return f"the saved search {named(name)} uses itself"
        if nesting.expansions >= MOST_EXPANSIONS or nesting.depth + len(self._groups) >= DEEPEST:
            return f"too many saved searches within each other: {named(name)} is left out"
        return ""

    def _unknown_search(self, token: QueryToken, saved: Mapping[str, str]) -> None:
        """Note a name under which nothing is saved, and search its words."""
        typed = token.value.casefold()
        if self._is_last(token) and any(name.casefold().startswith(typed) for name in saved):
            self._unfinished(token.span, "“@” needs the whole name of a saved search")
            return
        suggestion = nearest(token.value, saved)
        self._wrong(
            token.span,
            f"there is no saved search {named(token.value)}" + guess(token.value, saved),
            suggestion and f"@{quoted(suggestion)}",
        )
        self._add_words(_plain_words(token), token.span)


def _is_letter(character: str) -> bool:
    """Tell whether a word that ends with this may be going on: a letter, a digit or a mark."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _saved_name(typed: str, saved: Mapping[str, str]) -> str:
    """Return the name of the saved search that was typed, whatever its case, or nothing."""
    if typed in saved:
        return typed
    folded = typed.casefold()
    return next((name for name in saved if name.casefold() == folded), "")


def _plain_words(token: QueryToken) -> list[str]:
    """Return the words of a token that was not understood, so that they are understood as words."""
    found = raw_words(f"{token.name} {token.value}")
    return [word.lower() if word in ("OR", "AND") else word for word in found]


@lru_cache(maxsize=256)
def _unknown_field(name: str) -> tuple[str, str]:
    """Return what to say of a field name that is none, and what was probably meant."""
    meant = akin_to(name) or nearest(name, known_words())
    hint = f"; did you mean “{meant}:”" if meant else ""
    shown = named(f"{name}:") if hint else named(name)
    return f"there is no field {shown}{hint}", meant
