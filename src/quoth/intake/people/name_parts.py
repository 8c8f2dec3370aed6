"""A name taken apart: the title, the role, the name itself.

Words for roles, titles and adjectives of countries stand before a name: "Mayor Ada Roe",
"the Minister of State for Works, Bo Poe".
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Final

from quoth.intake.people.bodies import BEFORE_NAMES
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.lexicon import Lexicon, countries, given_names, lexicon

SPELT: Final = {
    "sen": "Senator", "rep": "Representative", "gov": "Governor", "gen": "General",
    "lt": "Lieutenant",
    "col": "Colonel", "capt": "Captain", "sgt": "Sergeant", "maj": "Major", "adm": "Admiral",
    "prof": "Professor", "rev": "Reverend", "pres": "President", "pc": "Constable",
    "wpc": "Constable", "det": "Detective", "insp": "Inspector", "supt": "Superintendent",
    "cllr": "Councillor",
}  # fmt: skip
"""Titles that are written short."""
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
        "ab",
        "ap",
        "do",
        "das",
        "dos",
        "du",
        "ter",
    ]
)
"""Words within a name that begin with a small letter: "Ada van der Roe"."""
JOINING: Final = frozenset(["&", "and"])
"""Words inside the names of organisations."""
MOVEMENTS: Final = frozenset(
    [
        "Rally", "Movement", "Front", "Alternative", "Action", "Citizens", "Doctors", "Forum",
        "Friends", "Guardians", "Mothers", "Parents", "Voices", "Defenders", "Protectors",
        "Keepers", "Neighbours", "Neighbors", "Families", "Women", "Farmers", "Teachers",
        "Students",
    ]
)  # fmt: skip
"""What begins the names of parties and the like: "Rally for Renewal", "Friends of the Fell"."""
_POSTNOMINALS: Final = frozenset(
    ["KC", "QC", "SC", "BL", "MP", "MSP", "MEP", "TD", "MBE", "OBE", "CBE", "PhD", "MD", "FRS"]
)
"""Letters behind a name: "Ada Roe KC"."""
_IN_A_ROLE: Final = frozenset(["KC", "QC", "SC", "BL", "MP", "MSP", "MEP", "TD"])
"""Those letters that name an office or a profession."""
GENDER_OF_TITLE: Final = {
    "mr": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "pope": "m", "father": "m",
    "congressman": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "queen": "f",
    "alhaji": "m", "malam": "m", "mallam": "m", "haji": "m", "shri": "m", "encik": "m", "oom": "m",
    "ustaz": "m", "pandit": "m", "maulana": "m", "hajia": "f", "alhaja": "f", "hajah": "f",
    "smt": "f", "puan": "f", "aunty": "f", "auntie": "f", "tannie": "f", "madam": "f", "mdm": "f",
    "princess": "f", "madame": "f", "mme": "f", "congresswoman": "f", "sister": "f",
}  # fmt: skip
_ARTICLES: Final = frozenset(["the", "a", "an"])
_APOSTROPHES: Final = ("'", "’")
_POSSESSIVE: Final = ("'s", "’s", *_APOSTROPHES)
OFFICE_OF: Final = frozenset(["of", "for"])
OFFICES: Final = frozenset(
    [
        "minister", "secretary", "undersecretary", "leader", "director", "head", "chief", "chair",
        "chairman", "chairwoman", "president", "premier", "governor", "mayor", "speaker",
        "superintendent", "commissioner", "professor", "ambassador", "archbishop", "bishop",
        "comptroller", "vice-chancellor", "secretary-general", "director-general", "registrar",
        "attorney-general", "auditor-general", "governor-general", "provost", "rector",
        "dean", "editor", "chancellor", "commander", "inspector", "controller",
    ]
)  # fmt: skip
"""Nouns for holders of an office. An aide or a lawyer for Ada Roe is another person."""
_COLLECTIVES: Final = frozenset(["public", "state", "states", "city", "nation", "people", "world"])
"""Nouns for many, which are within names: "Granite Public Strategies", "World Athletics"."""
NO_SURNAMES: Final = frozenset(
    [
        "officer", "director", "secretary", "minister", "president", "chairman", "chairwoman",
        "chairperson", "commissioner", "inspector", "superintendent", "executive", "manager",
        "treasurer", "ambassador", "editor", "coordinator", "co-ordinator", "spokesman",
        "spokeswoman", "spokesperson", "administrator", "registrar", "adviser", "advisor",
        "counsel", "professor", "undersecretary", "governor", "mayor", "leader", "lecturer",
        "correspondent", "attorney", "justice", "consultant", "analyst", "economist", "strategist",
    ]
)  # fmt: skip
"""Nouns for offices and work that are hardly anyone's surname."""
_GIVEN_AND_SURNAME: Final = 2
_LONGEST_OFFICE: Final = 10
"""How many tokens before a name its office begins, at most."""
_INITIALS: Final = 2
"""How long an initial is with its full stop."""
_WITH_A_SURNAME: Final = 3


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
            gender = GENDER_OF_TITLE.get(lower, gender)
            cut = place + 1
        elif (
            (lower in words.roles or lower in words.people or _is_parent_of(lower))
            and place + 1 < len(tokens)
            and not (group and token[0].isupper())
            and not (lower in words.organisations and token[0].isupper())
            and not (lower in _COLLECTIVES and token[0].isupper())
        ):
            gender = words.gender_of(lower.partition("-of-")[0]) or gender
            cut = place + 1
        elif not token[0].isupper() and token.lower() not in _LINKS and token not in JOINING:
            cut = place + 1
    if not group:
        cut = max(cut, _end_of_occupation(tokens, words), _end_of_nationality(tokens))
    is_counted = cut > 0 and tokens[cut - 1].isdigit()  # "Rovers 2 Town 3": a result isn't a role
    is_owner = cut > 0 and tokens[cut - 1] in _POSSESSIVE  # "Loquent's AI": the owner isn't a role
    role = [] if is_counted or is_owner else tokens[:cut]
    return Parts(tokens[cut:], role, title, gender)


