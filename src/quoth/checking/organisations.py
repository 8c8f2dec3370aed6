"""Organisations, states and groups that stand in a store under several spellings of their name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from quoth.basics.text import words
from quoth.checking.candidates import Proposal, ReadName, kept_first, proposal
from quoth.checking.name_words import DESCRIPTIONS, FUNCTION_WORDS
from quoth.checking.names import read

_ARTICLE: Final = re.compile(r"(?i)^the\s+")
_AND: Final = re.compile(r"(?i)\s+(?:and|&)\s+")
_TEAMS: Final = frozenset({"campaign", "administration"})
"""What is written small and yet means one body: "the Archer campaign"."""
_SMALL: Final = frozenset({"of", "and", "the", "for", "in", "on", "de", "la", "du"})
_LONGEST: Final = 80


def proposals_of_organisations(
    known: Iterable[ReadName], of_people: Collection[str]
) -> Iterator[Proposal]:
    """Yield all proposals of organisations and groups.

    A single word that occurs in a name of a person is left out.
    """
    blocks: dict[str, list[ReadName]] = defaultdict(list)
    are_proper: set[str] = set()
    for one in known:
        for key, names in _spellings(one).items():
            if (
                key
                and key not in of_people
                and not (one.names and (one.is_full or one.names[0].titles))
            ):
                blocks[key].append(one)
                if key not in are_proper and any(map(_is_proper, names)):
                    are_proper.add(key)
    proper: dict[str, list[ReadName]] = {}
    for key, block in blocks.items():
        if key not in are_proper:
            continue
        proper[key] = kept_first(block)
        kinds = {one.candidate.kind for one in block} - {None}
        if len(kinds) < 2 and (made := proposal(proper[key], 0.92, _why(proper[key], key))):
            yield made
    yield from _short_for(proper)


def _spellings(one: ReadName) -> dict[str, list[str]]:
    """Return the spellings of a candidate by what they have in common with others of the name."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in (one.candidate.name, *one.candidate.aliases):
        found[_key(name)].append(name)
    return found


def _key(name: str) -> str:
    """Return what spellings of a thing's name have in common; nothing if it isn't such a name."""
    bare = _ARTICLE.sub("", name.strip(' ,;:“”"')).strip()
    if not bare or len(bare) > _LONGEST or "," in bare or ". " in bare:
        return ""
    tokens = bare.split()
    last = tokens[-1].lower()
    if tokens[0].lower() in FUNCTION_WORDS or last in DESCRIPTIONS:
        return ""
    if not all(_is_a_word_of_a_name(token) for token in tokens[:-1]):
        return ""
    if not (_has_capital(tokens[-1]) or (last in _TEAMS and len(tokens) > 1)):
        return ""
    if len(tokens) == 1 and last.endswith("s") and not bare.isupper():
        return ""  # "the Archers", "Germans": a group, not always the same
    if any(read(part) for part in _AND.split(bare)[1:]):
        return ""
    return " ".join(words(bare))


def _is_a_word_of_a_name(word: str) -> bool:
    """Tell whether a word can stand in a thing's name before the last."""
    return _has_capital(word) or word in _SMALL or word == "&"


def _has_capital(token: str) -> bool:
    """Tell whether a word begins with a capital, or is none of letters that have any."""
    return token[0].isupper() or token[0].isdigit()


def _is_proper(name: str) -> bool:
    """Tell whether a spelling shows that it is a name, and no common word at the start of a line.

    "The Judge" may be any judge; "the Pentagon", "NATO" and "Fox News" name something.
    """
    bare = _ARTICLE.sub("", name.strip(' ,;:“”"'))
    tokens = bare.split()
    small_article = name.startswith("the ") and tokens[0][0].isupper()
    capitals = any(character.isupper() for character in tokens[0][1:])
    return small_article or capitals or (len(tokens) > 1 and tokens[0][0].isupper())


def _why(block: Iterable[ReadName], key: str) -> str:
    """Say what the spellings of a thing's name differ in."""
    names = [one.candidate.name for one in block]
    if any(_key(name) != key for name in names):
        return "one goes by a name of the other"
    if len({_ARTICLE.sub("", name) for name in names}) == 1:
        return "the same name with an article"
    if any("’" in name or "'" in name for name in names):
        return "the same name with a possessive"
    return "the same name but for capitals, points or accents"


def _short_for(proper: dict[str, list[ReadName]]) -> Iterator[Proposal]:
    """Propose names of three words and more with their initials, where only one has them."""
    initials: dict[str, list[str]] = defaultdict(list)
    for key in proper:
        parts = [word for word in key.split() if word not in _SMALL]
        if len(parts) >= 3:
            initials["".join(word[0] for word in parts)].append(key)
    for short, keys in initials.items():
        written = [one for one in proper.get(short, ()) if short.upper() in one.candidate.name]
        if written and len(keys) == 1:
            long = proper[keys[0]][0]
            if long.candidate.id != written[0].candidate.id and (
                made := proposal([long, written[0]], 0.64, "the initials of the name")
            ):
                yield made
