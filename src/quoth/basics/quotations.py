"""Where quotation marks stand in a text: what is within them is verbatim."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import re
import sys
from functools import cache
from typing import Final, NamedTuple

TextSpan = tuple[int, int]
"""Characters from the first up to the second."""
_LONGEST: Final = 5_000
"""Characters after which a mark that isn't closed is taken for a slip."""
_NEVER: Final = sys.maxsize


class _Closing(NamedTuple):
    """How a quotation ends that a mark opens."""

    marks: str
    """The pattern of the marks that close it."""
    or_paragraph: bool = False
    """Whether it may end with its paragraph: one that goes on in the next is closed only there."""


CLOSINGS: Final = {
    "“": _Closing("”", or_paragraph=True),
    "„": _Closing("[“”]"),
    "«": _Closing("»"),
    "‹": _Closing("›"),
    "「": _Closing("」"),
    "『": _Closing("』"),
    "❝": _Closing("❞"),
    "»": _Closing("[«»]"),
    "›": _Closing("[‹›]"),
    "”": _Closing("”"),
    '"': _Closing('"', or_paragraph=True),
    "``": _Closing("''"),
}


_CLOSING_ELSEWHERE: Final = "»›”"
"""Marks that open a quotation in some languages, and close it in others."""
_BEFORE_WORDS: Final = r"(?<![^\s(\[—–-].)(?=\w)"
"""Where such a mark opens one: before a word, and after none."""


@cache
def _opening() -> "re.Pattern[str]":
    """Return the pattern of what opens a quotation."""
    return re.compile(
        "|".join(sign + _BEFORE_WORDS if sign in _CLOSING_ELSEWHERE else sign for sign in CLOSINGS)
    )


@cache
def _compiled(pattern: str) -> "re.Pattern[str]":
    """Return one of the few patterns of what closes a quotation."""
    return re.compile(pattern)


class _Following:
    """Where something follows in a text: asked in order, it reads the text but once."""

    def __init__(self, pattern: str, text: str) -> None:
        """Take the pattern of what is looked for, and where."""
        self._pattern = _compiled(pattern)
        self._text = text
        self._found: TextSpan = (-1, -1)

    def after(self, place: int) -> TextSpan:
        """Return the next from a place on; if there is none, the end of the text."""
        if self._found[0] < place:
            match = self._pattern.search(self._text, place)
            self._found = match.span() if match else (len(self._text), len(self._text))
        return self._found


def may_quote(text: str) -> bool:
    """Tell whether a text may have a quotation: most have none, and are looked at but once."""
    return not text.isascii() or '"' in text or "``" in text


def quoted_spans(text: str) -> list[TextSpan]:
    """Return where the quotations of a text are, marks included.

    Each goes up to its closing mark, or to its paragraph's end. One that goes on in the next
    paragraph is closed only there, and opened again.
    """
    ends: dict[str, _Following] = {}
    breaks = _Following(r"\n[^\S\n]*+\n", text)
    found: list[TextSpan] = []
    place, opens, has_lines = 0, _opening().search, "\n" in text
    while opening := opens(text, place):
        start, inside = opening.span()
        sign = opening.group()
        if sign not in ends:
            ends[sign] = _Following(CLOSINGS[sign].marks, text)
        last, end = ends[sign].after(inside)
        paragraph = breaks.after(inside)[0] if has_lines else len(text)
        if paragraph <= last:
            last = end = paragraph if CLOSINGS[sign].or_paragraph else _NEVER
        place = end if last - inside <= _LONGEST else start + 1
        if place == end:
            found.append((start, end))
    return found
