"""People who stand in a store under several spellings of their name.

Spellings with a first name and a surname make a person, where nothing in them disagrees. Spellings
with less are then given to the one person they fit: a surname that several people share fits none
of them, unless its title, or a first name, or how much more one of them speaks, says whose it is.
That is blocking and classification by rules, as in P. Christen, "Data Matching" (2012), chapters 4
and 6; a person confirms, so rules that can be said in a clause are worth more than learned weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from quoth.basics.unions import Unions
from quoth.checking.candidates import Proposal, ReadName, kept_first, proposal
from quoth.checking.name_words import HONORIFICS, MEN, WOMEN
from quoth.checking.names import Name, are_short_forms, middles_agree, short_forms

_COMPARED: Final = 200
"""How many names that are alike one is compared with."""
_DOMINANT: Final = 10
"""How many times as much as all others of a surname one has to say to be meant by it alone."""


class PersonName:
    """Spellings of one person's full name."""

    def __init__(self, members: Sequence[ReadName]) -> None:
        """Take the spellings, one at least."""
        self.members = kept_first(members)
        names = [name for member in members for name in member.names]
        self.full = [name for name in names if name.first]
        self.surnames = {name.surname for name in names}
        self.firsts = {name.first for name in self.full}
        self.suffixes = {name.suffix for name in self.full}
        self.titles = {title for name in names for title in name.titles} - HONORIFICS.keys()
        self.statements = sum(member.candidate.statements for member in members)
        said = {name.sex for name in names} - {""}
        told = {"m" for one in self.firsts & MEN} | {"f" for one in self.firsts & WOMEN}
        sexes = said or told
        self.sex = next(iter(sexes)) if len(sexes) == 1 else ""

    @property
    def kept(self) -> ReadName:
        """The spelling to keep."""
        return self.members[0]

    def may_be_called(self, name: Name) -> bool:
        """Tell whether nothing in a name without a first name disagrees."""
        return not (name.sex and self.sex and name.sex != self.sex) and (
            not name.suffix or name.suffix in self.suffixes
        )


def proposals_of_people(known: Iterable[ReadName]) -> Iterator[Proposal]:
    """Yield all proposals of people."""
    everyone = [one for one in known if one.names]
    people = _people([one for one in everyone if one.is_full])
    by_surname: dict[str, list[PersonName]] = defaultdict(list)
    for person in people:
        for surname in sorted(person.surnames):
            by_surname[surname].append(person)
    for person in people:
        if found := proposal(person.members, _certainty(person), _why_one(person)):
            yield found
    rest = [one for one in everyone if not one.is_full]
    yield from _by_surname(rest, people, by_surname)
    yield from _nearly_same(people, by_surname)


# -- Full names ------------------------------------------------------------------------------------


def _people(full: Sequence[ReadName]) -> list[PersonName]:
    """Group spellings that have a first name, a surname and a suffix in common."""
    blocks: dict[tuple[str, str, str], list[ReadName]] = defaultdict(list)
    for one in full:
        for key in dict.fromkeys((n.first, n.surname, n.suffix) for n in one.names if n.first):
            blocks[key].append(one)
    joined: Unions[str] = Unions()
    for block in blocks.values():
        for group in _without_other_middles(block):
            for one in group:
                joined.join(group[0].candidate.id, one.candidate.id)
    groups: dict[str, list[ReadName]] = defaultdict(list)
    for one in full:
        groups[joined.leader(one.candidate.id)].append(one)
    return [PersonName(group) for group in groups.values()]


def _without_other_middles(block: Sequence[ReadName]) -> list[list[ReadName]]:
    """Part those whose middle names, or items of Wikidata, disagree.

    If two middle names are known, a person without one may be either, and is kept apart.
    """
    items = {one.candidate.wikidata for one in block} - {""}
    if len(items) > 1:
        named: dict[str, list[ReadName]] = {item: [] for item in sorted(items)}
        for one in block:
            if one.candidate.wikidata:
                named[one.candidate.wikidata].append(one)
        return [*named.values(), *([one] for one in block if not one.candidate.wikidata)]
    with_middle = [one for one in block if one.names[0].middle]
    others = [one for one in block if not one.names[0].middle]
    groups = _with_middles(with_middle)
    if len(groups) > 1:
        return groups + [[one] for one in others]
    return [[*(groups[0] if groups else ()), *others]] if block else []


