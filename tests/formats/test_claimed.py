"""Which statement a reviewed claim is taken to be, and where that is left to a person."""

from __future__ import annotations

import pytest

from quoth.formats.importing.claimed import ClaimedStatements
from quoth.formats.importing.known import KnownRecords
from quoth.store.model import Actor, Kind, Status
from tests.making import records_of, say

TAXES = "We will not raise taxes this year or next."


@pytest.mark.parametrize(
    ("claim", "claimant", "expected"),
    [
        (TAXES, "ann", ["1", "2"]),
        ("“We will not raise taxes this year, or next”", "Ann Archer", ["1", "2"]),
        (TAXES.replace("not ", ""), "Ann Archer", []),
        (TAXES, "Ben Bow", []),
        (TAXES, "A. Archer", []),
        (TAXES, "", []),
        ("Taxes were to stay as they are", "Ann Archer", []),
        ("", "Ann Archer", []),
    ],
)
def test_a_claim_is_what_its_claimant_said_word_for_word(
    claim: str, claimant: str, expected: list[str]
) -> None:
    statements = [
        say(TAXES, 1),
        say(f"she repeated: “{TAXES}”", 2)._replace(kind=Kind.MIXED),
        say("Taxes were to stay as they are", 3)._replace(kind=Kind.INDIRECT),
        say(TAXES, 4)._replace(status=Status.REJECTED),
        say(TAXES, 5, speaker="ben"),
    ]
    actors = [
        Actor("ann", "Ann Archer", aliases=("Ann", "A. Archer")),
        Actor("ben", "B. Bow", aliases=("A. Archer",)),
    ]
    found = ClaimedStatements(KnownRecords(records_of(statements, actors)))
    assert list(found.ids(claim, claimant)) == expected
