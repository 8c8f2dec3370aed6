"""`quoth changes` and `quoth compare`, through the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

TAX = "We need a carbon tax and we need it now."


def told(position: str, said: str | None, **fields: object) -> dict[str, object]:
    """Return a statement that takes a position on bread."""
    found: dict[str, object] = {
        "kind": "direct",
        "speaker": "ann",
        "stances": [{"topic": "bread", "position": position}],
        "topics": ["bread"],
        **fields,
    }
    return found if said is None else {**found, "said": said}


def tables(*statements: Mapping[str, object]) -> Tables:
    """Return the tables of a store with some statements, each in a paper of its own."""
    found = small_tables()
    found["actors"]["3"] = {"id": "ben", "name": "Ben Bow", "affiliation": "guild"}
    found["statements"] = {}
    for number, fields in enumerate(statements, 1):
        source = f"paper-{number}"
        found["sources"][str(number)] = {"id": source, "title": f"Paper {number}"}
        quote = {"quote": f"Utterance number {number} is like no other one at all"}
        found["statements"][str(number)] = {**quote, "source": source, **fields}
    return found


Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def ask(save: Callable[[Tables], Path], quoth: Quoth) -> Ask:
    """Return what asks what became of positions in a store of some statements."""

    def of(*statements: Mapping[str, object], query: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        said = quoth("changes", *query, "--json", "--store", str(save(tables(*statements))))
        assert said.code == (0 if said.out else 1)
        return said.records

    return of


def of_ann(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what is said of Ann."""
    (found,) = [one for one in records if one["who"] == "ann"]
    return found


def test_a_certain_change_says_between_which_days_it_lies(ask: Ask) -> None:
    found = of_ann(ask(told("support", "2024-01/2024-03-02"), told("oppose", "2024-06-19")))
    assert found["verdict"] == "changed"
    assert found["between"] == ["2024-03-02", "2024-06-19"]
    assert (found["from"], found["to"]) == ("support", "oppose")
    assert found["positions"] == {"support": 1, "oppose": 1, "neutral": 0}


def test_dates_that_say_too_little_are_named(ask: Ask) -> None:
    found = of_ann(ask(told("support", "2024"), told("oppose", "2024-06-19")))
    assert found["verdict"] == "may-have-changed"
    assert found["dates_to_find"] == ["1"]


def test_for_and_against_on_one_day_is_no_change(ask: Ask) -> None:
    found = of_ann(ask(told("support", "2005-01-26"), told("oppose", "2005-01-26")))
    assert found["verdict"] == "mixed"


def test_one_quote_in_many_papers_counts_once(ask: Ask) -> None:
    early = told("support", "2024-01-11", quote=TAX)
    late = told("oppose", "2024-06-19")
    alone = of_ann(ask(early, late))
    copied = of_ann(
        ask(early, late, early, {**early, "said": "2024-01"}, told("support", None, quote=TAX))
    )
    assert copied["positions"] == alone["positions"]
    assert copied["between"] == alone["between"]
    assert copied["papers"] == 5


def test_a_draft_never_makes_a_change_certain(ask: Ask) -> None:
    draft = told("oppose", "2024-06-19", status="draft")
    for query in ((), ("status:draft",), ("by:ann",)):
        records = ask(told("support", "2024-01-11"), draft, query=query)
        assert all(one["verdict"] == "same" for one in records)
    assert of_ann(ask(told("support", "2024-01-11"), draft))["drafts"] == 1


def test_an_organisation_says_whether_others_speak(ask: Ask) -> None:
    records = ask(told("support", "2024-01-11"), told("oppose", "2024-06-19", speaker="ben"))
    (guild,) = [one for one in records if one["who"] == "guild"]
    assert guild["verdict"] == "changed"
    assert guild["same_person"] is False
    assert set(guild["people"]) == {"ann", "ben"}
    records = ask(
        told("support", "2024-01-11"),
        told("support", "2024-01-12", speaker="ben"),
        told("oppose", "2024-06-19"),
    )
    (guild,) = [one for one in records if one["who"] == "guild"]
    assert guild["same_person"] is True
    assert guild["changed_people"] == ["ann"]


def test_certain_changes_come_first(ask: Ask) -> None:
    records = ask(
        told("support", "2024"),
        told("oppose", "2024-05"),
        told("support", "2024-01-01", speaker="ben"),
        told("oppose", "2024-05-01", speaker="ben"),
    )
    assert [one["who"] for one in records if one["who"] != "guild"] == ["ben", "ann"]


