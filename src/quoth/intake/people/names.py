"""The people, organisations and states that an article names, its mentions taken together.

A mention is a noun phrase that ends with a name. Words for roles, titles and adjectives of
countries before it are taken apart; the same person later under a surname, and an organisation
under the letters that stand in brackets behind its name, are one actor.

(It is long because a name is taken apart in one pass, part by part.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from quoth.intake.attributing.cues import CALLED, SentenceView
from quoth.intake.people.figures import ORGANISATION, PERSON, PLACE, STATE, UNKNOWN, Figure, NamedAt
from quoth.intake.people.labels import LabelName
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, Chunk, possessors
from quoth.intake.text.lexicon import Lexicon, countries, given_names, lexicon
from quoth.intake.text.shapes import is_for_a_person

MOST: Final = 20
"""How many bearers of a surname are distinguished."""
SPELT: Final = {
    "sen": "Senator", "rep": "Representative", "gov": "Governor", "gen": "General",
    "lt": "Lieutenant",
    "col": "Colonel", "capt": "Captain", "sgt": "Sergeant", "maj": "Major", "adm": "Admiral",
    "prof": "Professor", "rev": "Reverend", "pres": "President", "pc": "Constable",
    "wpc": "Constable", "det": "Detective", "insp": "Inspector", "supt": "Superintendent",
    "cllr": "Councillor",
}  # fmt: skip
"""Titles that are written short."""
_ENDING: Final = (",", ".", "", "Q", ";")
_SUFFIXES: Final = frozenset(["jr", "sr", "jr.", "sr.", "ii", "iii", "iv"])
_LINKS: Final = frozenset(
    [
        "de",
        "del",
        "della",
        "der",
        "den",
        "di",
        "da",
        "van",
        "von",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "dos",
        "du",
        "ter",
    ]
)


_CLAUSE: Final = re.compile("(?:P[DGUHnl'$]+)?(?:,[^,.;:qQ]+,)?[RN]*[XVv]")
"""What may separate a name from its verb: "Ada Roe of the union, who came late, was"."""
_AFTER_COMMA: Final = re.compile(f",[RN]*[XVv]|{_CLAUSE.pattern}")
"""The same for a name behind a comma: "his wife, Ada Roe, was"."""
_FIRMS: Final = frozenset(
    [
        "business", "company", "firm", "studio", "carmaker", "retailer", "airline", "startup",
        "newspaper", "daily", "weekly", "magazine", "broadcaster", "website", "channel", "charity",
        "union", "club", "agency", "bank", "consultancy", "brewery", "network",
    ]
)  # fmt: skip
"""What stands before the name of one: "the film studio Roe"."""
_MOVEMENTS: Final = frozenset(
    ["Rally", "Movement", "Front", "Alternative", "Action", "Citizens", "Doctors", "Forum"]
)
"""What begins the names of parties and the like: "Rally for Renewal", "Movement for Change"."""
_FOR: Final = frozenset(["for", "of"])
_JOINING: Final = frozenset(["&", "and"])
"""Words inside the names of organisations."""


_LEADING: Final = {
    f"who {verb}": role
    for role, verbs in (
        ("leader", "leads led heads headed"),
        ("chair", "chairs chaired"),
        ("director", "directs directed"),
        ("coach", "coaches coached"),
        ("captain", "captains captained"),
        ("founder", "founded"),
        ("owner", "owns"),
    )
    for verb in verbs.split()
}
"""What a clause behind a name makes of somebody: "Ada Roe, who leads the union,"."""


_ACTING: Final = frozenset("XVv")
"""Classes of verbs."""
_POSTNOMINALS: Final = frozenset(
    ["KC", "QC", "SC", "MP", "MSP", "MEP", "TD", "MBE", "OBE", "CBE", "PhD", "MD", "FRS", "JP"]
)
"""Letters behind a name: "Ada Roe KC"."""
_ITS_NEAR: Final = 8
"""Within how many words behind a name "its" may tell that it is a firm's."""
_THEIRS: Final = frozenset(["he", "she", "his", "her", "who"])
_MAKING: Final = frozenset(["owner", "maker", "operator", "supplier", "developer", "publisher"])
"""Nouns for firms as well as people: "Roe Retail, the owner of two chains,"."""
_STORMS: Final = frozenset(["cyclone", "hurricane", "storm", "typhoon"])


