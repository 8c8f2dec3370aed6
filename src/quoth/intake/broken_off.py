"""Whether the comma where a quotation is broken off is the article's, or the speaker's.

“The plan,” she said, “is dead.” is "The plan is dead": the article needs the comma there, and no
speaker has one between a subject and its verb. “If they come,” she said, “we leave.” keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_CLAUSE: Final = re.compile("(?<![DG])[XVv]")
_VERB_GOES_ON: Final = re.compile(r"[qN]*R?X(?!N?[SI])")
"""As in "is dead", and not in "will you go"."""
_THAT_GOES_ON: Final = re.compile(r"q?t(?![Xv'.Q])")
_ENDS_IN_VERB: Final = re.compile(r"(?:[Vve]|X[NR]?[la])$")
"""As "they said" does, and "it is clear"."""
_ASIDE: Final = re.compile(r"[^PTRBC,][^,]*,[^,C]+$")
"""A subject and what is set off behind it by commas: "the plan, the only one"."""
_ASIDE_FOLLOWS: Final = re.compile("[^,XVv]+,N?R?X")
"""As in "the only one, is dead"."""
_ANSWERS: Final = frozenset(
    {"yes", "no", "well", "oh", "look", "listen", "please", "sure", "okay", "yeah", "sir"}
)
"""Words that stand alone before a sentence."""


def lends_its_comma(piece: tuple[str, Sequence[str]], following: tuple[str, Sequence[str]]) -> bool:
    """Tell whether the comma at the end of a piece of a quotation isn't the speaker's.

    Args:
        piece: the classes and the words of the tokens before the comma.
        following: those of the next piece.
    """
    codes, after = piece[0].strip("qQ,"), following[0]
    if not next((word[0].islower() for word in following[1] if word[0].isalnum()), False):
        return False
    words = [word.lower() for word in piece[1] if word[0].isalnum()]
    is_condition = codes.startswith("B")  # "if it rains", however its verb is read
    if is_condition or (words and words[-1] in _ANSWERS) or _ASIDE_FOLLOWS.match(after):
        return False
    if _VERB_GOES_ON.match(after):
        return not _ASIDE.match(codes)
    if _THAT_GOES_ON.match(after) and _ENDS_IN_VERB.search(codes):
        return True
    return not _CLAUSE.search(codes)
