"""Link the names in an article to the actors of a store, and draft the actors that it lacks.

A name is linked to an actor if it is the actor's name or one of their other names, spelt with a
title or without, or with one slip if no other actor's name is close. If less than the whole name
matches, the draft records that as a doubt, which a person sees at the review. A name shared by
several actors is linked to none of them: a new actor stands for the one that is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from quoth.basics.naming import Ids, folded
from quoth.basics.text import capitalised
from quoth.checking import names as people
from quoth.checking.name_words import MEN, WOMEN
from quoth.checking.names import Name
from quoth.editing.changes import Edit
from quoth.editing.current import record_id_of
from quoth.editing.names import Lookup
from quoth.formats.incoming.records import UNATTRIBUTED
from quoth.intake.capitals import without_capitals
from quoth.intake.model import Named
from quoth.intake.reasons import Doubt, DoubtKind
from quoth.store.model import ActorKind
from quoth.store.parsing import Document

_ARTICLE: Final = re.compile(r"(?i)^(?:the|a|an)\s+(?=\S)")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?){2,6}")
_LEAST_FUZZY: Final = 6
"""Letters of a surname in which one may be a slip."""
_LONG: Final = 9
"""Letters of a surname in which two may be."""
_LONGEST: Final = 160
"""Letters of a name; anything longer isn't a name."""


class ActorLink(NamedTuple):
    """An actor of the store's, and why a person should look whether it is the one."""

    id: str
    doubt: Doubt | None = None


class KnownActor(NamedTuple):
    """An actor, as far as it matters who is meant by a name."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]


class Linker:
    """Finds out who is meant, article after article; who is new is known to the next."""

    def __init__(self, records: Lookup) -> None:
        """Take what the store has."""
        self._records = records
        self._by_name: dict[str, dict[str, KnownActor]] = defaultdict(dict)
        self._by_word: dict[str, dict[str, KnownActor]] = defaultdict(dict)
        self._ids = Ids(lambda one: records.find("actors", one) is not None)
        self._links: dict[str, ActorLink] = {}
        self._named: Mapping[str, Named] = {}
        self.made: list[Edit] = []
        """The actors that the article at hand needs and the store doesn't have."""
        for key, document in records.documents("actors"):
            self._take(record_id_of(document, key), document)

    def _take(self, actor_id: str, document: Document) -> None:
        """Take in an actor."""
        aliases = document.get("aliases")
        others = [str(one) for one in aliases] if isinstance(aliases, list) else []
        name = str(document.get("name") or actor_id)
        one = KnownActor(actor_id, name, str(document.get("kind") or ""), (name, *others))
        for spelling in one.names:
            self._by_name[key_of(spelling)][actor_id] = one
            for word in (folded(spelling).split() or [""])[-1:]:
                self._by_word[word][actor_id] = one
            for word in folded(spelling).split()[:1]:
                self._by_word[f"{word} "][actor_id] = one

    def begin(self, actors: Iterable[Named]) -> None:
        """Begin with an article that names some actors."""
        self._links = {}
        self._named = {one.name: one for one in actors}
        self.made = []

    def link(self, name: str) -> ActorLink:
        """Return who goes by a name in the article at hand; a new actor if the store has none."""
        found = self._links.get(name)
        if found is None:
            named = self._spelt_out(self._named.get(name, Named(name)))
            found = self._links.get(named.name) or self._known(named) or self._new(named)
            self._links[name] = self._links[named.name] = found
        return found

    def nobody(self) -> ActorLink:
        """Return who stands for a speaker whom an article doesn't name."""
        return self.link(UNATTRIBUTED.name)

    def _spelt_out(self, named: Named) -> Named:
        """Return whom the article calls by its initials elsewhere in full, if it is one alone."""
        if not _INITIALS.fullmatch(named.name):
            return named
        short = named.name.replace(".", "")
        full = [one for one in self._named.values() if _initials(one.name) == short]
        full = [one for one in full if one.kind is not ActorKind.PERSON and " " in one.name]
        return full[0] if len(full) == 1 else named

    # Those the store has.

    def _known(self, named: Named) -> ActorLink | None:
        """Return who of the store is meant, if it has them."""
        same = self._of_kind(named, self._by_name.get(key_of(named.name), {}).values())
        own = [one for one in same if key_of(one.name) == key_of(named.name)]
        name = people.read(named.name) if named.kind in (None, ActorKind.PERSON) else None
        if len(own or same) == 1:
            return self._surely((own or same)[0], named, name)
        if same:
            return None
        if name is not None and (named.kind is ActorKind.PERSON or name.first):
            return self._person(named, name)
        return self._body(named)

    def _of_kind(self, named: Named, some: Iterable[KnownActor]) -> list[KnownActor]:
        """Return those who may be of the kind that the article says."""
        return [one for one in some if not one.kind or not named.kind or one.kind == named.kind]

    def _surely(self, one: KnownActor, named: Named, name: Name | None) -> ActorLink | None:
        """Return who has the very name; a surname alone may be another's too."""
        if name is None or name.first or named.kind is not ActorKind.PERSON:
            return ActorLink(one.id)
        others = [other for other in self._holders(name, named) if other.id != one.id]
        return None if others else ActorLink(one.id)

    def _holders(self, name: Name, named: Named) -> list[KnownActor]:
        """Return the people who have a surname, and whom nothing else in a name contradicts."""
        word = name.surname.split()[-1] if name.surname else ""
        likely = self._of_kind(named, self._by_word.get(word, {}).values())
        return [one for one in likely if any(_agree(name, other) for other in _read(one))]

    def _person(self, named: Named, name: Name) -> ActorLink | None:
        """Return the one person whose name this may be."""
        holders = self._holders(name, named)
        if name.first:
            full = [one for one in holders if any(n.first == name.first for n in _read(one))]
            if len(full) == 1:
                return ActorLink(full[0].id)
            return None if full else self._nearly(named, name)
        if len(holders) == 1:
            doubt = Doubt(DoubtKind.SURNAME, named.name, holders[0].name)
            return ActorLink(holders[0].id, doubt)
        return None

    def _nearly(self, named: Named, name: Name) -> ActorLink | None:
        """Return the one person of a first name whose surname differs by a slip."""
        likely = self._of_kind(named, self._by_word.get(f"{name.first} ", {}).values())
        near = [one for one in likely if any(_is_slip(name, other) for other in _read(one))]
        if len(near) != 1:
            return None
        return ActorLink(near[0].id, Doubt(DoubtKind.SPELLING, named.name, near[0].name))

    def _body(self, named: Named) -> ActorLink | None:
        """Return the organisation or state that goes by another of its names in the article."""
        found = {
            one.id
            for alias in named.aliases
            if len(alias) > 2 or alias.upper() == _initials(named.name)
            for one in self._of_kind(named, self._by_name.get(key_of(alias), {}).values())
        }
        if named.kind in (None, ActorKind.PERSON) or len(found) != 1:
            return None
        (actor_id,) = found
        return ActorLink(actor_id)

    # Those it doesn't.

    def _new(self, named: Named) -> ActorLink:
        """Draft an actor with what the article says about them."""
        several = self._of_kind(named, self._by_name.get(key_of(named.name), {}).values())
        name = _capital(_without_article(named))[:_LONGEST]
        role = named.role
        if named.kind is ActorKind.PERSON:
            name, role = without_capitals(name), without_capitals(role)
        actor_id = self._ids.of_name(name, "actor")
        self._links[named.name] = ActorLink(
            actor_id
        )  # for who belongs to somebody who belongs to them
        document: Document = {"id": actor_id, "name": name}
        if named.kind is not None:
            document["kind"] = str(named.kind)
        if role:
            document["role"] = role[:_LONGEST]
        if home := self._home(named, actor_id):
            document["affiliation"] = home
        aliases = [one for one in named.aliases if one != name and len(one) <= _LONGEST]
        aliases = [one for one in aliases if named.kind is not ActorKind.PERSON or " " in one]
        if aliases:
            document["aliases"] = list(dict.fromkeys(aliases))
        self.made.append(Edit("actors", "", None, document))
        self._take(actor_id, document)
        doubt = Doubt(DoubtKind.SEVERAL, named.name) if several else None
        return ActorLink(actor_id, doubt)

    def _home(self, named: Named, actor_id: str) -> str:
        """Return the actor that a new actor belongs to; no actor belongs to itself."""
        if not named.affiliation or named.affiliation == named.name:
            return ""
        home = self.link(named.affiliation).id
        seen = {actor_id}
        above = home
        while above:
            if above in seen:
                return ""
            seen.add(above)
            above = self._home_of(above)
        return home

    def _home_of(self, actor_id: str) -> str:
        """Return to whom an actor belongs."""
        for edit in self.made:
            if edit.after is not None and edit.after["id"] == actor_id:
                return str(edit.after.get("affiliation") or "")
        found = self._records.find("actors", actor_id)
        return str(found[1].get("affiliation") or "") if found is not None else ""