def _is_storm(words: Sequence[str]) -> bool:
    """Tell whether a name is a storm's, which has a given name: "Cyclone Ada"."""
    return len(words) > 1 and words[-2].lower() in _STORMS


class Introduced(NamedTuple):
    """A person whom the layout names."""

    name: LabelName
    token: int = -1
    """The first of the label; nothing for a byline."""
    sentence: int = 0


_Waiting = tuple[int, SentenceView, Chunk, "Parts"]
"""A name to be read: the sentence's number, the sentence, the phrase and its parts."""


def _acts_alone(one: Figure) -> bool:
    """Tell whether this is a person or acts like one; the name alone may not show it."""
    if one.kind == PERSON:
        return True
    return any(place.subject or place.speaks for place in one.mentions[:MOST])


class Parts:
    """A name as its words tell: the title and the role before it, and the name itself."""

    __slots__ = ("gender", "role", "title", "words")

    def __init__(self, words: list[str], role: list[str], title: str, gender: str) -> None:
        self.words = words
        self.role = role
        self.title = title
        self.gender = gender


def take_apart(tokens: list[str], words: Lexicon) -> Parts:
    """Return the parts of a phrase that ends with a name: `tokens` are all of the phrase's."""
    role: list[str] = []
    title = gender = ""
    cut = 0
    group = tokens[-1].lower() in words.organisations
    for place, token in enumerate(tokens):
        lower = token.lower().rstrip(".")
        if lower in words.honorifics and len(token) > 1 and place + 1 < len(tokens):
            title = token
            gender = _GENDER_OF_TITLE.get(lower, gender)
            cut = place + 1
        elif (
            (lower in words.roles or lower in words.people)
            and place + 1 < len(tokens)
            and not (group and token[0].isupper())
            and not (lower in words.organisations and token[0].isupper())
        ):
            gender = words.gender_of(lower) or gender
            cut = place + 1
        elif not token[0].isupper() and token.lower() not in _LINKS and token not in _JOINING:
            cut = place + 1
    if not group:
        cut = max(cut, _end_of_occupation(tokens, words))
    is_counted = cut > 0 and tokens[cut - 1].isdigit()  # "Rovers 2 Town 3": a result isn't a role
    role = [] if is_counted else tokens[:cut]
    return Parts(tokens[cut:], role, title, gender)


def _end_of_occupation(tokens: list[str], words: Lexicon) -> int:
    """Return where the name behind an occupation begins: "Town Planner Ada Roe"; 0 for none.

    Behind it stand a given name or an initial and a surname, and none before it.
    """
    lower = [token.lower() for token in tokens]
    known = given_names()
    if lower[0] in known:
        return 0
    for place in range(len(tokens) - 2, 0, -1):
        is_name = lower[place] in known or len(lower[place]) <= _INITIALS
        if is_name and lower[place - 1] in words.occupations:
            return place
    is_one = len(tokens) == _WITH_A_SURNAME and lower[0] in words.occupations
    return 1 if is_one and words.codes.keys().isdisjoint(lower[1:]) else 0


_INITIALS: Final = 2
"""How long an initial is with its full stop."""
_WITH_A_SURNAME: Final = 3


@lru_cache(maxsize=4096)
def _known_parts(tokens: tuple[str, ...]) -> Parts:
    """Return the parts of a phrase, which comes again and again: leave them as they are."""
    return take_apart(list(tokens), lexicon())


