"""Agreement among coders through the command line: the numbers that were published for it.

K. Krippendorff, "Content Analysis" (2004), page 254, and "On the reliability of unitizing
continuous data" (1995); "Computing Krippendorff's alpha-reliability" (2011); J. Cohen (1960),
page 45. The texts here are ours.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Quoth
from tests.query.agreement.coded import Spans, coding, cut, store

pytestmark = pytest.mark.parametrize("quoth", ["with an index"], indirect=True)
Agree = Callable[..., dict[str, Any]]


@pytest.fixture
def agree(quoth: Quoth, tmp_path: Path) -> Agree:
    """Return what measures how far the coders of some statements agree."""

    def run(
        statements: list[dict[str, Any]], lengths: Mapping[str, int] | None = None, *query: str
    ) -> dict[str, Any]:
        path = store(tmp_path / "coded.json", statements, lengths)
        said = quoth("agree", *query, "--json", "--store", path)
        assert (said.code, said.err) == (0, "")
        found: dict[str, Any] = json.loads(said.out)
        return found | {"by": {one["of"]: one for one in found["measures"]}}

    return run


BOOK: dict[str, tuple[Spans, Spans]] = {
    "direct": (((75, 70), (220, 30)), ((70, 80), (205, 20), (250, 20))),
    "indirect": (((30, 60), (150, 50)), ((30, 60), (150, 50))),
}
"""The example of the book, whose text begins at 150: categories c and k."""


def test_a_statement_without_a_place_is_matched_with_one_that_has_a_place(agree: Agree) -> None:
    quotes = ("Bread is dear this year", "Salt is cheap", "Oil is dear")
    placed = [
        coding("ann", quote=quote, locator={"start": 50 * place, "end": 50 * place + 20})
        for place, quote in enumerate(quotes)
    ]
    found = agree([*placed, coding("ben", quote="“Bread is dear,” this year, he said")])
    assert (found["matched"], found["without_a_place"]) == (1, 1)
    assert found["by"]["speaker"]["units"] == 1


def test_what_is_a_statement_as_in_the_book(agree: Agree) -> None:
    coded = [
        one
        for kind, both in BOOK.items()
        for coder, spans in zip(("ann", "ben"), both, strict=True)
        for one in cut(coder, spans, kind=kind)
    ]
    by = agree(coded, {"paper": 300})["by"]
    c, k = by["statement:direct"], by["statement:indirect"]
    assert round(c["observed"], 4) == 0.0144
    assert round(c["expected"], 4) == 0.0532
    assert round(c["alpha"], 6) == 0.728599
    assert k["alpha"] == 1
    both = by["statement by kind"]
    # The book goes on with rounded numbers: 1 - .0144 / .1022 is .8591.
    rounded = round(c["observed"], 4), round(both["expected"], 4)
    assert round(1 - rounded[0] / rounded[1], 4) == 0.8591
    assert both["alpha"] == pytest.approx(0.8591, abs=0.0005)


def test_what_is_a_statement_in_the_limit_of_small_letters(agree: Agree) -> None:
    finer = 1_000
    both = {"ann": ((2, 8), (14, 6)), "ben": ((4, 4), (15, 2))}
    coded = [
        one
        for coder, spans in both.items()
        for one in cut(coder, [(start * finer, length * finer) for start, length in spans])
    ]
    found = agree(coded, {"paper": 24 * finer})["by"]["statement"]
    assert found["observed"] == 0.03125
    assert found["expected"] == pytest.approx(0.06990, abs=0.0001)
    assert found["alpha"] == pytest.approx(0.553, abs=0.001)


OBSERVERS = {
    "ann": "123321412...",
    "ben": "1233224125.3",
    "cho": ".3332342251.",
    "dee": "12332441251.",
}


def test_alpha_with_gaps_as_published(agree: Agree) -> None:
    coded = [
        coding(who, locator={"start": 50 * place, "end": 50 * place + 20}, speaker=f"s{value}")
        for who, values in OBSERVERS.items()
        for place, value in enumerate(values)
        if value != "."
    ]
    found = agree(coded, {"paper": 700})
    assert round(found["by"]["speaker"]["alpha"], 3) == 0.743
    assert found["by"]["speaker"]["units"] == 11
    assert found["by"]["kind"]["alpha"] is None
    assert found["by"]["kind"]["verdict"] == "nothing varies"


def test_kappa_as_published(agree: Agree) -> None:
    table = {"11": 88, "12": 14, "13": 18, "21": 10, "22": 40, "23": 10, "31": 2, "32": 6, "33": 12}
    kinds = {"1": "direct", "2": "mixed", "3": "indirect"}
    pairs = [pair for pair, many in table.items() for _ in range(many)]
    coded = [
        coding(who, kind=kinds[value], locator={"start": 9 * place, "end": 9 * place + 5})
        for place, pair in enumerate(pairs)
        for who, value in zip(("ann", "ben"), pair, strict=True)
    ]
    (pair,) = agree(coded)["pairs"]
    assert (pair["coders"], pair["units"]) == (["ann", "ben"], 200)
    assert round(pair["kappa"]["kind"], 3) == 0.492


def _two_papers() -> list[dict[str, Any]]:
    """Return statements of two papers, in which two disagree about a topic and a position."""
    same = [
        coding(who, source, locator={"start": place, "end": place + 30}, topics=["tax"],
               stances=[{"topic": "tax", "position": "support"}])
        for who, source, place in product(("ann", "ben"), ("paper", "wire"), (0, 40, 80))
    ]  # fmt: skip
    apart = [
        coding("ann", locator={"start": 200, "end": 240}, topics=["tax"],
               stances=[{"topic": "tax", "position": "support"}]),
        coding("ben", locator={"start": 205, "end": 240}, topics=["tax", "energy"],
               stances=[{"topic": "tax", "position": "oppose"}]),
        coding("ann", "wire", locator={"start": 200, "end": 240}, topics=["tax"]),
    ]  # fmt: skip
    return same + apart


def test_says_what_costs_most_first(agree: Agree) -> None:
    found = agree(_two_papers(), {"paper": 900, "wire": 900})
    first, second = found["disagreements"]
    assert set(first["about"]) == {"statement", "topics", "position"}
    assert set(first["coded"]) == {"ann", "ben"}
    assert (second["about"].keys(), second["missing"]) == ({"statement"}, ["ben"])
    assert first["share"] + second["share"] == pytest.approx(1)
    low, high = found["by"]["position"]["interval"]
    assert low <= found["by"]["position"]["alpha"] <= high
    assert found["by"]["topic:energy"]["disagreed"] == 1


def test_a_query_narrows_what_is_compared(agree: Agree) -> None:
    found = agree(_two_papers(), {"paper": 900, "wire": 900}, "source:wire")
    assert found["sources"] == 1
    assert found["by"]["statement"]["interval"] is None, "of one source nothing is drawn"


def test_for_people_and_for_spreadsheets(quoth: Quoth, tmp_path: Path) -> None:
    path = store(tmp_path / "coded.json", _two_papers(), {"paper": 900, "wire": 900})
    text = quoth("agree", "--store", path).out
    assert "ann, ben" in text
    assert ".80 and more: reliable" in text
    assert "ann–ben" in text
    rows = list(csv.reader(io.StringIO(quoth("agree", "--csv", "--store", path).out)))
    assert rows[0] == ["", "alpha", "from", "to", "units", "disagreed", "which is"]
    assert rows[1][0] == "what is a statement"


def test_says_where_nobody_coded_the_same(quoth: Quoth, tmp_path: Path) -> None:
    path = store(tmp_path / "coded.json", [coding("ann"), coding("ben", "wire"), coding("")])
    said = quoth("agree", "--store", path)
    assert said.code == 1
    assert "no source was coded by two or more" in said.err