def _with_middles(block: Iterable[ReadName]) -> list[list[ReadName]]:
    """Return spellings with middle names in groups that agree, the longest looked at first.

    Those that agree begin with the same letter, so each is compared with few.
    """
    groups: list[list[ReadName]] = []
    middles: dict[str, list[tuple[int, set[tuple[str, ...]]]]] = defaultdict(list)
    for one in sorted(block, key=lambda one: -len("".join(one.names[0].middle))):
        middle = one.names[0].middle
        nearest = middles[middle[0][:1]][:_COMPARED]
        for place, held in nearest:
            if middle in held or all(middles_agree(middle, other) for other in held):
                groups[place].append(one)
                held.add(middle)
                break
        else:
            middles[middle[0][:1]].append((len(groups), {middle}))
            groups.append([one])
    return groups


def _certainty(person: PersonName) -> float:
    """Return how sure it is that spellings of a full name are one person's."""
    has_more = len({name.middle for name in person.full}) > 1
    said = {name.sex for name in person.full} - {""}
    if len(said) > 1:
        return 0.5
    return 0.93 if has_more else 0.97


def _why_one(person: PersonName) -> str:
    """Say what spellings of a full name differ in."""
    if len(person.firsts) > 1 or len({name.surname for name in person.full}) > 1:
        return "one goes by a name of the other"
    if len({name.middle for name in person.full}) > 1:
        return "the same name with a middle name or an initial"
    if any(name.titles for name in person.full):
        return "the same name with a title"
    if all(name.is_plain for name in person.full):
        return "the same name"
    return "the same name with a description"


# -- Less than a full name -------------------------------------------------------------------------


def _by_surname(
    rest: Sequence[ReadName], people: Sequence[PersonName], by_surname: dict[str, list[PersonName]]
) -> Iterator[Proposal]:
    """Propose spellings without a first name as those of the one person they fit."""
    firsts: dict[str, list[PersonName]] = defaultdict(list)
    for person in people:
        for first in sorted(person.firsts):
            firsts[first].append(person)
    given: dict[tuple[int, float, str], list[ReadName]] = defaultdict(list)
    left: dict[str, list[ReadName]] = defaultdict(list)
    order = {id(person): place for place, person in enumerate(people)}
    spelt = dict.fromkeys(one.names[0] for one in rest)
    meant = {name: _whose(name, by_surname, firsts) for name in spelt}
    for one in rest:
        found = meant[one.names[0]]
        if found is not None:
            person, score, reason = found
            given[order[id(person)], score, reason].append(one)
        elif one.names[0].surname not in by_surname:
            left[one.names[0].surname].append(one)
    for (place, score, reason), ones in given.items():
        if made := proposal([people[place].kept, *kept_first(ones)], score, reason):
            yield made
    for surname, ones in left.items():
        if surname not in firsts:
            yield from _without_first_names(ones)


def _whose(
    name: Name, by_surname: dict[str, list[PersonName]], firsts: dict[str, list[PersonName]]
) -> tuple[PersonName, float, str] | None:
    """Return whose a spelling without a first name is, how surely, and why."""
    holders = [person for person in by_surname.get(name.surname, ()) if person.may_be_called(name)]
    if holders and not name.titles and name.surname in firsts:
        return None
    ranks = set(name.titles) - HONORIFICS.keys()
    titled = [person for person in holders if person.titles & ranks]
    if len(titled) == 1 and not any(
        _leads(one, titled[0].statements) for one in holders if one is not titled[0]
    ):
        return titled[0], 0.88, "the surname with the same title"
    if titled and len(holders) > 1:
        return None
    if len(holders) == 1:
        if name.titles:
            return holders[0], 0.84, "the surname with a title, and no other actor has that surname"
        return holders[0], 0.78, "the surname alone, and no other actor has it"
    leading = _leading(holders)
    if leading:
        return leading[0], 0.66, "the surname alone, and of those who have it one speaks most"
    if by_surname.get(name.surname) or name.titles:
        return None
    called = firsts.get(name.surname, [])
    leading = _leading(called)
    return (leading[0], 0.6, "the first name alone") if leading else None


def _leading(people: Sequence[PersonName]) -> Sequence[PersonName]:
    """Return who has far more statements than all others together; the only one has."""
    if len(people) < 2:
        return people
    whole = sum(person.statements for person in people)
    return [person for person in people if _leads(person, whole - person.statements)]


def _leads(person: PersonName, others: int) -> bool:
    """Tell whether one has far more statements than all others together have."""
    return person.statements > _DOMINANT * others and person.statements > 0


def _without_first_names(ones: Sequence[ReadName]) -> Iterator[Proposal]:
    """Propose spellings of a surname that no one has with a first name: "Mr. Archer", "Archer"."""
    titled = [one for one in ones if one.names[0].titles]
    sexes = {one.names[0].sex for one in ones} - {""}
    ranks = [set(one.names[0].titles) - HONORIFICS.keys() for one in titled]
    if len(ones) < 2 or not titled or len(sexes) > 1 or len([rank for rank in ranks if rank]) > 1:
        return
    if made := proposal(kept_first(ones), 0.74, "the same surname, with and without a title"):
        yield made


