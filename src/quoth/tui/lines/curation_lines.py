"""How far coders agree, and their versions of one place, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from quoth.presenting.quotation import publication
from quoth.presenting.reports.report import number_text
from quoth.query.agreement.coefficients import in_words
from quoth.query.agreement.describing import version_told
from quoth.query.agreement.placing import STATEMENT
from quoth.query.agreement.properties import KIND, POSITION, SPEAKER, TOPICS
from quoth.query.agreement.reporting import called
from quoth.tui.look.painting import ends, line, plain

if TYPE_CHECKING:
    from quoth.query.agreement.curating import CurationCase
    from quoth.query.agreement.measuring import Agreement
    from quoth.store.snapshot import Snapshot

MEASURED: Final = (STATEMENT, KIND, SPEAKER, TOPICS, POSITION)
"""What is shown of how far coders agree."""


def measure_lines(found: Agreement, corpus: Snapshot) -> list[Content]:
    """Return how far coders agree on the main things, one line each under a heading."""
    head = f" {'':22}{'alpha':>6}   {'95 %':<12}{'units':>7}{'disagreed':>11}"
    lines = [line((head, "faint"))]
    by_name = {one.name: one for one in found.measures}
    for name in MEASURED:
        if name not in by_name:
            continue
        one = by_name[name]
        value = one.coefficient.value
        alpha = "–" if value is None else number_text(round(value, 2) + 0.0)
        between = " – ".join(number_text(round(end, 2) + 0.0) for end in one.interval or ())
        numbers = f"{alpha:>6}   {between:<12}{one.coefficient.units:>7,}{one.disagreed:>11,}"
        lines.append(
            line((f" {called(name, corpus):22}", "label"), numbers, f"  {in_words(value)}")
        )
    return lines


def case_lines(corpus: Snapshot, case: CurationCase, width: int) -> list[Content]:
    """Return the words of a place and where it is, then each coder's version."""
    where = plain(publication(corpus.sources[case.group.source.id]))
    how = "the same" if case.is_same else f"{case.share * 100:.0f} %"
    words = line(f" {plain(str(case.versions[0].document['quote']))}")
    lines = [ends(words, line((f" {where}  {how} ", "faint")), width)]
    for number, one in enumerate(case.versions, 1):
        told = plain(version_told(corpus, one))
        lines.append(line((f"   {number} {plain(one.coder)} ", "label"), told))
    if case.group.missing:
        lines.append(line((f"     {plain(', '.join(case.group.missing))}: nothing here", "faint")))
    return lines