_GENDER_OF_TITLE: Final = {
    "mr": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "pope": "m", "father": "m",
    "congressman": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "queen": "f",
    "princess": "f", "madame": "f", "mme": "f", "congresswoman": "f", "sister": "f",
}  # fmt: skip


_ARTICLES: Final = frozenset(["the", "a", "an"])


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


_APOSTROPHES: Final = ("'", "’")


def _with_apostrophes(tokens: list[str]) -> list[str]:
    """Return the words of a name, an apostrophe being part of its word: "Bakers'", "Union"."""
    found: list[str] = []
    for token in tokens:
        if token in _APOSTROPHES and found:
            found[-1] += token
        else:
            found.append(token)
    return found


_STYLES: Final = frozenset(
    [
        "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "lord", "lady", "dame", "hon", "comrade",
        "chief", "otunba", "oba", "nana", "elder",
    ]
)  # fmt: skip
"""Titles of people who may have an office as well: "Mr Roe", "Roe, the mayor,"."""
_OFFICE_OF: Final = frozenset(["of", "for"])
_OFFICES: Final = frozenset(
    [
        "minister", "secretary", "undersecretary", "leader", "director", "head", "chief", "chair",
        "chairman", "chairwoman", "president", "premier", "governor", "mayor", "speaker",
        "superintendent", "commissioner", "professor", "ambassador", "archbishop", "bishop",
        "dean", "editor", "chancellor", "commander", "inspector", "controller",
    ]
)  # fmt: skip
"""Nouns for holders of an office. An aide or a lawyer for Ada Roe is another person."""
_GIVEN_AND_SURNAME: Final = 2
_LANDS: Final = frozenset(
    ["state", "country", "nation", "city", "town", "village", "centre", "center", "station"]
)
"""Nouns that say what a place is: "Tarn, a riverine state," isn't a person."""
_LONGEST_OFFICE: Final = 10
"""How many tokens before a name its office begins, at most."""


def office_before(article: ParsedArticle, phrase: Chunk) -> int:
    """Return the noun of an office that a phrase completes: "Minister of State for"; else -1."""
    lower, codes = article.lower, article.codes
    first, place = -1, phrase.start - 1
    while place > max(0, phrase.start - _LONGEST_OFFICE) and lower[place] in _OFFICE_OF:
        first = place - 1
        place = first
        while place > 0 and codes[place] in "UHn":
            place -= 1
    return first if first >= 0 and lower[first] in _OFFICES else -1


