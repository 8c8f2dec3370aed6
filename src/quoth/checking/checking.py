"""All that is wrong, or may be, with a store's file: every rule over all it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.checking import contents, linking, plausibility, schema, tidying, twice, verdicts
from quoth.checking.contents import StoreContents
from quoth.checking.findings import Finding, Severity
from quoth.checking.rules import RULES
from quoth.checking.shown import shown_tables
from quoth.editing.changes import Change
from quoth.store.parsing import Tables

_ORDER: Final = {rule: place for place, rule in enumerate(RULES)}
_BADNESS: Final = {severity: place for place, severity in enumerate(Severity)}


class CheckReport(NamedTuple):
    """What a check found."""

    findings: tuple[Finding, ...]
    """The worst first, then by rule, then in the file's order."""
    records: int
    """How many were looked at."""
    fix: Change | None
    """Repairs all that can be repaired without asking."""

    @property
    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)


MoreChecks = Sequence[tuple[frozenset[str], Callable[[], Iterator[Finding]]]]
"""What looks for more than stands in a file: the rules each serves, and how it is run."""


def check(
    path: FilePath,
    today: date,
    rules: Collection[str] = (),
    more: MoreChecks = (),
    who: str = "",
) -> CheckReport:
    """Check a store's file by some rules, or by all; with `more`, only one that can be opened.

    Faults that make it no store are looked for in all records; all others in those that `who` sees.

    Raises:
        StoreError: there is nothing to check: no such file, or it may not be read.
    """
    return check_contents(contents.read(path), today, rules, more, who)


def check_contents(
    held: StoreContents,
    today: date,
    rules: Collection[str] = (),
    more: MoreChecks = (),
    who: str = "",
) -> CheckReport:
    """Check what could be read of a store's file."""
    found = list(held.findings)
    tables = shown_tables(held.tables, who) if held.is_strict else held.tables
    for checks, run in [*_checks(held.tables, tables, today), *(more if held.is_strict else ())]:
        if not rules or not checks.isdisjoint(rules):
            found += run()
    found = [one for one in found if not rules or one.rule in rules]
    found.sort(key=lambda one: (_BADNESS[one.severity], _ORDER[one.rule]))
    if found:
        lines = contents.record_lines(held.text)
        found = [
            one
            if one.place.line
            else one._replace(
                place=one.place._replace(line=lines.get((one.place.table, one.place.key), 0))
            )
            for one in found
        ]
    # Only a person can repair a file that isn't understood as a whole: to write it would lose much.
    fix = tidying.fixes(tables, found, rules) if held.is_strict else None
    return CheckReport(tuple(found), sum(map(len, tables.values())), fix)


_Checks = tuple[frozenset[str], Callable[[], Iterator[Finding]]]


def _checks(every: Tables, tables: Tables, today: date) -> list[_Checks]:
    """Return what looks for what: the rules each serves, and how it is run.

    What makes a file no store is looked for in `every` table, all else in what is seen of them.
    """
    return [
        (frozenset({"field", "schema"}), lambda: schema.check_fields(every)),
        (
            frozenset({"duplicate-id", "doubled", "lookalike"}),
            lambda: linking.check_ids(every, tables),
        ),
        (frozenset({"dangling", "circle"}), lambda: linking.check_links(every)),
        (
            frozenset(
                {"no-provenance", "future", "order", "locator", "country", "address", "wikidata",
                 "not-verbatim"}
            ),
            lambda: plausibility.check_plausibility(tables, today.toordinal()),
        ),
        (frozenset({"nearly-same"}), lambda: twice.check_nearly_same(tables)),
        (frozenset({"verdict"}), lambda: verdicts.check_verdicts(tables)),
        (frozenset({"namesakes"}), lambda: twice.check_namesakes(tables)),
        (frozenset({"unused"}), lambda: linking.check_unused(every)),
        (frozenset({"hidden"}), lambda: plausibility.check_hidden(tables)),
        (frozenset({"unknown-field"}), lambda: schema.check_unknown(tables)),
        (
            frozenset({"blanks", "repeated", "own-alias", "spelling"}),
            lambda: tidying.check_tidiness(tables),
        ),
    ]  # fmt: skip
