"""How something was said: the medium, the addressee, and the outlet that carried it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from quoth.intake.attributing.attributions import Attribution
from quoth.intake.attributing.beginnings import TELLING
from quoth.intake.attributing.cues import SentenceView
from quoth.intake.text.article import ParsedArticle
from quoth.intake.text.chunks import Chunk
from quoth.intake.text.lexicon import lexicon, media, media_beginnings

_NETWORKS: Final = frozenset(["x", "threads", "medium"])
"""Media whose names are words of their own: they count behind "on" alone."""
_VERBS: Final = {"tweet": "Twitter", "retweet": "Twitter", "email": "email", "blog": "blog"}
REACH: Final = 14
"""How many tokens around a cue may name its medium."""


def medium(article: ParsedArticle, seen: SentenceView, one: Attribution) -> str:
    """Return where it was said: a network, an interview, a statement; or ""."""
    token = one.candidate.token
    first = max(seen.sentence.start, token - REACH)
    last = min(seen.sentence.end, token + REACH)
    near = article.lower[first:last]
    by_verb = _VERBS.get(one.candidate.cue.lemma, "")
    if media_beginnings().isdisjoint(near):
        return by_verb
    known = media()
    found: list[tuple[bool, int, str]] = []
    for place, (word, following) in enumerate(zip(near, [*near[1:], ""], strict=True), first):
        name = known.get(word) or known.get(f"{word} {following}")
        if name is None:
            continue
        name = known.get(f"{word} {following}", name)
        if article.region_of[place] >= 0 or any(start <= place < end for start, end in one.pieces):
            continue
        before = article.lower[place - 1] if place else ""
        if word in _NETWORKS and before not in ("on", "via"):
            continue
        network = name[0].isupper()
        if network or _introduced(article, seen, place):
            found.append((not network, abs(place - token), name))
    if found:
        return min(found)[2]
    return by_verb


def _introduced(article: ParsedArticle, seen: SentenceView, place: int) -> bool:
    """Tell whether "in", "on", "at" or "during" leads to a noun."""
    first = place - 1
    while first > max(seen.sentence.start, place - 6) and article.codes[first] in "DGlasUegHb$'T":
        first -= 1
    return article.lower[first] in ("in", "on", "at", "during", "via")


def addressee(seen: SentenceView, one: Attribution) -> Chunk | None:
    """Return the addressee: the noun phrase right after "told", "asked" and the like."""
    candidate = one.candidate
    if candidate.cue.lemma not in TELLING or candidate.behind < 0:
        return None
    chunk = seen.chunks[candidate.behind]
    if any(start <= chunk.start < end for start, end in one.pieces):
        return None
    return chunk


@lru_cache(maxsize=4096)
def is_outlet(name: str) -> bool:
    """Tell whether a name is that of an agency, a newspaper or a station."""
    words = [word.strip(".,’'") for word in name.lower().split()]
    outlets = lexicon().outlets
    return bool(words) and (
        words[-1] in outlets or (words[-1] in _KINDS and not outlets.isdisjoint(words[:-1]))
    )


_KINDS: Final = frozenset(["agency", "channel", "programme", "program", "service", "site", "show"])
"""Nouns for an outlet after its name: "the Interfax news agency"."""
