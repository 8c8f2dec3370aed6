"""`quoth assign`: who is to code which sources, who is done, and whether they see each other."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from quoth.basics.counting import counted
from quoth.basics.exits import Exit
from quoth.cli.desk import StoreSession, Unwritten
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown, table
from quoth.cli.store_at_hand import who_asks
from quoth.editing.changes import Change, Edit
from quoth.editing.names import NameResolver
from quoth.editing.store_itself import blinding
from quoth.store.model import Source
from quoth.store.parsing import Document


def assign(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Print who codes what, or change it; without a source, only blind coding is changed.

    Raises:
        RefusedError: no source is named, or your name as a coder isn't known.
        EditError: there is no such source.
        Unwritten: the store can't be written.
    """
    if options.blind or options.open:
        return _set_blind(desk, printer, blind=options.blind)
    changes = options.to or options.take_from or options.done or options.reopen
    if not changes:
        return _list(desk, printer, options)
    if not options.words:
        raise RefusedError("which sources? name them by id or by title")
    names = NameResolver(desk.records)
    ids = dict.fromkeys(names.id_of("sources", word) for word in options.words)
    edits = []
    for one in ids:
        held = desk.records.find("sources", one)
        assert held is not None  # noqa: S101  # it was found by its name just now
        after = _changed(held[1], options, desk)
        if after != held[1]:
            edits.append(Edit("sources", *held, after))
    for one in ids:
        printer.line(shown(one))
    if not edits:
        printer.say("quoth: no change: it is already so")
        return Exit.DONE
    done = desk.commit(Change(f"{_doing(options)} {counted(len(edits), 'source')}", edits))
    printer.say(f"quoth: done: {done.label}; `quoth undo` takes it back")
    return Exit.DONE


def _doing(options: argparse.Namespace) -> str:
    """Say what is done to sources."""
    if options.done:
        return "close"
    return "open again" if options.reopen else "assign"


def _changed(source: Document, options: argparse.Namespace, desk: StoreSession) -> Document:
    """Return a source with the coders that are asked for."""
    if options.to:
        return _with(source, "assigned", _names(options.to), [])
    if options.take_from:
        return _with(source, "assigned", [], _names(options.take_from))
    who = who_asks(desk.location)
    if not who:
        raise RefusedError("your name as a coder isn't known; set “coder” in the config file")
    return _with(source, "done", [who] if options.done else [], [who] if options.reopen else [])


def _names(given: Sequence[str]) -> list[str]:
    """Return the names of options, several of which may stand in one: `ann,ben`.

    Raises:
        RefusedError: one is empty.
    """
    found = [name.strip() for text in given for name in text.split(",")]
    if not all(found):
        raise RefusedError("a coder's name is empty")
    return found


def _with(source: Document, field: str, added: Sequence[str], removed: Sequence[str]) -> Document:
    """Return a source with names added to a list, and others taken out."""
    before = source.get(field)
    names = [str(one) for one in before] if isinstance(before, list) else []
    now = [one for one in dict.fromkeys([*names, *added]) if one not in removed]
    rest = {name: value for name, value in source.items() if name != field}
    return {**rest, field: now} if now else rest


def _list(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Print who codes which sources: those that are named, or all that are assigned."""
    corpus = desk.corpus
    if options.words:
        names = NameResolver(desk.records)
        some = [corpus.sources[names.id_of("sources", word)] for word in options.words]
    else:
        some = [one for one in corpus.sources.values() if one.assigned or one.done]
    if options.json:
        for one in some:
            printer.record(
                {"id": one.id, "title": one.title, "assigned": one.assigned, "done": one.done}
            )
    else:
        for line in table([(shown(one.id), shown(_coders(one))) for one in some]):
            printer.line(line)
    if not some:
        printer.say("quoth: no source is assigned; assign one with quoth assign SOURCE --to NAME")
        return Exit.NOTHING
    if corpus.is_blind:
        printer.say("quoth: blind coding: until coders close a source, they see only their layer")
    return Exit.DONE


def _coders(source: Source) -> str:
    """Say who codes a source, and who is done."""
    every = dict.fromkeys([*source.assigned, *source.done])
    return ", ".join(f"{one} (done)" if one in source.done else one for one in every) or "no coder"


def _set_blind(desk: StoreSession, printer: Printer, *, blind: bool) -> Exit:
    """Switch a store to blind or open coding, which its table meta records."""
    if desk.is_new:
        raise RefusedError("you have no store yet; `quoth new` begins one")
    path = desk.workspace.editor.path
    try:
        change = blinding(path, blind=blind)
    except OSError as error:
        raise Unwritten(f"{path}: it can't be written ({error.strerror or error})") from error
    if change is None:
        printer.say("quoth: no change: it is already so")
        return Exit.DONE
    desk.commit(change)
    how = "blind" if blind else "openly"
    printer.say(f"quoth: done: the store is coded {how}; `quoth undo` takes it back")
    return Exit.DONE
