"""Who is "they": the drivers who left, or one person: "Morgan Roe voted no. They said ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import Final

from quoth.intake.attributing.cues import SentenceView
from quoth.intake.people.bodies import BODIES, PAPERS
from quoth.intake.people.figures import Figure
from quoth.intake.people.speaker import VERBS, Scene, may_be_a_person
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import NAME, NOUN, PRONOUN, Chunk
from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.shapes import are_people, is_for_a_person

_ACTS: Final = re.compile(f"(?:,W[^,.;qQ]*,)?[RN]*[{''.join(sorted(VERBS))}]")
"""What follows a subject: a verb, with a relative clause before it."""
_SENTENCES: Final = 12
"""How many sentences back the subject may be for whom "they" stands."""


def meant(scene: Scene, token: int, number: int) -> Figure | Chunk | None:
    """Return the one person, or the group of people, for whom a "they" stands, if either is clear.

    The person is the last subject of the paragraph, or else of the paragraph before; the group is
    without a name, and the last subject of the paragraph.

    Args:
        scene: The article with the people in it.
        token: The token of the pronoun.
        number: The number of its sentence.
    """
    here = scene.views[number].sentence.paragraph
    for place in range(number, max(-1, number - _SENTENCES), -1):
        seen = scene.views[place]
        if here - seen.sentence.paragraph > 1:
            break
        for chunk in reversed(seen.chunks):
            if chunk.end > token:
                continue
            figure = _acting(scene, chunk)
            if figure is not None:
                return figure if may_be_a_person(figure) else None
            if _are_a_source(scene.article, chunk):
                return chunk
            if _is_a_group(scene.article, seen, chunk):
                if chunk.kind == PRONOUN and seen.sentence.paragraph != here:
                    continue
                if (leader := _leader(scene, seen, chunk)) is not None:
                    return leader
                is_here = seen.sentence.paragraph == here or _speaks(seen, chunk)
                are_some = are_people(scene.article, chunk) or _is_a_family(scene.article, chunk)
                return chunk if is_here and are_some else None
    return None


def _acting(scene: Scene, chunk: Chunk) -> Figure | None:
    """Return who a name is, if it is a subject or speaks."""
    figure = scene.register.of_chunk.get((chunk.start, chunk.end)) if chunk.kind == NAME else None
    if figure is None:
        return None
    at = bisect_left(figure.mentions, chunk.start, key=attrgetter("token"))
    places = [place for place in figure.mentions[at : at + 1] if place.token == chunk.start]
    return figure if any(place.subject or place.speaks for place in places) else None


def _is_a_group(article: ParsedArticle, seen: SentenceView, chunk: Chunk) -> bool:
    """Tell whether a phrase is a subject for which "they" may stand: "the drivers left"."""
    codes, end = article.codes, chunk.end
    is_several = codes[chunk.start] == "M" or article.lower[end - 1].endswith("s")
    is_they = chunk.kind == PRONOUN and article.lower[chunk.start] == "they"
    is_noun = chunk.kind == NOUN and (is_several or may_speak(article, chunk))
    if is_noun and codes[end : end + 1] == "P":  # "analysts at Roe wrote"
        end = next((one.end for one in seen.chunks if one.start == end + 1), end)
    return (is_noun or is_they) and _ACTS.match(codes, end, seen.sentence.end) is not None


def _are_a_source(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is for people as a source: "according to two people familiar with"."""
    if article.lower[max(0, chunk.start - 2) : chunk.start] != ["according", "to"]:
        return False
    end = len(article.codes[chunk.start : chunk.end].rstrip("l")) + chunk.start
    noun = article.lower[max(chunk.start, end - 1)]
    return noun == "people" or (noun.endswith("s") and is_for_a_person(noun[:-1]))


def _speaks(seen: SentenceView, chunk: Chunk) -> bool:
    """Tell whether a phrase is the subject of a cue."""
    number = seen.chunks.index(chunk)
    return any(one.subject == number for one in seen.candidates)


def _is_a_family(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a phrase is for a family or the like, who are "they"."""
    return article.lower[chunk.end - 1] in ("family", "couple", "pair", "crew", "staff")


def _leader(scene: Scene, seen: SentenceView, group: Chunk) -> Figure | None:
    """Return the person named before a group of theirs: "Roe and her colleagues found"."""
    lower = scene.article.lower
    if lower[group.start - 1] != "and" or lower[group.start] not in ("his", "her", "their"):
        return None
    name = next((one for one in seen.chunks if one.end == group.start - 1), None)
    return None if name is None else scene.register.of_chunk.get((name.start, name.end))


def may_speak(article: ParsedArticle, chunk: Chunk) -> bool:
    """Tell whether a noun phrase is for a person, a body or a paper, which can say something."""
    noun, known = article.lower[chunk.end - 1], lexicon()
    is_body = noun in BODIES or noun in PAPERS or noun in known.evidence
    return chunk.kind == NAME or is_body or is_for_a_person(noun) or noun in known.organisations