class Register:
    """Everybody whom an article names."""

    def __init__(self, article: ParsedArticle) -> None:
        self._article = article
        self._words = lexicon()
        self.everybody: list[Figure] = []
        self.of_chunk: dict[tuple[int, int], Figure] = {}
        """Who is named by the tokens of a phrase, its end excluded."""
        self.guessed: dict[int, Figure] = {}
        """The person that a surname of several people is taken for, by its first token."""
        self.behind_office: dict[int, Chunk] = {}
        """The name behind an office, by its first preposition: "Minister of Works Ada"."""
        self._by_last: dict[str, list[Figure]] = {}
        self._by_given: dict[str, list[Figure]] = {}
        self._by_name: dict[str, Figure] = {}

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
            gender = _GENDER_OF_TITLE.get(name.title.lower().rstrip("."), "")
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
            if phrase.kind == NAME and (parts := self._parts(phrase)) is not None
        ]
        offices = self.behind_office
        waiting = self._with_surnames([one for one in waiting if one[2].end not in offices])
        for _, _, phrase, parts in waiting:
            if len(parts.words) > 1:
                self._full(phrase, parts)
        for _, _, phrase, _ in waiting:
            self._letters(phrase)
        for number, seen, phrase, parts in waiting:
            named = self.of_chunk.get((phrase.start, phrase.end)) or self._short(phrase, parts)
            if named is not None:
                self._mention(named, number, seen, phrase, parts)
                self._apposition(named, seen, phrase)
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

    def _parts(self, phrase: Chunk) -> Parts | None:
        article, start, end = self._article, phrase.start, phrase.end
        tokens = [
            token.lower() if letter == "n" and place < phrase.name_start else token
            for place, token, word, letter in zip(
                range(start, end),
                article.tokens[start:end],
                article.lower[start:end],
                article.codes[start:end],
                strict=True,
            )
            if word not in _ARTICLES
        ]
        if not tokens or self._is_office_alone(phrase, tokens):
            return None
        if any(article.lower[n] in _APOSTROPHES for n in range(phrase.name_start, end)):
            tokens = _with_apostrophes(tokens)
        parts = _known_parts(tuple(tokens))
        if len(parts.words) > 2 and parts.words[-1] in _POSTNOMINALS:
            parts = Parts(parts.words[:-1], parts.role, parts.title, parts.gender)
        if len(tokens) > 2 and self._is_given_name(phrase, tokens):
            parts = Parts(tokens, [], "", given_names()[tokens[0].lower()])
        if (first := office_before(article, phrase)) >= 0:
            parts = self._behind_office(phrase, parts, first)
        is_body = tokens[-1].lower() in self._words.organisations or tokens[-1] in _MOVEMENTS
        if is_body and (what := self._of_what(end)):
            parts = Parts([*parts.words, *what], parts.role, parts.title, parts.gender)
        return parts

    def _is_office_alone(self, phrase: Chunk, tokens: list[str]) -> bool:
        """Tell whether a phrase is an office and no name: "Its Executive Engineer"."""
        known, noun = self._words, tokens[-1].lower()
        is_one = noun in known.occupations or (noun in known.roles and noun in known.people)
        return self._article.codes[phrase.start] == "G" and is_one and len(tokens) > 2

    def _is_given_name(self, phrase: Chunk, tokens: list[str]) -> bool:
        """Tell whether a title is a given name, by the age behind it: "Dean Bo Roe, 38,"."""
        if tokens[0].lower() not in given_names() or not all(one[0].isupper() for one in tokens):
            return False
        article, end = self._article, phrase.end
        is_age = article.codes[end : end + 2] == ",$" and article.tokens[end + 1].isdigit()
        return is_age and phrase.start == phrase.name_start

    def _behind_office(self, phrase: Chunk, parts: Parts, first: int) -> Parts:
        """Return a name without what the office before it is of: "Minister for Works Ada Roe"."""
        words, lower = parts.words, [word.lower() for word in parts.words]
        if len(words) < _GIVEN_AND_SURNAME or lower[-1] in self._words.organisations:
            return parts
        given = next((n for n, word in enumerate(lower[:-1]) if word in given_names()), -1)
        if given < 0 and len(words) > 2 and self._words.codes.keys().isdisjoint(lower[-2:]):
            given = len(words) - 2
        if given < 0 and self._is_behind_a_noun(phrase, parts):
            given = 0
        if given < 0 or (given == 0 and not parts.role):
            return parts
        self.behind_office[first + 1] = phrase
        role = self._article.piece(first, phrase.end - len(words) + given)
        return Parts(words[given:], role.split(), parts.title, parts.gender)

    def _is_behind_a_noun(self, phrase: Chunk, parts: Parts) -> bool:
        """Tell whether an office's nouns lead straight to a name: "Head of mission Ada Roe".

        In "head of the charity Roe Poe" the name is the charity's.
        """
        nouns = self._article.lower[phrase.start : phrase.name_start]
        known = self._words
        is_bare = bool(nouns) and self._article.codes[phrase.start] not in "DG"
        bodies = known.organisations | known.people | _FIRMS
        return is_bare and len(parts.words) == _GIVEN_AND_SURNAME and bodies.isdisjoint(nouns)

    def _of_what(self, end: int) -> list[str]:
        """Return what follows an organisation's noun: "of Works", "of the Interior"."""
        article = self._article
        place = end
        if article.lower[place : place + 1] in (["of"], ["on"], ["for"]):
            place += 1
            place += article.lower[place : place + 1] == ["the"]
            first = place
            while place < len(article.tokens) and article.codes[place] == "U":
                place += 1
            if place > first:
                return " ".join(article.tokens[end:place]).replace(" ,", ",").split()
        return []

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
            kind = self._kind(words, parts)
            named = self._same(words, kind) if kind == PERSON else None
            if named is None:
                named = self._new(" ".join(parts.words), tuple(words), kind)
            elif len(words) > len(named.words):
                named.aliases[named.name] = None
                named.name, named.words = " ".join(parts.words), tuple(words)
            else:
                named.aliases[" ".join(parts.words)] = None
            self._by_name[key] = named
        self.of_chunk[phrase.start, phrase.end] = named

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
        if _is_storm(words):
            self._by_name.setdefault(words[-1].lower(), named)
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
            if other.kind == kind and len(other.words) > 1 and other.words[0] == words[0]:
                return other
        return None

    def _kind(self, words: list[str], parts: Parts) -> str:
        last = words[words.index("of") - 1 if "of" in words[1:] else -1].lower()
        first = words[0].lower()
        if " ".join(words) in countries():
            return STATE
        if not _MOVEMENTS.isdisjoint(words[:-1]) and not _FOR.isdisjoint(words):
            return ORGANISATION
        if _is_storm(words):
            return PLACE
        joined = not _JOINING.isdisjoint(words)
        if (
            joined
            or (parts.role and parts.role[-1].lower() in _FIRMS)
            or last in self._words.organisations
            or (
                words[-1].isupper()
                and len(words[-1]) > 2
                and "." not in words[-1]
                and not words[0].isupper()
            )
        ):
            return ORGANISATION
        if first in given_names() or parts.title or parts.role:
            return PERSON
        if first.capitalize() in self._words.places or words[0] in self._words.places:
            return PLACE
        return UNKNOWN

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
        if found is None:
            found = self._by_name.get(lower)
        if found is None:
            kind = self._kind_of_word(word, parts)
            found = self._new(word, (word,), kind)
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
        ]
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
            bearers = exact or fitting
        return bearers[0] if bearers else None

    def _kind_of_word(self, word: str, parts: Parts) -> str:
        if word in countries():
            return STATE if countries()[word] == word else UNKNOWN
        if parts.role and parts.role[-1].lower() in _FIRMS:
            return ORGANISATION
        if parts.title or parts.role:
            return PERSON
        if (
            word.lower() in self._words.organisations
            or word in self._words.seats
            or (word.isupper() and len(word) > 1)
        ):
            return ORGANISATION
        if word in self._words.places:
            return PLACE
        return PERSON if word.lower() in given_names() else UNKNOWN

    def _called_noun(self, phrase: Chunk) -> str:
        """Return the noun for a person whom a name is given to: "a man called Bo"."""
        lower, before = self._article.lower, phrase.start - 2
        is_called = before > 0 and lower[before + 1] in CALLED
        return lower[before] if is_called and is_for_a_person(lower[before]) else ""

    def _apposition(self, named: Figure, seen: SentenceView, phrase: Chunk) -> None:
        """Know somebody's role by what stands beside their name: "Ada Marsh, the town's mayor,"."""
        codes = self._article.codes
        first = phrase.end + 1
        has_role = named.role and named.role.rstrip(".").lower() not in _STYLES
        if has_role or named.kind not in (PERSON, UNKNOWN) or codes[phrase.end : first] != ",":
            return
        found = (
            self._role_at(seen, first)
            or self._role_before(seen, phrase.start - 1)
            or _LEADING.get(" ".join(self._article.lower[first : first + 2]), "")
        )
        if found:
            if named.kind == UNKNOWN and not _MAKING.isdisjoint(found.lower().split()):
                return
            named.role = found
            named.kind = PERSON
            named.learn_gender(found.split())

    def _role_at(self, seen: SentenceView, first: int) -> str:
        """Return the role that begins with a token, and is all up to the next mark."""
        codes, lower = self._article.codes, self._article.lower
        if codes[first : first + 1] not in ("D", "G"):
            return ""
        end = 0
        for chunk in seen.chunks:
            if (chunk.start == first and self._names_a_role(chunk)) or (
                end and chunk.start == end + 1 and lower[end] in ("of", "for", "at")
            ):
                end = chunk.end
        return self._article.piece(first, end) if end and codes[end : end + 1] in _ENDING else ""

    def _role_before(self, seen: SentenceView, comma: int) -> str:
        """Return the role that ends before a comma: "the town's mayor, Ada Marsh,"."""
        if self._article.codes[max(0, comma) : comma + 1] != ",":
            return ""
        for chunk in seen.chunks:
            if chunk.end == comma and self._names_a_role(chunk):
                return self._article.piece(chunk.start, chunk.end)
            if chunk.end == comma and self._article.lower[chunk.start - 1] in _OFFICE_OF:
                return self._office_of(seen, chunk)
        return ""

    def _office_of(self, seen: SentenceView, what: Chunk) -> str:
        """Return an office with what it is of: "the Commissioner for Works, Ada Roe,"."""
        for chunk in seen.chunks:
            head = self._article.lower[chunk.end - 1]
            if chunk.end == what.start - 1 and self._article.codes[chunk.start] in "DG":
                is_one = head in _OFFICES or head in self._words.occupations
                return self._article.piece(chunk.start, what.end) if is_one else ""
        return ""

    def _names_a_role(self, chunk: Chunk) -> bool:
        head = self._article.lower[chunk.end - 1]
        return (
            chunk.kind == NOUN
            and head not in _LANDS
            and (
                self._article.codes[chunk.start] in "DG"
                or "'" in self._article.codes[chunk.start : chunk.end]
            )
            and (head in self._words.people or head in self._words.roles)
        )

    def _mention(
        self, named: Figure, number: int, seen: SentenceView, phrase: Chunk, parts: Parts
    ) -> None:
        codes, sentence = self._article.codes, seen.sentence
        if named.kind == UNKNOWN and (parts.title or parts.role):
            named.kind = PERSON
        if named.kind == UNKNOWN and (noun := self._called_noun(phrase)):
            named.kind = PERSON
            named.learn_gender([noun])
        if parts.gender and not named.sure and named.kind == PERSON:
            named.gender, named.sure = parts.gender, True
        if parts.role and not named.role and named.kind == PERSON:
            named.role = " ".join(parts.role)
        bare = codes[phrase.end : phrase.end + 3].lstrip("RN")
        acting = bare[:1] in _ACTING
        verb = phrase.end
        behind = _AFTER_COMMA if codes[phrase.start - 1 : phrase.start] == "," else _CLAUSE
        if not acting and (clause := behind.match(codes, phrase.end, sentence.end)):
            acting, verb = True, clause.end() - 1
        speaks = False
        for one in seen.candidates:
            if verb <= one.token <= verb + 2:
                speaks = True
                break
        before = codes[phrase.start - 1] if phrase.start > sentence.start else "^"
        inverted = before in "Vv" and codes[max(0, phrase.start - 2)] in "Q,"
        place = NamedAt(
            phrase.start,
            number,
            subject=(acting and before != "P") or inverted,
            first=phrase.start - sentence.start < 2,
            full=len(parts.words) > 1,
            speaks=speaks or inverted,
        )
        if not named.mentions or named.mentions[-1].token != place.token:
            named.mentions.append(place)
            named.like_a_place += before == "P" and self._article.lower[phrase.start - 1] == "in"
            named.like_a_thing += (
                codes[phrase.start] == "D" and phrase.name_start == phrase.start + 1
            )
        surface = " ".join(parts.words)
        if surface != named.name:
            named.aliases[surface] = None
