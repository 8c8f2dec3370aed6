"""`quoth merge` and `quoth split`: merging actors, and splitting one."""

from __future__ import annotations

import argparse
import shlex
from itertools import islice

from quoth.basics.exits import Exit
from quoth.checking.candidates import MergeCandidate, Proposal
from quoth.checking.merging import MergeError, merged
from quoth.checking.merging import split as parted
from quoth.checking.namesakes import proposals
from quoth.checking.previewing import preview
from quoth.cli.choosing import unseen
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.editing.changes import Change
from quoth.editing.drafting import row_of
from quoth.editing.names import NameResolver
from quoth.index.corpus import Corpus
from quoth.query.counting import Counting
from quoth.store.facets import Facet


def merge(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Merge actors into the first, and print its id; or list likely duplicates."""
    if options.propose:
        if options.words:
            raise RefusedError("--propose looks at all actors; don't name any")
        return _propose(desk.shown, printer, options.limit, as_json=options.json)
    if len(options.words) < 2:
        raise RefusedError(
            "name the actor to keep, then its duplicates: quoth merge KEEP OTHER ...; "
            "--propose lists likely duplicates"
        )
    names = NameResolver(desk.records, hint="check the name")
    keep, *others = [names.id_of("actors", word) for word in options.words]
    try:
        change = merged(desk.workspace.current, keep, others)
    except MergeError as error:
        raise RefusedError(str(error)) from None
    return _made(desk, printer, change, keep, is_dry=options.dry_run)


def split(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Make a new actor, give it some statements of another, and print its id."""
    if len(options.words) < 3:
        raise RefusedError("write an actor, the new one's name, and the ids of its statements")
    actor, name, *ids = options.words
    records = desk.records
    keys = [row_of(records, one, "statements")[1] for one in ids]
    if hidden := unseen(desk, ids):
        raise RefusedError(f"there is no statement “{hidden}”")
    actor = NameResolver(records, hint="check the name").id_of("actors", actor)
    try:
        change = parted(desk.workspace.current, actor, name, keys)
    except MergeError as error:
        raise RefusedError(str(error)) from None
    made = next(edit.after or {} for edit in change.edits if edit.before is None)
    return _made(desk, printer, change, str(made["id"]), is_dry=options.dry_run)


def _made(
    desk: StoreSession, printer: Printer, change: Change, actor: str, *, is_dry: bool
) -> Exit:
    """Make a change and print whom it is of; or only what it would do."""
    if is_dry:
        for line in preview(change):
            printer.wrapped(shown(line))
        return Exit.DONE
    made = desk.commit(change)
    printer.line(shown(actor))
    records = "a record" if len(made.edits) == 1 else f"{len(made.edits):,} records"
    printer.say(f"quoth: done: {made.label} ({records} changed); `quoth undo` takes it back")
    return Exit.DONE


def _propose(corpus: Corpus, printer: Printer, limit: int, *, as_json: bool) -> Exit:
    """Print likely duplicates, the surest first."""
    counts = Counting(corpus).values(Facet.ACTOR, None)
    actors = {actor.id: (actor, counts.get(actor.id, 0)) for actor in corpus.actors.values()}
    found = proposals(
        MergeCandidate(
            one.id, one.name, one.aliases, one.kind, count, one.affiliation, one.wikidata
        )
        for one, count in actors.values()
    )  # fmt: skip
    if not found:
        printer.say("quoth: no likely duplicates among the actors")
        return Exit.NOTHING
    for proposal in islice(found, limit or None):
        if as_json:
            printer.record(
                {"keep": proposal.keep, "others": list(proposal.ids[1:]),
                 "names": [actors[one][0].name for one in proposal.ids],
                 "statements": [actors[one][1] for one in proposal.ids],
                 "score": proposal.score, "reason": proposal.reason}
            )  # fmt: skip
        else:
            _print(printer, proposal, {one: actors[one][0].name for one in proposal.ids})
    if limit and len(found) > limit:
        printer.say(f"quoth: {limit} of {len(found):,} shown; --limit 0 shows all")
    return Exit.DONE


def _print(printer: Printer, proposal: Proposal, names: dict[str, str]) -> None:
    """Print a proposal: who seem to be one, why, and what to type if they are."""
    called = " = ".join(f"“{shown(names[one])}”" for one in proposal.ids)
    printer.wrapped(f"{called} ({shown(proposal.reason)}, {proposal.score:.0%} sure)")
    printer.wrapped(shown(f"quoth merge {shlex.join(proposal.ids)}"), "    ")
