"""What opens over the explorer: its look is read with the first dialog, after the first paint."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

_Answer = TypeVar("_Answer")


class Dialog(ModalScreen[_Answer], inherit_bindings=False):
    """A screen over the explorer, whose result is an answer."""

    CSS_PATH = "../styles/dialogs.tcss"
