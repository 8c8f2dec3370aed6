"""Coders who see nothing of each other's coding before they closed a source."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Quoth, Said
from tests.query.agreement.coded import coding, store

pytestmark = pytest.mark.parametrize("quoth", ["read as it is"], indirect=True)
As = Callable[..., Said]
SECRET = "Zebras pay no tax."  # noqa: S105  # a quote
ASKING: tuple[tuple[str, ...], ...] = (
    ("find", "layer:ben"), ("find", "layer:benn"), ("find", "zebras OR has:layer"),
    ("find", "zebra", "-layer:cho", "--explain"), ("find", "-layer:x", "--json"),
    ("find", "id:4"), ("find", "/z.bras/"), ("find", "source:paper /z.b/", "--json"),
    ("show", "4"), ("show", "4", "--json"), ("stats", "has:layer", "--json"),
    ("actors", "has:layer"), ("timeline", "-layer:cho"),
    ("export", "--format", "jsonl", "has:layer"),
    ("export", "--format", "csv", "-layer:cho"), ("agree", "--json"), ("curate", "--json"),
    ("check", "--json"), ("variants", "layer:ben"), ("changes", "has:layer"),
    ("compare", "layer:ben", "has:layer"), ("analyse", "words", "has:layer", "--json"),
    ("complete", "zsh", "find", "layer:"), ("complete", "zsh", "find", "tag:"),
    ("edit", "4", "note=x"), ("tag", "4", "+x"), ("rm", "4", "--yes"),
    ("wording", "4", "1", "same"), ("split", "a", "Aa", "4"),
    ("edit", "--query", "layer:ben", "note=x", "--dry-run"), ("log",), ("undo",),
)  # fmt: skip
"""What a coder may try to see of another's layer."""


@pytest.fixture
def blind(tmp_path: Path) -> str:
    """Return a store that Ann and Ben code blind: Ann closed the wire, Ben all."""
    statements = [
        coding("", quote="The tax stays."),
        coding("", "web", quote="Of course."),
        coding("ann", quote="Bread is dear.", layer="ann"),
        coding("ben", quote=SECRET, layer="ben", tags=["striped"]),
        coding("ben", "wire", quote="Ben on the wire.", layer="ben"),
        coding("ann", "wire", quote="Ann on the wire.", layer="ann"),
    ]
    sources = {
        "paper": {"assigned": ["ann", "ben"], "done": ["ben"]},
        "wire": {"assigned": ["ann", "ben"], "done": ["ben", "ann"]},
        "web": {},
    }
    return store(tmp_path / "blind.json", statements, sources=sources, blind=True)


@pytest.fixture
def by(quoth: Quoth, blind: str, monkeypatch: pytest.MonkeyPatch) -> As:
    """Return what runs a command as somebody."""

    def run(who: str, *words: str) -> Said:
        monkeypatch.setenv("LOGNAME", who)
        if words[0] == "complete":
            return quoth(*words[:2], "--store", blind, *words[2:])
        return quoth(*words, "--store", blind)

    return run


def _ids(said: Said) -> list[str]:
    """Return the ids that were printed."""
    return said.out.split()


def test_of_an_open_source_a_coder_sees_their_own_alone(by: As) -> None:
    assert _ids(by("ann", "find", "--ids")) == ["2"]
    assert _ids(by("ann", "find", "--ids", "has:layer")) == ["3", "5", "6"]
    assert _ids(by("ben", "find", "--ids")) == ["1", "2"]
    assert _ids(by("ben", "find", "--ids", "layer:ann")) == ["3", "6"]


def test_who_codes_nothing_sees_the_layers_of_what_all_closed(by: As) -> None:
    assert _ids(by("cho", "find", "--ids")) == ["1", "2"]
    assert _ids(by("cho", "find", "--ids", "has:layer")) == ["5", "6"]


@pytest.mark.parametrize("words", ASKING, ids=" ".join)
def test_no_road_leads_to_the_layer_of_another(by: As, words: tuple[str, ...]) -> None:
    said = by("ann", *words)
    for telling in ("zebra", "striped", '"4"'):
        assert telling not in (said.out + said.err).lower().replace(" ".join(words).lower(), "")
    if words[0] in ("edit", "tag", "rm", "wording") and words[1] == "4":
        assert by("ann", words[0], "99", *words[2:]).err.replace("99", "4") == said.err


