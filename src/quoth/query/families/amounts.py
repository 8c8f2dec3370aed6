"""What numbers amount to, in digits or in words: `1.5bn`, `twenty-five`, `a dozen`, `the 21st`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Final

from quoth.basics.text import Token
from quoth.basics.word_lists import NUMBER_WORDS, word_list

_UNITS: Final = {name: value for value, name in enumerate(NUMBER_WORDS)}
_ELSEWHERE: Final = {
    name: value
    for names in (
        "null _ zwei drei vier funf sechs sieben acht neun zehn _ zwolf",
        "_ _ deux trois quatre cinq _ sept huit neuf dix onze douze",
        "_ _ dos tres cuatro _ seis siete ocho nueve diez _ doce",
        "_ _ _ tre quattro cinque sei sette otto nove dieci undici dodici",
        "_ _ twee drie vier vijf zes zeven acht negen tien _ twaalf",
    )
    for value, name in enumerate(word_list(names))
    if name != "_"
}
"""The same in other languages, but for words that English has as well."""
_TENS: Final = {
    name: 10 * value
    for value, name in enumerate(
        word_list("twenty thirty forty fifty sixty seventy eighty ninety"), 2
    )
}
_SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6,
    "mio": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
    "dozen": 12,
}  # fmt: skip
_MANY: Final = {f"{name}s": value for name, value in _SCALES.items() if len(name) > 3}
"""Scales in the plural: a number where one stands before it, else only about so many."""
_SMALL: Final = {**_ELSEWHERE, **_UNITS, **_TENS}
_ORDINALS: Final = {
    name: value
    for value, name in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
            " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        1,
    )
}
_PARTS: Final = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_SEVERAL_PARTS: Final = {"halves": Fraction(1, 2), "quarters": Fraction(1, 4)}
"""Parts of the number before them; where none stands before them, a word like another."""
_OTHERS: Final = {
    "halves": "half", "thirds": "third", "quarters": "quarter", "twice": "twice",
    "thrice": "thrice", "halved": "halve", "halve": "halve", "halving": "halve",
    **{
        form: base
        for base in ("double", "triple", "treble", "quadruple")
        for form in (base, f"{base}s", f"{base}d", f"{base[:-1]}ing")
    },
}  # fmt: skip
_WITHIN: Final = frozenset({"and", "a", "an"})
"""Words that may stand within a number, or before it, and say nothing of it."""
_HUNDRED, _THOUSAND, _TWENTY = 100, 1000, 20
_CENTURIES: Final = range(11, 21)
"""Numbers that begin a year in words: nineteen eighty-four, twenty ten."""


@cache
def _digits() -> re.Pattern[str]:
    """Return the pattern of a number in digits, with its scale or the ending of an ordinal."""
    return re.compile(r"(?a)(\d{1,100})(?:\.(\d{1,100}))?([a-z]{1,3})?")


def is_number(word: str) -> bool:
    """Tell whether a folded word is a number, or one of the words for it."""
    return (
        any(character.isdigit() for character in word)
        or any(word in names for names in (_SMALL, _ORDINALS, _PARTS, _OTHERS))
        or word in _MANY
        or (word in _SCALES and len(word) > 2)
    )


def is_scale(word: str) -> bool:
    """Tell whether a folded word multiplies the number before it, as `million` does."""
    return word in _SCALES or word in _MANY


def is_within(word: str) -> bool:
    """Tell whether a folded word adds nothing within a number, or before it."""
    return word in _WITHIN or word == "of"


def with_decimals(raw: str, tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Return tokens with those of a decimal number as one: `3.5`, which is two words else."""
    found: list[Token] = []
    for token in tokens:
        before = found[-1] if found else None
        if (
            before is not None
            and before.word.isdecimal()
            and token.word[:1].isdecimal()
            and raw[before.end : token.start] in (".", ",")
        ):
            word = f"{before.word}.{token.word}"
            found[-1] = before._replace(word=word, end=token.end)
        else:
            found.append(token)
    return tuple(found)


