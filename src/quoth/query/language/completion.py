"""What may be meant by what is being typed, at the cursor."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from quoth.basics.periods import date_words
from quoth.query.language.building import LONGEST
from quoth.query.language.fields import DATED, KEYWORDS, Keyword, keyword_of
from quoth.query.language.names import NamedValue, NameIndex
from quoth.query.language.resolving import NAMED, Catalogue, unambiguous
from quoth.query.language.tokens import QueryToken, TokenKind, tokens
from quoth.query.language.tree import FieldName
from quoth.query.language.wording import QUOTES, nearest, quoted


class Completion(NamedTuple):
    """Something to put into the text."""

    start: int
    end: int
    text: str
    """What to put in place of the characters from `start` up to `end`."""
    label: str
    """What a person reads; it repeats the corpus, and so has to be neutralised, like `help`."""
    help: str = ""


class _Offer(NamedTuple):
    """A value that may be meant."""

    value: str
    label: str
    help: str = ""


def complete(
    text: str,
    cursor: int,
    catalogue: Catalogue,
    limit: int = 8,
    saved: Mapping[str, str] | None = None,
) -> list[Completion]:
    """Return what the word, the value or the saved search that ends at the cursor may become.

    The best come first. Nothing is offered for a quotation, between words, or for a word that
    begins no field's name.
    """
    cursor = max(0, min(cursor, len(text)))
    if cursor > LONGEST:
        return []
    ending = deque(tokens(text[:cursor], saved=saved is not None), maxlen=1)
    last = ending.pop() if ending else None
    if last is None or last.ends != cursor:
        return []
    found: Iterable[Completion] = ()
    if last.shape is TokenKind.FIELD:
        found = _values(text, last, catalogue)
    elif last.shape is TokenKind.SAVED:
        found = _saved(text, last, saved or {})
    elif last.shape is TokenKind.WORD:
        at_sign = last.value == "@" and saved is not None
        found = _saved(text, last, saved or {}) if at_sign else _fields(text, last)
    return list(islice(found, max(0, limit)))


# -- Fields and saved searches ---------------------------------------------------------------------


def _fields(text: str, token: QueryToken) -> Iterator[Completion]:
    """Yield the fields whose name begins with a word, the main names before their aliases."""
    start, cursor = token.span
    end = _after(r"[A-Za-z]*:?", text, cursor)
    if end > cursor and text[end - 1] != ":":
        return  # the middle of a word
    typed = token.value.lower()
    for keyword in sorted(KEYWORDS, key=lambda one: not one.word.startswith(typed)):
        if any(word.startswith(typed) for word in (keyword.word, *keyword.aliases)):
            yield Completion(start, end, f"{keyword.word}:", f"{keyword.word}:", keyword.help)


def _saved(text: str, token: QueryToken, saved: Mapping[str, str]) -> Iterator[Completion]:
    """Yield the saved searches whose name begins with what was typed."""
    start = token.span[0]
    end = _end_of_value(text, token)
    typed = "" if token.shape is TokenKind.WORD else token.value.casefold()
    if token.quoted and token.closed:
        return
    for name in sorted(saved, key=str.casefold):
        if name.casefold().startswith(typed):
            yield Completion(start, end, f"@{quoted(name)}", f"@{name}", saved[name])


def _after(pattern: str, text: str, position: int) -> int:
    """Return where a pattern that matches here ends."""
    match = re.compile(pattern).match(text, position)
    return match.end() if match else position


def _end_of_value(text: str, token: QueryToken) -> int:
    """Return where the value at the cursor ends, on the far side of the cursor.

    An open quotation ends at its mark; but one that follows a blank belongs to something else.
    """
    cursor = token.ends
    if not token.quoted:
        return _after(rf"[^\s(){QUOTES}]*", text, cursor)
    end = _after(rf"[^{QUOTES}]*", text, cursor)
    closed = end < len(text) and (end == cursor or not text[end - 1].isspace())
    return end + 1 if closed else cursor


# -- Values ----------------------------------------------------------------------------------------


def _values(text: str, token: QueryToken, catalogue: Catalogue) -> Iterator[Completion]:
    """Yield the values of a field."""
    keyword = keyword_of(token.name)
    if keyword is None or (token.quoted and token.closed):
        return
    start = token.span[0] + len(token.name) + 1
    end = _end_of_value(text, token)
    for offer in _offers(keyword, token.value, catalogue):
        yield Completion(start, end, quoted(offer.value), offer.label, offer.help)


def _offers(keyword: Keyword, typed: str, catalogue: Catalogue) -> Iterator[_Offer]:
    """Yield what a value may become."""
    field = keyword.field
    if field in DATED:
        return _offered(date_words() if typed else date_words()[:10], typed)
    if field is FieldName.STANCE and ":" in typed:
        return _stances(typed, catalogue)
    if keyword.values:
        return _offered(keyword.values, typed)
    return _names(field, typed, catalogue) if field is not None else iter(())


def _offered(options: Iterable[str], typed: str) -> Iterator[_Offer]:
    """Yield the options that begin with what was typed; where none does, the nearest."""
    known = tuple(options)
    started = typed.casefold().replace("-", " ").lstrip()
    found = [option for option in known if option.casefold().startswith(started)]
    if not found and (near := nearest(typed, known)):
        found = [near]
    return (_Offer(option, option) for option in found)


def _names(field: FieldName, typed: str, catalogue: Catalogue) -> Iterator[_Offer]:
    """Yield the names that hold what was typed; where none does, those it may be a slip of."""
    if field not in NAMED and field is not FieldName.RATED:
        return
    names = NameIndex.of(catalogue.entries(field))
    for entry in names.starting(typed) or _by_statements(names.meant_by(typed)):
        yield _Offer(unambiguous(entry, names), entry.name or entry.id, _help(entry))


def _stances(typed: str, catalogue: Catalogue) -> Iterator[_Offer]:
    """Yield a position with the topics that it may be taken on."""
    position, _, topic = typed.partition(":")
    for offer in _names(FieldName.TOPIC, topic, catalogue):
        yield offer._replace(value=f"{position}:{offer.value}")


def _by_statements(entries: Iterable[NamedValue]) -> list[NamedValue]:
    """Return entries, those with the most statements first."""
    return sorted(entries, key=lambda entry: -entry.statements)


def _help(entry: NamedValue) -> str:
    """Return what tells an entry from others."""
    count = f"{entry.statements:,} statement{'' if entry.statements == 1 else 's'}"
    return f"{entry.note} · {count}" if entry.note else count
