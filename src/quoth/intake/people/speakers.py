"""Find the actor whom the noun phrase that a cue attributes to stands for in the article.

Each kind of phrase has its way to a person: a name is here, as is a description with its owner; a
name beside a noun is in `appositions`, an epithet in `epithets`, a pronoun in `pronouns`, a turn's
label in `parties`.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

from quoth.intake.attributing.cues import CALLED, SentenceView
from quoth.intake.model import Span
from quoth.intake.people.appositions import apposed
from quoth.intake.people.bodies import FIRMS
from quoth.intake.people.coreference import GENDERS, POSSESSIVE
from quoth.intake.people.definites import Definites
from quoth.intake.people.descriptions import Holders
from quoth.intake.people.epithets import Epithets
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure
from quoth.intake.people.genders import tell_genders
from quoth.intake.people.ledes import named_below, opening
from quoth.intake.people.likely import is_office
from quoth.intake.people.names import Register
from quoth.intake.people.parties import Parties
from quoth.intake.people.persons import Persons
from quoth.intake.people.pronouns import RELATIVE, Pronouns
from quoth.intake.people.relatives import Relatives, head_of_kin
from quoth.intake.people.speaker import BELONGING, VERBS, Described, Scene, Speaker
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk, possessors
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import is_for_a_person

FIRST: Final = frozenset(["i", "we", "me", "us", "my", "our", "you", "your"])
_MANY: Final = 2
"""From this many words on, a description identifies a person: "head of the harbour board"."""
_ACCOUNTS: Final = frozenset(
    [
        "account", "view", "words", "opinion", "testimony", "telling", "analysis", "estimate",
        "calculation", "calculations", "reckoning", "count", "tally", "recollection", "statement",
        "letter", "email", "message", "post", "tweet", "memo", "note", "affidavit", "submission",
    ]
)  # fmt: skip
"""Nouns for what a person says or works out, behind their name: "in her account"."""
_THE_NOUN: Final = 2
"""How many tokens "the engineer" has."""
_OWNED: Final = (["of"], ["for"], ["from"])


class Speakers:
    """Finds speakers, in the order of the text."""

    def __init__(
        self,
        article: ParsedArticle,
        views: list[SentenceView],
        register: Register,
        author: tuple[str, ...] = (),
    ) -> None:
        """Look for speakers in an article; `author` has the words of its writer's name."""
        self.scene: Final = Scene(article, views, register, author)
        self._said = Described()
        self.parties: Final = Parties(self.scene)
        tell_genders(article, register.everybody)
        self._persons = Persons(article, views, register.everybody, self._figure_of)
        self.pronouns: Final = Pronouns(self.scene, self._persons, self._said, self.of)
        self._epithets = Epithets(self.scene, self._persons)
        self._article = article
        self._views = views
        self._register = register

    def of(self, chunk: Chunk) -> Speaker:
        """Return whom a noun phrase stands for."""
        article = self._article
        word = article.lower[chunk.start].partition("'")[0] or article.lower[chunk.start]
        if chunk.end - chunk.start == 1 and (word in GENDERS or word in RELATIVE or word in FIRST):
            return self.pronouns.of(chunk, word)
        if (found := self._known(chunk)) is not None:
            return found
        phrase = self._phrase(chunk)
        found = self.scene.speaker(chunk, phrase, None, Meant(MeantBy.NOUN))
        many = _MANY if word == "the" else 1
        found = found._replace(
            is_definite=self.scene.is_one_person(chunk) and phrase.count(" ") < many
        )
        if len(phrase.split()) > 1:
            self._said.phrases[article.lower[chunk.end - 1]] = phrase
        if article.lower[chunk.end - 1].endswith("s") or article.codes[chunk.start] == "M":
            self._said.plural = found
        return found

    def _known(self, chunk: Chunk) -> Speaker | None:
        """Return whom a name stands for, or a description of somebody mentioned elsewhere."""
        if (holder := self._register.behind_office.get(chunk.end)) is not None:
            return self._by_office(chunk, holder)
        if (found := self._by_name(chunk)) is not None:
            return found
        if (owner := self._owner_of_words(chunk) or self._called(chunk)) is not None:
            return self.of(owner)
        if (found := apposed(self.scene, chunk) or self._described(chunk)) is not None:
            return found
        lede = self._lede
        below = lede and named_below(self._article, lede, self._register.of_chunk, chunk)
        if below is None:
            return None
        why = Meant(MeantBy.DESCRIPTION, self._phrase(chunk), below.name)
        return self.scene.speaker(chunk, below.name, below, why, 0.5)

    def _figure_of(self, phrase: Chunk) -> Figure | None:
        """Return whom with a name a description stands for."""
        found = self._known(phrase)
        return None if found is None else found.figure

    def spoke(self, chunk: Chunk, one: Speaker) -> None:
        """Remember who spoke, for whom a pronoun may stand that follows.

        That counts a description as well: "the manager".
        """
        number = self.scene.sentence_of(chunk.start)
        self._persons.spoke(one.figure, chunk.start, number)
        if one.figure is None:
            return
        self.scene.antecedents.spoke(one.figure, number)
        if one.why.by is MeantBy.DESCRIPTION:
            self.scene.antecedents.described(one.figure, chunk.start, number)

    def _by_name(self, chunk: Chunk) -> Speaker | None:
        """Return whom a name stands for, or who is named behind it: "Its Chief Engineer, Bo Roe,".

        None if it names an office or a countryman, or is no name. "Counsel" needs no article.
        """
        if self._article.lower[chunk.start : chunk.end] == ["counsel"]:
            return self._epithets.known(chunk)
        if chunk.kind != NAME:
            return None
        codes = self._article.codes
        is_office = codes[chunk.start] in "DG" and codes[chunk.end : chunk.end + 1] == ","
        if is_office and is_for_a_person(self._article.lower[chunk.end - 1]):
            found = apposed(self.scene, chunk)
            if found is not None:
                return found
        return self._named(chunk)

    def _named(self, chunk: Chunk) -> Speaker | None:
        """Return whom a name stands for; None if it names an office or a countryman."""
        named = self._register.of_chunk.get((chunk.start, chunk.end))
        if (person := self._resident(chunk)) is not None:
            return self._named(person)
        if named is None or is_office(named) or self._epithets.is_countryman(chunk):
            return None
        if self._is_one_of(chunk, named):
            return None
        found = self.scene.speaker(chunk, named.name, named, Meant(MeantBy.NAME))
        return found._replace(is_guessed=chunk.start in self._register.guessed)

    def _is_one_of(self, chunk: Chunk, named: Figure) -> bool:
        """Tell whether a phrase is for a member of a body: "the Liberal Democrat"."""
        lower, codes = self._article.lower, self._article.codes
        known, noun = lexicon(), lower[chunk.end - 1]
        is_person = noun in known.people and noun not in known.organisations
        if lower[chunk.start] == "the":
            is_noun = len(named.words) == 1 and chunk.name_start == chunk.start + 1
            return is_person and (named.kind != PERSON or is_noun)
        if lower[chunk.start] not in ("a", "an", "one"):
            return False
        is_described = named.kind != PERSON and "l" in codes[chunk.start : chunk.name_start]
        return is_described or noun in known.people

    def _resident(self, place: Chunk) -> Chunk | None:
        """Return the person named before a place: "Bo in Tarn writes"."""
        before = self._before_preposition(place)
        if before is None:
            return None
        of_chunk = self._register.of_chunk
        person = of_chunk.get((before.start, before.end))
        there = of_chunk.get((place.start, place.end))
        is_one = person is not None and person.kind == PERSON
        return before if is_one and there and there.kind != PERSON else None

    def _before_preposition(self, chunk: Chunk) -> Chunk | None:
        """Return the phrase before "in" or "from" and a phrase."""
        if self._article.lower[max(0, chunk.start - 1)] not in ("in", "from"):
            return None
        chunks = self._views[self.scene.sentence_of(chunk.start)].chunks
        return next((one for one in chunks if one.end == chunk.start - 1), None)

    def _by_office(self, office: Chunk, name: Chunk) -> Speaker:
        """Return the person named behind their office: "Minister for Works Ada Roe"."""
        found = self.of(name)
        span = Span(self._article.starts[office.start], self._article.end(name.end - 1))
        return found._replace(mention=found.mention._replace(span=span))

    def subject(self, seen: SentenceView, end: int) -> Chunk | None:
        """Return the likeliest subject of a sentence before a token: somebody before a verb."""
        codes = self._article.codes
        people = []
        for chunk in seen.chunks:
            if chunk.end > end:
                break
            named = self._register.of_chunk.get((chunk.start, chunk.end))
            word = self._article.lower[chunk.start]
            if (named is not None and named.kind in (PERSON, "")) or (
                chunk.kind == PRONOUN and word in ("he", "she", "they")
            ):
                before = codes[chunk.start - 1] if chunk.start > seen.sentence.start else "^"
                people.append((not _acts(self._article, chunk), before == "P", chunk.start, chunk))
        return min(people)[-1] if people else None

    def _phrase(self, chunk: Chunk) -> str:
        """Return a noun with whom it speaks for: "a spokesperson for the mayor"."""
        article = self._article
        seen = self._views[self.scene.sentence_of(chunk.start)]
        start, end = chunk.start, chunk.end
        owner = self._owner(chunk)
        if (
            article.codes[start] == "D"
            and end - start > 1
            and article.lower[start] in ("a", "an", "the")
        ):
            start += 1
        is_by = False
        for other in seen.chunks:
            if (
                other.start == end + 1
                and _belongs(article, end)
                and (not owner or article.codes[other.start] in "lsn")  # "her chief of staff"
                and not (is_by and other.kind == NOUN)
            ):
                is_by = is_by or article.lower[end] == "by"
                end = other.end
        start += bool(owner)
        start += bool(owner) and article.lower[start] == "own"  # "her own daughter"
        phrase = " ".join(article.piece(start, end).split())
        return f"{owner}’s {phrase}" if owner else phrase

    def _owner_of_words(self, chunk: Chunk) -> Chunk | None:
        """Return whose account, view or words a phrase is: "according to her account"."""
        article = self._article
        if article.lower[chunk.end - 1] not in _ACCOUNTS:
            return None
        owners = possessors(article, chunk)
        ends_there = owners and owners[-1].end + 2 >= chunk.end
        return owners[-1] if ends_there else None

    def _called(self, chunk: Chunk) -> Chunk | None:
        """Return the name of what a noun is called: "a website called the Truth Report"."""
        name = chunk.end + 1
        if chunk.kind != NOUN or CALLED.isdisjoint(self._article.lower[chunk.end : name]):
            return None
        seen = self._views[self.scene.sentence_of(chunk.start)]
        return next((one for one in seen.chunks if one.start == name and one.kind == NAME), None)

    def _owner(self, chunk: Chunk) -> str:
        """Return whom "her" or "his" before a noun stands for: "her office"; nothing for others."""
        word = self._article.lower[chunk.start]
        if word not in POSSESSIVE or chunk.end - chunk.start < 2:
            return ""
        pronoun = Chunk(chunk.start, chunk.start + 1, PRONOUN, chunk.start + 1)
        found = self.pronouns.of(pronoun, word)
        return found.mention.name if found.figure is not None else ""

    def _described(self, chunk: Chunk) -> Speaker | None:
        """Return the person for whom "the mayor" stands, where the article has one mayor."""
        article, end = self._article, chunk.end
        first = article.lower[chunk.start]
        is_owned = article.lower[end : end + 1] in _OWNED
        if is_owned and first == "the":
            phrase = self._phrase(chunk)
            holder = self._holders.of_office(phrase, chunk.start)
            holder = holder or self._apposed_before(chunk)
            if holder is not None:
                why = Meant(MeantBy.DESCRIPTION, phrase, holder.name)
                return self.scene.speaker(chunk, holder.name, holder, why)
        if (first != "the" and first not in POSSESSIVE) or is_owned:
            return (
                self._epithets.meant(chunk)
                if first == "the" and self._epithets.is_by_age(chunk)
                else None
            )
        words = article.tokens[chunk.start + 1 : end]
        figure = self._holders.described(words, chunk.start)
        if figure is None and first in POSSESSIVE:
            figure = self._relative(chunk)
        if figure is None and first == "the":
            figure = self._holders.group(words, chunk.start) or self._firm_here(chunk)
        if figure is None:
            is_of_somebody = "'" in article.codes[chunk.start : end]
            return self._by_the(chunk) if first == "the" and not is_of_somebody else None
        if first == "the":
            self._definites.remember(chunk, figure)
        why = Meant(MeantBy.DESCRIPTION, article.piece(chunk.start, end), figure.name)
        return self.scene.speaker(chunk, figure.name, figure, why)

    def _firm_here(self, chunk: Chunk) -> Figure | None:
        """Return the subject of a sentence that a firm closes: "Roe will cut jobs, the firm said".

        It is a name that is no person's, at the beginning or behind a dateline.
        """
        article = self._article
        seen = self._views[self.scene.sentence_of(chunk.start)]
        is_firm = article.lower[chunk.end - 1] in FIRMS and chunk.end - chunk.start == 2
        if not is_firm or article.codes[chunk.start - 1] != ",":
            return None
        first = next((one for one in seen.chunks if _acts(article, one)), None)
        if first is None or first.start >= chunk.start or article.codes[first.start - 1] == "P":
            return None
        figure = self._register.of_chunk.get((first.start, first.end))
        return figure if figure is not None and figure.kind in (ORGANISATION, UNKNOWN) else None

    def _apposed_before(self, chunk: Chunk) -> Figure | None:
        """Return who was called an office before: "her chief of staff, Ada Roe, said"."""
        return self._by_office_before.get(tuple(self._article.lower[chunk.end - 1 : chunk.end + 2]))

    @cached_property
    def _by_office_before(self) -> dict[tuple[str, ...], Figure]:
        """Those named behind a comma, by the three words before it: "chief of staff"."""
        lower, codes = self._article.lower, self._article.codes
        return {
            tuple(lower[first - 4 : first - 1]): one
            for (first, _), one in self._register.of_chunk.items()
            if first > 3 and codes[first - 1] == "," and lower[first - 3] in ("of", "for")
        }

    def _by_the(self, chunk: Chunk) -> Speaker | None:
        """Return whom "the striker" stands for, whom the article didn't call that before."""
        found = self._epithets.meant(chunk)
        before = self._as_before(chunk) if found is None else None
        if found is None and before is None and self.scene.is_one_person(chunk):
            found = self._epithets.known(chunk)
        if found is None and (figure := self._definites.meant(chunk)) is not None:
            phrase = self._article.piece(chunk.start, chunk.end)
            why = Meant(MeantBy.DESCRIPTION, phrase, figure.name)
            found = self.scene.speaker(chunk, figure.name, figure, why, 0.5)
        self._definites.remember(chunk, None if found is None else found.figure)
        return found or before

    @cached_property
    def _definites(self) -> Definites:
        return Definites(self._article, self._views, self._register, self._persons)

    @cached_property
    def _holders(self) -> Holders:
        return Holders(self._register.everybody)

    @cached_property
    def _relatives(self) -> Relatives:
        return Relatives(self._article, self._register)

    @cached_property
    def _lede(self) -> tuple[SentenceView, SentenceView] | None:
        return opening(self._article, self._views)

    def _relative(self, chunk: Chunk) -> Figure | None:
        """Return whom "her husband" stands for, if the article named both."""
        noun = head_of_kin(self._article, chunk)
        if not noun:
            return None
        owning = Chunk(chunk.start, chunk.start + 1, PRONOUN, chunk.start + 1)
        owner = self.pronouns.of(owning, self._article.lower[chunk.start]).figure
        return None if owner is None else self._relatives.of(owner, noun)

    def _as_before(self, chunk: Chunk) -> Speaker | None:
        """Return the fuller description that "the official" stands for, if there was one."""
        noun = self._article.lower[chunk.end - 1]
        if chunk.end - chunk.start != _THE_NOUN:
            return None
        before = self._said.phrases.get(noun)
        if before is None and (first := self._epithets.introduced(noun, chunk.start)) is not None:
            before = self._phrase(first)
        if before is None:
            return None
        why = Meant(MeantBy.PHRASE, self._article.piece(chunk.start, chunk.end), before)
        return self.scene.speaker(chunk, before, None, why, 0.5)


def _belongs(article: ParsedArticle, token: int) -> bool:
    """Tell whether a word leads from a noun to what it is of: "for", or "to" in "close to"."""
    if article.codes[token] == "P":
        return article.lower[token] in BELONGING
    return article.lower[token - 1 : token + 1] == ["close", "to"]


def _acts(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a verb stands behind a phrase."""
    return article.codes[chunk.end : chunk.end + 3].lstrip("RN")[:1] in VERBS
