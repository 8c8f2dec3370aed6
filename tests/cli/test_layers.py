"""Layers through the command line: nobody who doesn't name one learns of any."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store.journal import read_journal
from tests.cli.conftest import Quoth, Said
from tests.query.agreement.coded import coding, store

QUOTES = (
    "Bread is dear.", "Bread is not dear.", "We need 300 loaves now.", "We need 400 loaves now.",
    "The tax stays.", "Nobody can afford this tax.",
)  # fmt: skip
ROADS: Sequence[Sequence[str]] = (
    ("find",), ("find", "bread"), ("find", "--explain", "--ids", "breed"), ("find", "--json"),
    ("find", "status:draft"), ("find", "has:note OR by:a"), ("find", "-bread"),
    ("find", "/bread|zebra/", "--ids"), ("find", "source:paper /z|b/", "--explain", "--ids"),
    ("find", "topic:tax sort:oldest"), ("find", "by:b", "said:2025"), ("find", "coder:ann"),
    ("find", '"not dear"'), ("find", "tag:secret"), ("find", "has:variant"), ("actors", "--json"),
    ("timeline",), ("timeline", "bread"), ("stats", "--json"), ("stats", "bread", "--json"),
    ("variants", "--json"), ("changes", "--json"), ("claims", "--json"),
    ("analyse", "stances", "--json"), ("analyse", "voices", "--json"),
    ("analyse", "words", "bread", "--json"), ("compare", "by:a", "by:b", "--json"),
    ("export", "--format", "jsonl"), ("export", "--format", "csv"), ("check", "--json"),
    ("merge", "--propose", "--json"),
)  # fmt: skip
"""All that tells of statements."""


def _statements(draw: st.DrawFn, layer: st.SearchStrategy[str]) -> dict[str, Any]:
    """Return a statement of a layer."""
    topic = draw(st.sampled_from(("tax", "energy")))
    side = draw(st.sampled_from(("support", "oppose")))
    said = draw(st.sampled_from(("", "2024-03-01", "2025-03-20", "2025-03~")))
    made = coding(
        draw(st.sampled_from(("ann", "ben", ""))), draw(st.sampled_from(("paper", "wire"))),
        quote=draw(st.sampled_from(QUOTES)), kind=draw(st.sampled_from(("direct", "indirect"))),
        speaker=draw(st.sampled_from("ab")), topics=[topic], layer=draw(layer),
        stances=[{"topic": topic, "position": side}],
        status=draw(st.sampled_from(("confirmed", "draft"))),
        tags=draw(st.sampled_from(([], ["x"]))),
    )  # fmt: skip
    made |= {"said": said} if said else {}
    return {name: value for name, value in made.items() if value}


@st.composite
def coded(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Return statements, some of them of layers."""
    layers = st.sampled_from(("", "", "ann", "ben"))
    made = [_statements(draw, layers) for _ in range(draw(st.integers(2, 9)))]
    fixed = coding("ann", quote="Zebras aren't taxed.", layer="ann", tags=["secret"], speaker="a")
    used = [  # what is named by layers alone isn't unused, which the check tells
        coding("", source, quote="So be it.", speaker="b", via=["a"], topics=["tax", "energy"])
        for source in ("paper", "wire")
    ]
    return [{"id": str(place), **one} for place, one in enumerate([*made, fixed, *used], 1)]


def _said(said: Said) -> tuple[int, str, str]:
    """Return what was said, but for how long it took."""
    told = [line for line in said.err.splitlines() if " ms to " not in line]
    return said.code, said.out, "\n".join(told)


