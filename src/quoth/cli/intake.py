"""`quoth intake`: articles into drafts of their statements, one change an article."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.counting import counted
from quoth.basics.dates import DateError
from quoth.basics.exits import Exit
from quoth.basics.written_dates import edtf
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.pipes import STDIN, bytes_of, is_pipe
from quoth.cli.printing import Printer, shown
from quoth.cli.settled import key_now
from quoth.intake.adjusting import said
from quoth.intake.as_printed import as_record
from quoth.intake.errors import WorkerError
from quoth.intake.files.batch import Fields, Taken, all_taken, taken_from
from quoth.intake.files.clipping import Clipping
from quoth.intake.files.reading import MOST_BYTES, files_in, first_words
from quoth.intake.model import Draft
from quoth.presenting.quotation import CLOSING, OPENING
from quoth.store.model import Kind

# What stores isn't imported to print: it takes as long as to look through ten articles.
# ruff: noqa: PLC0415

_FIELDS: Final = ("title", "publisher", "author", "published", "url")
_SHOWN: Final = 20
_BAR: Final = 20
_OFTEN: Final = 0.1
"""Seconds between two progress messages."""


class Wanted(NamedTuple):
    """What to import."""

    files: Sequence[Path]
    piped: Sequence[str]
    """Stdin, and pipes that are named."""
    unread: Sequence[Taken]
    """What can't even be looked at."""
    fields: Fields
    thoughts: bool
    """Whether what wasn't uttered is drafted too."""

    @property
    def number(self) -> int:
        """How many articles there are at most."""
        return len(self.files) + len(self.piped) + len(self.unread)


class _Tally:
    """The outcome for each article."""

    def __init__(self) -> None:
        self.articles = self.drafts = self.actors = 0
        self.there: list[str] = []
        self.without: list[str] = []
        self.bad: list[str] = []
        self.dated: list[str] = []
        self.polarities: Counter[str] = Counter()
        self.added: list[str] = []


