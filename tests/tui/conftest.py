"""What tests of the explorer may ask for, and the home in which it runs: an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.settings.searches import Searches, default_path
from quoth.store import Location, Origin
from tests.tui.driving import Opened, at_full_speed, open_explorer


@pytest.fixture
def explorer() -> Opened:
    """Return what opens the explorer."""
    return open_explorer


@pytest.fixture
def full_speed() -> Iterator[None]:
    """Have an application of a test's own driven as fast as the explorer is."""
    with at_full_speed():
        yield


@pytest.fixture(autouse=True)
def _home_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have searches remembered and saved where nobody else's are."""
    for name in (
        "HOME",
        "USERPROFILE",
        "LOCALAPPDATA",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("QUOTH_CONFIG", raising=False)


@pytest.fixture(autouse=True)
def _fingers_that_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have counts follow each letter at once; `test_facets` has them wait."""
    monkeypatch.setattr("quoth.tui.explorer.facets.REST", 0.0)


@pytest.fixture
def own(tmp_path: Path, sample_file: Path) -> Location:
    """Return a store to edit: a copy of the sample."""
    path = tmp_path / "own.json"
    path.write_bytes(sample_file.read_bytes())
    return Location(path, Origin.OPTION)


@pytest.fixture
def searches(_home_of_nobody: None, tmp_path: Path) -> Searches:
    """Return the searches of whoever explores here."""
    path = default_path()
    assert path.is_relative_to(tmp_path)
    return Searches(path)
