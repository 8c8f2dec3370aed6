"""Which store is opened: the nearest to what the person asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.store import Origin, locate
from quoth.store import location as locations
from quoth.store.loading import load
from quoth.store.location import SAMPLES, Location


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a person's own store would be; it isn't there yet."""
    path = tmp_path / "own.json"
    monkeypatch.setattr(locations, "own_path", lambda: path)
    return path


def test_an_option_comes_before_everything_else(own: Path) -> None:
    own.touch()
    found = locate("a.json", {"QUOTH_STORE": "b.json"})
    assert found == Location("a.json", Origin.OPTION)


def test_the_environment_comes_before_the_own_store(own: Path) -> None:
    own.touch()
    assert locate(None, {"QUOTH_STORE": "b.json"}) == Location("b.json", Origin.ENVIRONMENT)


def test_the_own_store_comes_before_the_sample(own: Path) -> None:
    own.touch()
    assert locate(None, {}) == Location(own, Origin.OWN)


def test_the_sample_is_what_is_left(own: Path, sample_file: Path) -> None:
    assert locate(None, {}) == Location(str(sample_file), Origin.SAMPLE)


def test_an_empty_variable_names_no_store(own: Path) -> None:
    assert locate(None, {"QUOTH_STORE": ""}).origin is Origin.SAMPLE


def test_the_sample_can_be_asked_for_outright(own: Path, sample_file: Path) -> None:
    own.touch()
    found = locate("a.json", {"QUOTH_STORE": "b.json"}, sample=SAMPLES[0])
    assert found == Location(str(sample_file), Origin.SAMPLE)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_bundled_sample_can_be_named(own: Path, name: str) -> None:
    path, origin, _ = locate(None, {}, sample=name)
    assert (Path(path).stem, origin) == (name, Origin.SAMPLE)
    assert load(path).title == name


def test_a_tilde_is_the_home_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert locate("~/a.json", {}).path == str(tmp_path / "a.json")
    assert locate(None, {"QUOTH_STORE": "~/b.json"}).path == str(tmp_path / "b.json")


def test_the_home_of_nobody_is_a_name_like_any_other() -> None:
    assert locate("~nobody-of-this-name/a.json", {}).path == "~nobody-of-this-name/a.json"


def test_the_own_store_lies_in_the_data_directory_of_the_platform() -> None:
    path = Path(locations.own_path())
    assert path.is_absolute()
    assert path.parts[-2:] == ("quoth", "store.json")


def test_the_sample_is_there(sample_file: Path) -> None:
    assert load(sample_file).title == "coalition-of-the-willing"
