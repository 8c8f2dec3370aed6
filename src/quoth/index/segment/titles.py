"""The words in the titles of sources: for stores with too many of them to read all their titles."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from typing import cast

from quoth.basics.text import words
from quoth.index.segment.encoding import write_lists
from quoth.index.segment.layout import Sections, SegmentWriter

_AFTER_ALL_WORDS = "\U0010ffff"


class TitleWords:
    """Which sources have a word in their titles, as they are read one after the other."""

    def __init__(self) -> None:
        """Begin with no source."""
        self._bearers: dict[str, array[int]] = {}
        self._count = 0

    def add(self, title: str) -> None:
        """Add the title of the next source."""
        for word in {*words(title)}:
            self._bearers.setdefault(word, array("I")).append(self._count)
        self._count += 1

    def write(self, writer: SegmentWriter) -> None:
        """Write the words, sorted, and the sources of each."""
        found = sorted(self._bearers)
        writer.texts("titles.words", found)
        write_lists(writer, "titles", (self._bearers[word] for word in found))


class Titles:
    """The same, read from a segment."""

    def __init__(self, sections: Sections) -> None:
        """Take where they are."""
        self.words = cast("list[str]", sections.texts("titles.words"))
        """All words of titles, sorted."""
        self._starts = sections.numbers("titles.starts")
        self._values = sections.numbers("titles.values")

    def of(self, places: Sequence[int]) -> set[int]:
        """Return the numbers of the sources with any of some words, named by their places."""
        found: set[int] = set()
        for place in places:
            found.update(self._values.piece(self._starts[place], self._starts[place + 1]).tolist())
        return found

    def spelt(self, word: str) -> range:
        """Return the place of a word, if it is one of them."""
        place = bisect_left(self.words, word)
        return range(place, place + (self.words[place : place + 1] == [word]))

    def starting_with(self, beginning: str) -> range:
        """Return the places of the words that begin so."""
        first = bisect_left(self.words, beginning)
        return range(first, bisect_left(self.words, beginning + _AFTER_ALL_WORDS))
