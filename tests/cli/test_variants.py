"""`quoth variants`: one utterance in several wordings, through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

TAXES = "We will not raise taxes this year or next."


def tables(*statements: Mapping[str, object]) -> Tables:
    """Return the tables of a store with some statements, each in a paper of its own."""
    found = small_tables()
    found["actors"]["3"] = {"id": "ben", "name": "Ben Bow"}
    usual = {"kind": "direct", "speaker": "ann", "said": "2024-05-01"}
    found["statements"] = {}
    for number, fields in enumerate(statements, 1):
        source = f"paper-{number}"
        found["sources"][str(number)] = {
            "id": source, "title": "A report", "publisher": f"Paper {number}",
        }  # fmt: skip
        found["statements"][str(number)] = {**usual, "source": source, **fields}
    return found


@pytest.fixture
def pairs(save: Callable[[Tables], Path], quoth: Quoth) -> Callable[..., list[dict[str, Any]]]:
    """Return what asks for the pairs of a store of some quotes."""

    def ask(
        *statements: Mapping[str, object] | str, query: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        documents = [{"quote": one} if isinstance(one, str) else one for one in statements]
        said = quoth("variants", *query, "--json", "--store", str(save(tables(*documents))))
        assert said.code == (0 if said.out else 1)
        return said.records

    return ask


Pairs = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("one", "other", "relation", "coverage", "difference"),
    [
        (
            "That's one small step for man, one giant leap for mankind.",
            "That's one small step for a man, one giant leap for mankind.",
            "elided", 1.0, ("left-out", "medium", "a", ""),
        ),
        (TAXES, TAXES.replace("not ", ""), "elided", 1.0, ("negation", "high", "not", "")),
        (
            "It now costs 350 million every week, friends.",
            "It now costs 250 million every week, friends.",
            "variant", 0.875, ("number", "high", "350", "250"),
        ),
        (
            "The troops will leave the valley before the winter begins.",
            "The troops may leave the valley before the winter begins.",
            "variant", 0.9, ("modal", "high", "will", "may"),
        ),
        (
            "We will plant 3.5 million trees along the river this spring.",
            "We will plant 3,500,000 trees along the river this spring.",
            "variant", 0.9, ("spelling", "low", "3.5 million", "3,500,000"),
        ),
        (
            "It was legal to close those schools in the valley, friends.",
            "It was illegal to close those schools in the valley, friends.",
            "variant", 0.9091, ("negation", "high", "legal", "illegal"),
        ),
        (
            "No vamos a cerrar las escuelas de esta ciudad este verano.",
            "Vamos a cerrar las escuelas de esta ciudad este verano.",
            "excerpt", 1.0, ("negation", "high", "No", ""),
        ),
        (
            "I have nothing to offer but blood, toil, tears and sweat.",
            "I have nothing to offer but blood ... tears and sweat.",
            "elided", 1.0, ("left-out", "low", "toil", ""),
        ),
    ],
)  # fmt: skip
def test_a_pair_says_how_it_is_related_and_what_differs(
    pairs: Pairs,
    one: str,
    other: str,
    relation: str,
    coverage: float,
    difference: tuple[str, str, str, str],
) -> None:
    (pair,) = pairs(one, other)
    assert (pair["relation"], pair["coverage"]) == (relation, coverage)
    (found,) = pair["differences"]
    kind, weight, *words = difference
    assert (found["class"], found["weight"]) == (kind, weight)
    assert sorted((found["reference"], found["other"])) == sorted(words)
    assert pair["weight"] == weight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Houston, we have a problem.", "Okay, Houston, we've had a problem here."),
        (
            "I have nothing to offer but blood, toil, tears and sweat.",
            "I can only offer blood, sweat and tears.",
        ),
        (
            "We will do everything we can to help the farmers of this country.",
            "We will do everything we can to help the miners of that valley.",
        ),
    ],
)
def test_what_is_too_short_or_too_far_is_no_pair(pairs: Pairs, one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_disputed_words_come_before_all_else(pairs: Pairs) -> None:
    found = pairs(
        {"quote": TAXES},
        {"quote": TAXES.replace("not ", "")},
        {"quote": "The price of bread is far too high for all of us."},
        {"quote": "The price of bread is far too high for all of us.", "speaker": "ben"},
    )
    assert [(one["disputed"], one["relation"]) for one in found] == [
        (True, "same"),
        (False, "elided"),
    ]
    assert {found[0]["reference"]["speaker_name"], found[0]["other"]["speaker_name"]} == {
        "Ann Archer",
        "Ben Bow",
    }


def test_one_statement_or_a_query_asks_for_its_family_alone(pairs: Pairs) -> None:
    said = (
        {"quote": TAXES, "id": "taxes"},
        {"quote": TAXES.replace("not ", "")},
        {"quote": "The price of bread is far too high for all of us.", "speaker": "ben"},
        {"quote": "The price of bread is far too high for them all.", "speaker": "ben"},
    )
    assert [one["family"] for one in pairs(*said)] == ["taxes", "3"]
    assert [one["family"] for one in pairs(*said, query=("taxes",))] == ["taxes"]
    assert [one["family"] for one in pairs(*said, query=("by:ben",))] == ["3"]
    assert pairs(*said, query=("-by:ann", "-by:ben")) == []


def test_what_was_not_compared_is_told(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    phrase = "one two three four five six"
    quotes = [phrase, *(f"{phrase} word{n}" for n in range(66))]
    said = quoth("variants", "--store", str(save(tables(*({"quote": one} for one in quotes)))))
    assert "quoth: not compared: 1 wording of which every three words in a row" in said.err


def test_drafts_are_left_out_until_they_are_asked_for(pairs: Pairs) -> None:
    said = {"quote": TAXES, "id": "taxes"}, {"quote": TAXES, "id": "draft", "status": "draft"}
    assert pairs(*said) == []
    assert len(pairs(*said, query=("draft",))) == 1
    assert len(pairs(*said, query=("status:draft",))) == 1
    assert pairs(*said, query=("-status:draft",)) == []


def test_a_person_reads_what_differs(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    wrong = TAXES.replace("not ", "")
    store = str(save(tables({"quote": TAXES}, {"quote": TAXES}, {"quote": wrong})))
    said = quoth("variants", "--store", store)
    assert said.out == (
        "3 statements · 3 independent papers · 2 wordings\n"
        f"  “{TAXES}”\n"
        "      Ann Archer · 1 May 2024 · Paper 1 · 1\n"
        "      Ann Archer · 1 May 2024 · Paper 2 · 2\n"
        f"  “{wrong}”\n"
        "      elided\n"
        "      high: negation “not” left out\n"
        "      Ann Archer · 1 May 2024 · Paper 3 · 3\n"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("has:variant", {"1", "2", "5", "6"}),
        ("-has:variant", {"3", "4", "7"}),
        ("differs:negation", {"2"}),
        ("differs:high", {"2", "6"}),
        ("differs:number", {"6"}),
        ("differs:numbers by:ben", set()),
        ("differs:speaker", {"3", "4"}),
        ("differs:modal", set()),
        ("differs:low OR differs:negation", {"2"}),
    ],
)
def test_the_language_finds_wordings(
    save: Callable[[Tables], Path], quoth: Quoth, query: str, found: set[str]
) -> None:
    bread = "The price of bread is far too high for all of us."
    store = save(
        tables(
            {"quote": TAXES},
            {"quote": TAXES.replace("not ", ""), "said": "2024-05-02"},
            {"quote": bread},
            {"quote": bread, "speaker": "ben"},
            {"quote": "It now costs 350 million every week, friends."},
            {"quote": "It now costs 250 million every week, friends.", "said": "2024-05-02"},
            {"quote": "Nobody else has these words"},
        )
    )
    said = quoth("find", query, "--ids", "--store", str(store))
    assert set(said.out.split()) == found
    assert said.code == (0 if found else 1)


def test_a_difference_that_there_is_none_of_is_refused(quoth: Quoth) -> None:
    said = quoth("find", "differs:nubmer", "--sample")
    assert said.code == 2
    assert "number" in said.err


def test_nothing_in_a_quote_acts_on_the_terminal(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    wrong = TAXES.replace("not", "\x1b[31m\u202e")
    store = str(save(tables({"quote": TAXES}, {"quote": wrong})))
    said = quoth("variants", "--store", store)
    assert "\x1b" not in said.out
    assert "\u202e" not in said.out


def test_a_limit_is_said(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    bread = "The price of bread is far too high for all of us."
    store = str(save(tables(*({"quote": one} for one in (TAXES, TAXES, bread, bread)))))
    said = quoth("variants", "--limit", "1", "--store", store)
    assert said.err == "quoth: 1 of 2 shown; --limit 0 shows all\n"


def test_none_is_said(quoth: Quoth) -> None:
    said = quoth("variants", "--sample", "15")
    assert (said.code, said.out) == (1, "")
    assert (
        said.err == "quoth: there is no other wording of “15”; only verbatim words are compared\n"
    )
    assert quoth("variants", "--sample").code == 1
    assert quoth("variants", "--sample", "bogus:x").code == 2


# -- What others say of it -------------------------------------------------------------------------


def test_a_check_hints_at_what_may_be_misquoted(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    bread = "The price of bread is far too high for all of us."
    store = save(
        tables(
            {"quote": TAXES},
            {"quote": TAXES.replace("not ", "")},
            {"quote": bread},
            {"quote": bread, "speaker": "ben"},
            {"quote": "It is all the same to me in the end"},
            {"quote": "It is all the same to me, in the end!"},
        )
    )
    said = quoth("check", "--rule", "wording", "--json", "--store", str(store))
    assert said.code == 0
    assert [one["severity"] for one in said.records] == ["hint", "hint"]
    disputed, misquoted = (one["message"] for one in said.records)
    assert "attributed to" in disputed
    assert "negation “not” left out" in misquoted


def test_an_import_says_what_is_a_wording_of_what_is_there(
    save: Callable[[Tables], Path], quoth: Quoth, tmp_path: Path
) -> None:
    store = str(save(tables({"quote": TAXES})))
    table = tmp_path / "quotes.csv"
    wrong = TAXES.replace("not ", "")
    table.write_text(
        f"quote,speaker,source,kind\n{wrong},Ann Archer,Post,direct\n"
        "Nothing like it,Ann Archer,Post,direct\n"
    )
    said = quoth("import", str(table), "--duplicates", "add", "--store", store)
    assert said.code == 0
    assert "1 is a wording of what is there, 1 of which differ in what may matter" in said.err
    table.write_text("quote,speaker,source,kind\nQuite another thing,Ann Archer,Post,direct\n")
    assert "wording" not in quoth("import", str(table), "--store", store).err


def test_an_intake_says_so_too(
    save: Callable[[Tables], Path], quoth: Quoth, tmp_path: Path
) -> None:
    store = str(save(tables({"quote": TAXES})))
    article = tmp_path / "article.txt"
    article.write_text(f"Taxes again\n\n“{TAXES[:-1]},” Ann Archer said on Monday.\n")
    said = quoth("intake", str(article), "--published", "2024-05-03", "--store", store)
    assert said.code == 0
    assert "1 is a wording of what is there" in said.err


def test_a_check_of_one_wording_is_told_of_all(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    found = tables({"quote": TAXES}, {"quote": TAXES.replace("not ", "")})
    found["checks"] = {
        "1": {"id": "taxes", "claim": "No new taxes", "statements": ["2"], "rating": "Half true"}
    }
    store = str(save(found))
    assert "checked: Half true: No new taxes" in quoth("variants", "--store", store).out
    (record,) = quoth("variants", "1", "--json", "--store", store).records
    assert record["checks"] == ["taxes"]


@pytest.mark.parametrize("quick", [0, 20_000])
def test_wordings_of_many_that_come_in_are_looked_for_or_it_is_said_that_they_were_not(
    save: Callable[[Tables], Path],
    quoth: Quoth,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    quick: int,
) -> None:
    monkeypatch.setattr("quoth.cli.wording_hints._QUICK", quick)
    monkeypatch.setattr("quoth.cli.wording_hints._MOST", 1)
    store = str(save(tables({"quote": TAXES})))
    lines = tmp_path / "many.jsonl"
    statement = {"kind": "direct", "speaker": "ann", "source": "paper-1"}
    quotes = TAXES.replace("not ", ""), "Bread has never been as dear as this"
    lines.write_text("".join(json.dumps({**statement, "quote": one}) + "\n" for one in quotes))
    said = quoth("import", str(lines), "--store", store)
    assert ("1 is a wording of what is there" in said.err) == (quick > 0)
    assert ("weren't looked for" in said.err) == (quick == 0)
