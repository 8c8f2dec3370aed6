"""The command line, in this process and in one of its own, at home in an empty directory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from quoth.cli.main import main
from quoth.index import opening


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The objects of its output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Quoth = Callable[..., Said]
AS_IT_IS: Final = "read as it is"
WITH_AN_INDEX: Final = "with an index"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home directory without a store, and take all settings away."""
    path = tmp_path / "home"
    path.mkdir()
    for name in (
        "QUOTH_STORE",
        "QUOTH_CONFIG",
        "NO_COLOR",
        "COLUMNS",
        "PYTHONIOENCODING",
        "PYTHONUTF8",
    ):
        monkeypatch.delenv(name, raising=False)
    for name in (
        "HOME",
        "USERPROFILE",
        "LOCALAPPDATA",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.setenv(name, str(path))
    return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses `quoth` both ways; one way where the module or the test says which."""
    marks = metafunc.definition.iter_markers("parametrize")
    if "quoth" in metafunc.fixturenames and all(mark.args[0] != "quoth" for mark in marks):
        ways = getattr(metafunc.module, "STORES", (AS_IT_IS, WITH_AN_INDEX))
        metafunc.parametrize("quoth", ways, indirect=True)


@pytest.fixture
def quoth(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Quoth:
    """Return the command, run in this process, on stores too small for an index and with one."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    if request.param == WITH_AN_INDEX:
        monkeypatch.setattr(opening, "_SMALL", 0)

    def run(*arguments: str) -> Said:
        code: object
        try:
            code = main(arguments)
        except SystemExit as left:
            code = left.code
        assert isinstance(code, int)
        return Said(int(code), *capsys.readouterr())

    return run


@pytest.fixture
def shell(home: Path) -> Quoth:
    """Return the command, run as a process of its own without a terminal."""

    def run(*arguments: str | bytes, environment: Mapping[str, str] | None = None) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "quoth", *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", **(environment or {})},
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
