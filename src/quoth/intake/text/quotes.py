"""The regions of a paragraph that stand in quotation marks.

Marks pair inside their paragraph: “ ”, " ", '' '' (also ``), « », „ “, and ‘ ’ in a text that has
no double ones (“ closes where „ opens). A region that is left open ends with its paragraph: a
quotation of several paragraphs is closed only in the last, and opened again in each of them. Marks
inside a region are part of it, unless the marks of the paragraph don't balance: then a second
opening mark begins a region of its own.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_MARK: Final = re.compile(r"\"|“|”|«|»|„|''|``")
"""Each begins with a letter of its own, and not with a set of them: that is found sooner."""
_SINGLE: Final = re.compile(r"‘|’(?!\w)|(?<!\w)'(?=\w)|(?<=[\w.,!?])'(?!\w)")
_OPENING_SINGLE: Final = re.compile(r"[‘'](?<![\w’'].)(?=[\w“\"])")
_OPENING_DOUBLE: Final = re.compile(r"[“\"](?<!\w.)(?=[\w‘'])")
"""The mark is looked for first, and only then at what stands before it: that is quicker."""
_BEFORE_OPENING: Final = "([{—–-‘'/“"
_WORD: Final = re.compile(r"\w")


class Region(NamedTuple):
    """Words in quotation marks."""

    start: int
    """After the opening mark."""
    end: int
    """Before the closing mark."""
    outer_start: int
    outer_end: int
    closed: bool


def has_double_marks(text: str) -> bool:
    """Tell whether double marks are the text's own; else single ones are, if any.

    Where single ones begin more quotations, double ones stand inside those.
    """
    if _MARK.search(text) is None:
        return False
    if "‘" not in text and "'" not in text:
        return True
    outer = len(_OPENING_SINGLE.findall(text))
    return outer < 3 or outer <= 2 * len(_OPENING_DOUBLE.findall(text))


def regions(text: str, start: int, end: int, single: bool = False) -> list[Region]:
    """Return the regions between two offsets, those without a word left out.

    Where single marks are the text's own, double ones count outside of those.
    """
    found = _regions(text, start, end, single=single)
    if single:
        others = _regions(text, start, end, single=False)
        found += [one for one in others if one.closed and not _is_within(one, found)]
        found.sort()
    return found


def _is_within(one: Region, others: list[Region]) -> bool:
    """Tell whether a region has text in common with another."""
    return any(
        one.outer_start < other.outer_end and other.outer_start < one.outer_end for other in others
    )


def _regions(text: str, start: int, end: int, *, single: bool) -> list[Region]:
    """Return the regions in marks of one kind."""
    marks = _marks(text, start, end, single=single)
    if not marks:
        return []
    kinds = _kinds(text, marks, start, end)
    balanced = _balanced(kinds)
    found: list[Region] = []
    opened: tuple[int, int] | None = None
    depth = 0
    for mark, kind in zip(marks, kinds, strict=True):
        left, right = mark.span()
        opens, closes, typographic = kind
        opening = opens if opens != closes else opened is None
        if opening:
            if opened is not None and typographic and balanced:
                depth += 1
                continue
            if opened is not None:
                found.append(Region(opened[1], left, opened[0], left, closed=False))
                opened = None
                if not typographic and not opens:
                    continue
            opened = (left, right)
        elif opened is not None:
            if depth and typographic:
                depth -= 1
                continue
            found.append(Region(opened[1], left, *(opened[0], right), closed=True))
            opened = None
    if opened is not None:
        found.append(Region(opened[1], end, opened[0], end, closed=False))
    return [region for region in found if _WORD.search(text, region.start, region.end)]


def _marks(text: str, start: int, end: int, *, single: bool) -> list[re.Match[str]]:
    """Return the marks between two offsets."""
    found = list((_SINGLE if single else _MARK).finditer(text, start, end))
    return _without_possessives(text, found, end) if single else found


def _without_possessives(text: str, marks: list[re.Match[str]], end: int) -> list[re.Match[str]]:
    """Return single marks without those that are possessives: "the dogs’ fault’".

    Such a mark stands between an s and a word, and another one closes before the next that opens.
    """
    kept = []
    for number, mark in enumerate(marks):
        following = marks[number + 1] if number + 1 < len(marks) else None
        if mark.group() != "‘" and text[mark.start() - 1 : mark.start()] == "s":
            behind = text[mark.end() : min(end, mark.end() + 2)]
            goes_on = len(behind) == 2 and behind[0] == " " and behind[1].isalpha()
            if goes_on and following is not None and _closes(text, following):
                continue
        kept.append(mark)
    return kept


def _closes(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return mark.group() != "‘" and bool(before) and not before.isspace()


def _kinds(
    text: str, marks: list[re.Match[str]], start: int, end: int
) -> list[tuple[bool, bool, bool]]:
    kinds = []
    last = ""
    for mark in marks:
        kinds.append(_kind(text, mark, start, end, last))
        last = mark.group() if mark.group() in "“”" else last
    if any(mark.group() == "„" for mark in marks):
        return [
            (False, True, True) if mark.group() == "“" else kind
            for mark, kind in zip(marks, kinds, strict=True)
        ]
    return kinds


def _kind(
    text: str, mark: re.Match[str], start: int, end: int, last: str
) -> tuple[bool, bool, bool]:
    """Return whether the mark can open, can close, and shows by itself which it does.

    `last` is the one of “ and ” that stands before it, if any does.
    """
    letter = mark.group()
    if letter == "“" and last == "“" and _stands_wrong(text, mark.start(), start):
        return False, True, True
    if letter in "“«„‘" or letter == "``":
        return True, False, True
    if letter in "”»" or letter == "’":
        return False, True, True
    before = text[mark.start() - 1] if mark.start() > start else ""
    after = text[mark.end()] if mark.end() < end else ""
    opens = (
        bool(after)
        and not after.isspace()
        and (not before or before.isspace() or before in _BEFORE_OPENING)
    )
    return opens, bool(before) and not before.isspace(), False


def _stands_wrong(text: str, place: int, start: int) -> bool:
    """Tell whether a mark looks as if it closed what is open: “It is late,“ she said."""
    return place > start and text[place - 1] in ",.!?" and text[place + 1 : place + 2].isspace()


def _balanced(kinds: list[tuple[bool, bool, bool]]) -> bool:
    """Tell whether each typographic mark that opens has one that closes, in order."""
    depth = 0
    for opens, _, typographic in kinds:
        if typographic:
            depth += 1 if opens else -1
            if depth < 0:
                return False
    return depth == 0
