"""`quoth config` says what is set and by whom; a file that is wrong stops every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.basics.exits import Exit
from quoth.settings.remembered import RememberedFile, default_path
from tests.cli.conftest import Quoth


@pytest.fixture
def file(home: Path) -> Path:
    """Return the file of settings, which isn't there yet; its folder is."""
    path = home / "quoth" / "config.toml"
    path.parent.mkdir()
    return path


def settled(quoth: Quoth, *arguments: str) -> dict[str, tuple[object, object, object]]:
    """Return what is set: the value, who says so, and the line."""
    said = quoth("config", "--json", *arguments)
    assert (said.code, said.err) == (0, "")
    return {one["option"]: (one["value"], one["by"], one["line"]) for one in said.records}


def test_where_nothing_is_set_nobody_set_it(quoth: Quoth, file: Path) -> None:
    said = quoth("config")
    assert said.code == 0
    assert said.err == (
        f"quoth: {file} doesn't exist; `quoth config --example` prints an example\n"
    )
    assert "density  comfortable" in said.out
    assert "the default: the sample" in said.out


def test_all_that_is_set_is_told_with_its_line(quoth: Quoth, file: Path, save_named: Path) -> None:
    file.write_text(
        f'theme = "nord"\nstore = "{save_named}"\ndates = "iso"\n\n[keys]\nsearch = "ctrl+f"\n'
    )
    found = settled(quoth)
    assert found["theme"] == ("nord", "the config file", 1)
    assert found["store"] == (str(save_named), "the config file", 2)
    assert found["dates"] == ("iso", "the config file", 3)
    assert found["keys.search"] == ("ctrl-f", "the config file", 6)
    assert found["mouse"] == ("true", "the default", 0)
    assert f"{file}, line 6" in quoth("config").out


@pytest.fixture
def save_named(home: Path, sample_file: Path) -> Path:
    """Return a store."""
    path = home / "named.json"
    path.write_bytes(sample_file.read_bytes())
    return path


def test_a_store_is_named_by_an_option_then_the_environment_then_the_file(
    quoth: Quoth, file: Path, save_named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('store = "../named.json"')
    assert settled(quoth)["store"][0] == str(save_named)
    assert quoth("stats").err == ""
    monkeypatch.setenv("QUOTH_STORE", "b.json")
    assert settled(quoth)["store"][1] == "$QUOTH_STORE"
    assert settled(quoth, "--store", "a.json")["store"][1] == "--store"
    assert settled(quoth, "--sample")["store"][1] == "the default: the sample"


def test_colours_may_come_from_the_explorer_or_the_environment(
    quoth: Quoth, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    RememberedFile(default_path()).leave(None, None, "nord")
    assert settled(quoth)["theme"] == ("nord", "chosen in the explorer", 0)
    file.write_text('theme = "gruvbox"')
    assert settled(quoth)["theme"] == ("gruvbox", "the config file", 1)
    monkeypatch.setenv("NO_COLOR", "1")
    assert settled(quoth)["theme"] == ("the terminal's own", "$NO_COLOR", 0)


@pytest.mark.parametrize(
    "command", [("config",), ("find", "peace"), ("stats",), ("undo",), ("check",), ("show", "1")]
)
def test_a_file_that_is_wrong_stops_every_command(
    quoth: Quoth, file: Path, command: tuple[str, ...]
) -> None:
    file.write_text('theme = "nord"\ndates = "eu"\n')
    assert quoth(*command) == (
        Exit.USAGE,
        "",
        f"quoth: {file}, line 2: “dates” is “eu”; it may be day, us, iso\n",
    )


def test_keys_that_clash_stop_those_who_use_keys(quoth: Quoth, file: Path) -> None:
    file.write_text('[keys]\nsearch = "f"\n')
    for command in (("config",), (), ("pick",), ("help", "keys")):
        said = quoth(*command)
        assert (said.code, said.out) == (Exit.USAGE, "")
        assert "line 2: keys.search: “f” is the key of “filter” as well" in said.err
    assert quoth("find", "peace", "--sample").code == 0


def test_dates_are_written_as_is_set(quoth: Quoth, file: Path) -> None:
    file.write_text('dates = "iso"\n')
    assert "2025-03-17 – 2025-03-20" in quoth("stats", "--sample").out
    assert " · 2025-03-" in quoth("find", "ironclad", "--sample").out
    assert "2025-03-20" in quoth("show", "15", "--sample").out
    file.write_text('dates = "us"\n')
    assert "Mar 17–20, 2025" in quoth("stats", "--sample").out


def test_the_path_and_an_example_are_printed_whatever_is_in_the_file(
    quoth: Quoth, file: Path
) -> None:
    file.write_text("broken")
    assert quoth("config", "--path") == (0, f"{file}\n", "")
    example = quoth("config", "--example")
    assert example.code == 0
    file.write_text(example.out)
    assert settled(quoth)["density"] == ("comfortable", "the default", 0)


def test_records_are_objects_of_one_shape(quoth: Quoth) -> None:
    keys = {frozenset(json.loads(line)) for line in quoth("config", "--json").out.splitlines()}
    assert keys == {frozenset({"option", "value", "by", "line"})}
