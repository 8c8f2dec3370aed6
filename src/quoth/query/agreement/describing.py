"""What a coder made of a place, in a line; and why there is nothing to settle."""

from __future__ import annotations

from quoth.query.agreement.curating import CodedVersion
from quoth.store.facets import Facet
from quoth.store.reading import read_statement
from quoth.store.snapshot import Snapshot


def version_told(corpus: Snapshot, version: CodedVersion) -> str:
    """Say in a line what a coder made of a place: kind, speaker, chain, topics, place."""
    statement = read_statement(version.document, version.id)
    sides = {one.topic: f": {one.position}" for one in statement.stances}
    topics = dict.fromkeys([*statement.topics, *sides])
    said = [f"{corpus.label(Facet.TOPIC, one)}{sides.get(one, '')}" for one in topics]
    via = " → ".join(corpus.label(Facet.VIA, one) for one in statement.via)
    span = statement.locator
    place = f"{span.start}–{span.end}" if span is not None and span.start is not None else ""
    parts = (
        str(statement.kind),
        corpus.label(Facet.ACTOR, statement.speaker),
        f"via {via}" if via else "",
        ", ".join(said),
        place,
    )
    return " · ".join(one for one in parts if one)


def nothing_to_settle(sources: int) -> str:
    """Say that nothing is to be settled, and how many sources their coders haven't all closed."""
    if not sources:
        return "Nothing is left to settle."
    open_ones = "1 source isn't" if sources == 1 else f"{sources:,} sources aren't"
    return f"Nothing to settle: {open_ones} closed by all coders yet; see “quoth assign”."
