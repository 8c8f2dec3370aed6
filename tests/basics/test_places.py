"""Where on a machine quoth keeps what: where the platform's own library says, only sooner."""

from __future__ import annotations

import sys

import platformdirs
import pytest

from quoth.basics import places

FOLDERS = ("data", "config", "state", "cache")


def folder(what: str) -> str:
    """Return the folder for something."""
    return str(getattr(places, f"{what}_folder")())


@pytest.mark.parametrize("what", FOLDERS)
@pytest.mark.parametrize("named", [None, "", "  ", "/somewhere/else", "not/absolute"])
def test_folders_are_those_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, what: str, named: str | None
) -> None:
    variable = f"XDG_{what.upper()}_HOME"
    if named is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, named)
    assert folder(what) == getattr(platformdirs, f"user_{what}_dir")("quoth", appauthor=False)


@pytest.mark.parametrize("what", FOLDERS)
def test_where_no_rule_holds_the_library_is_asked(
    monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, f"user_{what}_dir", lambda name, appauthor: f"/asked/{name}")
    assert folder(what) == "/asked/quoth"
