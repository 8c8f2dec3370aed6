"""`quoth changes`: whose position on a topic changed, when, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quoth.basics.dates import iso
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.find import typed
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.presenting.quotation import publication, said, told
from quoth.query.changes.deciding import ChangeVerdict, PositionOccasion
from quoth.query.changes.describing import change_told
from quoth.query.changes.positions import PositionHistory, histories
from quoth.query.model import Choice, Query
from quoth.store.facets import Facet
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus
    from quoth.query.run import Engine

_WAITING: Final = (Choice(Facet.STATUS, str(Status.CONFIRMED)), Choice(Facet.STATUS, "draft"))


def changes(
    store: Engine, printer: Printer, query: Sequence[str], limit: int, *, as_json: bool
) -> Exit:
    """Print how positions changed, by actor and topic, certain changes first.

    Without a query, positions that stayed the same are left out.

    Raises:
        RefusedError: the query can't be understood.
    """
    found_by(store, printer, query)
    found = store.find(Query(typed(query, store), choices=_WAITING))
    every = histories(store.corpus, store.families, store.rows(found))
    shown_ones = every
    if not query and not as_json:
        shown_ones = [one for one in every if one.change.verdict is not ChangeVerdict.SAME]
    if not shown_ones:
        what = f"no statement with a stance matches {named(' '.join(query))}"
        printer.say(f"quoth: {what if query else 'no position changed'}")
        return Exit.NOTHING
    for place, history in enumerate(shown_ones[: limit or None]):
        if as_json:
            printer.record(history_record(store.corpus, history))
            continue
        if place:
            printer.line()
        _print(store.corpus, printer, history)
    if limit and len(shown_ones) > limit:
        printer.say(f"quoth: {limit} of {len(shown_ones):,} shown; --limit 0 shows all")
    return Exit.DONE


# -- For another program ---------------------------------------------------------------------------


def history_record(corpus: Corpus, history: PositionHistory) -> dict[str, object]:
    """Return the history of a position as JSON fields."""
    change = history.change
    positions = [str(one.position) for one in history.occasions]
    between = [iso(day) for day in change.between] if change.between else None
    return {
        "who": corpus.actor_ids[history.who],
        "who_name": corpus.spellings[history.who][0],
        "topic": history.topic,
        "topic_name": corpus.label(Facet.TOPIC, history.topic),
        "verdict": change.verdict,
        "from": change.before,
        "to": change.after,
        "between": between,
        "exceptions": change.exceptions,
        "positions": {
            "support": positions.count("support"),
            "oppose": positions.count("oppose"),
            "neutral": history.neutral,
        },
        "papers": history.papers,
        "drafts": history.drafts,
        "dates_to_find": [corpus.statements[row].id for one in change.to_find for row in one.rows],
        "same_person": history.is_same_person,
        "people": [corpus.actor_ids[one] for one in history.people],
        "changed_people": [corpus.actor_ids[one] for one in history.changed_people],
        "chance": change.chance,
        "occasions": [_occasion_record(corpus, one) for one in history.occasions],
    }


def _occasion_record(corpus: Corpus, occasion: PositionOccasion) -> dict[str, object]:
    """Return one occasion of a position as JSON fields."""
    statements = [corpus.statements[row] for row in occasion.rows]
    first = statements[0]
    return {
        "position": occasion.position,
        "said": first.said.text if first.said else None,
        "quote": first.quote,
        "statements": [one.id for one in statements],
    }


# -- For a person ----------------------------------------------------------------------------------


def _print(corpus: Corpus, printer: Printer, history: PositionHistory) -> None:
    """Print how a position changed, and the statements, the earliest first."""
    name = shown(corpus.spellings[history.who][0])
    topic = shown(corpus.label(Facet.TOPIC, history.topic))
    printer.wrapped(printer.strong(f"{name} on {topic}"))
    printer.wrapped(change_told(history, printer.dates), "  ")
    if history.is_same_person is not None:
        printer.wrapped(_people(corpus, history), "  ")
    if history.change.to_find:
        ids = [corpus.statements[row].id for one in history.change.to_find for row in one.rows]
        printer.wrapped(shown(f"find these dates first: {', '.join(ids)}"), "  ")
    if history.drafts:
        printer.line(f"  drafts left out: {history.drafts}")
    for occasion in history.occasions:
        printer.wrapped(_occasion(corpus, printer, occasion), "    ")


def _people(corpus: Corpus, history: PositionHistory) -> str:
    """Say whether the same person changed position, or other people speak."""
    if history.is_same_person:
        names = ", ".join(corpus.spellings[one][0] for one in history.changed_people)
        return shown(f"the same person: {names}")
    names = ", ".join(corpus.spellings[one][0] for one in history.people)
    return shown(f"other people speak: {names}")


def _occasion(corpus: Corpus, printer: Printer, occasion: PositionOccasion) -> str:
    """Say one time that a position was taken."""
    first = corpus.statements[occasion.rows[0]]
    papers = dict.fromkeys(
        publication(corpus.sources[corpus.statements[row].source]) for row in occasion.rows
    )
    where = next(iter(papers)) if len(papers) == 1 else f"{len(papers)} papers"
    parts = [str(occasion.position), said(first, printer.dates), told(first), where, first.id]
    return shown(" · ".join(parts))
