"""The store and the settings that a command line means."""

from __future__ import annotations

import argparse
import os
from functools import partial
from typing import TYPE_CHECKING

from quoth.basics.places import SETTINGS_VARIABLE, settings_path
from quoth.store import Location, locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quoth.cli.printing import Printer
    from quoth.index.corpus import Corpus
    from quoth.query.run import Engine
    from quoth.settings import Settings

# What one command does not need, it does not wait for.
# ruff: noqa: PLC0415


def settings_if_any() -> Settings | None:
    """Return the user's settings, if there are any.

    Raises:
        RefusedError: the file can't be followed.
    """
    if not (os.environ.get(SETTINGS_VARIABLE) or os.path.exists(settings_path(os.environ))):
        return None  # nothing to read: the reader of settings takes its time to import
    from quoth.cli.settled import settings_now

    return settings_now()


def location_of(options: argparse.Namespace, settings: Settings | None) -> Location:
    """Return the store that a command is about."""
    return locate(
        getattr(options, "store", None),
        os.environ,
        sample=getattr(options, "sample", ""),
        settled=settings.store if settings else "",
    )


def queries(corpus: Corpus, printer: Printer, location: Location) -> Engine:
    """Return what finds and counts in a store; what is wrong with saved searches is said."""
    from quoth.query.run import Engine

    def saved() -> Mapping[str, str]:
        from quoth.settings.searches import Searches, default_path

        searches = Searches(default_path())
        found = searches.saved()
        if searches.note:
            printer.say(f"quoth: {searches.note}")
        return found

    if not corpus.hides_something:
        return Engine(corpus, saved)
    from quoth.query.layered import engine_of

    return engine_of(corpus, saved, partial(who_asks, location))


def who_asks(location: Location) -> str:
    """Return the user's name in a store.

    That is the coder's name that is set, or the login name; on a server, the name that the server
    knows them by, and none before it was asked.

    Raises:
        RefusedError: the file of settings can't be followed.
    """
    if location.server:
        from quoth.store.server.copies import CopyFolder

        position = CopyFolder(location.key).position()
        return position.user if position is not None else ""
    from quoth.settings.who import coder_name

    return coder_name(settings_if_any())


def visible(corpus: Corpus, location: Location) -> Corpus:
    """Return all of a store that the user may see, including layers."""
    from quoth.index.layers import seen_by

    return seen_by(corpus, who_asks(location)) if corpus.is_blind else corpus
