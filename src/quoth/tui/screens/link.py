"""A source's address, if no browser can be opened here: to click, to read, to copy."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quoth.tui.commands import Context, bindings
from quoth.tui.look.painting import line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.sending.links import LONGEST, LinkTarget
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.lines_to_read import LinesToRead

_ADDRESS = "address"
"""The role of what the terminal itself opens."""


class LinkLines(LinesToRead):
    """Where it leads, and the whole address, each line of which is the link."""

    def __init__(self, link: LinkTarget, title: str) -> None:
        """Create the lines of a link, under the title of its source."""
        super().__init__(id="link")
        self._link = link
        self._title = title

    def lines(self, width: int) -> list[Content]:
        """Return what it is of, the host, and the address in pieces."""
        link = self._link
        lines = [*line((plain(self._title), "faint")).wrap(width)]
        lines += line("leads to ", (link.host, "strong")).wrap(width)
        if link.written:
            lines += line(("written ", "faint"), plain(link.written)).wrap(width)
        lines.append(Content(""))
        cuts = range(0, len(link.address), width)
        lines += [line((link.address[cut : cut + width], _ADDRESS)) for cut in cuts]
        return lines

    def role_style(self, role: str) -> Style:
        """Return the look of a role; an address is a link that terminals open by a click."""
        if role != _ADDRESS:
            return super().role_style(role)
        look = super().role_style("link") + Style(underline=True)
        return look + Style(link=self._link.address) if len(self._link.address) <= LONGEST else look


class LinkScreen(Dialog[None], inherit_bindings=False):
    """The dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.LINK)]

    def __init__(self, link: LinkTarget, title: str, copy: Callable[[str], None]) -> None:
        """Create the screen of a link, with its title and the function that copies it."""
        super().__init__()
        self._link = link
        self._title = title
        self._copy = copy

    def compose(self) -> ComposeResult:
        """Make the lines, and the keys."""
        lines = LinkLines(self._link, self._title)
        lines.border_title = Content("The source's address")
        yield lines
        yield KeyBar(id="link-keys")

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(KeyBar).show_place(Context.LINK)

    def action_copy_address(self) -> None:
        """Send the address to the clipboard, and close the dialog, so that it is said."""
        self.dismiss(None)
        self._copy(self._link.address)

    def action_close_link(self) -> None:
        """Close the dialog."""
        self.dismiss(None)
