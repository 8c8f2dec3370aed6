"""Without a store, on a terminal: the greeting, the sample and a store of one's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tui.test_terminal import terminal


def test_without_a_store_the_greeting_leads_to_the_sample(tmp_path: Path) -> None:
    with terminal(XDG_DATA_HOME=str(tmp_path), XDG_STATE_HOME=str(tmp_path)) as quoth:
        quoth.wait_for("Begin a store of your own")
        quoth.press("s")
        quoth.wait_for("1 of 24")
        quoth.press("q")
        assert quoth.end() == 0
    assert not (tmp_path / "quoth" / "store.json").exists()


def test_a_store_that_was_begun_is_opened_from_then_on(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    with terminal(**home) as quoth:  # type: ignore[arg-type]
        quoth.wait_for("Begin a store of your own")
        quoth.press("b")
        quoth.wait_for("name  my store")
        quoth.press("\r")
        quoth.wait_for("Begun: ")
        quoth.press("q")
        assert quoth.end() == 0
    assert (tmp_path / "quoth" / "store.json").stat().st_mode & 0o077 == 0
    with terminal(**home) as quoth:  # type: ignore[arg-type]
        quoth.wait_for("my store")
        quoth.press("q")
        assert quoth.end() == 0


def test_the_greeting_waits_for_nothing_of_the_explorer() -> None:
    script = (
        "import sys, quoth.tui.app, quoth.tui.screens.greeting; "
        "print(sorted(name for name in sys.modules if name.startswith('quoth.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    for name in ("explorer.screen", "threads.working", "screens.form", "widgets.timeline_pane"):
        assert f"quoth.tui.{name}" not in done.stdout