def _without_article(named: Named) -> str:
    """Return a name without "a" or "the" before it, if that isn't part of the name."""
    bare = _ARTICLE.sub("", " ".join(named.name.split())) or named.name
    return named.name if named.name[:4] == "The " and bare[:1].isupper() else bare


def _capital(name: str) -> str:
    """Return a name with a capital letter at its beginning."""
    return capitalised(name)


def key_of(name: str) -> str:
    """Return what the spellings of one name have in common."""
    return folded(_POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())))


def _initials(name: str) -> str:
    """Return the first letters of the words of a name that begin with a capital."""
    return "".join(word[0] for word in name.split() if word[0].isupper() and word != "The")


def _read(one: KnownActor) -> list[Name]:
    """Return the names of a person that are certainly some."""
    return [name for spelling in one.names if (name := people.read(spelling)) is not None]


def _agree(one: Name, other: Name) -> bool:
    """Tell whether nothing in two names with one surname says that they are two people's."""
    return (
        one.surname == other.surname
        and not (one.first and other.first and one.first != other.first)
        and not (one.suffix and other.suffix and one.suffix != other.suffix)
        and len({_sex(one), _sex(other)} - {""}) < 2
        and people.middles_agree(one.middle, other.middle)
    )


def _sex(name: Name) -> str:
    """Return `m` or `f` where a title or a first name says it."""
    if name.sex or not name.first:
        return name.sex
    return "m" if name.first in MEN else "f" if name.first in WOMEN else ""


def _is_slip(one: Name, other: Name) -> bool:
    """Tell whether two names have one first name, and surnames that differ by a slip or two.

    A slip is a letter that is another, too many, missing, or changed places with the next (F.
    Damerau, "A technique for computer detection and correction of spelling errors", 1964).
    """
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415  # where somebody is near

    shorter = min(len(one.surname), len(other.surname))
    if one.first != other.first or shorter < _LEAST_FUZZY or one.suffix != other.suffix:
        return False
    most = 1 if shorter < _LONG else 2
    distance = DamerauLevenshtein.distance(one.surname, other.surname, score_cutoff=most)
    return one.surname[0] == other.surname[0] and distance <= most
