"""What opens over the explorer: its look is read with the first dialog, after the first paint."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

_Answer = TypeVar("_Answer")


class Dialog(ModalScreen[_Answer], inherit_bindings=False):
    """A screen over the explorer, whose result is an answer."""

    CSS_PATH = "../styles/dialogs.tcss"

    def show_changes(self) -> None:
        """Show the store as it is now; most dialogs show nothing of it."""

    def say(self, text: str) -> bool:  # noqa: ARG002  # for those that have a place
        """Say something that is soon forgotten; return whether there is a place for it here."""
        return False

    def keep_draft(self) -> None:
        """Keep aside what is typed, now and whatever is under way; most dialogs have no draft."""

    async def keep_typed(self) -> None:
        """Keep aside what is typed, for whoever has to leave; wait for what is being saved."""