def intake(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Import articles; or only print what would be drafted from them."""
    wanted = _wanted(options)
    tally = _Tally()
    stores = not (options.json or options.dry_run)
    try:
        if stores:
            _store_all(desk, printer, wanted, tally)
        else:
            _print_all(printer, wanted, tally, as_json=options.json)
    except WorkerError as error:
        raise RefusedError(f"{error}; {_so_far(tally, stores=stores)}") from None
    except KeyboardInterrupt:
        printer.say(f"quoth: interrupted; {_so_far(tally, stores=stores)}")
        raise
    return _ended(desk, printer, wanted, tally, stores=stores)


def _so_far(tally: _Tally, *, stores: bool) -> str:
    """Say what was done before an interruption."""
    if not stores:
        return f"{counted(tally.articles, 'article')} looked through; nothing is stored"
    if not tally.articles:
        return "nothing was imported"
    return f"{counted(tally.articles, 'article')} imported; run it again for the rest"


def _wanted(options: argparse.Namespace) -> Wanted:
    """Return what to import.

    Raises:
        RefusedError: something of it isn't there, or what is said of it can't be.
    """
    found: list[Path] = []
    piped: list[str] = []
    unread: list[Taken] = []

    def unreadable(path: Path, error: OSError) -> None:
        unread.append(Taken(path, problem=f"it can't be read ({error.strerror or error})"))

    for word in options.words:
        if word == STDIN or is_pipe(word):
            piped += [word] if word not in piped else []
        elif files.is_folder(word):
            before = len(found) + len(unread)
            found += files_in(Path(word), unreadable)
            if len(found) + len(unread) == before:
                raise RefusedError(f"{word}: there is no article in it (.txt, .md or .html)")
        elif files.is_there(word):
            found.append(Path(word))
        else:
            raise RefusedError(f"{word}: there is no such file")
    wanted = Wanted(found, piped, unread, _fields(options), thoughts=options.include == "thoughts")
    if wanted.number > 1 and wanted.fields.keys() & {"title", "url"}:
        raise RefusedError("--title and --url are for one article; leave them out for several")
    return wanted


def _fields(options: argparse.Namespace) -> Fields:
    """Return what is said of the articles."""
    fields = {name: " ".join((getattr(options, name) or "").split()) for name in _FIELDS}
    if fields["published"]:
        try:
            fields["published"] = edtf(fields["published"], date.today())
        except DateError as error:
            raise RefusedError(f"--published: {error}") from None
    if fields["url"] and not fields["url"].startswith(("http://", "https://")):
        raise RefusedError("--url: an address begins with http:// or https://")
    return {name: value for name, value in fields.items() if value}


def _all(wanted: Wanted, known: frozenset[str] = frozenset()) -> Iterator[Taken]:
    """Yield what is found in all articles."""
    yield from wanted.unread
    for word in wanted.piped:
        data = bytes_of(word, MOST_BYTES + 1)
        name = "stdin" if word == STDIN else word
        found = taken_from(data, name, wanted.fields, known, thoughts=wanted.thoughts)
        article = found.article
        if article is not None and article.title == article.name:
            found = found._replace(article=article._replace(title=first_words(article)))
        yield found
    yield from all_taken(wanted.files, wanted.fields, known, thoughts=wanted.thoughts)


# Storing.


def _store_all(desk: StoreSession, printer: Printer, wanted: Wanted, tally: _Tally) -> None:
    """Store what is found, one change an article."""
    from quoth.cli.wording_hints import added_ids
    from quoth.intake.keeping import Keeper

    keeper = Keeper(desk.records)
    known = frozenset(keeper.digests)
    with _Bar(printer, wanted.number) as bar:
        for taken in _all(wanted, known):
            bar.step()
            article = _looked_at(printer, taken, tally, wanted.fields)
            if article is None:
                continue
            if there := keeper.title_of(article):
                tally.there.append(there)
            elif taken.found is not None:
                kept = keeper.keep(article, taken.found)
                tally.added += added_ids(desk.commit(kept.change).edits)
                tally.articles += 1
                tally.drafts += kept.drafts
                tally.actors += kept.actors
                bar.clear()
                printer.line(shown(kept.source))
                desk.go_on()


def _looked_at(printer: Printer, taken: Taken, tally: _Tally, fields: Fields) -> Clipping | None:
    """Return the article of a file, if there is anything to do with it; else say why not."""
    name = str(taken.path) if taken.path.name != "stdin" else "stdin"
    if taken.article is None:
        tally.bad.append(name)
        if len(tally.bad) <= _SHOWN:
            printer.murmur("")
            printer.say(f"quoth: {name}: {taken.problem}; skipped")
        return None
    if taken.article.note:
        printer.murmur("")
        printer.say(f"quoth: {name}: {taken.article.note}")
    if taken.article.is_dated_by_name and "published" not in fields:
        tally.dated.append(name)
    if taken.found is not None and not taken.found.drafts:
        tally.without.append(name)
        return None
    return taken.article


# Printing.


def _print_all(printer: Printer, wanted: Wanted, tally: _Tally, *, as_json: bool) -> None:
    """Print what would be drafted."""
    for taken in _all(wanted):
        article = _looked_at(printer, taken, tally, wanted.fields)
        if article is None or taken.found is None:
            continue
        tally.articles += 1
        tally.drafts += len(taken.found.drafts)
        for draft in taken.found.drafts:
            if draft.polarity:
                tally.polarities[draft.polarity] += 1
            if as_json:
                printer.record(as_record(article, draft))
            else:
                _print(printer, article, draft)


def _print(printer: Printer, article: Clipping, draft: Draft) -> None:
    """Print a draft for a person."""
    speaker = shown(draft.speaker.name) if draft.speaker else "no speaker named"
    how = [str(draft.kind), str(draft.polarity or "")]
    parts = [printer.strong(speaker), draft.said, *how, shown(draft.medium)]
    parts.append(f"{draft.confidence:.2f}")
    printer.line(f"{draft.start}–{draft.end}  {' · '.join(filter(None, parts))}")
    words = said(article.text, draft.spans).quote
    words = f"{OPENING}{words}{CLOSING}" if draft.kind == Kind.DIRECT else words
    printer.wrapped(shown(words), "    ")
    printer.wrapped(printer.faint(shown(draft.rule)), "    ")


# Messages.


class _Bar:
    """How many of several articles are done, where a person is there to read it."""

    def __init__(self, printer: Printer, number: int) -> None:
        """Take the number of articles."""
        self._printer = printer
        self._number = number
        self._done = 0
        self._said = 0.0
        self._shown = False

    def __enter__(self) -> _Bar:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self.clear()

    def clear(self) -> None:
        """Take the bar away, for a line that is printed."""
        if self._shown and self._printer.is_terminal:
            self._printer.murmur("")
            self._shown = False

    def step(self) -> None:
        """Say that one more is done."""
        self._done += 1
        if self._number < 2 or time.monotonic() - self._said < _OFTEN:
            return
        self._said = time.monotonic()
        full = _BAR * self._done // self._number
        bar = "█" * full + "░" * (_BAR - full)
        self._shown = self._printer.murmur(
            f"quoth: {bar} {self._done:,} of {self._number:,} articles"
        )


def _ended(
    desk: StoreSession, printer: Printer, wanted: Wanted, tally: _Tally, *, stores: bool
) -> Exit:
    """Say what was done, and return the exit code."""
    if len(tally.bad) > _SHOWN:
        printer.say(f"quoth: and {len(tally.bad) - _SHOWN:,} more files that can't be imported")
    if wanted.number == 1:
        _tell_one(printer, tally)
    if stores and tally.articles:
        _tell_stored(desk, printer, wanted, tally)
    elif wanted.number > 1:
        start = "nothing was imported" if stores else _drafted(tally)
        printer.say(f"quoth: {start}{_asides(tally)}")
    if tally.articles or tally.there:
        return Exit.DONE
    return Exit.USAGE if tally.bad else Exit.NOTHING


def _drafted(tally: _Tally) -> str:
    """Say how much would be drafted, and how much of it isn't affirmed."""
    of_these = [f"{number:,} {polarity}" for polarity, number in sorted(tally.polarities.items())]
    what = f"would draft {tally.drafts:,} statements"
    return f"{what} ({', '.join(of_these)})" if of_these else what


def _tell_one(printer: Printer, tally: _Tally) -> None:
    """Say why an article wasn't imported."""
    for title in tally.there:
        printer.say(f"quoth: already imported as “{title}”; skipped")
    for name in tally.dated:
        printer.say(f"quoth: {name}: the date of publication is from the file's name")
    for name in tally.without:
        printer.say(f"quoth: {name}: no statement was found in it; skipped")


def _tell_stored(desk: StoreSession, printer: Printer, wanted: Wanted, tally: _Tally) -> None:
    """Say what was stored, how to undo it, and how to review it."""
    from quoth.cli.wording_hints import say_wordings

    what = counted(tally.drafts, "draft")
    if wanted.number > 1:
        what += f" from {counted(tally.articles, 'article')}"
    if tally.actors:
        what += f" ({counted(tally.actors, 'new actor')})"
    back = "it" if tally.articles == 1 else "the last article"
    printer.say(f"quoth: imported {what}{_asides(tally)}; `quoth undo` takes {back} back")
    say_wordings(desk.shown, printer, tally.added)
    if printer.is_terminal:
        printer.say(f"quoth: to review them: quoth{desk.named}, then {key_now('review')}")


def _asides(tally: _Tally) -> str:
    """Say what became of the others."""
    parts = [
        f"{len(some):,} {words}"
        for some, words in (
            (tally.there, "already imported"),
            (tally.without, "without a statement"),
            (tally.bad, "that can't be imported"),
            (tally.dated, "dated by the name of the file"),
        )
        if some
    ]
    return f": {', '.join(parts)}" if parts else ""
