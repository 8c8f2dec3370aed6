"""Proposals of actors that are one person or organisation under several spellings.

Reporters write "Sen. Ann Archer", then "Ms. Archer", then "Archer"; statements that are taken from
articles get an actor for each. A person accepts or declines every proposal, so it is better to miss
one than to make a wrong one: `names` reads only what is certainly a name, and a name that could
belong to two people is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from quoth.checking.candidates import MergeCandidate, Proposal, known
from quoth.checking.organisations import proposals_of_organisations
from quoth.checking.people import proposals_of_people

__all__ = ["MergeCandidate", "Proposal", "proposals"]


def proposals(actors: Iterable[MergeCandidate]) -> list[Proposal]:
    """Return which actors seem to be one, the surest first; of those about as sure, who speak most.

    The result doesn't depend on the order of the actors.
    """
    candidates = sorted(actors, key=lambda candidate: candidate.id)
    everyone = [known(candidate) for candidate in candidates]
    weights = {candidate.id: candidate.statements for candidate in candidates}
    found: dict[frozenset[str], Proposal] = {}
    of_people = {word for one in everyone if one.is_full for name in one.names for word in name[:2]}
    for made in (*proposals_of_people(everyone), *proposals_of_organisations(everyone, of_people)):
        same = frozenset(made.ids)
        if same not in found or found[same].score < made.score:
            found[same] = made
    return sorted(
        found.values(),
        key=lambda one: (-int(one.score * 10), -sum(weights[i] for i in one.ids), one.ids),
    )