def _is_parent_of(word: str) -> bool:
    """Tell whether a word is like "mum-of-three"."""
    noun, of, _ = word.partition("-of-")
    return bool(of) and noun in lexicon().people


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


def _end_of_nationality(tokens: list[str]) -> int:
    """Return where the full name behind a nationality begins: "Australian Ada Roe"; 0 for none."""
    first = tokens[0]
    is_adjective = countries().get(first, first) != first
    is_name = len(tokens) == _WITH_A_SURNAME and tokens[1].lower() in given_names()
    return 1 if is_adjective and is_name else 0


@lru_cache(maxsize=4096)
def _known_parts(tokens: tuple[str, ...]) -> Parts:
    """Return the parts of a phrase, which comes again and again: leave them as they are."""
    return take_apart(list(tokens), lexicon())


def _with_apostrophes(tokens: list[str]) -> list[str]:
    """Return the words of a name, an apostrophe being part of its word: "Bakers'", "Union"."""
    found: list[str] = []
    for token in tokens:
        if token in _POSSESSIVE and found:
            found[-1] += token
        else:
            found.append(token)
    return found


def office_before(article: ParsedArticle, phrase: Chunk) -> int:
    """Return the noun of an office that a phrase completes: "Minister of State for"; else -1."""
    lower, codes = article.lower, article.codes
    first, place = -1, phrase.start - 1
    while place > max(0, phrase.start - _LONGEST_OFFICE) and lower[place] in OFFICE_OF:
        first = place - 1
        place = first
        while place > 0 and codes[place] in "UHn":
            place -= 1
    return first if first >= 0 and lower[first] in OFFICES else -1


class NameReader:
    """Takes the names in an article apart."""

    def __init__(self, article: ParsedArticle) -> None:
        self._article = article
        self._words = lexicon()
        self._written = frozenset(article.tokens)
        self._beginnings = frozenset(one.start for one in article.sentences)
        self.behind_office: dict[int, Chunk] = {}
        """The name behind an office, by its first preposition: "Minister of Works Ada"."""

    def parts(self, phrase: Chunk) -> Parts | None:
        """Return the parts of a phrase that ends with a name; None for an office alone."""
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
        if any(article.lower[n] in _POSSESSIVE for n in range(phrase.name_start, end)):
            before = article.lower[start : phrase.name_start]
            first = sum(word not in _ARTICLES for word in before)
            tokens = [*tokens[:first], *_with_apostrophes(tokens[first:])]
        parts = _known_parts(tuple(tokens))
        if len(parts.words) > 2 and parts.words[-1] in _POSTNOMINALS:
            style = [parts.words[-1]] if parts.words[-1] in _IN_A_ROLE else []
            parts = Parts(parts.words[:-1], parts.role or style, parts.title, parts.gender)
        is_letters = tokens[-1].isupper() and tokens[-1].lower() in self._words.roles
        if is_letters and all(token.islower() for token in tokens[:-1]):
            return None  # "a new MP"
        if tokens[-1][0] == "@" and len(tokens) > 1:
            parts = Parts(tokens[-1:], tokens[:-1], "", "")
        if len(tokens) > 2 and self._is_given_name(phrase, tokens):
            parts = Parts(tokens, [], "", given_names()[tokens[0].lower()])
        if len(parts.words) > 1 and self._is_common(phrase, parts.words):
            parts = Parts(parts.words[1:], [parts.words[0].lower()], parts.title, parts.gender)
        if (first := office_before(article, phrase)) >= 0:
            parts = self._behind_office(phrase, parts, first)
        is_body = tokens[-1].lower() in self._words.organisations or tokens[-1] in MOVEMENTS
        if is_body and (what := self._of_what(end)):
            parts = Parts([*parts.words, *what], parts.role, parts.title, parts.gender)
        return parts

    def _is_office_alone(self, phrase: Chunk, tokens: list[str]) -> bool:
        """Tell whether a phrase is an office and no name: "Its Executive Engineer"."""
        known, noun = self._words, tokens[-1].lower()
        if noun in NO_SURNAMES and len(tokens) > 1:
            return given_names().keys().isdisjoint(token.lower() for token in tokens)
        is_one = noun in known.occupations or (noun in known.roles and noun in known.people)
        return self._article.codes[phrase.start] == "G" and is_one and len(tokens) > 2

    def _is_common(self, phrase: Chunk, words: list[str]) -> bool:
        """Tell whether a sentence begins with a common noun before a name: "Wildcard Ada Roe".

        The article has the noun elsewhere, without a capital letter: before the same name, or
        anywhere if what follows is a given name.
        """
        known, first = given_names(), words[0].lower()
        begins = phrase.start in self._beginnings and phrase.start == phrase.name_start
        if not begins or first not in self._written or first in known:
            return False
        return words[1].lower() in known or (first, words[1]) in self._pairs

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """All tokens of the article, each with the one behind it."""
        return frozenset(pairwise(self._article.tokens))

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
        known = given_names()
        given = next(
            (n for n, word in enumerate(lower[:-1]) if word in known or word == "said"), -1
        )
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
        bodies = known.organisations | known.people | BEFORE_NAMES
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
