"""Words that are parts of names though they look like others: initials, "and", surnames like May.

The classes of an article's tokens are put right before its noun phrases are found, so that all that
follows sees names whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from quoth.basics.patterns import late
from quoth.intake.text.lexicon import given_names, lexicon

_CLOSED: Final = frozenset("TXDMPSCBWNR")
_COMMON: Final = frozenset([",", ".", "“", "”", "’s"])
"""Marks that are parts of no name, passed over at once."""
_MOST: Final = 5
"""How many words of an organisation's name may stand on either side of its "and"."""


def mend_names(tokens: list[str], lower: list[str], codes: list[str]) -> None:
    """Class the words of names as such, in place; and a verb that closes a sentence as a verb."""
    surnames: set[str] = set()
    for place in _may_be_mended(tokens, codes):
        if codes[place] == "U" and lower[place] in _MANY:
            _mend_list(lower, codes, place)
        elif tokens[place] in _PEOPLES and codes[place : place + 3] == ["U", "'", "U"]:
            codes[place + 1] = "U"  # "Democratic People's Front"
        is_of_a_name = codes[place] == "U" and len(tokens[place]) > 1 and lower[place] != "and"
        if not is_of_a_name:
            _mend(tokens, lower, codes, place, surnames)


def _mend(
    tokens: list[str], lower: list[str], codes: list[str], place: int, surnames: set[str]
) -> None:
    """Class one token as what it is in a name, or as a verb; note a surname that is a word."""
    word = tokens[place]
    if codes[place] == "b" and _closes(lower, codes, place):
        codes[place - 1], codes[place] = "s", "V"
    elif word in _MENDED:
        _MENDED[word](lower, codes, place)
    elif word in _APOSTROPHES:
        _mend_members(tokens, lower, codes, place)
    elif codes[place] == "$":
        _mend_number(lower, codes, place)
    elif word == "No" and codes[place + 1] == "$":
        codes[place] = "l"  # "Former world No 1 Ada Roe"
    elif len(word) == 1 and word.isupper():
        _mend_initial(tokens, codes, place)
    elif _is_part(tokens, lower, codes, place, surnames):
        if word[0].isupper():
            surnames.add(word)
        codes[place] = "U"


_PEOPLES: Final = frozenset(["People", "Women", "Men", "Children"])
"""People to whom what a name is of belongs, as words that begin it or stand within it."""
_FIRM_VERBS: Final = frozenset(
    ["said", "says", "told", "tells", "announced", "declined", "confirmed", "added", "has", "had"]
)
"""Verbs behind the name of a firm that ends as a possessive does: "Roe's said"."""


def _may_be_mended(tokens: list[str], codes: list[str]) -> list[int]:
    """Return the tokens between others that may be parts of names, or close a sentence."""
    return [
        place
        for place, word in enumerate(tokens[:-1])
        if place
        and (
            (word not in _COMMON and (not word.islower() or word in _LOWER or codes[place] == "b"))
            or (codes[place] == "'" and tokens[place + 1] in _FIRM_VERBS)
        )
    ]


def _mend_number(lower: list[str], codes: list[str], place: int) -> None:
    """Class a number that belongs to a name as a part of it: "Local 77"."""
    if is_number_of_a_name(lower, codes, place):
        codes[place] = "U"


def _is_part(
    tokens: list[str], lower: list[str], codes: list[str], place: int, surnames: set[str]
) -> bool:
    """Tell whether a token of another class is part of a name: what joins two words, or one."""
    if codes[place - 1] == codes[place + 1] == "U" and (
        tokens[place] == "&" or _joins(lower, codes, place)
    ):
        return True
    if lower[place] == "'s" and tokens[place + 1] in _FIRM_VERBS and codes[place - 1] == "U":
        return True
    is_again = tokens[place] in surnames and codes[place + 1] in "Vb'"
    return codes[place] in _CLOSED and (is_again or _is_of_a_name(tokens, lower, codes, place))


