"""What may be sent to a terminal's clipboard, and how it gets there through tmux or screen.

A terminal takes a text for its clipboard in one sequence (OSC 52). Within tmux it has to pass tmux,
which by default takes it neither for itself nor for the terminal around it; but it does both for a
text that it is given by its own command. GNU screen passes on what is wrapped for it, in pieces.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from quoth.basics.text import neutralise
from quoth.tui.terminal.kinds import is_old

_LONGEST: Final = 74_994
"""Bytes, in base64, that terminals take at most in the sequence that copies (OSC 52)."""
_PIECE: Final = 240
"""Bytes that GNU screen takes at once."""
_SECONDS_FOR_TMUX: Final = 5
"""Seconds that tmux has to take a text."""


def for_clipboard(text: str) -> str | None:
    """Return a text so that pasting it does no harm; nothing if it is too long to send.

    Nothing in it can end a paste that a terminal brackets, for no escape character is left.
    """
    neutral = neutralise(text, lines=True).text
    return neutral if -(-len(neutral.encode()) // 3) * 4 <= _LONGEST else None


def clipboard_of(environment: Mapping[str, str]) -> str:
    """Return the name of what a text is sent to; nothing without a clipboard."""
    if "TMUX" in environment:
        return "tmux and the terminal's clipboard"
    return "" if is_old(environment.get("TERM", "")) else "the terminal's clipboard"


def sequence(text: str, environment: Mapping[str, str]) -> str:
    """Return the sequence that makes a terminal put a text in its clipboard.

    To tmux it is said twice: as it is, which it takes where `set-clipboard` is on, and wrapped,
    which passes it on if that is allowed.
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
    import subprocess  # noqa: PLC0415  # only where there is tmux, and something is copied

    for command in (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-")):
        with suppress(OSError, subprocess.TimeoutExpired):
            told = subprocess.run(  # noqa: S603  # no shell, and nothing of a store in it
                command,
                input=text.encode(),
                capture_output=True,
                timeout=_SECONDS_FOR_TMUX,
                check=False,
            )
            if told.returncode == 0:
                return
