"""Whether there is a terminal that the explorer can be shown on; if not, what to use instead."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

_INSTEAD: Final = "try `quoth find WORDS` or `quoth --help`"


def refusal(environment: Mapping[str, str], *, prints: bool = False) -> str:
    """Return why the explorer can't be shown, in a line that says what to use; else nothing.

    It is drawn on stderr, and read from stdin. Where it is to print nothing, what it prints is
    not wanted either: then stdout must be the terminal as well.
    """
    if not all(map(_is_terminal, (sys.stdin, sys.stderr))):
        over_ssh = "; over SSH it takes `ssh -t`" if environment.get("SSH_CONNECTION") else ""
        return f"the explorer needs a terminal{over_ssh}; {_INSTEAD}"
    if not prints and not _is_terminal(sys.stdout):
        return "the explorer prints nothing; in a pipe use `quoth find WORDS` or `quoth export`"
    kind = environment.get("TERM", "")
    if kind in ("dumb", "unknown"):
        return "this terminal can't show the explorer; try `quoth find WORDS`"
    if not kind and sys.platform != "win32":
        return "TERM isn't set, so this terminal's features are unknown; try `TERM=xterm quoth`"
    return ""


def _is_terminal(stream: object) -> bool:
    """Tell whether a stream is a terminal; one that the shell closed is nothing."""
    isatty = getattr(stream, "isatty", None)
    return isatty is not None and bool(isatty())
