"""The people, organisations and states that an article names, its mentions taken together.

A mention is a noun phrase that ends with a name. The same person later under a surname, and an
organisation under the letters that stand in brackets behind its name, are one actor. `name_parts`
takes a name apart, `name_kinds` tells what it is for, `roles_beside` reads what stands beside it,
and `mentions` what it does in a sentence.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure, NamedAt
from quoth.intake.people.labels import LabelName
from quoth.intake.people.mentions import mention
from quoth.intake.people.name_kinds import is_storm, kind_of, kind_of_word
from quoth.intake.people.name_parts import (
    GENDER_OF_TITLE,
    NameReader,
    Parts,
)
from quoth.intake.people.roles_beside import called_noun, learn_role
from quoth.intake.people.shortened import shortened
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, Chunk, possessors
from quoth.intake.text.lexicon import given_names, lexicon

MOST: Final = 20
"""How many bearers of a surname are distinguished."""
_SUFFIXES: Final = frozenset(["jr", "sr", "jr.", "sr.", "ii", "iii", "iv"])
_ITS_NEAR: Final = 8
"""Within how many words behind a name "its" may tell that it is a firm's."""
_THEIRS: Final = frozenset(["he", "she", "his", "her", "who"])
_INITIAL: Final = 2
"""How long an initial is with its full stop."""


class Introduced(NamedTuple):
    """A person whom the layout names."""

    name: LabelName
    token: int = -1
    """The first of the label; nothing for a byline."""
    sentence: int = 0


_Waiting = tuple[int, SentenceView, Chunk, Parts]
"""A name to be read: the sentence's number, the sentence, the phrase and its parts."""


