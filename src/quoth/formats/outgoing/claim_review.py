"""Checks of claims as ClaimReview (https://schema.org/ClaimReview), in a DataFeed.

A statement's first appearance is the earliest of its sources; a check without statements has what
it says of its claim itself. What ClaimReview has no place for (a note, who checked it within the
publisher's house) is not in it: JSON Lines has all of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quoth.basics.text import neutralise
from quoth.formats.outgoing.selection import Selection, checks_of
from quoth.formats.outgoing.sheet import safe_link
from quoth.store.model import ActorKind, ClaimCheck, Source, Statement
from quoth.store.snapshot import Snapshot

_CONTEXT = "https://schema.org"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the feed, an element at a time."""
    yield f'{{"@context": "{_CONTEXT}", "@type": "DataFeed", "dataFeedElement": ['
    before = "\n"
    for check in checks_of(selection):
        item = {"@type": "DataFeedItem", "item": [_review(selection.corpus, check)]}
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _review(corpus: Snapshot, check: ClaimCheck) -> dict[str, object]:
    """Return the review of a check."""
    who = check.publisher or check.by
    return _filled(
        {
            "@context": _CONTEXT,
            "@type": "ClaimReview",
            "identifier": _shown(check.id),
            "claimReviewed": _shown(check.claim),
            "url": safe_link(check.url),
            "datePublished": check.date.text if check.date else "",
            "author": {"@type": "Organization" if check.publisher else "Person",
                       "name": _shown(who)} if who else None,
            "reviewRating": _rating(check),
            "itemReviewed": _claim(corpus, check),
            "citation": [link for one in check.evidence if (link := _evidence(corpus, one))],
        }
    )  # fmt: skip


def _rating(check: ClaimCheck) -> dict[str, object] | None:
    """Return the rating, if there is one."""
    rating = _filled(
        {
            "alternateName": _shown(check.rating),
            "ratingValue": check.value,
            "worstRating": check.worst,
            "bestRating": check.best,
        }
    )
    return {"@type": "Rating", **rating} if rating else None


def _claim(corpus: Snapshot, check: ClaimCheck) -> dict[str, object]:
    """Return the claim: who made it, and where it appeared."""
    statements = _statements(corpus, check)
    ids = dict.fromkeys(one.source for one in statements)
    sources = sorted((corpus.sources[one] for one in ids), key=_published)
    links = [safe_link(source.url) for source in sources] or list(map(safe_link, check.appearances))
    works = [{"@type": "CreativeWork", "url": link} for link in dict.fromkeys(filter(None, links))]
    said = [one.said.text for one in statements if one.said is not None]
    return _filled(
        {
            "@type": "Claim",
            "author": _authors(corpus, statements, check),
            "datePublished": said[0] if len(set(said)) == 1 else "",
            "firstAppearance": works[0] if works else None,
            "appearance": works[1:],
        }
    )


def _statements(corpus: Snapshot, check: ClaimCheck) -> list[Statement]:
    """Return the statements that make the claim."""
    rows = (corpus.row_of(one) for one in check.statements)
    return [corpus.read_statement(row) for row in rows if row is not None]


def _authors(corpus: Snapshot, statements: Sequence[Statement], check: ClaimCheck) -> object:
    """Return who made the claim: one thing, or a list of several."""
    found: list[dict[str, object]] = []
    for speaker in dict.fromkeys(one.speaker for one in statements):
        actor = corpus.actors[speaker]
        kind = "Organization" if actor.kind not in (None, ActorKind.PERSON) else "Person"
        thing: dict[str, object] = {"@type": kind, "name": _shown(actor.name)}
        if actor.wikidata:
            thing["sameAs"] = f"https://www.wikidata.org/wiki/{_shown(actor.wikidata)}"
        found.append(thing)
    if not found and check.claimant:
        found = [{"@type": "Person", "name": _shown(check.claimant)}]
    return found[0] if len(found) == 1 else found


def _evidence(corpus: Snapshot, given: str) -> str:
    """Return the address of evidence: its own, or that of the source whose id it is."""
    source = corpus.sources.get(given)
    return safe_link(source.url if source is not None else given)


def _published(source: Source) -> tuple[bool, int]:
    """Return what sorts sources by the earliest day on which they may have been published."""
    first = source.published.first if source.published else None
    return (first is None, first or 0)


def _filled(made: dict[str, object]) -> dict[str, object]:
    """Return an object without what is empty."""
    return {name: value for name, value in made.items() if value not in (None, "", [], {})}


def _shown(text: str) -> str:
    """Return a neutral text."""
    return neutralise(text, lines=True).text
