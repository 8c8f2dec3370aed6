"""Reports as lines of text."""

from __future__ import annotations

from quoth.presenting.reports.as_table import table_lines, width_of
from quoth.presenting.reports.report import ReportCell, ReportTable


def _table(*topics: str) -> ReportTable:
    cells = [ReportCell(f"+{number}") for number in range(len(topics))]
    return ReportTable("", ["actor", *topics], [[ReportCell("Ann"), *cells]])


def test_a_head_that_is_cut_ends_with_an_ellipsis() -> None:
    head, row = table_lines(_table("Charge for driving into the Old Town", "Parking"), 40)
    assert "…  Parking" in head
    assert len(head) == len(row) <= 40


def test_columns_stay_columns_under_wide_heads() -> None:
    head, row = table_lines(_table("会議の議題", "Parking"), 80)
    assert width_of(head) == width_of(row)
    assert width_of(head[: head.index("題") + 1]) == width_of(row[: row.index("+0") + 2])
    narrow, _ = table_lines(_table("会議の議題についての長い題名である", "Parking on the quay"), 24)
    assert "…" in narrow