class Register:
    """Everybody whom an article names."""

    def __init__(self, article: ParsedArticle) -> None:
        self._article = article
        self._words = lexicon()
        self._reader = NameReader(article)
        self.everybody: list[Figure] = []
        self.of_chunk: dict[tuple[int, int], Figure] = {}
        """Who is named by the tokens of a phrase, its end excluded."""
        self.guessed: dict[int, Figure] = {}
        """The person that a surname of several people is taken for, by its first token."""
        self._by_last: dict[str, list[Figure]] = {}
        self._by_given: dict[str, list[Figure]] = {}
        self._firms: dict[str, list[Figure]] = {}
        """The bodies that are known as such by their names, by the first words of these."""
        self._by_name: dict[str, Figure] = {}

    @property
    def behind_office(self) -> dict[int, Chunk]:
        """The name behind an office, by its first preposition: "Minister of Works Ada"."""
        return self._reader.behind_office

    def introduce(self, people: list[Introduced]) -> None:
        """Know people by labels and bylines."""
        for one in people:
            name = one.name
            words = tuple(name.words)
            named = self.named_like(words)
            if named is None and len(words) > 1:
                named = self._same(list(words), PERSON)
            if named is None:
                named = self._new(" ".join(words), words, PERSON)
            named.role = named.role or name.role
            gender = GENDER_OF_TITLE.get(name.title.lower().rstrip("."), "")
            if gender and not named.sure:
                named.gender, named.sure = gender, True
            if one.token >= 0:
                named.mentions.append(
                    NamedAt(
                        one.token,
                        one.sentence,
                        subject=True,
                        first=True,
                        full=len(words) > 1,
                        speaks=True,
                    )
                )

    def read(self, views: list[SentenceView]) -> None:
        """Find everybody in the sentences: full names first, as a headline has surnames alone."""
        waiting = [
            (number, seen, phrase, parts)
            for number, seen in enumerate(views)
            for phrase in _phrases(self._article, seen)
            if phrase.kind == NAME and (parts := self._reader.parts(phrase)) is not None
        ]
        offices = self.behind_office
        waiting = self._with_surnames([one for one in waiting if one[2].end not in offices])
        for _, _, phrase, parts in waiting:
            if len(parts.words) > 1:
                self._full(phrase, parts)
        self._take_usual_names()
        self._join_shortened()
        for _, _, phrase, _ in waiting:
            self._letters(phrase)
        for number, seen, phrase, parts in waiting:
            named = self.of_chunk.get((phrase.start, phrase.end)) or self._short(phrase, parts)
            if named is not None:
                self._mention(named, number, seen, phrase, parts)
                learn_role(self._article, named, seen, phrase)
        self.sort_mentions()

    def _with_surnames(self, waiting: list[_Waiting]) -> list[_Waiting]:
        """Return phrases, the first of two with the surname of both: "Ann and Bo Roe"."""
        behind = {phrase.start: parts for _, _, phrase, parts in waiting}
        return [
            (number, seen, phrase, self._with_surname(phrase, parts, behind.get(phrase.end + 1)))
            for number, seen, phrase, parts in waiting
        ]

    def _with_surname(self, phrase: Chunk, parts: Parts, other: Parts | None) -> Parts:
        """Return a given name with the surname of the name behind "and", if both share it."""
        if other is None or other.role or len(parts.words) != 1 or len(other.words) != 2:
            return parts
        first = parts.words[0].lower()
        are_given = {first, other.words[0].lower()} <= given_names().keys()
        is_pair = are_given and self._article.lower[phrase.end] == "and"
        if not is_pair or first in self._article.surnames:
            return parts
        return Parts([*parts.words, other.words[1]], parts.role, parts.title, parts.gender)

    def sort_mentions(self) -> None:
        """Put everybody's mentions in the order of the text, each once."""
        for named in self.everybody:
            at = {place.token: place for place in named.mentions}
            named.mentions = [at[token] for token in sorted(at)]

    def named_like(self, words: tuple[str, ...]) -> Figure | None:
        """Return who is known by these words, a full name or a surname."""
        found = self._by_name.get(" ".join(words).lower())
        if found is None:
            bearers = self._by_last.get(words[-1].lower(), [])[:MOST]
            found = next(
                (one for one in bearers if len(words) == 1 or one.words[0] == words[0]), None
            )
        return found

    def named_in_handle(self, handle: str) -> Figure | None:
        """Return whose name a handle of a network begins with or is: "@NorthgatePort"."""
        letters = handle.lstrip("@").replace("_", "").lower()
        for named in self.everybody:
            name = "".join(named.words).replace(".", "").lower()
            if len(name) > 3 and (letters.startswith(name) or name == letters):
                return named
        return None

    def _full(self, phrase: Chunk, parts: Parts) -> None:
        words = parts.words
        while len(words) > 2 and words[-1].lower() in _SUFFIXES:
            words = words[:-1]
        key = " ".join(parts.words).lower()
        named = self._by_name.get(key)
        if named is None:
            kind = kind_of(words, parts)
            is_initial = len(words[0].rstrip(".")) == 1 and kind == UNKNOWN
            named = self._same(words, kind) if kind == PERSON or is_initial else None
            if named is None:
                named = self._new(" ".join(parts.words), tuple(words), kind)
            elif " ".join(parts.words) != named.name:
                named.aliases[" ".join(parts.words)] = None
                named.kind = PERSON if kind == PERSON else named.kind
                named.gender = named.gender or given_names().get(words[0].lower(), "")
            self._by_name[key] = named
        named.forms[" ".join(parts.words)] += 1
        self.of_chunk[phrase.start, phrase.end] = named

    def _take_usual_names(self) -> None:
        """Call everybody by the full name that is used most; of several by the first."""
        for named in self.everybody:
            forms = named.forms
            if len(forms) > 1 and named.kind == PERSON:
                usual = max(forms, key=lambda form: (len(form.split()[0]) > _INITIAL, forms[form]))
                named.aliases.update({named.name: None})
                named.aliases.pop(usual, None)
                named.name = usual
                words = usual.split()
                while len(words) > 2 and words[-1].lower() in _SUFFIXES:
                    words = words[:-1]
                named.words = tuple(words)

    def _join_shortened(self) -> None:
        """Take a body's name without the country or the legal form behind it for the same body.

        "Coast Services" is "Coast Services Canada", "Roe Foods" is "Roe Foods Group".
        """
        same = {id(short): one for short, one in shortened(self.everybody)}
        for phrase, named in self.of_chunk.items():
            self.of_chunk[phrase] = same.get(id(named), named)
        for one in self.everybody:
            if id(one) in same:
                same[id(one)].aliases[one.name] = None
                self._by_name[one.name.lower()] = same[id(one)]
        self.everybody = [one for one in self.everybody if id(one) not in same]

    def _letters(self, phrase: Chunk) -> None:
        """Know an organisation by the letters in brackets behind it: "Associated Press (AP)"."""
        article, end = self._article, phrase.end
        figure = self.of_chunk.get((phrase.start, phrase.end))
        if figure is None or article.codes[end : end + 3] not in ("(U)", "(l)", "(x)"):
            return
        letters = article.tokens[end + 1]
        initials = "".join(word[0] for word in figure.words if word[0].isupper())
        if letters.replace(".", "") == initials and len(initials) > 1:
            figure.aliases[letters] = None
            figure.kind = ORGANISATION if figure.kind == UNKNOWN else figure.kind
            self._by_name.setdefault(letters.lower(), figure)

    def _new(self, name: str, words: tuple[str, ...], kind: str) -> Figure:
        named = Figure(name, words, kind)
        self.everybody.append(named)
        self._by_name.setdefault(name.lower(), named)
        if is_storm(words):
            self._by_name.setdefault(words[-1].lower(), named)
        if kind == ORGANISATION and len(words) > 1:
            self._firms.setdefault(words[0].lower(), []).append(named)
        if kind in (PERSON, UNKNOWN):
            self._by_last.setdefault(words[-1].lower(), []).append(named)
            if len(words) > 1:
                self._by_given.setdefault(words[0].lower(), []).append(named)
                named.gender = given_names().get(words[0].lower(), "")
                if not named.gender and len(words[0]) < 3 and len(words) > 2:
                    named.gender = given_names().get(words[1].lower(), "")
        return named

    def _same(self, words: list[str], kind: str) -> Figure | None:
        """Return who has the same given name and surname, a middle name apart."""
        for other in self._by_last.get(words[-1].lower(), [])[:MOST]:
            is_known = other.kind in (kind, PERSON) or len(other.words[0].rstrip(".")) == 1
            is_same = words[0] in other.words[1:-1] or _are_one(other.words[0], words[0])
            if is_known and len(other.words) > 1 and is_same:
                return other
        return None

    def _short(self, phrase: Chunk, parts: Parts) -> Figure | None:
        if not parts.words:
            return None
        word = parts.words[-1]
        lower = word.lower()
        if lower in self._by_name and word.isupper() and lower not in self._by_last:
            letters = self._by_name[lower]
            self.of_chunk[phrase.start, phrase.end] = letters
            return letters
        found = self._named_after_founder(phrase, parts)
        found = found or self._namesake(self._by_last.get(lower, []), phrase, parts)
        found = found or self._choose(
            [named for named in self._by_given.get(lower, []) if named.kind == PERSON], parts
        )
        named = self._by_name.get(lower)
        bearers = [*([named] if named else []), *self._by_last.get(lower, [])[:MOST]]
        is_spouse = any(one.sure and parts.gender not in ("", one.gender) for one in bearers)
        if found is None and not is_spouse:
            found = named
        if found is None:
            name = f"{parts.title} {word}" if is_spouse and parts.title else word
            found = self._new(name, (word,), kind_of_word(word, parts))
        self.of_chunk[phrase.start, phrase.end] = found
        return found

    def _named_after_founder(self, phrase: Chunk, parts: Parts) -> Figure | None:
        """Return the firm whose first word is a person's surname, too: "Roe said in its report"."""
        lower, end = self._article.lower, phrase.end
        if parts.title or parts.role or not self._by_last.get(parts.words[-1].lower()):
            return None
        behind = lower[end : end + _ITS_NEAR]
        if "its" not in behind or not _THEIRS.isdisjoint(behind[: behind.index("its")]):
            return None
        firms = [
            named
            for named in self._by_given.get(parts.words[-1].lower(), [])
            if named.kind in (ORGANISATION, UNKNOWN)
        ] + self._firms.get(parts.words[-1].lower(), [])
        return firms[0] if len(firms) == 1 and len(parts.words) == 1 else None

    def _namesake(self, bearers: list[Figure], phrase: Chunk, parts: Parts) -> Figure | None:
        """Return who is meant by a surname: of several, who is named in full in the paragraph.

        Else it is the first, whom the article is about.
        """
        full = [one for one in bearers[:MOST] if len(one.words) > 1 and _acts_alone(one)]
        if len(full) < 2 or parts.gender or parts.title:
            return self._choose(bearers, parts)
        last = max(full, key=lambda one: self._last_full(one, phrase.start))
        first = self._paragraph_start(phrase.start)
        is_here = self._last_full(last, phrase.start) >= first
        if is_here:
            return last
        chosen = self._choose(bearers, parts)
        if chosen is not None:
            self.guessed[phrase.start] = chosen
        return chosen

    def _paragraph_start(self, token: int) -> int:
        """Return the first token of a token's paragraph."""
        starts = self._article.starts
        paragraphs = self._article.paragraphs
        place = bisect_right(paragraphs, (starts[token], len(self._article.text))) - 1
        return bisect_left(starts, paragraphs[place].start)

    def _last_full(self, named: Figure, token: int) -> int:
        """Return the token before another at which somebody was named in full last, or -1."""
        for place in reversed(named.mentions):
            if place.token < token and place.full:
                return place.token
        return -1

    def _choose(self, bearers: list[Figure], parts: Parts) -> Figure | None:
        """Return the first bearer whom the title doesn't contradict."""
        bearers = bearers[:MOST]
        if parts.gender:
            fitting = [named for named in bearers if named.gender in ("", parts.gender)]
            exact = [named for named in bearers if named.gender == parts.gender]
            is_main = bool(fitting) and fitting[0] is self.everybody[0]  # "Ms. Roe" is who died
            bearers = fitting if is_main else exact or fitting
        return bearers[0] if bearers else None

    def _mention(
        self, named: Figure, number: int, seen: SentenceView, phrase: Chunk, parts: Parts
    ) -> None:
        if named.kind == UNKNOWN and (parts.title or parts.role):
            named.kind = PERSON
        if named.kind == UNKNOWN and (noun := called_noun(self._article, phrase)):
            named.kind = PERSON
            named.learn_gender([noun])
        if named.kind == UNKNOWN and self._article.lower[phrase.end : phrase.end + 2] == [
            ",",
            "who",
        ]:
            named.kind = PERSON
        if parts.gender and not named.sure and named.kind == PERSON:
            named.gender, named.sure = parts.gender, True
        named.title = named.title or parts.title
        if parts.role and not named.role and named.kind == PERSON:
            named.role = " ".join(parts.role)
        place = mention(self._article, number, seen, phrase, full=len(parts.words) > 1)
        if not named.mentions or named.mentions[-1].token != place.token:
            named.mentions.append(place)
            before = phrase.start - 1
            is_in = phrase.start > seen.sentence.start and self._article.codes[before] == "P"
            is_in = is_in and self._article.lower[before] == "in"
            named.like_a_place += is_in
            named.like_a_thing += (
                self._article.codes[phrase.start] == "D" and phrase.name_start == phrase.start + 1
            )
        surface = " ".join(parts.words)
        if surface != named.name:
            named.aliases[surface] = None


def _are_one(given: str, other: str) -> bool:
    """Tell whether two given names may be one: "Ada" and "A"."""
    shorter, longer = sorted((given.rstrip("."), other.rstrip(".")), key=len)
    return longer.startswith(shorter) if len(shorter) == 1 else shorter == longer


def _acts_alone(one: Figure) -> bool:
    """Tell whether this is a person or acts like one; the name alone may not show it."""
    if one.kind == PERSON:
        return True
    return any(place.subject or place.speaks for place in one.mentions[:MOST])


def _phrases(article: ParsedArticle, seen: SentenceView) -> list[Chunk]:
    """Return a sentence's noun phrases, each with those of the owners in it that names may end."""
    codes = article.codes
    if codes.find("'", seen.sentence.start, seen.sentence.end) < 0:
        return seen.chunks
    found = []
    for chunk in seen.chunks:
        found.append(chunk)
        if codes.find("'", chunk.start, chunk.end) >= 0:
            found += possessors(article, chunk)
    return found
