"""`quoth agree`: how far several coders agree."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from quoth.basics.exits import Exit
from quoth.basics.garbage import uncollected
from quoth.cli.analyse import print_report
from quoth.cli.printing import Printer
from quoth.cli.querying import found_by

if TYPE_CHECKING:
    from quoth.query.run import Engine


def agree(store: Engine, printer: Printer, options: argparse.Namespace) -> Exit:
    """Print how far the coders of the statements that a query finds agree.

    Raises:
        RefusedError: the query can't be understood.
    """
    from quoth.query.agreement.gathering import gathered  # noqa: PLC0415  # for those who ask
    from quoth.query.agreement.measuring import agreement  # noqa: PLC0415
    from quoth.query.agreement.reporting import report_of_agreement  # noqa: PLC0415

    every = store.with_layers()
    found = found_by(every, printer, options.query)
    rows = every.rows(found)
    with uncollected():
        measured = agreement(gathered(every.corpus, rows, is_everything=not options.query))
    if not measured.sources:
        printer.say(
            "quoth: no source was coded by two or more coders; the field “layer” or “coder” of a"
            " statement names its coder, and `quoth assign --done` closes a source"
        )
    print_report(printer, report_of_agreement(measured, every.corpus, options.limit), options)
    return Exit.DONE if measured.sources else Exit.NOTHING