# -- First names and surnames that are nearly the same ---------------------------------------------


def _nearly_same(
    people: Sequence[PersonName], by_surname: dict[str, list[PersonName]]
) -> Iterator[Proposal]:
    """Propose people whose names differ by a short form, an initial or a slip."""
    for holders in by_surname.values():
        called = _Called(holders)
        for one, other in called.near():
            yield from _pair(one, other, 0.72, _same_first(one, other, called))
    by_first: dict[tuple[str, str], list[tuple[str, PersonName]]] = defaultdict(list)
    for person in people:
        for name in dict.fromkeys(person.full):
            if len(name.surname) >= 6:
                by_first[name.first, name.surname[0]].append((name.surname, person))
    for block in by_first.values():
        for (left, one), (right, other) in _neighbours(block):
            if one is not other and left != right and _is_a_slip(left, right):
                yield from _pair(one, other, 0.62, "the surname differs by a letter")


def _neighbours(
    block: Sequence[tuple[str, PersonName]],
) -> Iterator[tuple[tuple[str, PersonName], tuple[str, PersonName]]]:
    """Yield pairs whose surnames may be nearly the same: all, or of many those next to each other.

    In sorted order, similar names are near each other (M. Hernández and S. Stolfo, 1995).
    """
    if len(block) <= _COMPARED:
        yield from combinations(block, 2)
        return
    ordered = sorted(block, key=lambda one: one[0])
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 : place + 1 + _COMPARED]:
            yield one, other


class _Called:
    """People of one surname, by their first names."""

    def __init__(self, people: Sequence[PersonName]) -> None:
        """Take the people."""
        self._by_first: dict[str, dict[PersonName, None]] = defaultdict(dict)
        self._by_letter: dict[str, dict[PersonName, None]] = defaultdict(dict)
        for person in people:
            for first in sorted(person.firsts):
                self._by_first[first][person] = None
                self._by_letter[first[0]][person] = None

    def are_two_with(self, letter: str) -> bool:
        """Tell whether the first names of two, and no more, begin with a letter."""
        return len(self._by_letter[letter]) == 2

    def fitting(self, left: str, right: str) -> dict[PersonName, None]:
        """Return whom either of two first names, or a short form of one, may mean."""
        forms = {left, right} | short_forms(left) | short_forms(right)
        return {person: None for form in forms for person in self._by_first.get(form, ())}

    def near(self) -> Iterator[tuple[PersonName, PersonName]]:
        """Yield each pair once of those who may be one: no third fits what is alike in them."""
        pairs: dict[frozenset[PersonName], tuple[PersonName, PersonName]] = {}
        alike = [people for people in self._by_letter.values() if len(people) == 2]
        for left in list(self._by_first):
            alike += [
                people
                for right in sorted(short_forms(left))
                if right in self._by_first and len(people := self.fitting(left, right)) == 2
            ]
        for people in alike:
            one, other = people
            pairs.setdefault(frozenset(people), (one, other))
        yield from pairs.values()


def _pair(one: PersonName, other: PersonName, score: float, reason: str) -> Iterator[Proposal]:
    """Yield the proposal that two people are one, if there is a reason."""
    if reason and (made := proposal(kept_first([one.kept, other.kept]), score, reason)):
        yield made


def _same_first(one: PersonName, other: PersonName, called: _Called) -> str:
    """Say why the first names of two of a surname may be one; nothing where they can't."""
    if one is other or one.suffixes != other.suffixes or {one.sex, other.sex} == {"m", "f"}:
        return ""
    named = (name.middle for person in (one, other) for name in person.full if name.middle)
    middles = list(dict.fromkeys(named))
    if any(not middles_agree(left, right) for left, right in combinations(middles, 2)):
        return ""
    for left in sorted(one.firsts):
        for right in sorted(other.firsts):
            is_short = left != right and are_short_forms(left, right)
            if is_short and len(called.fitting(left, right)) == 2:
                return "the same surname and a short form of the first name"
            if 1 in (len(left), len(right)) and left[0] == right[0] and left != right:
                are_two = called.are_two_with(left[0])
                return "the same surname and the initial of the first name" * are_two
    return ""


def _is_a_slip(one: str, other: str) -> bool:
    """Tell whether two surnames differ by one slip (Damerau, 1964), or two where they are long."""
    most = 1 if min(len(one), len(other)) < 9 else 2
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most
