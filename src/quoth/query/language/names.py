"""The names of a corpus, ready to be asked which of them a typed one may mean."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple, overload

from quoth.basics.text import words

_SHORTEST_ONE_SLIP: Final = 4
_SHORTEST_TWO_SLIPS: Final = 7
_MOST_WORDS: Final = 40
"""Words of a typed name; one of more means what is spelt so, and nothing that is like it."""
_AFTER_ALL_WORDS: Final = "\U0010ffff"


class NamedValue(NamedTuple):
    """A value that statements have: an actor, a topic, a source, a medium or a tag."""

    id: str
    name: str
    spellings: tuple[str, ...] = ()
    """What else it is called."""
    statements: int = 0
    """How many statements have it."""
    note: str = ""
    """What tells it from others of its name, such as a role."""


class NameIndex(Sequence[NamedValue]):
    """Entries with their spellings folded, once for all queries.

    What a typed name means is the first of these that is anything at all:

    1. the entry of this id, whatever its case;
    2. the entries of exactly this name;
    3. those with a spelling that holds all its words;
    4. the same, where each may be the beginning of a word;
    5. the same, where each may have a slip, or two if it is long: those with the fewest in all.
    """

    def __init__(self, entries: Iterable[NamedValue]) -> None:
        """Take the entries; nothing is folded before it is asked for."""
        self._entries = tuple(entries)

    @classmethod
    def of(cls, entries: Sequence[NamedValue]) -> "NameIndex":
        """Return entries as names; those that are names already stay as they are."""
        return entries if isinstance(entries, NameIndex) else cls(entries)

    @overload
    def __getitem__(self, index: int) -> NamedValue: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[NamedValue]: ...
    def __getitem__(self, index: int | slice) -> NamedValue | Sequence[NamedValue]:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[NamedValue]:
        return iter(self._entries)

    def prepare(self) -> "NameIndex":
        """Fold all spellings now, and not when the first name is typed; return the names."""
        _ = self._by_id, self._by_name, self._postings, self._vocabulary
        return self

    def meant_by(self, typed: str) -> list[NamedValue]:
        """Return the entries that a typed name means, in their own order."""
        folded = words(typed)
        found = self.spelt(typed)
        return found or (self._nearest(folded) if 0 < len(folded) <= _MOST_WORDS else [])

    def spelt(self, typed: str) -> list[NamedValue]:
        """Return the entries that a typed name means as it is spelt, or as far as it is typed."""
        typed = typed.strip()
        if found := self._of_id(typed):
            return found
        folded = words(typed)
        if not folded:
            return []
        if len(folded) > _MOST_WORDS:
            return self._in_order(self._by_name.get(tuple(folded), ()))
        return (
            self._in_order(self._by_name.get(tuple(folded), ()))
            or self._holding([self._postings.get(word, ()) for word in folded])
            or self._holding([self._starting_with(word) for word in folded])
        )

    def starting(self, typed: str) -> list[NamedValue]:
        """Return all entries with a spelling that holds all words typed, each perhaps unfinished.

        These are the ones to offer while a name is being typed. Those that it means as it stands
        come first, and of them and the others those with the most statements.
        """
        prefix = typed.strip().casefold()
        found: Iterable[NamedValue] = self
        if prefix:
            folded = words(prefix)
            few = folded[:_MOST_WORDS]
            found = self._holding([self._starting_with(word) for word in few]) if few else ()
            by_id = [entry for entry in self if entry.id.casefold().startswith(prefix)]
            found = dict.fromkeys([*found, *by_id])
            meant = frozenset(self.meant_by(typed))
            return sorted(found, key=lambda entry: (entry not in meant, -entry.statements))
        return sorted(found, key=lambda entry: -entry.statements)

    def nearest_name(self, typed: str) -> NamedValue | None:
        """Return the entry whose name, or a word of it, is the most like a typed one, if any is."""
        folded = " ".join(words(typed))
        if len(folded) < 3 or len(folded) > 60:
            return None
        from rapidfuzz import process  # noqa: PLC0415  # costs start-up time
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        spelt = [" ".join(spelling) for spelling in self._folded]
        best = process.extractOne(folded, spelt, scorer=OSA.normalized_similarity, score_cutoff=0.5)
        of_word = process.extractOne(
            folded, self._vocabulary, scorer=OSA.normalized_similarity, score_cutoff=0.5
        )
        if of_word and (best is None or of_word[1] > best[1]):
            return max(
                self._holding([self._postings[str(of_word[0])]]),
                key=lambda entry: entry.statements,
            )
        return self._entries[self._owners[int(best[2])]] if best else None

    def _of_id(self, typed: str) -> list[NamedValue]:
        """Return the entries of an id: of several that differ in case only, the one as typed."""
        same = [self._entries[number] for number in self._by_id.get(typed.casefold(), ())]
        return [entry for entry in same if entry.id == typed] or same

    def _in_order(self, numbers: Iterable[int]) -> list[NamedValue]:
        """Return the entries of these numbers."""
        return [self._entries[number] for number in sorted(set(numbers))]

    # -- Words -------------------------------------------------------------------------------------

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[int]]:
        """The entries of each id, in lower case."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            found[entry.id.strip().casefold()].append(number)
        return found

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The entries of each name, folded; other spellings don't count."""
        found: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            found[tuple(words(entry.name))].append(number)
        return found

    @cached_property
    def _spelt(self) -> tuple[Sequence[tuple[str, ...]], Sequence[int]]:
        """All spellings, folded, and the entry of each."""
        folded: list[tuple[str, ...]] = []
        owners: list[int] = []
        for number, entry in enumerate(self._entries):
            for spelling in {tuple(words(text)) for text in (entry.name, *entry.spellings)}:
                folded.append(spelling)
                owners.append(number)
        return folded, owners

    @property
    def _folded(self) -> Sequence[tuple[str, ...]]:
        """All spellings, folded."""
        return self._spelt[0]

    @property
    def _owners(self) -> Sequence[int]:
        """The entry of each spelling."""
        return self._spelt[1]

    @cached_property
    def _postings(self) -> Mapping[str, Sequence[int]]:
        """The spellings that hold each word."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, spelling in enumerate(self._folded):
            for word in set(spelling):
                found[word].append(number)
        return dict(found)

    @cached_property
    def _vocabulary(self) -> Sequence[str]:
        """All words, sorted."""
        return sorted(self._postings)

    def _words_from(self, prefix: str) -> Sequence[str]:
        """Return the words that begin with a prefix."""
        first = bisect_left(self._vocabulary, prefix)
        last = bisect_left(self._vocabulary, prefix + _AFTER_ALL_WORDS)
        return self._vocabulary[first:last]

    def _starting_with(self, prefix: str) -> set[int]:
        """Return the spellings that hold a word which begins with a prefix."""
        return {number for word in self._words_from(prefix) for number in self._postings[word]}

    def _holding(self, spellings_by_word: Sequence[Iterable[int]]) -> list[NamedValue]:
        """Return the entries of the spellings that are there for every word."""
        shared = set.intersection(*map(set, spellings_by_word))
        return self._in_order(self._owners[number] for number in shared)

    def _nearest(self, folded: Sequence[str]) -> list[NamedValue]:
        """Return the entries with the fewest slips in all words together."""
        totals: dict[int, int] | None = None
        for word in folded:
            slips = self._slips(word)
            totals = (
                slips
                if totals is None
                else {number: totals[number] + slips[number] for number in totals.keys() & slips}
            )
        if not totals:
            return []
        fewest = min(totals.values())
        return self._in_order(
            self._owners[number] for number, slips in totals.items() if slips == fewest
        )

    def _slips(self, word: str) -> dict[int, int]:
        """Return the spellings with a word that may be meant, each with how many slips that is."""
        found: dict[int, int] = {}
        allowed = allowed_slips(word)
        if allowed:
            from rapidfuzz import process  # noqa: PLC0415  # costs start-up time
            from rapidfuzz.distance import OSA  # noqa: PLC0415

            near = process.extract(
                word, self._vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=None
            )
            for other, slips, _ in sorted(near, key=lambda one: -one[1]):
                found.update(dict.fromkeys(self._postings[str(other)], int(slips)))
        found.update(dict.fromkeys(self._starting_with(word), 0))
        return found


def allowed_slips(word: str) -> int:
    """Return how many slips a typed word may have."""
    if word.isdigit() or len(word) < _SHORTEST_ONE_SLIP:
        return 0
    return 2 if len(word) >= _SHORTEST_TWO_SLIPS else 1