@pytest.mark.parametrize("quoth", ["with an index"], indirect=True)
@settings(
    max_examples=3,
    phases=[Phase.generate],  # each takes a second, and is small enough to be read
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(coded())
def test_no_road_shows_a_layer_that_is_not_named(
    quoth: Quoth, tmp_path: Path, statements: list[dict[str, Any]]
) -> None:
    named = {"paper": 300, "wire": 300}
    path = tmp_path / "coded.json"
    found = []
    for some in ([one for one in statements if "layer" not in one], statements):
        store(path, some, named, speakers=("a", "b"))
        found.append({" ".join(road): _said(quoth(*road, "--store", str(path))) for road in ROADS})
    without, with_layers = found
    for road, said in without.items():
        assert with_layers[road] == said, road


@pytest.fixture
def layered(tmp_path: Path) -> str:
    """Return a store with a curated statement and a layer each of Ann and of Ben."""
    statements = [
        coding("", quote="The tax stays.", topics=["tax"]),
        coding("ann", quote="Bread is dear.", layer="ann", topics=["tax"]),
        coding("ben", quote="Bread is cheap.", layer="ben", speaker="b"),
    ]
    return store(tmp_path / "layered.json", statements, {"paper": 100})


@pytest.fixture
def ids(quoth: Quoth, layered: str) -> Callable[..., list[str]]:
    """Return what finds the ids of statements."""
    return lambda *query: quoth("find", "--ids", *query, "--store", layered).out.split()


def test_a_query_that_names_a_layer_shows_it(ids: Callable[..., list[str]]) -> None:
    assert ids() == ["1"]
    assert ids("layer:ann") == ["2"]
    assert ids("layer:ann OR layer:ben") == ["2", "3"]
    assert ids("-layer:ann") == ["1", "3"]
    assert ids("has:layer") == ["2", "3"]
    assert ids("bread", "layer:ben") == ["3"]


def test_a_layer_is_counted_analysed_and_exported_where_it_is_named(
    quoth: Quoth, layered: str
) -> None:
    told = json.loads(quoth("stats", "layer:ann", "--json", "--store", layered).out)
    assert told["statements"] == 1
    told = quoth("export", "--format", "jsonl", "layer:ann", "--store", layered).records
    assert [one["layer"] for one in told if one.get("type") == "statement"] == ["ann"]
    said = quoth("analyse", "voices", "layer:ann", "--json", "--store", layered)
    assert said.code == 0


def test_a_statement_of_a_layer_is_shown_by_its_id(quoth: Quoth, layered: str) -> None:
    said = quoth("show", "2", "--store", layered)
    assert said.code == 0
    assert "layer" in said.out


def test_layers_are_completed_and_their_names_are_asked_for(quoth: Quoth, layered: str) -> None:
    assert "layer:ann" in quoth("complete", "zsh", "--store", layered, "find", "layer:a").out
    said = quoth("find", "layer:anm", "--store", layered)
    assert (said.code, "ann" in said.err) == (2, True)


def test_what_is_added_to_a_layer_is_its_coders_own(quoth: Quoth, layered: str) -> None:
    words = ("--kind", "indirect", "--speaker", "a", "--source", "paper", "Said so.")
    said = quoth("add", "--layer", "cho", *words, "--store", layered)
    assert said.code == 0
    (found,) = quoth("find", "--json", "layer:cho", "--store", layered).records
    assert (found["coder"], found["layer"], found["status"]) == ("cho", "cho", "confirmed")


def test_what_comes_in_is_held_against_its_own_layer_alone(
    quoth: Quoth, layered: str, tmp_path: Path
) -> None:
    rows = [coding("ben", quote="Bread is dear.", layer=one) for one in ("ben", "ann")]
    coming = tmp_path / "coming.jsonl"
    coming.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    said = quoth("import", str(coming), "--duplicates", "skip", "--json", "--store", layered)
    assert said.code == 0
    assert len(quoth("find", "--ids", "layer:ben", "--store", layered).out.split()) == 2
    assert quoth("find", "--ids", "layer:ann", "--store", layered).out.split() == ["2"]
    assert quoth("find", "--ids", "--store", layered).out.split() == ["1"]


def test_checks_and_verdicts_of_layers_are_left_out_too(quoth: Quoth, layered: str) -> None:
    def run(*words: str) -> Said:
        return quoth(*words, "--store", layered)

    assert run("add", "check", "--statement", "2", "--rating", "False", "Of Ann's.").code == 0
    words = ("--statement", "1", "--statement", "3", "--rating", "True", "Of both.")
    assert run("add", "check", *words).code == 0
    assert run("wording", "2", "3", "same").code == 0
    (told,) = run("claims", "--json").records
    assert (told["claim"], told["statements"]) == ("Of both.", ["1"])
    exported = run("export", "--format", "jsonl").out
    assert "Of Ann's" not in exported
    assert "same" not in exported
    assert not [one for one in run("check", "--json").records if one["rule"] == "verdict"]


def test_the_journal_says_who(layered: str, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("LOGNAME", "cho")
    editor = Editor(layered)
    before = editor.corpus.document("actors", "a") or {}
    editor.commit(Change("edit an actor", [Edit("actors", "1", before, {**before, "role": "X"})]))
    contents = read_journal(layered)
    assert contents is not None
    assert [one.who for one in contents.entries] == ["cho"]
