"""The bundled samples: named on the command line, whole, and telling something."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quoth.cli.arguments import with_sample_named
from quoth.store.loading import load
from quoth.store.location import SAMPLES, sample_path
from quoth.store.sample import copy_sample, is_sample
from tests.cli.conftest import Quoth

FIRST, SECOND = (f"--sample={name}" for name in SAMPLES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("--sample",), [FIRST]),
        (("--sample", "find", "x"), [FIRST, "find", "x"]),
        (("find", "--sample", "tram"), ["find", FIRST, "tram"]),
        (("--sample", "quillhaven"), [SECOND]),
        (("find", "--sam", "quillhaven", "tram"), ["find", SECOND, "tram"]),
        (("find", "--sample", "quillhaven", "quillhaven"), ["find", SECOND, "quillhaven"]),
        (("find", "--sample=quillhaven"), ["find", SECOND]),
        (("find", "--sample", "--", "quillhaven"), ["find", FIRST, "--", "quillhaven"]),
        (("find", "--", "--sample", "quillhaven"), ["find", "--", "--sample", "quillhaven"]),
        (("--sample", "nowhere"), ["--sample=nowhere"]),
        (("quillhaven",), ["quillhaven"]),
    ],
)
def test_the_word_behind_the_option_is_a_name_only_where_it_can_be(
    typed: tuple[str, ...], meant: list[str]
) -> None:
    assert with_sample_named(typed) == meant


@pytest.mark.parametrize("typed", [("find", "--sample=nowhere", "x"), ("--sample", "nowhere")])
def test_an_unknown_name_says_which_there_are(quoth: Quoth, typed: tuple[str, ...]) -> None:
    said = quoth(*typed)
    assert said.code == 2
    assert all(name in said.err for name in ("nowhere", *SAMPLES))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_faults(quoth: Quoth, name: str) -> None:
    assert quoth("check", "--sample", name).code == 0


def test_every_sample_is_in_the_package() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert wheel == {f"data/{name}.json": f"quoth/data/{name}.json" for name in SAMPLES}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_copy_is_of_the_sample_at_hand(tmp_path: Path, name: str) -> None:
    copy = tmp_path / "copy.json"
    assert copy_sample(copy, "mine", sample_path(name))
    assert load(copy) == load(sample_path(name))._replace(title="mine")
    assert (is_sample(sample_path(name)), is_sample(copy)) == (True, False)


def test_whoever_is_invented_says_so() -> None:
    records = load(sample_path("quillhaven"))
    notes = [one.note for one in records.actors.values()]
    notes += [one.note for one in records.sources.values()]
    notes += [one.note for one in records.events]
    assert all(note.startswith("Invented") for note in notes)


def test_the_second_sample_has_something_to_analyse(quoth: Quoth) -> None:
    (camps,) = quoth("analyse", "camps", "--sample", "quillhaven", "--json").records
    mayor, opponent = "maren-oddleigh", "halvard-prewitch"
    assert not any({mayor, opponent} <= set(camp) for camp in camps["camps"])
    changed = quoth("changes", "--sample", "quillhaven", "--json").records
    assert (mayor, "old-town-charge") in {(one["who"], one["topic"]) for one in changed}
    differing = quoth("variants", "--sample", "quillhaven", "--json", "differs:number").records
    assert differing
