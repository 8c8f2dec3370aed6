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

    found = found_by(store, printer, options.query)
    with uncollected():
        measured = agreement(gathered(store.corpus, store.rows(found)))
    if not measured.sources:
        printer.say(
            "quoth: no source was coded by two or more; who coded a statement is its “coder”"
        )
    print_report(printer, report_of_agreement(measured, store.corpus, options.limit), options)
    return Exit.DONE if measured.sources else Exit.NOTHING
