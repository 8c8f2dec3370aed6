"""`quoth check`: what is wrong, or may be, with a store; lossless repairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import groupby
from typing import Final, NamedTuple

from quoth.basics.exits import Exit
from quoth.checking.applying import EditError, commit
from quoth.checking.checking import CheckReport, check
from quoth.checking.findings import Finding, Severity
from quoth.checking.rules import RULES
from quoth.cli.printing import Printer, shown
from quoth.cli.store_at_hand import visible, who_asks
from quoth.store import Location, Origin, StoreError
from quoth.store.backups import backup
from quoth.store.upstream import Upstream

_SHOWN: Final = 5
"""Findings of a rule that are printed where no rule was asked for."""


class CheckOptions(NamedTuple):
    """What to check, and what to do about it."""

    as_json: bool = False
    fixes: bool = False
    quiet: bool = False
    rules: Sequence[str] = ()


def check_store(location: Location, printer: Printer, options: CheckOptions) -> Exit:
    """Print what is wrong with a store."""
    unknown = [rule for rule in options.rules if rule not in RULES]
    if unknown:
        printer.say(f"quoth: there is no rule “{unknown[0]}”; there are {', '.join(RULES)}")
        return Exit.USAGE
    if options.fixes and location.origin is Origin.SAMPLE:
        printer.say("quoth: the sample can't be changed; --store names another store")
        return Exit.USAGE
    today = date.today()  # a person's day, not a machine's
    more = [(frozenset({"wording"}), lambda: _wordings(location))]
    who = who_asks(location)
    report = check(location.path, today, options.rules, more, who)
    if options.fixes:
        if not _set_right(location, printer, report):
            return Exit.STORE
        if report.fix:
            report = check(location.path, today, options.rules, more, who)
    if options.as_json:
        for finding in report.findings:
            printer.record(_as_record(finding))
    elif not options.quiet:
        _print(printer, report, is_whole=bool(options.rules))
    return Exit.STORE if report.counts[Severity.ERROR] else Exit.DONE


def _wordings(location: Location) -> Iterator[Finding]:
    """Yield the findings about other wordings, if the store can be opened, or why it can't."""
    from quoth.cli.wording_hints import wording_findings  # noqa: PLC0415  # for those who ask
    from quoth.index.layers import curated  # noqa: PLC0415
    from quoth.index.opening import open_checked  # noqa: PLC0415

    with suppress(StoreError):
        yield from wording_findings(curated(visible(open_checked(location.path), location)))


def _set_right(location: Location, printer: Printer, report: CheckReport) -> bool:
    """Back the store up and repair what can be repaired; tell whether it went well."""
    if report.fix is None:
        printer.say("quoth: there is nothing that can be repaired without loss")
        return True
    kept = "" if location.server else backup(location.path)
    try:
        with _upstream(location) as upstream:
            commit(location.path, report.fix, upstream)
    except EditError as error:
        printer.say(f"quoth: {error}")
        return False
    number = len(report.fix.edits)
    records = "a record" if number == 1 else f"{number:,} records"
    there = f"the previous store was saved to {kept}" if kept else "`quoth undo` takes it back"
    printer.say(f"quoth: repaired {records}; {there}")
    return True


@contextmanager
def _upstream(location: Location) -> Iterator[Upstream | None]:
    """Yield what a store on a server is changed by; nothing for one in a file."""
    if not location.server:
        yield None
        return
    from quoth.store.server.upstream import ServerUpstream  # noqa: PLC0415  # for such a store

    with closing(ServerUpstream(location.server)) as upstream:
        yield upstream


def _as_record(finding: Finding) -> dict[str, object]:
    """Return a finding under stable names."""
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        **finding.place._asdict(),
        "message": finding.message,
        "remedy": finding.remedy,
        "fixable": finding.fix is not None,
    }


def _print(printer: Printer, report: CheckReport, *, is_whole: bool) -> None:
    """Print findings by rule, the worst first."""
    for rule, group in groupby(report.findings, lambda finding: finding.rule):
        found = list(group)
        title = f"{found[0].severity} {rule}: {RULES[rule].purpose}"
        printer.wrapped(printer.strong(title))
        for finding in found if is_whole else found[:_SHOWN]:
            place = shown(str(finding.place)) or "the whole file"
            printer.wrapped(place, "  ")
            printer.wrapped(f"{shown(finding.message)}; {shown(finding.remedy)}", "    ")
        if not is_whole and len(found) > _SHOWN:
            more = f"and {len(found) - _SHOWN:,} more: quoth check --rule {rule}"
            printer.wrapped(printer.faint(more), "  ")
        printer.line()
    printer.line(_summary(report))
    fixable = len({edit[:2] for edit in report.fix.edits}) if report.fix else 0
    if fixable:
        records = "a record" if fixable == 1 else f"{fixable:,} records"
        printer.say(f"quoth: {records} can be repaired without loss: quoth check --fix")


def _summary(report: CheckReport) -> str:
    """Say in a line how much was found."""
    counts = [
        f"{number:,} {severity}{'s' * (number != 1)}"
        for severity in Severity
        if (number := report.counts[severity])
    ]
    records = f"{report.records:,} record{'s' * (report.records != 1)}"
    return f"{', '.join(counts) or 'nothing wrong'} in {records}"
