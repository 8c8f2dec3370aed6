"""A text cut into the pieces of the language, in one pass and without judging them."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import Final, NamedTuple

from quoth.query.language.fields import keyword_of
from quoth.query.language.tree import Span
from quoth.query.language.wording import QUOTES

_BLANKS: Final = r"\s*"
_CHUNK: Final = rf"[^\s(){QUOTES}]+"
_DASHES: Final = "-+"
_NAME: Final = "([A-Za-z]+):"
_QUOTE: Final = f"[{QUOTES}]"
_PATTERN: Final = r"/(?=[^\s/])((?:[^/\\]|\\.|(?<=\s)/|/(?![\s)]|$))+)(?<!\s)/(?=[\s)]|$)"
"""A pattern ends with a slash that nothing stands behind: the others belong to it. A slash with
blanks around it, as between the lines of a poem, is none of them."""
_OPEN_PATTERN: Final = r"/(?=[^\s/])"


class TokenKind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    PATTERN = auto()
    """A regular expression between slashes."""
    FIELD = auto()
    SAVED = auto()
    """A saved search, by its name."""
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    DASH = auto()
    """A dash that excludes nothing, or several."""


OPERANDS: Final = frozenset(
    {TokenKind.WORD, TokenKind.PHRASE, TokenKind.PATTERN, TokenKind.FIELD, TokenKind.SAVED}
)
"""What asks for something by itself."""


class QueryToken(NamedTuple):
    """A piece of the text."""

    shape: TokenKind
    span: Span
    value: str
    """A word as it was typed; else what is between the quotation marks or after the name."""
    value_span: Span
    name: str = ""
    """What stands before the colon of a field, or of a word that looks like one."""
    quoted: bool = False
    closed: bool = True
    """Whether a quotation mark that was opened is closed."""

    @property
    def ends(self) -> int:
        """Where it ends."""
        return self.span[1]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first needed."""
    return re.compile(pattern)


def tokens(text: str, *, saved: bool) -> Iterator[QueryToken]:
    """Yield the tokens of a text; `@name` is one where there are saved searches."""
    position = 0
    negated = False
    while True:
        position = _end(_BLANKS, text, position)
        if position == len(text):
            return
        token = _token(text, position, saved=saved, negated=negated)
        negated = token.shape is TokenKind.NOT
        position = token.ends
        yield token


def _end(pattern: str, text: str, position: int) -> int:
    """Return where the run of a pattern that begins here ends: here, where there is none."""
    match = _compiled(pattern).match(text, position)
    return match.end() if match else position


def _token(text: str, start: int, *, saved: bool, negated: bool) -> QueryToken:
    """Return the token that begins here, where no blank is."""
    first = text[start]
    if first in QUOTES:
        value_span, end, closed = _quotation(text, start)
        return _make(TokenKind.PHRASE, text, (start, end), value_span, quoted=True, closed=closed)
    if first in "()":
        return _plain(TokenKind.OPEN if first == "(" else TokenKind.CLOSE, text, start, start + 1)
    if first == "-":
        end = _end(_DASHES, text, start)
        excludes = end == start + 1 and end < len(text) and not _is_end(text[end])
        return _plain(TokenKind.NOT if excludes else TokenKind.DASH, text, start, end)
    if first == "/" and (found := _pattern(text, start)):
        return found
    end = _end(_CHUNK, text, start)
    if first == "@" and saved and (found := _saved(text, start, end)):
        return found
    match = _compiled(_NAME).match(text, start)
    if match and keyword_of(match[1]):
        return _field(text, match, end)
    chunk = text[start:end]
    # What is excluded is a word, even if it is spelt like an operator.
    if chunk in ("OR", "AND") and not negated:
        return _plain(TokenKind.OR if chunk == "OR" else TokenKind.AND, text, start, end)
    word = _plain(TokenKind.WORD, text, start, end)
    return word._replace(name=match[1]) if match and _looks_like_field(text, match, end) else word


def _looks_like_field(text: str, name: re.Match[str], end: int) -> bool:
    """Tell whether a word is probably meant as a field: it isn't an address, and has a value."""
    after = name.end()
    if len(name[1]) < 2 or text[after : after + 1] in ("/", ":"):
        return False
    return end > after or _quote_at(text, end)


def _is_end(character: str) -> bool:
    """Tell whether nothing that could be excluded begins with this."""
    return character.isspace() or character == ")"


def _make(
    shape: TokenKind, text: str, span: Span, value_span: Span, *, quoted: bool, closed: bool = True
) -> QueryToken:
    """Return a token with a value, whose blanks at the ends don't count."""
    value = text[slice(*value_span)].strip()
    return QueryToken(shape, span, value, value_span, quoted=quoted, closed=closed)


def _plain(shape: TokenKind, text: str, start: int, end: int) -> QueryToken:
    """Return a token that is its own value."""
    return QueryToken(shape, (start, end), text[start:end], (start, end))


def _quotation(text: str, start: int) -> tuple[Span, int, bool]:
    """Return the span inside a quotation, where it ends, and whether it is closed."""
    closing = _compiled(_QUOTE).search(text, start + 1)
    if closing is None:
        return (start + 1, len(text)), len(text), False
    return (start + 1, closing.start()), closing.end(), True


def _quote_at(text: str, position: int) -> bool:
    """Tell whether a quotation mark stands here."""
    return position < len(text) and text[position] in QUOTES


def _pattern(text: str, start: int) -> QueryToken | None:
    """Return the pattern that begins here, or what may become one."""
    if match := _compiled(_PATTERN).match(text, start):
        return QueryToken(TokenKind.PATTERN, match.span(), match[1], match.span(1), quoted=True)
    if not _compiled(_OPEN_PATTERN).match(text, start):
        return None
    end = len(text)
    inside = (start + 1, end)
    value = text[slice(*inside)]
    return QueryToken(TokenKind.PATTERN, (start, end), value, inside, quoted=True, closed=False)


def _saved(text: str, start: int, end: int) -> QueryToken | None:
    """Return the name of a saved search that begins here."""
    if end > start + 1:
        return _make(TokenKind.SAVED, text, (start, end), (start + 1, end), quoted=False)
    if not _quote_at(text, end):
        return None
    value_span, end, closed = _quotation(text, end)
    return _make(TokenKind.SAVED, text, (start, end), value_span, quoted=True, closed=closed)


def _field(text: str, name: re.Match[str], end: int) -> QueryToken:
    """Return a field: its name, and the value right after the colon, if there is one."""
    value_start = name.end()
    if end > value_start and not (text[end - 1] == ":" and _quote_at(text, end)):
        value_span, quoted, closed = (value_start, end), False, True
    elif _quote_at(text, end):
        # The second part of a value may be the one that is quoted: stance:support:"foreign aid".
        inside, after, closed = _quotation(text, end)
        if end > value_start:
            value = text[value_start:end] + text[slice(*inside)]
            return QueryToken(
                TokenKind.FIELD, (name.start(), after), value.strip(), (value_start, inside[1]),
                name[1], quoted=True, closed=closed,
            )  # fmt: skip
        value_span, end, quoted = inside, after, True
    else:
        value_span, quoted, closed = (end, end), False, True
    made = _make(
        TokenKind.FIELD, text, (name.start(), end), value_span, quoted=quoted, closed=closed
    )
    return made._replace(name=name[1])
