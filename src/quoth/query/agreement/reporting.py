"""How far coders agree, as a report: tables for people, one value for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from quoth.presenting.reports.report import Report, ReportCell, ReportTable, number_text
from quoth.query.agreement.bootstrap import DRAWS, SEED
from quoth.query.agreement.coefficients import RELIABLE, TENTATIVE, in_words
from quoth.query.agreement.measuring import Agreement, AgreementMeasure, CostlyGroup
from quoth.query.agreement.pairing import CoderPair
from quoth.query.agreement.placing import KINDS, STATEMENT
from quoth.query.agreement.properties import CHAIN, KIND, POSITION, SPEAKER, TOPICS
from quoth.query.agreement.units import CodedUnit
from quoth.store.snapshot import Snapshot

NAME: Final = "coders"
_CALLED: Final = {
    STATEMENT: "what is a statement",
    KINDS: "  all kinds at once",
    KIND: "how much is verbatim",
    SPEAKER: "who speaks",
    CHAIN: "through whom it came",
    TOPICS: "topics, as a set",
    POSITION: "position on them",
}
_MOST_MIXED: Final = 5
_SHORTEST: Final = 60
"""Characters of a quote that are shown of a disagreement."""


def report_of_agreement(found: Agreement, corpus: Snapshot, limit: int) -> Report:
    """Return how far coders agree as a report, with so many disagreements at most; 0 for all."""
    left = len(found.disagreements)
    shown = found.disagreements[: limit or None]
    measures = _table(
        "", ("", "alpha", "from", "to", "units", "disagreed", "which is"),
        [_measure_cells(one, corpus) for one in found.measures],
    )  # fmt: skip
    pairs = _table(
        "Cohen's kappa of each pair", ("", "both", *_OF_PAIRS),
        [_pair_cells(pair) for pair in found.pairs],
    )  # fmt: skip
    mixed = _table(
        "Topics mixed up most", ("", "times"),
        [
            [_text(f"{_topic(corpus, one)} ↔ {_topic(corpus, other)}"), _number(many)]
            for one, other, many in found.mixed_up[:_MOST_MIXED]
        ],
    )  # fmt: skip
    costly = _table(
        f"What costs most agreement, {len(shown):,} of {left:,}", ("", "share", "about"),
        [_costly_cells(one, corpus) for one in shown],
    )  # fmt: skip
    tables = [measures, pairs, *(one for one in (mixed, costly) if one.rows)]
    return Report(
        NAME,
        f"Do the coders agree: {', '.join(found.coders) or 'no coders'}",
        list(_said(found)),
        tables if found.sources else [],
        _notes(found),
        lambda: agreement_record(found, limit),
    )


_OF_PAIRS: Final = (KIND, SPEAKER, CHAIN, TOPICS, POSITION)


def _said(found: Agreement) -> Iterator[str]:
    """Yield how it was counted."""
    yield (
        f"sources that two or more coded: {found.sources:,}; statements of theirs: {found.units:,};"
        f" places that two or more found: {found.matched:,}"
    )
    if found.unplaced:
        yield (
            f"{found.unplaced:,} statements give no place in their source: they are matched by"
            " their words, and not counted for “what is a statement”"
        )


def _notes(found: Agreement) -> list[str]:
    """Return what there is to say below."""
    if not found.sources:
        return []
    limits = (
        f"{RELIABLE:.2f} and more: reliable; from {TENTATIVE:.3f}: for tentative conclusions;"
        " below: not yet (Krippendorff 2004)"
    )
    lot = f"from and to: 95 %, {DRAWS:,} draws of sources, seed {SEED}"
    return [limits, f"{lot}; formulas: quoth help agreement"]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[ReportCell]]) -> ReportTable:
    """Return a table."""
    return ReportTable(title, head, rows)


def _text(text: str) -> ReportCell:
    """Return a cell of words."""
    return ReportCell(text)


def _number(value: float | None) -> ReportCell:
    """Return a cell of a number; of none, where there is none."""
    if value is None:
        return ReportCell("–")
    return ReportCell(number_text(round(value, 2) + 0.0), value)


def _share(value: float) -> ReportCell:
    """Return a cell of a share."""
    return ReportCell(f"{value * 100:.1f} %", value)


def called(name: str, corpus: Snapshot) -> str:
    """Return what a measure is called."""
    before, _, value = name.partition(":")
    if not value:
        return _CALLED[name]
    return f"  {value}" if before == STATEMENT else f"  {_topic(corpus, value)}"


def _topic(corpus: Snapshot, topic: str) -> str:
    """Return what a topic is called."""
    record = corpus.topics.get(topic)
    return record.name if record is not None else topic


def _measure_cells(one: AgreementMeasure, corpus: Snapshot) -> list[ReportCell]:
    """Return a row of the table of measures."""
    value = one.coefficient.value
    low, high = one.interval or (None, None)
    return [
        _text(called(one.name, corpus)), _number(value), _number(low), _number(high),
        _number(one.coefficient.units), _number(one.disagreed), _text(in_words(value)),
    ]  # fmt: skip


def _pair_cells(pair: CoderPair) -> list[ReportCell]:
    """Return a row of the table of pairs."""
    named = "–".join(pair.coders)
    return [_text(named), _number(pair.units), *(_number(pair.kappas[one]) for one in _OF_PAIRS)]


def _costly_cells(one: CostlyGroup, corpus: Snapshot) -> list[ReportCell]:
    """Return a row of the table of disagreements."""
    first = one.group.units[0]
    row = corpus.row_of(first.id)
    quote = corpus.statements[row].quote if row is not None else first.id
    words = quote if len(quote) <= _SHORTEST else quote[: _SHORTEST - 1] + "…"
    return [_text(" ".join(words.split())), _share(one.share), _text(", ".join(one.about))]


def agreement_record(found: Agreement, limit: int) -> dict[str, object]:
    """Return how far coders agree as JSON fields."""
    return {
        "coders": list(found.coders),
        "sources": found.sources,
        "statements": found.units,
        "without_a_place": found.unplaced,
        "matched": found.matched,
        "draws": DRAWS,
        "seed": SEED,
        "measures": [_measure_record(one) for one in found.measures],
        "pairs": [
            {"coders": list(one.coders), "units": one.units, "kappa": dict(one.kappas)}
            for one in found.pairs
        ],
        "mixed_up": [
            {"topics": [one, other], "times": many} for one, other, many in found.mixed_up
        ],
        "disagreements": [
            costly_record(one) for one in found.disagreements[: limit or None]
        ],
    }  # fmt: skip


def _measure_record(one: AgreementMeasure) -> dict[str, object]:
    """Return a measure as JSON fields."""
    value = one.coefficient.value
    return {
        "of": one.name,
        "alpha": value,
        "interval": list(one.interval) if one.interval is not None else None,
        "observed": one.coefficient.observed,
        "expected": one.coefficient.expected,
        "units": one.coefficient.units,
        "disagreed": one.disagreed,
        "verdict": in_words(value),
    }


def costly_record(one: CostlyGroup) -> dict[str, object]:
    """Return a disagreement as JSON fields."""
    return {
        "source": one.group.source.id,
        "share": one.share,
        "about": dict(one.about),
        "coded": {unit.coder: _unit_record(unit) for unit in one.group.units},
        "missing": list(one.group.missing),
    }


def _unit_record(unit: CodedUnit) -> dict[str, object]:
    """Return a unit as JSON fields."""
    return {
        "id": unit.id, "span": unit.span, "kind": unit.kind,
        "speaker": unit.speaker, "via": list(unit.chain), "topics": sorted(unit.topics),
        "positions": dict(unit.positions),
    }  # fmt: skip