class _Reading:
    """Numbers, read word by word."""

    def __init__(self) -> None:
        """Begin without a number."""
        self.found: list[object] = []
        self._total: Fraction | None = None
        self._current: Fraction | None = None
        self._factor = 1
        """What the last word multiplied by, if it did: what a half more is a half of."""
        self.is_joined = False
        """Whether "and" comes before the next word."""

    def close(self) -> None:
        """End the number that is open."""
        if self._total is not None or self._current is not None:
            self.found.append((self._total or 0) + (self._current or 0))
        self._total = self._current = None

    def add(self, value: Fraction) -> None:
        """Go on with a number below a hundred, or begin another one."""
        current = self._current
        if current is not None and not self.is_joined and _is_year(current, value):
            current *= _HUNDRED
        elif current is not None and not _goes_on(current, value):
            self.close()
            current = None
        self._current, self._factor = (current or 0) + value, 1

    def part(self, word: str) -> None:
        """Read a half or a quarter: a part of what is open, or added to it behind "and"."""
        value = _PARTS.get(word) or _SEVERAL_PARTS[word]
        current = self._current
        if self.is_joined and (current is not None or self._total is not None):
            self._current = (current or 0) + self._factor * value  # a million and a half
        elif current is not None and (word in _SEVERAL_PARTS or current == 1):
            self._current = current * value
        else:
            self.close()
            self._current = value

    def scale(self, factor: int) -> None:
        """Multiply what is open."""
        current = self._current
        if current is None:
            self.close()
        current = Fraction(1) if current is None else current
        if factor < _THOUSAND:
            self._current = current * factor
        else:
            self._total, self._current = (self._total or 0) + current * factor, None
        self._factor = factor

    def symbol(self, what: object) -> None:
        """Add what is no amount."""
        self.close()
        self.found.append(what)

    def ordinal(self, value: int) -> None:
        """End the open number as an ordinal: twenty-first."""
        before = self._current
        if before is not None and _goes_on(before, Fraction(value)):
            self._current = None
            self.symbol(("th", (self._total or 0) + before + value))
        else:
            self.symbol(("th", Fraction(value)))

    @property
    def is_open(self) -> bool:
        """Whether a number is open."""
        return self._current is not None

    @property
    def is_part(self) -> bool:
        """Whether the open number is less than one, and may be so much of what follows."""
        return self._current is not None and self._current < 1


def _is_year(current: Fraction, value: Fraction) -> bool:
    """Tell whether two numbers are the halves of a year, and aren't counted one by one."""
    return current in _CENTURIES and 10 <= value < _HUNDRED and value != current + 1


def _goes_on(current: Fraction, value: Fraction) -> bool:
    """Tell whether a number goes on with another: twenty with five, a hundred with twenty."""
    if current % _HUNDRED == 0:
        return 0 < value < _HUNDRED <= current
    return current % _HUNDRED in range(_TWENTY, _HUNDRED, 10) and 0 < value < 10


def amounts(words: Sequence[str]) -> tuple[object, ...]:
    """Return what the numbers among some words amount to, so that `ten` is `10`.

    Numbers that other words stand between aren't one number.
    """
    reading = _Reading()
    for word in words:
        _read(reading, word)
        reading.is_joined = word == "and" or (reading.is_joined and word in _WITHIN)
    reading.close()
    return tuple(reading.found)


def _read(reading: _Reading, word: str) -> None:
    """Read one word of numbers."""
    small = _SMALL.get(word)
    if small is not None:
        reading.add(Fraction(small))
    elif word in _PARTS or (word in _SEVERAL_PARTS and reading.is_open):
        reading.part(word)
    elif word in _SCALES or (word in _MANY and reading.is_open):
        reading.scale(_SCALES.get(word) or _MANY[word])
    elif word in _ORDINALS:
        reading.ordinal(_ORDINALS[word])
    elif word in _OTHERS or word in _MANY:
        reading.symbol(_OTHERS.get(word, word))
    elif (match := _digits().fullmatch(word)) is not None:
        _read_digits(reading, match)
    elif any(character.isdigit() for character in word):
        reading.symbol(word)
    elif word not in _WITHIN and not (word == "of" and reading.is_part):
        reading.close()


def _read_digits(reading: _Reading, match: re.Match[str]) -> None:
    """Read a number in digits, with what is written behind it."""
    whole, part, ending = match[1], match[2] or "", match[3]
    value = Fraction(int(whole + part), 10 ** len(part))
    if ending in ("st", "nd", "rd", "th"):
        reading.ordinal(int(value))
    elif ending is None or ending in _SCALES:
        reading.close()
        reading.add(value)
        if ending:
            reading.scale(_SCALES[ending])
    else:
        reading.symbol(match[0])


def are_grouped(words: Sequence[str]) -> bool:
    """Tell whether words may be one number whose thousands stand apart, or hold no digits.

    `1 500` is `1500` and `twenty five` is `twentyfive`, but `2.5` isn't `25`.
    """
    behind = words[1:] if any(word.isdigit() for word in words) else ()
    return all(word.isdigit() and len(word) == len("000") for word in behind)
