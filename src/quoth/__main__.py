"""`python -m quoth` is the `quoth` command."""

from __future__ import annotations

from quoth.cli import run

if __name__ == "__main__":
    run()
