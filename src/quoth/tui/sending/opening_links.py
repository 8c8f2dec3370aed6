"""The keys for the source's address: a browser here, a dialog over SSH."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from quoth.store.model import Source
from quoth.tui.configured import told_keys
from quoth.tui.look.painting import plain
from quoth.tui.sending.links import LinkError, LinkTarget, link_of, open_in_browser, opens_here

if TYPE_CHECKING:
    from textual.screen import Screen

Say = Callable[[str], None]


def open_source(
    screen: Screen[None], source: Source, say: Say, copy: Say, *, archived: bool = False
) -> None:
    """Open the address of a source, or of its archived copy; or show it, or say why not."""
    address = source.archived if archived else source.url
    if not address.strip():
        say(told_keys(screen, _without(source, archived=archived)))
        return
    try:
        link = link_of(address)
    except LinkError as error:
        say(f"Not opened: {error}.")
        return
    if opens_here(os.environ):
        say(f"Sent to the browser: {link.host}")
        threading.Thread(target=_open, args=(screen, link, source, copy), daemon=True).start()
    else:
        _show(screen, link, source, copy)


def _without(source: Source, *, archived: bool) -> str:
    """Say that there is no address, and what there is; braces name a command by its key."""
    if archived:
        return "No archived copy of the source is known" + (
            "; {open_source} opens it." if source.url else "."
        )
    return "The source has no address" + (
        "; {open_archived} opens its archived copy." if source.archived else "."
    )


def _open(screen: Screen[None], link: LinkTarget, source: Source, copy: Say) -> None:
    """Open it; show it if there is no browser."""
    if not open_in_browser(link):
        screen.app.call_from_thread(partial(_show, screen, link, source, copy))


def _show(screen: Screen[None], link: LinkTarget, source: Source, copy: Say) -> None:
    """Show an address."""
    from quoth.tui.screens.link import LinkScreen  # noqa: PLC0415  # where one is shown

    screen.app.push_screen(LinkScreen(link, plain(source.title), copy))
