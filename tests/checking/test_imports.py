"""Whoever only looks something up waits for no check."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", [["find", "garantee"], ["show", "15"], ["stats"]])
def test_a_lookup_imports_no_check(command: list[str]) -> None:
    script = (
        "import sys; from quoth.cli.main import main; "
        f"main({[*command, '--sample']!r}); "
        "loaded = [name for name in sys.modules if name.startswith('quoth.checking')]; "
        "sys.exit(str(loaded) if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
