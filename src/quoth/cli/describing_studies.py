"""The arguments of the commands that compare statements with each other."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from quoth.cli.options import as_json, limited, queried


def variants(command: argparse.ArgumentParser) -> None:
    """Describe `quoth variants`."""
    command.description = (
        "Finds one utterance in several wordings, and says what differs: numbers, negations,\n"
        "modal verbs and names first. Words attributed to several speakers come before all else.\n"
        "Only verbatim words are compared. Exits with 1 if no quote has another wording."
    )
    command.add_argument(
        "query", nargs="*", metavar="ID|QUERY",
        help="one statement, or those of a search, as with find (default: all statements)",
    )  # fmt: skip
    as_json(command)
    limited(command, 0)


def changes(command: argparse.ArgumentParser) -> None:
    """Describe `quoth changes`."""
    command.description = (
        "Says whose position on a topic changed, and between which days, certain changes first.\n"
        "A change is certain only if every statement for it came before every statement against\n"
        "it, or the reverse, wherever in its interval each date is. A quote in many papers counts\n"
        "once; drafts don't count. Without a query, positions that didn't change aren't listed."
    )
    queried(command)
    as_json(command)
    limited(command, 0)


def claims(command: argparse.ArgumentParser) -> None:
    """Describe `quoth claims`."""
    command.description = (
        "Lists the checks of claims, the newest first; with a query, those of the statements that\n"
        'it finds. `quoth add check --statement 15 --rating False "THE CLAIM"` adds one, and\n'
        "`quoth import` reads ClaimReview. In a search, has:check and rated:false find statements\n"
        "that were checked."
    )
    queried(command)
    as_json(command)
    limited(command, 0)


def compare(command: argparse.ArgumentParser) -> None:
    """Describe `quoth compare`."""
    command.description = (
        "Puts two searches side by side: the statements by date, the quotes that both have, the\n"
        "words that one uses more than the other, and the counts of each position and kind."
    )
    command.add_argument(
        "query", nargs="*", metavar="QUERY",
        help='exactly two searches, each in quotation marks: "by:ann topic:tax" "by:ben topic:tax"',
    )  # fmt: skip
    form = command.add_mutually_exclusive_group()
    as_json(form)
    form.add_argument(
        "--format", choices=("text", "markdown", "html"), default="text", metavar="FORMAT",
        help="text (default), markdown or html, with citations",
    )  # fmt: skip
    command.add_argument(
        "--output", metavar="FILE", help="a file to write markdown or html to (default: stdout)"
    )
    command.add_argument("--force", action="store_true", help="replace the file if it exists")


def agree(command: argparse.ArgumentParser) -> None:
    """Describe `quoth agree`."""
    command.description = (
        "Says how far several coders agree, in the sources that two or more coded: on what is a\n"
        "statement (Krippendorff's unitizing alpha); and for those that two or more found, on\n"
        "kind, speaker, chain, topics and position (alpha, and Cohen's kappa of each pair). The\n"
        "95 % intervals come from 1,000 draws of sources. The places that cost most agreement\n"
        "come first. `quoth help agreement` has the formulas and their sources."
    )
    queried(command)
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one value, for another program")
    form.add_argument("--csv", action="store_true", help="tables")
    limited(command, 10)


def analyse(command: argparse.ArgumentParser) -> None:
    """Describe `quoth analyse`."""
    from quoth.cli.analyse import describe  # noqa: PLC0415  # it knows every view

    describe(command)


DESCRIBED: Final[Mapping[str, Callable[[argparse.ArgumentParser], None]]] = {
    "variants": variants, "changes": changes, "claims": claims, "compare": compare,
    "analyse": analyse, "agree": agree,
}  # fmt: skip
"""What describes the arguments of each of these commands."""
