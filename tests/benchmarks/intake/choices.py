"""Whom pronouns stand for in articles with gold: what the model `person` learns from.

The statement that a draft is about tells who its speaker is, and so for whom the pronoun stands
that names the speaker there.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.benchmarks.intake.fitting import Group
from tests.benchmarks.intake.gold import Gold, articles, is_by, nearest, words

from quoth.intake.files.batch import taken
from quoth.intake.people.figures import NAMELESS
from quoth.intake.people.person_features import Candidate, Setting
from quoth.intake.people.persons import Persons

_OVERLAP: Final = 0.5
"""The least share of words for a draft to be about a statement."""
_Made = dict[int, tuple[str, list[Candidate], list[list[str]]]]
"""The choices made: by offset the pronoun, the candidates, and the features of each."""


def person_groups(folder: Path) -> dict[str, list[Group]]:
    """Return, by article, whom "he" and "she" stand for, of those who come into question."""
    found = {}
    for path, statements in articles(folder):
        made: _Made = {}
        with _recorded(made):
            taken_in = taken(path, {}).found
        groups = []
        for draft in taken_in.drafts if taken_in is not None else ():
            start = draft.speaker.span.start if draft.speaker is not None else -1
            statement, share = nearest(draft, statements)
            if start not in made or statement is None or share < _OVERLAP:
                continue
            pronoun, candidates, features = made[start]
            right = _right(candidates, statement, owns=pronoun in ("his", "her"))
            if right >= 0:
                groups.append(Group(features, right))
        found[path.stem] = groups
    return found


@contextmanager
def _recorded(made: _Made) -> Iterator[None]:
    """Note the choices that an intake makes."""
    features = Persons.features

    def noted(persons: Persons, here: Setting, options: list[Candidate]) -> Iterator[list[str]]:
        found = list(features(persons, here, options))
        pronoun, offset = here.article.lower[here.token], here.article.starts[here.token]
        made[offset] = (pronoun, options, found)
        return iter(found)

    with patch.object(Persons, "features", noted):
        yield


def _right(candidates: list[Candidate], statement: Gold, *, owns: bool) -> int:
    """Return which candidate is the speaker, or is "her" in "her office"; -1 for none."""
    names = {name.rpartition(" s ")[0] for name in statement.names} if owns else statement.names
    for number, one in enumerate(candidates):
        if one.figure.kind == NAMELESS:
            is_right = any(one.figure.words[0] in words(name) for name in names)
        else:
            is_right = is_by(one.figure.name, names)
        if is_right:
            return number
    return -1