def test_to_swap_the_sides_gives_the_same_list(ask: Ask) -> None:
    said = [("support", "2024-01"), ("oppose", "2024-05"), ("support", "2024-04"), ("oppose", None)]
    other = {"support": "oppose", "oppose": "support"}
    ours = ask(*(told(side, day) for side, day in said))
    theirs = ask(*(told(other[side], day) for side, day in said))
    keys = ("who", "topic", "verdict", "between", "dates_to_find", "papers")
    assert [[one[key] for key in keys] for one in ours] == [
        [one[key] for key in keys] for one in theirs
    ]


def test_a_person_reads_it(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    store = str(
        save(tables(told("support", "2024-01-11", quote=TAX), told("oppose", "2024-06-19")))
    )
    said = quoth("changes", "by:ann", "--store", store)
    assert said.out.startswith(
        "Ann Archer on Bread\n"
        "  changed, certainly, from support to oppose, between 11 Jan 2024 and 19 Jun 2024\n"
        f"    support · 11 Jan 2024 · “{TAX}” · Paper 1 · 1\n"
        "    oppose · 19 Jun 2024 · "
    )


def test_what_stayed_the_same_is_told_of_whoever_is_asked_for(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    store = str(save(tables(told("support", "2024-01-11"))))
    assert quoth("changes", "--store", store).err == "quoth: no position changed\n"
    assert "the same all along: support" in quoth("changes", "by:ann", "--store", store).out
    assert quoth("changes", "by:nobody", "--store", store).code == 2


# -- quoth compare ---------------------------------------------------------------------------------


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> str:
    """Return a store in which two speak."""
    return str(
        save(
            tables(
                told("support", "2024-03", quote=TAX),
                told("support", "2024-01", quote="A fair price is common sense for all of us."),
                told("oppose", "2024-02", quote="This tax is a mistake for us.", speaker="ben"),
                told("oppose", "2024-04", quote=TAX.replace("now", "soon"), speaker="ben"),
            )
        )
    )


def test_two_queries_are_put_side_by_side(store: str, quoth: Quoth) -> None:
    (found,) = quoth("compare", "-by:ben", "by:ben", "--json", "--store", store).records
    one, other = found["sides"]
    assert [said["id"] for said in one["said"]] == ["2", "1"]
    assert one["positions"] == {"support": 2, "oppose": 0, "neutral": 0}
    assert other["kinds"] == {"direct": 2, "mixed": 0, "indirect": 0}
    assert found["both"] == [["1", "4"]]
    assert "fair" in [word["word"] for word in found["words"][0]]
    assert "mistake" in [word["word"] for word in found["words"][1]]


def test_a_comparison_goes_into_an_article(store: str, quoth: Quoth, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    asked = ("compare", "-by:ben", "by:ben", "--store", store)
    said = quoth(*asked, "--format", "html", "--output", str(page))
    assert said.code == 0
    text = page.read_text(encoding="utf-8")
    assert "common sense" in text
    assert "Paper 3" in text
    assert text.count("<section>") == text.count("</section>") == 3
    assert quoth(*asked, "--format", "html", "--output", str(page)).code == 2
    over = quoth(*asked, "--format", "html", "--force", "--output", store)
    assert over.code == 2
    assert (
        "> “We need a carbon tax and we need it now." in quoth(*asked, "--format", "markdown").out
    )


def test_a_person_reads_a_comparison(store: str, quoth: Quoth) -> None:
    said = quoth("compare", "-by:ben", "by:ben", "--store", store)
    assert "2 statements, 2 once per quote · support 2 · direct 2" in said.out
    assert "in both: 1" in said.out
    assert "said more often in by:ben: " in said.out


def test_two_queries_are_needed(store: str, quoth: Quoth) -> None:
    for queries in ((), ("by:ann",), ("by:ann", "by:ben", "x")):
        said = quoth("compare", *queries, "--store", store)
        assert said.code == 2
        assert said.err.startswith("quoth: compare takes two queries")
    assert quoth("compare", "said:2025-13", "by:ann", "--store", store).code == 2
    assert quoth("compare", "xyzzyx", "xyzzyx", "--store", store).code == 1
