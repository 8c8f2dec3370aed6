"""What reaches a clipboard through terminals within terminals.

A terminal takes a text for its clipboard in one sequence (OSC 52). Within tmux it has to pass tmux,
which by default takes it neither for itself nor for the terminal around it; but it does both for a
text that it is given by its own command. GNU screen passes on what is wrapped for it, in pieces.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

_PIECE: Final = 240
"""Bytes that GNU screen takes at once."""
_PATIENCE: Final = 5
"""Seconds that tmux has to take a text."""


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """Return what has a terminal put a text in its clipboard.

    To tmux it is said twice: as it is, which it takes where `set-clipboard` is on, and wrapped,
    which passes where that is allowed or nobody asks.
    """
    plain = f"\x1b]52;c;{base64.b64encode(text.encode()).decode('ascii')}\x07"
    kind = environment.get("TERM", "")
    if "TMUX" in environment or kind.startswith("tmux"):
        return plain + "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    if "STY" in environment and kind.startswith("screen"):
        pieces = (plain[start : start + _PIECE] for start in range(0, len(plain), _PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return plain


def tell_tmux(text: str) -> None:
    """Give tmux a text, for its own buffer and for the terminal around it; wait until it has it.

    Older ones than 3.2 refuse to pass it on, and get it for themselves alone.
    """
    for command in (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-")):
        with suppress(OSError, subprocess.TimeoutExpired):
            told = subprocess.run(  # noqa: S603  # no shell, and nothing of a store in it
                command, input=text.encode(), capture_output=True, timeout=_PATIENCE, check=False
            )
            if told.returncode == 0:
                return
