"""The words by which actors are called: whose they are, and what other words mean the same."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from quoth.basics.text import tokenise, words
from quoth.index.segment.encoding import write_lists
from quoth.index.segment.layout import SegmentWriter
from quoth.store.model import ActorKind

Called = tuple[int, Sequence[str], str]
"""An actor's number, its name and aliases, and its kind."""


def write_names(writer: SegmentWriter, terms: Mapping[str, int], actors: Sequence[Called]) -> None:
    """Write which actors have a word in their names, and which words are synonyms."""
    bearers: defaultdict[int, list[int]] = defaultdict(list)
    spelt: dict[int, str] = {}
    synonyms: defaultdict[int, set[int]] = defaultdict(set)
    for number, spellings, kind in actors:
        for word in {word for spelling in spellings for word in words(spelling)}:
            bearers[terms[word]].append(number)
            spelt[terms[word]] = word
        same = {terms[word] for word in telling(spellings, kind)}
        for term in same:
            synonyms[term] |= same - {term}
    _write_map(writer, "names", bearers)
    writer.texts("names.words", [spelt[term] for term in sorted(bearers)])
    _write_map(writer, "synonyms", {term: sorted(some) for term, some in synonyms.items() if some})


def _write_map(writer: SegmentWriter, name: str, lists: Mapping[int, Sequence[int]]) -> None:
    """Write the numbers of some terms."""
    found = sorted(lists)
    writer.numbers(f"{name}.terms", array("I", found))
    write_lists(writer, name, (lists[term] for term in found))


def telling(spellings: Iterable[str], kind: str) -> frozenset[str]:
    """Return the words of an actor's spellings that mean the actor without the others.

    Args:
        spellings: the name and the aliases.
        kind: what the actor is, as the store has it.
    """
    return frozenset(word for one in spellings if (word := _telling(one, kind)))


def _telling(spelling: str, kind: str) -> str:
    """Return the word of a spelling that means the actor without the others, if one does.

    That is the only word there is, or a person's surname: the last word, unless it is a common one
    ("the French leader").
    """
    tokens = tokenise(spelling)
    if not tokens:
        return ""
    *others, last = tokens
    proper = not spelling[last.start].islower()
    return last.word if proper and (not others or kind == ActorKind.PERSON) else ""
