"""What coders made of the same place, settled through the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quoth.settings.who import login_name
from tests.cli.conftest import Quoth, Said
from tests.query.agreement.coded import coding, store

pytestmark = pytest.mark.parametrize("quoth", ["read as it is"], indirect=True)
Curate = Callable[..., Said]


def _of(coder: str, start: int, **fields: Any) -> dict[str, Any]:
    """Return what a coder made of a place, in their layer."""
    place = {"start": start, "end": start + 30}
    return coding(coder, layer=coder, locator=place, **fields)


OPPOSED = {"topics": ["tax"], "stances": [{"topic": "tax", "position": "oppose"}]}
LAYERS = [
    *(_of(coder, 0, quote="All agree.") for coder in ("ann", "ben", "cho")),  # 1 2 3
    *(_of(coder, 100, quote="Nobody can afford this tax.", **OPPOSED) for coder in ("ann", "cho")),
    _of("ben", 102, quote="Nobody can afford this tax.", topics=["energy"]),  # 4 5, and 6
    _of("ann", 300, quote="Ann alone."),  # 7
]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return a store that three coded."""
    return store(tmp_path / "coded.json", LAYERS, {"paper": 400})


@pytest.fixture
def curate(quoth: Quoth, path: str) -> Curate:
    """Return what runs a command on the store."""
    return lambda *words: quoth(*words, "--store", path)


def _curated(curate: Curate, *query: str) -> list[dict[str, Any]]:
    """Return the curated statements."""
    return curate("find", "--json", "sort:oldest", *query).records


def test_what_is_to_be_settled_is_listed_by_its_cost(curate: Curate) -> None:
    cases = curate("curate", "--json").records
    assert [sorted(one["id"] for one in case["versions"]) for case in cases] == [
        ["4", "5", "6"], ["7"], ["1", "2", "3"],
    ]  # fmt: skip
    assert [case["same"] for case in cases] == [False, False, True]
    assert [case["majority"] for case in cases] == [True, False, True]
    assert cases[1]["missing"] == ["ben", "cho"]
    text = curate("curate")
    assert "ann 4: indirect · a · tax: oppose · 100–130" in text.out
    assert "3 places to settle; " in text.err
    assert "--accept-same the 1 that are the same" in text.err


def test_what_coders_have_not_closed_is_why_nothing_is_to_be_settled(
    quoth: Quoth, tmp_path: Path
) -> None:
    sources = {"paper": {"assigned": ["ann", "ben"], "done": ["ann"]}}
    path = store(tmp_path / "open.json", LAYERS, {"paper": 400}, sources=sources)
    assert quoth("curate", "--store", path).err == (
        "quoth: nothing to settle: 1 source isn't closed by all coders yet; see “quoth assign”\n"
    )


def test_a_majority_is_one_of_all_coders(quoth: Quoth, tmp_path: Path) -> None:
    kinds = {"ann": "direct", "ben": "direct", "cho": "indirect"}
    layers = [{**_of(coder, 10), "kind": kind} for coder, kind in kinds.items()]
    elsewhere = _of("dan", 300, quote="Dan alone.")
    path = store(tmp_path / "four.json", [*layers, elsewhere], {"paper": 400})
    cases = quoth("curate", "--json", "--store", path).records
    assert [case["majority"] for case in cases] == [False, False]  # two of four are no majority
    three = store(tmp_path / "three.json", layers, {"paper": 400})
    assert [case["majority"] for case in quoth("curate", "--json", "--store", three).records] == [
        True
    ]


def test_what_is_the_same_is_accepted_at_once_and_taken_back_at_once(curate: Curate) -> None:
    assert curate("curate", "--accept-same").code == 0
    (made,) = _curated(curate)
    assert (made["from"], made["quote"]) == (["1", "2", "3"], "All agree.")
    assert "layer" not in made
    assert made["coder"] == login_name()  # who curated it
    assert len(curate("curate", "--json").records) == 2
    assert curate("curate", "--accept-same").code == 1
    assert curate("undo").code == 0
    assert len(curate("curate", "--json").records) == 3


def test_a_version_a_majority_and_none_settle_in_one_change(curate: Curate) -> None:
    said = curate("curate", "--accept-same", "--majority", "6", "--none", "7")
    assert (said.code, len(said.out.split())) == (0, 3)
    made = {one["quote"]: one for one in _curated(curate)}
    assert made.keys() == {"All agree.", "Nobody can afford this tax."}
    assert made["Nobody can afford this tax."]["stances"] == OPPOSED["stances"]
    (none,) = _curated(curate, "status:rejected")
    assert (none["quote"], none["from"]) == ("Ann alone.", ["7"])
    assert curate("curate").code == 1
    assert len(curate("find", "--ids", "has:layer").out.split()) == 7, "the layers stay"
    assert curate("undo").code == 0
    assert _curated(curate) == []


def test_one_takes_the_version_of_an_id(curate: Curate) -> None:
    assert curate("curate", "--take", "6").code == 0
    (made,) = _curated(curate)
    assert (made["topics"], made["from"]) == (["energy"], ["4", "6", "5"])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--take", "99"), "isn't at a place that is to be settled"),
        (("--take", "4", "--none", "5"), "settled twice"),
        (("--majority", "7"), "no majority"),
    ],
)
def test_what_cannot_be_settled_is_refused_whole(
    curate: Curate, words: tuple[str, ...], why: str
) -> None:
    said = curate("curate", "--accept-same", *words)
    assert (said.code, why in said.err) == (2, True)
    assert _curated(curate) == []


def test_a_source_waits_until_all_have_closed_it(quoth: Quoth, tmp_path: Path) -> None:
    sources = {"paper": {"assigned": ["ann", "ben"], "done": ["ann"]}}
    path = store(tmp_path / "open.json", LAYERS, {"paper": 400}, sources=sources)
    assert quoth("curate", "--store", path).code == 1
    assert quoth("edit", "source:paper", "done+=ben", "--store", path).code == 0
    assert quoth("curate", "--store", path).code == 0