_NICKNAME: Final = re.compile(
    r"(?P<open>[“‘\"'])[A-Z][\w’-]{1,14}(?:\s[A-Z][\w-]{1,12})?(?P<close>[”’\"'])"
    r"(?=\s(?:[a-z]{2,3}\s)?[A-Z][\w’-]*[a-zà-ÿ])"
)
"""A nickname between a given name and a surname: "Padraig “Pakie” Noonan"."""
_BEFORE_NICKNAME: Final = late(r"(?P<within>(?:[a-z,]\s)?)(?P<given>[A-Z][a-zà-ÿ]+)\s\Z")
_LONGEST_GIVEN: Final = 30


def marks_of_nicknames(text: str) -> frozenset[int]:
    """Return where quotation marks stand around nicknames within names: they quote nothing.

    The word before is a known given name, or has a capital letter within a sentence.
    """
    found: set[int] = set()
    for match in _NICKNAME.finditer(text):
        start = match.start("open")
        before = _BEFORE_NICKNAME.search(text, max(0, start - _LONGEST_GIVEN), start)
        if before and (before["within"] or before["given"].lower() in given_names()):
            found.update((start, match.start("close")))
    return frozenset(found)


def _mend_particle(lower: list[str], codes: list[str], place: int) -> None:
    """Take "do" between a given name and a surname as a part of the name: "Beatriz do Val"."""
    if codes[place - 1] == codes[place + 1] == "U" and lower[place - 1] in given_names():
        codes[place] = "l"


def _mend_lead(_: list[str], codes: list[str], place: int) -> None:
    """Take "lead" before a person as an adjective: "lead author Ada Roe"."""
    if codes[place + 1] == "n" and codes[place - 1] in "QD,.C'P":
        codes[place] = "l"


def _mend_once(_: list[str], codes: list[str], place: int) -> None:
    """Take "once" between a subject and its verb as an adverb: "she once said"."""
    if codes[place - 1] in "SUn" and codes[place + 1] in "Vve":
        codes[place] = "R"


def _mend_that(lower: list[str], codes: list[str], place: int) -> None:
    """Take "that" between a preposition and a noun as a determiner: "a report on that blaze"."""
    if lower[place - 1] in _BEFORE_NOUNS and codes[place + 1] in "lsn":
        codes[place] = "D"


_BEFORE_NOUNS: Final = frozenset(
    ["on", "of", "with", "at", "from", "by", "about", "for", "after", "before", "under", "into"]
)


def _mend_filing(_: list[str], codes: list[str], place: int) -> None:
    """Take "filing" behind a noun as one, if nothing is filed: "a company filing shows"."""
    before = codes[place - 1] in "nl'" and codes[place - 2] in "DG'PolnU"
    if before and codes[place + 1] not in "DGMnlUOS$q":
        codes[place] = "n"


_MENDED: Final[dict[str, Callable[[list[str], list[str], int], None]]] = {
    "lead": _mend_lead,
    "once": _mend_once,
    "that": _mend_that,
    "do": _mend_particle,
    "das": _mend_particle,
    **dict.fromkeys(("filing", "briefing", "posting", "recording"), _mend_filing),
    "dos": _mend_particle,
}
"""What puts right single words that are of another class in a name or beside a verb."""
_LOWER: Final = frozenset(["and", *_MENDED])
"""Words in lower case that may be parts of names, or of what stands before one."""
_APOSTROPHES: Final = ("'", "’")
_MEMBERS: Final = ("ers", "ors", "ists", "ants", "ents", "ians", "ees", "nurses")
"""Endings of nouns for people who have a body of their own: "Bakers", "Tenants"."""
_THEIRS: Final = frozenset(
    [
        "union", "association", "federation", "guild", "league", "society", "council", "alliance",
        "network", "club", "institute", "forum", "congress", "cooperative", "co-operative",
        "confederation", "collective", "party", "trust",
    ]
)  # fmt: skip
"""What ends the name of a body of people: "Nurses' Union"."""


