"""What is said and kept of an error that nobody foresaw: where, and never what of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.basics.crash import report, said_of

DATA = "bread is dear"


def broken() -> Exception:
    """Return an error with another behind it, data in both and in their variables."""
    secret = DATA

    class UnforeseenError(Exception):
        """One of a kind."""

    try:
        try:
            dict[str, str]()[secret]
        except KeyError as error:
            raise UnforeseenError(f"{secret} again") from error
    except UnforeseenError as error:
        return error
    raise AssertionError


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where reports are kept."""
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def test_a_report_names_places_and_kinds_and_no_data() -> None:
    text = report(broken())
    assert "test_crash.py:" in text
    assert " broken\n" in text
    assert "UnforeseenError" in text
    assert "behind it:" in text
    assert "builtins.KeyError" in text
    assert DATA not in text
    assert str(Path.home()) + os.sep not in text


def test_it_is_said_in_one_line_and_ten_reports_are_kept(state: Path) -> None:
    for number in range(12):
        folder = state / "quoth" / "crashes"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"20200101-0000{number:02}-1.txt").write_text("old")
    said = said_of(broken())
    kept = sorted(path.name for path in folder.iterdir())
    assert len(kept) == 10
    assert said.endswith(kept[-1])
    assert "\n" not in said
    assert DATA not in said


def test_where_no_report_can_be_kept_the_line_says_where_it_was(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (state / "quoth").write_text("in the way")
    said = said_of(broken())
    assert "UnforeseenError at " in said
    assert "test_crash.py:" in said


def test_a_command_that_breaks_down_is_exit_code_70(state: Path) -> None:
    script = (
        "import quoth.cli.main as entry\n"
        "def broken(*_):\n"
        f"    raise RuntimeError({DATA!r})\n"
        "entry._run = broken\n"
        "import sys; sys.argv = ['quoth', 'stats', '--sample']\n"
        "from quoth.cli import run; run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.startswith("quoth: it crashed (RuntimeError)")
    assert len(done.stderr.splitlines()) == 1
    assert DATA not in done.stderr
