"""Analyses through the command line: published numbers of DNA, and numbers of our own.

What is published is in the manual of Discourse Network Analyzer (chapter 2) and in the tests of
rDNA (`test-network.R`, `test-backbone.R`); all of it comes out of the same 40 codings.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

from quoth.query.analysis.views import VIEWS
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth
from tests.making import small_tables
from tests.query.analysis import dna_sample

STORES = (WITH_AN_INDEX,)

ENERGY = "energy-and-environmental-analysis-inc"
EPA = "environmental-protection-agency"
SENATE = "senate"
SIERRA = "sierra-club"
PETROL = "national-petrochemical-refiners-association"
CO2 = "CO2 legislation will not hurt the economy."
THERE = "There should be legislation to regulate emissions."
REGULATE = "Emissions legislation should regulate CO2."
Analyse = Callable[..., Any]
Numbers = Sequence[Sequence[float]]


@pytest.fixture(params=[2, 3], scope="module")
def version(request: pytest.FixtureRequest) -> int:
    """Return the version of DNA whose file is read."""
    return int(request.param)


@pytest.fixture
def analyse(quoth: Quoth, tmp_path: Path, version: int) -> Analyse:
    """Return what analyses the codings of the sample by organisation, and returns what it found."""
    path = dna_sample.write(tmp_path / "sample.dna", version)
    store = tmp_path / "sample.json"
    assert quoth("import", "--create", str(path), "--store", str(store)).code == 0

    def run(name: str, *options: str, once: str = "coding", who: str = "home") -> Any:
        words = ("analyse", name, *options, "--who", who, "--once", once, "--dates", "published")
        said = quoth(*words, "--json", "--store", str(store))
        assert (said.code, said.err) == (0, "")
        return json.loads(said.out)

    return run


def cell(found: dict[str, Any], row: str, column: str) -> float:
    """Return the cell of a row and of a column, each by its id or by its name."""
    names = {name: one for one, name in found["names"].items()}
    place = found["rows"].index(names.get(row, row))
    return float(found["cells"][place][found["columns"].index(names.get(column, column))])


def total(found: dict[str, Any]) -> float:
    """Return the sum of all cells."""
    return sum(map(sum, found["cells"]))


def test_the_two_mode_network_of_organisations_and_concepts(analyse: Analyse) -> None:
    found = analyse("matrix", "--agg", "ignore")
    assert (len(found["rows"]), len(found["columns"]), total(found)) == (7, 6, 40)
    assert cell(found, ENERGY, CO2) + cell(found, ENERGY, REGULATE) == 4
    assert cell(found, EPA, THERE) == 10


def test_all_published_cells_of_concepts_and_organisations(analyse: Analyse) -> None:
    found = analyse("matrix", "--agg", "ignore", "--by", "topics")
    names = [found["names"][row] for row in found["rows"]]
    by_name = dict(zip(names, found["cells"], strict=True))
    assert [by_name[name] for name in sorted(names)] == [
        [0, 2, 1, 2, 2, 2, 1],
        [0, 0, 0, 0, 0, 0, 1],
        [1, 0, 0, 0, 0, 1, 1],
        [0, 0, 0, 0, 0, 1, 2],
        [2, 2, 0, 0, 1, 1, 1],
        [1, 0, 10, 2, 2, 1, 0],
    ]


def test_the_one_mode_network_of_organisations(analyse: Analyse) -> None:
    found = analyse("agree", "--agg", "ignore")
    assert (len(found["rows"]), total(found)) == (7, 276)
    assert found["cells"][found["rows"].index(EPA)][:2] == [10, 2]


@pytest.mark.parametrize(
    ("agg", "expected"), [("ignore", 7), ("congruence", 2), ("conflict", 5), ("subtract", -3)]
)
def test_senate_and_sierra_club(analyse: Analyse, agg: str, expected: int) -> None:
    assert cell(analyse("agree", "--agg", agg), SENATE, SIERRA) == expected


def test_where_dna_errs_the_true_cosine_is_another(analyse: Analyse) -> None:
    def senate_and_epa(norm: str) -> float:
        return cell(analyse("agree", "--agg", "congruence", "--norm", norm), SENATE, EPA)

    assert senate_and_epa("cosine-dna") == pytest.approx(0.4)
    assert senate_and_epa("cosine") == pytest.approx(0.7297, abs=1e-4)


def test_the_two_mode_network_of_support_less_opposition(analyse: Analyse) -> None:
    found = analyse("matrix", "--agg", "subtract")
    assert (cell(found, PETROL, CO2), cell(found, PETROL, THERE)) == (-2, -2)


def test_duplicates_across_the_whole_range(analyse: Analyse) -> None:
    found = analyse("matrix", "--agg", "ignore", once="ever")
    cells = [value for row in found["cells"] for value in row]
    assert (cells.count(2), max(cells)) == (1, 2)
    assert cell(found, ENERGY, REGULATE) == 2


def test_duplicates_within_a_document(analyse: Analyse) -> None:
    assert total(analyse("matrix", "--agg", "ignore", once="source")) == 23


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('source:"Hearing 2" OR source:"Hearing 3"', {EPA: 2, SENATE: 3}),
        ('source:"Hearing 4"', {"alliance-to-save-energy": 3}),
        ('source:"Hearing 5" OR source:"Hearing 6" OR source:"Hearing 7"',
         {PETROL: 2, SIERRA: 5, "us-public-interest-research-group": 5}),
    ],
)  # fmt: skip
def test_single_days_have_matrices_of_their_own(
    analyse: Analyse, query: str, expected: dict[str, int]
) -> None:
    found = analyse("matrix", query, "--agg", "ignore", once="ever")
    assert dict(zip(found["rows"], map(sum, found["cells"]), strict=True)) == expected


def test_stances_by_topic(analyse: Analyse) -> None:
    found = {one["name"]: one for one in analyse("stances", once="source")}
    assert len(found) == 6
    assert {name: found[CO2][name] for name in ("support", "oppose", "neutral")} == {
        "support": 2, "oppose": 4, "neutral": 0,
    }  # fmt: skip
    assert found[CO2]["split"] == pytest.approx(2 / 3)
    assert found[THERE]["split"] == pytest.approx(0.4)


def test_camps_have_the_least_frustration_of_all_splits(analyse: Analyse) -> None:
    found = analyse("camps", once="source")
    alliance, pirg = "alliance-to-save-energy", "us-public-interest-research-group"
    assert {name: found[name] for name in ("balance", "frustration", "weight")} == {
        "balance": pytest.approx(0.92), "frustration": 1, "weight": 25,
    }  # fmt: skip
    assert found["camps"] == [[alliance, SIERRA, pirg], [ENERGY, EPA, PETROL, SENATE]]
    found = analyse("camps", once="coding")
    assert (found["balance"], found["frustration"], found["weight"]) == (0.75, 13, 104)
    assert found["camps"] == [[alliance, EPA, SENATE, SIERRA, pirg], [ENERGY, PETROL]]
    assert analyse("camps", "--camps", "1", once="source")["frustration"] == 10
    assert analyse("camps", "--camps", "1", once="coding")["frustration"] == 41
    assert analyse("camps", "--camps", "3", once="source")["frustration"] == 1


def test_the_published_polarization_is_made_of_agreement_and_conflict(analyse: Analyse) -> None:
    # quoth has the balance index in its place, for this one is greatest where it should be least.
    alike = analyse("agree", "--agg", "congruence", "--norm", "average")
    against = analyse("agree", "--agg", "conflict", "--norm", "average")
    every = range(len(alike["rows"]))
    scores = {
        camp: _polarization(alike["cells"], against["cells"], set(camp))
        for camp in combinations(every, 3)
    }
    best = max(scores, key=lambda camp: scores[camp])
    assert scores[best] == pytest.approx(0.5342493, abs=1e-7)
    assert [alike["rows"][one] for one in best] == [ENERGY, EPA, SIERRA]
    worst = tuple(alike["rows"].index(one) for one in (ENERGY, PETROL, SENATE))
    assert min(scores.values()) == scores[worst] == pytest.approx(0.3359, abs=1e-4)


def _polarization(alike: Numbers, against: Numbers, camp: set[int]) -> float:
    """Return how far two camps are from an ideal, as DNA adds it up."""
    every = range(len(alike))
    whole = [sum(map(sum, numbers)) for numbers in (alike, against)]
    sizes = {True: len(camp), False: len(alike) - len(camp)}
    inside = sum(size * (size - 1) for size in sizes.values())
    between = len(alike) * (len(alike) - 1) - inside
    ideal = {side: size * (size - 1) / inside * whole[0] / inside for side, size in sizes.items()}
    torn = sizes[True] * sizes[False] / between * whole[1] / between
    off = 0.0
    for one, other in permutations(every, 2):
        same = (one in camp) == (other in camp)
        wanted = (ideal[one in camp], 0.0) if same else (0.0, torn)
        off += abs(alike[one][other] - wanted[0]) + abs(against[one][other] - wanted[1])
    return off / 2 / sum(whole)


def test_gaussian_windows_of_eight_days_are_twenty_two(analyse: Analyse) -> None:
    found = analyse("drift", "--every", "day", "--size", "8", "--kernel", "gaussian")
    assert len(found["windows"]) == 22


def test_those_who_speak_are_persons(analyse: Analyse) -> None:
    found = analyse("matrix", "--agg", "ignore", who="actor")
    assert "George Voinovich" in found["names"].values()
    assert total(found) == 40


def test_both_versions_keep_who_coded_and_what_is_known(
    quoth: Quoth, tmp_path: Path, version: int
) -> None:
    path = dna_sample.write(tmp_path / "sample.dna", version)
    store = ("--store", str(tmp_path / "sample.json"))
    assert quoth("import", "--create", str(path), *store).code == 0
    found = quoth("find", "--json", "--limit", "0", *store).records
    expected = {
        (dna_sample.words_of(one), dna_sample.CODERS[one.id % 4]) for one in dna_sample.codings()
    }
    assert {(one["quote"], one["coder"]) for one in found} == expected
    assert len(quoth("find", "attr:type=ngo", "--ids", *store).out.split()) == 6
    assert len(quoth("find", "coder:ada", "--ids", *store).out.split()) == 10
    assert quoth("show", found[0]["id"], *store).out.count("coded by") == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("agree", "--agg", "combine"), "--agg combine isn't of two"),
        (("agree", "--norm", "activity"), "--norm activity isn't of two"),
        (("matrix", "--agg", "congruence"), "--agg congruence isn't of one on a topic"),
        (("matrix", "--agg", "combine", "--norm", "activity"), "can't be divided"),
        (("stances", "--agg", "ignore"), "has no use for --agg"),
        (("stanza",), "there is no analysis “stanza”"),
    ],
)
def test_what_means_nothing_is_refused_in_one_line(
    quoth: Quoth, words: tuple[str, ...], problem: str
) -> None:
    said = quoth("analyse", *words, "--sample")
    assert said.code == 2
    assert problem in said.err
    assert said.err.count("\n") == 1


def test_nothing_found_is_told_by_the_exit_code(quoth: Quoth) -> None:
    said = quoth("analyse", "stances", "kind:direct", "-kind:direct", "--sample", "--json")
    assert (said.code, json.loads(said.out)) == (1, [])


def test_drafts_are_left_out_and_counted(quoth: Quoth, save: Callable[[Tables], Path]) -> None:
    tables = small_tables()
    first = {**tables["statements"]["1"], "stances": [{"topic": "bread", "position": "support"}]}
    tables["statements"] = {"1": first, "2": {**first, "status": "draft"}}
    store = str(save(tables))
    found = json.loads(quoth("analyse", "matrix", "--json", "--store", store).out)
    assert (found["cells"], found["left_out"]["drafts"]) == ([[1]], 1)
    words = ("analyse", "stances", "status:draft", "--json", "--store", store)
    assert json.loads(quoth(*words).out)[0]["support"] == 1


def test_a_matrix_is_written_as_dna_writes_it(quoth: Quoth) -> None:
    said = quoth("analyse", "matrix", "--csv", "--who", "home", "--sample")
    first, *others = said.out.splitlines()
    assert first.startswith('"";"Peace in Ukraine";')
    assert others[0] == '"France";1;1;1;0;0'


@pytest.mark.parametrize("name", VIEWS)
def test_every_analysis_prints_tables_for_people_and_for_programs(quoth: Quoth, name: str) -> None:
    words = ("analyse", name, "--sample")
    assert quoth(*words).out
    assert quoth(*words, "--csv").out
    assert json.loads(quoth(*words, "--json").out)


def test_a_table_of_pairs_is_written_with_names_at_both_sides(quoth: Quoth) -> None:
    said = quoth("analyse", "agree", "--csv", "--sample")
    first, *rows = said.out.splitlines()
    assert first.split(";")[1:] == [row.split(";")[0] for row in rows]
    assert '"Donald Trump"' in first


def test_an_event_is_known_by_a_part_of_its_title(quoth: Quoth) -> None:
    whole = quoth("analyse", "pace", "--event", "senior", "--json", "--sample")
    assert whole.code == 0
    assert json.loads(whole.out)["event"]["id"] == "officers-meet"
    for wrong in ("the fair", "speak"):
        said = quoth("analyse", "pace", "--event", wrong, "--sample")
        assert said.code == 2
        assert len(said.err.splitlines()) == 1