def _mend_members(tokens: list[str], lower: list[str], codes: list[str], place: int) -> None:
    """Take the name of a body of people as one: "the Bakers' and Millers' Union"."""
    if not (tokens[place - 1][0].isupper() and lower[place - 1].endswith(_MEMBERS)):
        return
    last = place + 1
    while last < len(codes) and last - place < _MOST + 2:
        if not (codes[last] == "U" or lower[last] in ("and", "&", *_APOSTROPHES)):
            return
        if codes[last] == "U" and lower[last] in _THEIRS:
            break
        last += 1
    if lower[last : last + 1] and lower[last] in _THEIRS:
        codes[place - 1 : last + 1] = ["U"] * (last + 2 - place)


def is_number_of_a_name(lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether a number ends a name: "Local 77", "Radio 4"."""
    word = lower[place]
    is_short = word.isdigit() and len(word) <= _DIGITS
    return is_short and codes[place - 1] == "U" and lower[place - 1] in _NUMBERED


_DIGITS: Final = 3
_NUMBERED: Final = frozenset(
    [
        "local", "lodge", "branch", "chapter", "unit", "channel", "radio", "squadron", "battalion",
        "brigade", "division", "district", "ward", "precinct", "troop", "base", "station", "team",
    ]
)  # fmt: skip
"""Words that a number tells apart in names."""


def _closes(lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether a word is a verb: "..., emails show.", "The report notes, on page 8, that"."""
    is_evidence = codes[place - 1] == "b" and lower[place - 1] in lexicon().evidence
    if is_evidence and codes[place + 1 : place + 3] == [",", "P"]:
        return _is_inserted(codes, place + 2)
    if codes[place + 1] != ".":
        return False
    is_last = codes[place - 1] == "s" or is_evidence
    return is_last and "," in codes[max(0, place - 5) : place]


def _is_inserted(codes: list[str], place: int) -> bool:
    """Tell whether "that" follows what begins at a token: "The report notes, on page 8, that"."""
    behind = codes[place : place + _INSERTED]
    return "," in behind and behind[behind.index(",") + 1 : behind.index(",") + 2] == ["t"]


_INSERTED: Final = 10


def _joins(lower: list[str], codes: list[str], place: int) -> bool:
    return lower[place] == "and" and _joins_an_organisation(lower, codes, place)


def _is_of_a_name(tokens: list[str], lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether a capitalised word of a closed class begins a name, or ends one."""
    if not tokens[place][0].isupper():
        return False
    begins = codes[place] == "T" and _begins_a_name(tokens, lower, codes, place)
    if lower[place] in _GIVEN and codes[place + 1] == "U" and codes[place - 1] in "nlVC,":
        return True
    return begins or (not tokens[place].isupper() and _ends_a_name(tokens, lower, codes, place))


_GIVEN: Final = frozenset(["per", "will", "so"])
"""Given names that are other words, too; behind "analyst", "told" or a comma they are names."""
_MANY: Final = frozenset(["department", "ministry", "committee", "commission", "office"])
"""What may be for several things: "Department for Culture, Media and Sport"."""


def _mend_list(lower: list[str], codes: list[str], place: int) -> None:
    """Take what a department is for as one name: a list of capitalised words with an "and"."""
    if lower[place + 1] not in ("for", "of", "on"):
        return
    first = last = place + 2 + (lower[place + 2 : place + 3] == ["the"])
    while last + 1 < len(codes) and last - first < 2 * _MOST and (
        codes[last] == "U" or (codes[last + 1] == "U" and lower[last] in (",", "and"))
    ):  # fmt: skip
        last += 1
    if (
        codes[first : first + 1] == ["U"]
        and "," in lower[first:last]
        and "and" in lower[first:last]
    ):
        codes[first:last] = ["U"] * (last - first)


def _mend_initial(tokens: list[str], codes: list[str], place: int) -> None:
    """Take a letter without a full stop as an initial: "minister M K Roe", "leader A Roe"."""
    following = tokens[place + 1]
    is_name = (len(following) == 1 and following.isupper()) or codes[place + 1] == "U"
    if is_name and codes[place - 1] not in ".qQ:-(" and tokens[place] != "I":
        codes[place] = "U"


_MONTHS: Final = frozenset(["jan", "mar", "jun", "dec", "april", "may", "june", "august"])
"""Months that are given names, too."""
_DAYS: Final = frozenset(["sunday", "monday", "friday"])
"""Days that are given names, too."""
_BEFORE_MONTHS: Final = frozenset(
    [
        "in",
        "on",
        "last",
        "next",
        "of",
        "this",
        "since",
        "until",
        "by",
        "from",
        "to",
        "late",
        "early",
        "mid",
        "during",
        "after",
        "before",
    ]
)


def _begins_a_name(tokens: list[str], lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether a month or a day is a given name: "an aide, June Roe", "a coach, Sunday Po"."""
    if lower[place] in _DAYS and codes[place - 1] in ",H" and codes[place + 1] == "U":
        return lower[place + 1] not in lexicon().outlets
    is_month = lower[place] in _MONTHS and tokens[place][0].isupper()
    if not is_month or codes[place + 1] != "U" or codes[place - 1] in "T$D":
        return False
    return lower[place - 1] not in _BEFORE_MONTHS


def _ends_a_name(tokens: list[str], lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether a word that may be another is a surname: "Ms. May", "Theresa May said"."""
    before = lower[place - 1]
    if codes[place - 1] == "H":
        return before.rstrip(".") not in ("president", "general")
    if codes[place] == "X" and codes[place - 1] == "U" and codes[place + 1] in "XVve":
        return True  # "Boaz Were was"
    known = codes[place - 1] == "U" and before in given_names()
    return known and codes[place] == "T" and not tokens[place + 1][0].isdigit()


def _joins_an_organisation(lower: list[str], codes: list[str], place: int) -> bool:
    """Tell whether "and" stands in one name: "the Roe and Poe Hospital", "Work and Pensions"."""
    first = place - 1
    while first > 0 and codes[first - 1] == "U" and place - first < _MOST:
        first -= 1
    if codes[first - 1 : first] == ["H"]:
        return False
    if (lower[place - 1], lower[place + 1]) in _PAIRS:
        return True
    if lower[first] in given_names() and (place - first > 1 or lower[place + 1] in given_names()):
        return False
    organisations = lexicon().organisations
    if any(word in organisations for word in lower[first:place]):
        return False
    last = place + 1
    while last + 1 < len(codes) and last - place < _MOST:
        if codes[last + 1] != "U" and lower[last + 1] not in _APOSTROPHES:
            break
        last += 1
    behind = lower[place + 1 : last + 1]
    if len(behind) > 1 and lower[last + 1 : last + 2] and lower[last + 1] in _THEIRS:
        return True  # "the Bakery and Mill Workers union"
    if _ends_a_union(lower, first, behind) or (len(behind) == 2 and behind[1] in _AUTHORITIES):
        return True
    return len(behind) > 1 and any(word in organisations for word in behind[1:])


def _ends_a_union(lower: list[str], first: int, behind: list[str]) -> bool:
    """Tell whether words end such a name as "the National Union of Mill and Bakery Workers".

    `first` is the token before "and" with which what stands there begins.
    """
    is_of = lower[first - 1] == "of" and lower[first - 2] in _THEIRS
    return is_of and behind[-1].endswith(_MEMBERS)


_AUTHORITIES: Final = frozenset(["executive", "inspectorate", "ombudsman", "tribunal", "police"])
"""Words that end the name of an authority, and aren't an organisation's name by themselves."""
_PAIRS: Final = frozenset(
    [
        ("marks", "spencer"), ("johnson", "johnson"), ("procter", "gamble"), ("smith", "wesson"),
        ("ernst", "young"), ("barnes", "noble"), ("simon", "schuster"), ("fortnum", "mason"),
        ("harland", "wolff"), ("fire", "rescue"), ("fire", "emergency"), ("search", "rescue"),
        ("black", "decker"), ("legal", "general"), ("standard", "poor"),
        ("trinidad", "tobago"), ("bosnia", "herzegovina"), ("antigua", "barbuda"),
        ("tyne", "wear"), ("hammersmith", "fulham"), ("brighton", "hove"),
        ("comptroller", "auditor"),
        ("kensington", "chelsea"), ("dumfries", "galloway"), ("perth", "kinross"),
    ]
)  # fmt: skip
"""Firms and places with an "and" that no other word shows to be one name."""
