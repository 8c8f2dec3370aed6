"""The store and the settings that a command line means."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from quoth.basics.places import SETTINGS_VARIABLE, settings_path
from quoth.store import Location, locate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quoth.cli.printing import Printer
    from quoth.index.corpus import Corpus
    from quoth.query.run import Engine
    from quoth.settings import Settings

# What one command does not need, it does not wait for.
# ruff: noqa: PLC0415


def settings_if_any() -> Settings | None:
    """Return what a person has set, if they have set anything.

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


def queries(corpus: Corpus, printer: Printer) -> Engine:
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

    return engine_of(corpus, saved, who_asks)


_asked_as: Callable[[], str] | None = None


def ask_as(who: Callable[[], str]) -> None:
    """Have the command be given by who a server says, whatever is set here."""
    global _asked_as  # noqa: PLW0603  # a process runs one command
    _asked_as = who


def who_asks() -> str:
    """Return the name of who gives a command.

    Raises:
        RefusedError: the file of settings can't be followed.
    """
    if _asked_as is not None:
        return _asked_as()
    from quoth.settings.who import coder_name

    return coder_name(settings_if_any())


def visible(corpus: Corpus) -> Corpus:
    """Return all of a store that who gives a command may see, layers and all."""
    from quoth.index.layers import seen_by

    return seen_by(corpus, who_asks()) if corpus.is_blind else corpus
