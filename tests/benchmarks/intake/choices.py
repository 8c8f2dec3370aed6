"""Whom pronouns and descriptions stand for in articles with gold: what models learn from.

The statement that a draft is about tells who its speaker is, and so for whom the pronoun or the
description stands that names the speaker there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.benchmarks.intake.fitting import Group
from tests.benchmarks.intake.gold import Gold, articles, is_by, nearest, words

from quoth.intake.files.batch import taken
from quoth.intake.people.definite_features import Definite, Nominee
from quoth.intake.people.definites import Definites
from quoth.intake.people.figures import NAMELESS, Figure
from quoth.intake.people.person_features import Candidate, Setting
from quoth.intake.people.persons import Persons
from quoth.intake.text.chunks import Chunk

_OVERLAP: Final = 0.5
"""The least share of words for a draft to be about a statement."""
_Features = list[list[str]]
ByArticle = dict[str, list[Group]]
_Right = Callable[[Gold], int]
"""Tells which option a statement's speaker is; -1 if none is right."""
_Made = dict[int, tuple[_Features, _Right]]
"""The choices made, by the offset of the words."""


def person_choices(folder: Path) -> ByArticle:
    """Return, by article, whom "he" and "she" stand for, of those who come into question."""
    return _choices(folder, _persons_noted)


def definite_choices(folder: Path) -> ByArticle:
    """Return, by article, whom "the striker" and the like stand for; the last option is none."""
    return _choices(folder, _definites_noted)


def _choices(
    folder: Path, noted: Callable[[_Made], AbstractContextManager[None]]
) -> dict[str, list[Group]]:
    found = {}
    for path, statements in articles(folder):
        made: _Made = {}
        with noted(made):
            taken_in = taken(path, {}).found
        groups = []
        for draft in taken_in.drafts if taken_in is not None else ():
            start = draft.speaker.span.start if draft.speaker is not None else -1
            statement, share = nearest(draft, statements)
            if start not in made or statement is None or share < _OVERLAP:
                continue
            features, right = made[start]
            if (number := right(statement)) >= 0:
                groups.append(Group(features, number))
        found[path.stem] = groups
    return found


@contextmanager
def _persons_noted(made: _Made) -> Iterator[None]:
    """Note the choices for pronouns that an intake makes."""
    features = Persons.features

    def noted(persons: Persons, here: Setting, options: list[Candidate]) -> Iterator[list[str]]:
        found = list(features(persons, here, options))
        owns = here.article.lower[here.token] in ("his", "her")
        made[here.article.starts[here.token]] = found, partial(_person, options, owns)
        return iter(found)

    with patch.object(Persons, "features", noted):
        yield


@contextmanager
def _definites_noted(made: _Made) -> Iterator[None]:
    """Note the choices for descriptions: those that rules make as well, to learn from more."""
    remember = Definites.remember

    def noted(definites: Definites, chunk: Chunk, figure: Figure | None) -> None:
        one, options = definites.choice(chunk)
        if one is not None and options:
            features = list(definites.features(one, options))
            made[one.article.starts[one.token]] = features, partial(_named, one, options)
        remember(definites, chunk, figure)

    with patch.object(Definites, "remember", noted):
        yield


def _person(candidates: list[Candidate], owns: bool, statement: Gold) -> int:
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


def _named(one: Definite, options: list[Nominee], statement: Gold) -> int:
    """Return which candidate is the speaker; the last one if the description is right."""
    for number, option in enumerate(options):
        if is_by(option.figure.name, statement.names):
            return number
    is_described = any(one.head in words(name) for name in statement.names)
    return len(options) if is_described else -1
