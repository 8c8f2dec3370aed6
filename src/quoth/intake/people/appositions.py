"""The name beside a noun: "a spokeswoman, Anna Roe," or "Anna Roe, an aide," is Anna Roe."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from quoth.intake.attributing.cues import CALLED, SentenceView
from quoth.intake.people.bodies import BODIES
from quoth.intake.people.figures import ORGANISATION, PERSON, UNKNOWN, Figure
from quoth.intake.people.roles_beside import is_where
from quoth.intake.people.speaker import Scene, Speaker
from quoth.intake.reasons import Meant, MeantBy
from quoth.intake.text.chunks import NAME, Chunk
from quoth.intake.text.shapes import is_for_a_person

_IN_A_PLACE: Final = re.compile("(?:PD?U{1,5}){1,3}")
"""A place or a body behind a name: "Bo in Tarn", "Bo of the University of Tarn"."""
_APPOSED: Final = re.compile("(?:W[^,.;:qQ]{1,12})?,(?=D)")
"""What stands between a noun and an apposition, a relative clause with it."""
_GOES_ON: Final = re.compile("(?!R*[VXv])[^.;]*?,Q?[RXNT]*[VbXv]")
"""What goes on behind an apposition: a comma and the verb."""
_KEEPERS: Final = frozenset(["owner", "builder", "landlord", "organiser", "organizer", "sponsor"])
"""Nouns for a person or a body."""


def apposed(scene: Scene, chunk: Chunk) -> Speaker | None:
    """Return the name beside a noun: "a spokeswoman, Anna Roe," or "Anna Roe, an aide,"."""
    codes, seen = scene.article.codes, scene.views[scene.sentence_of(chunk.start)]
    if chunk.kind == NAME and codes[chunk.start] not in "DG":
        return None
    if codes[chunk.start - 1 : chunk.start] == ",":
        behind = chunk.start - 1
        if codes[behind - 1] == ")":
            behind = max(codes.rfind("(", seen.sentence.start, behind), seen.sentence.start)
        for other in seen.chunks:
            is_place = is_where(scene.article, other)
            is_beside = other.kind == NAME and other.end == behind and not is_place
            if is_beside and _apposes(scene, other, chunk):
                return _by_role(scene, chunk, other, MeantBy.NAME_BEFORE_NOUN)
    end = _end_of_noun(scene, seen, chunk)
    if (called := _called(scene, seen, end)) is not None:
        return _by_role(scene, chunk, called, MeantBy.NAME_BEHIND_NOUN)
    if codes[end : end + 1] == ",":
        for other in seen.chunks:
            place = _IN_A_PLACE.match(codes, other.end)
            stop = place.end() if place else other.end
            inserted = codes[end + 1 : end + 2] in ("g", "e", "V")  # "her rival, sitting MP Bo"
            is_next = other.start == end + 1 + inserted
            if is_next and codes[stop : stop + 1] in (",", "", ".", ":"):
                return _by_role(scene, chunk, other, MeantBy.NAME_BEHIND_NOUN)
    return None


def _called(scene: Scene, seen: SentenceView, end: int) -> Chunk | None:
    """Return the name given in an apposition: "The engineer who came, a man called Bo Poe,"."""
    codes, lower = scene.article.codes, scene.article.lower
    apposed = _APPOSED.match(codes, end, seen.sentence.end)
    if apposed is None:
        return None
    start = apposed.end()
    for noun, name in pairwise(seen.chunks):
        is_called = noun.end + 1 == name.start and lower[noun.end] in CALLED
        if noun.start == start and is_called and codes[name.end : name.end + 1] == ",":
            figure = scene.register.of_chunk.get((name.start, name.end))
            if figure is not None and figure.kind == UNKNOWN:
                figure.kind = PERSON
            return name
    return None


def _end_of_noun(scene: Scene, seen: SentenceView, chunk: Chunk) -> int:
    """Return where a noun ends with what it is of: "the head of the harbour board"."""
    end = chunk.end
    for other in seen.chunks:
        if other.start == end + 1 and scene.article.lower[end] in ("of", "for", "at", "in"):
            end = other.end
    return end


def _by_role(scene: Scene, noun: Chunk, name: Chunk, by: MeantBy) -> Speaker | None:
    """Return a person named beside a noun, which is their role."""
    figure = scene.register.of_chunk.get((name.start, name.end))
    if name.kind != NAME or figure is None:
        return None
    is_far = by is MeantBy.NAME_BEHIND_NOUN and name.start > noun.end + 1
    if (
        is_far
        and figure.kind == ORGANISATION
        and is_for_a_person(scene.article.lower[noun.end - 1])
    ):
        return None  # "a source at her label, Roe Music" isn't the label
    if by is MeantBy.NAME_BEHIND_NOUN and _is_body_behind(scene, noun, name, figure):
        return scene.speaker(noun, figure.name, figure, Meant(by))
    if figure.kind == ORGANISATION and by is MeantBy.NAME_BEFORE_NOUN:
        is_about = scene.article.lower[noun.start] in ("the", "a", "an")
        return scene.speaker(noun, figure.name, figure, Meant(by)) if is_about else None
    if figure.kind == UNKNOWN and len(figure.words) > 1:
        head = scene.article.lower[noun.end - 1]
        figure.kind = PERSON if is_for_a_person(head) else UNKNOWN
    if figure.kind != PERSON:
        return None
    if not figure.role:
        seen = scene.views[scene.sentence_of(noun.start)]
        figure.role = scene.article.piece(noun.start, _end_of_noun(scene, seen, noun))
        figure.learn_gender(figure.role.split())
    return scene.speaker(noun, figure.name, figure, Meant(by))


def _is_body_behind(scene: Scene, noun: Chunk, name: Chunk, figure: Figure) -> bool:
    """Tell whether a noun for a body is followed by its name: "The cable's owner, Roelink,"."""
    is_next = name.start == noun.end + 1 and figure.kind in (ORGANISATION, UNKNOWN)
    is_known = scene.article.codes[noun.start] in "DG" and not figure.like_a_place
    return is_next and is_known and scene.article.lower[noun.end - 1] in BODIES | _KEEPERS


def _apposes(scene: Scene, name: Chunk, noun: Chunk) -> bool:
    """Tell whether a noun after a name and a comma is about it: a comma or a verb frames it."""
    codes = scene.article.codes
    if codes[name.start - 1 : name.start] in ("V", "b"):
        return True
    if codes[noun.end : noun.end + 2] == ",W" and codes[noun.start] == "D":
        return True
    last = min(noun.end + 25, scene.views[scene.sentence_of(noun.start)].sentence.end)
    return _GOES_ON.match(codes, noun.end, last) is not None