def test_closing_opens_a_source(by: As) -> None:
    said = by("ann", "assign", "paper", "--done")
    assert (said.code, said.out) == (0, "paper\n")
    assert _ids(by("ann", "find", "--ids", "layer:ben")) == ["4", "5"]
    assert by("ann", "undo").code == 0
    assert _ids(by("ann", "find", "--ids", "layer:ben")) == ["5"]


def test_sources_are_assigned_and_listed(by: As, blind: str) -> None:
    assert by("cho", "assign", "web", "--to", "ann,cho", "--to", "ben").code == 0
    assert by("cho", "assign", "web", "--take-from", "ben").code == 0
    listed = {one["id"]: one for one in by("cho", "assign", "--json").records}
    assert listed["web"]["assigned"] == ["ann", "cho"]
    assert "ben (done)" in by("cho", "assign").out
    assert by("cho", "assign", "webb", "--done").code == 2
    assert by("cho", "assign", "--done").code == 2
    document: dict[str, Any] = json.loads(Path(blind).read_text(encoding="utf-8"))
    assert document["sources"]["2"]["assigned"] == ["ann", "cho"]


def test_what_a_coder_adds_to_a_source_of_theirs_is_of_their_layer(by: As) -> None:
    words = ("--kind", "indirect", "--speaker", "a", "Said so.")
    said = by("ann", "add", "--source", "paper", *words)
    assert (said.code, "layer:ann finds it" in said.err) == (0, True)
    assert "7" in _ids(by("ann", "find", "--ids", "layer:ann"))
    assert by("ann", "add", "--source", "wire", "--status", "confirmed", *words).code == 0
    assert "8" in _ids(by("cho", "find", "--ids")), "she closed the wire"
    assert by("cho", "add", "--source", "paper", "--status", "confirmed", *words).code == 0
    assert "9" in _ids(by("cho", "find", "--ids")), "Cho codes nothing"


def test_blindness_is_switched_and_the_switch_taken_back(by: As) -> None:
    def sees() -> list[str]:
        return _ids(by("ann", "find", "--ids", "layer:ben"))

    said = by("ann", "assign", "--open")
    assert (said.code, "`quoth undo` takes it back" in said.err) == (0, True)
    assert sees() == ["4", "5"]
    assert "already so" in by("ann", "assign", "--open").err
    assert by("ann", "undo").out == "code the store openly\n"
    assert sees() == ["5"]
    assert by("ann", "redo").code == 0
    assert sees() == ["4", "5"]
    assert by("ann", "assign", "--blind").code == 0
    assert sees() == ["5"]
    assert by("ann", "undo").out == "code the store blind\n"
    assert by("ann", "undo").out == "code the store openly\n"
    assert by("ann", "undo").out == ""
    assert sees() == ["5"]


def test_what_others_did_since_is_not_taken_back_with_the_switch(by: As, blind: str) -> None:
    assert by("ann", "assign", "--open").code == 0
    store = json.loads(Path(blind).read_text(encoding="utf-8"))
    store["meta"]["1"] |= {"title": "Renamed"}
    store["statements"]["1"]["quote"] = "The tax went."
    Path(blind).write_text(json.dumps(store), encoding="utf-8")
    assert by("ann", "undo").code == 0
    now = json.loads(Path(blind).read_text(encoding="utf-8"))
    store["meta"]["1"]["blind"] = True
    assert now == store
    assert by("ben", "assign", "--open").code == 0
    assert by("ben", "undo").code == 0, "a history is of the store, whoever gives the command"


def test_the_name_of_the_settings_goes_before_that_of_the_login(
    by: As, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "quoth.toml"
    config.write_text('coder = "ben"\n', encoding="utf-8")
    monkeypatch.setenv("QUOTH_CONFIG", str(config))
    assert _ids(by("ann", "find", "--ids", "layer:ben")) == ["4", "5"]
