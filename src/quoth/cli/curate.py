"""`quoth curate`: several coders' versions of one place, settled by a curator."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from quoth.basics.counting import counted
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.cli.store_at_hand import queries, who_asks
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.presenting.quotation import publication
from quoth.query.agreement.curating import CodedVersion, CurationCase, awaited, cases, settled
from quoth.query.agreement.describing import nothing_to_settle, version_told
from quoth.store.parsing import Document
from quoth.store.snapshot import Snapshot


def curate(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Print what is to be settled, or settle some of it in one change.

    Raises:
        RefusedError: the query can't be understood, or what is named isn't to be settled.
    """
    store = queries(desk.corpus, printer, desk.location)
    every = store.with_layers()
    found = found_by(every, printer, options.words)
    open_cases = cases(every.corpus, every.rows(found), store.corpus)
    chosen = _chosen(open_cases, options)
    if chosen is None:
        return _list(printer, every.corpus, open_cases, options)
    if not chosen:
        printer.say("quoth: none of that is to be settled")
        return Exit.NOTHING
    who = who_asks(desk.location)
    edits = [Edit("statements", "", None, settled(case, taken, who)) for case, taken in chosen]
    done = desk.commit(Change(f"curate {counted(len(edits), 'statement')}", edits))
    for edit in done.edits:
        printer.line(shown(record_id_of(edit.after or {}, edit.key)))
    left = len(open_cases) - len(edits)
    printer.say(f"quoth: done: {done.label}; {left:,} to settle; `quoth undo` takes it back")
    return Exit.DONE


_Chosen = list[tuple[CurationCase, Document | None]]


def _chosen(open_cases: Sequence[CurationCase], options: argparse.Namespace) -> _Chosen | None:
    """Return what is to be settled, and how; nothing if it is only to be listed.

    Raises:
        RefusedError: an id is of nothing that is to be settled, or of something settled twice.
    """
    if not (options.accept_same or options.take or options.majority or options.none):
        return None
    by_id = {one: case for case in open_cases for one in case.ids}
    chosen: dict[tuple[str, ...], tuple[CurationCase, Document | None]] = {}

    def settle(ids: Sequence[str], how: Callable[[CurationCase, str], Document | None]) -> None:
        for one in ids:
            case = by_id.get(one)
            if case is None:
                raise RefusedError(f"{named(one)} isn't at a place that is to be settled")
            if case.ids in chosen:
                raise RefusedError(f"the place of {named(one)} would be settled twice")
            chosen[case.ids] = case, how(case, one)

    settle(_ids(options.take), lambda case, one: _version(case, one).document)
    settle(_ids(options.majority), _majority)
    settle(_ids(options.none), lambda _case, _one: None)
    if options.accept_same:
        same = (case for case in open_cases if case.is_same and case.ids not in chosen)
        chosen |= {case.ids: (case, case.versions[0].document) for case in same}
    return list(chosen.values())


def _ids(given: Sequence[str] | None) -> list[str]:
    """Return the ids of options, several of which may stand in one: `15,17`."""
    return [one.strip() for text in given or () for one in text.split(",")]


def _version(case: CurationCase, statement: str) -> CodedVersion:
    """Return the version of a case that has an id."""
    return next(one for one in case.versions if one.id == statement)


def _majority(case: CurationCase, statement: str) -> Document:
    """Return what most coders say.

    Raises:
        RefusedError: they don't.
    """
    found = case.majority
    if found is None:
        raise RefusedError(f"there is no majority at {named(statement)}; choose with --take ID")
    return found


def _list(
    printer: Printer,
    layers: Snapshot,
    open_cases: Sequence[CurationCase],
    options: argparse.Namespace,
) -> Exit:
    """Print what is to be settled."""
    if not open_cases:
        why = nothing_to_settle(awaited(layers))
        printer.say(f"quoth: {why[0].lower()}{why[1:].removesuffix('.')}")
        return Exit.NOTHING
    for place, case in enumerate(open_cases[: options.limit or None]):
        if options.json:
            printer.record(_record(case))
            continue
        if place:
            printer.line()
        for line in case_lines(layers, case):
            printer.wrapped(shown(line))
    if not options.json:
        same = sum(case.is_same for case in open_cases)
        printer.say(
            f"quoth: {counted(len(open_cases), 'place')} to settle; --take ID accepts a version,"
            " --majority ID what most coders say, --none ID that it isn't a statement, and"
            f" --accept-same the {same:,} that are the same in every field"
        )
    return Exit.DONE


def _record(case: CurationCase) -> dict[str, object]:
    """Return a case as JSON fields."""
    return {
        "source": case.group.source.id,
        "share": case.share,
        "same": case.is_same,
        "majority": case.majority is not None,
        "versions": [{"coder": one.coder, **one.document, "id": one.id} for one in case.versions],
        "missing": list(case.group.missing),
    }


def case_lines(layers: Snapshot, case: CurationCase) -> list[str]:
    """Return the coders' versions of one place, one line each, under its first words."""
    first = case.versions[0].document
    where = publication(layers.sources[case.group.source.id])
    how = "the same" if case.is_same else f"{case.share * 100:.1f} %"
    lines = [" · ".join(one for one in (str(first["quote"]), where, how) if one)]
    lines += [f"  {one.coder} {one.id}: {version_told(layers, one)}" for one in case.versions]
    lines += [f"  {one}: –" for one in case.group.missing]
    return lines
