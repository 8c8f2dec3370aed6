"""The command line, run in this process, as often and as fast as a machine lives a day."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from quoth.cli.main import main

BREAKDOWN = 70


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of its output."""
        return self.out.splitlines()


@contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Have what is printed kept."""
    kept = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(one, encoding="utf-8", errors="replace") for one in kept)
    with patch.object(sys, "stdout", out), patch.object(sys, "stderr", err):
        yield kept
        out.flush()
        err.flush()


def quoth(*words: str | Path) -> Said:
    """Run a command; an error that isn't foreseen comes out as it is."""
    with patch("signal.signal", lambda *_: None), _streams() as (out, err):
        code: object
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:
            code = left.code
        sys.stdout.flush()
        sys.stderr.flush()
        assert isinstance(code, int)
        return Said(int(code), out.getvalue().decode(), err.getvalue().decode())
