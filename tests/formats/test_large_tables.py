"""Tables with cells, rows and headers that are larger than anybody writes by hand."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import plan
from quoth.formats.incoming import table, table_lines
from quoth.formats.incoming.mapping import mapped
from quoth.formats.incoming.records import BadRow, FormatError, IncomingStatement
from tests.formats.bringing import read, statements, written
from tests.growth import BOUND, growth

HEADER = "quote,speaker,source\n"


# -- What is too long ------------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have lines and cells be too long from 100 bytes on."""
    monkeypatch.setattr("quoth.formats.incoming.lines.LONGEST", 100)
    monkeypatch.setattr(table_lines, "LONGEST", 100)


LINE = "b" * 60 + "\n"
TOO_LONG = {
    "a cell of many lines": f'"{LINE * 4}",Ann,Paper\n',
    "a cell of many lines that look like rows": '"' + "Milk,Ann,Paper\n" * 20 + '",Ann,Paper\n',
    "a cell that ends in a line with another": f'"{LINE * 4}","Ann\nof ""here""",Paper\n',
    "a line": f"{'b' * 300},Ann,Paper\n",
    "a line that opens a cell": f'{"b" * 300},"Ann\nMilk,Ann,Paper\nof here",Paper\n',
    "a line within a cell": f'"bread\n{"b" * 300}\nMilk,Ann,Paper\n",Ann,Paper\n',
    "a line that closes a cell": f'"bread\n{"b" * 300}",Ann,Paper\n',
    "a line with marks within a cell": f'"bread\n{"b" * 150}""{"b" * 150}\nx",Ann,Paper\n',
    "a cell with marks at the edges of what is read": f'"{"b" * 98}""{"b" * 98}""\nx",Ann,Paper\n',
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("row", TOO_LONG.values(), ids=TOO_LONG)
def test_a_row_that_is_too_long_is_one_bad_row_and_costs_no_other(tmp_path: Path, row: str) -> None:
    path = written(tmp_path, "t.csv", f"{HEADER}Before,Ann,Paper\n{row}After,Ann,Paper\n")
    first, bad, last = read(path)
    assert isinstance(first, IncomingStatement)
    assert isinstance(bad, BadRow)
    assert isinstance(last, IncomingStatement)
    assert (bad.line, "32 MiB" in bad.problem) == (3, True)
    assert (first.quote, last.quote) == ("Before", "After")
    assert last.line == 3 + row.count("\n")


@pytest.mark.usefixtures("small")
def test_a_cell_that_is_never_closed_is_one_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", f'{HEADER}Before,Ann,Paper\n"{"Milk,Ann,Paper" * 99}')
    assert [one.line for one in read(path)] == [2, 3]


@pytest.mark.usefixtures("small")
def test_a_header_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="the header is longer than 32 MiB"):
        read(written(tmp_path, "t.csv", "quote," + "x" * 300 + "\nBread,1\n"))


@given(st.lists(st.lists(st.text(st.sampled_from('ab",;\n')), min_size=1, max_size=3), max_size=6))
def test_where_a_row_ends_is_where_csv_says_so(rows: list[list[str]]) -> None:
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    ended = 0
    for row in csv.reader(io.StringIO(made.getvalue())):
        lines = table_lines.TableLines()
        written_row = io.StringIO()
        csv.writer(written_row, lineterminator="\n").writerow(row)
        for line in written_row.getvalue().splitlines(keepends=True):
            lines.passed(line.encode())
        assert lines._place != table_lines._QUOTED
        ended += 1
    assert ended == len(rows)


def test_a_cell_of_thirty_megabytes_is_read(tmp_path: Path) -> None:
    words = f"{'Bread is dear. ' * 99}\n" * 20_000
    (one,) = statements(written(tmp_path, "t.csv", f'{HEADER}"{words}",Ann,Paper\n'))
    assert one.quote == words.strip()


# -- Columns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["c{}", "", "statement value {}", "quote{}"], ids=["new", "empty", "long", "like"]
)
def test_the_columns_of_a_table_are_known_in_linear_time(tmp_path: Path, name: str) -> None:
    def prepared(count: int) -> Callable[[], object]:
        names = ",".join(name.format(number) for number in range(count))
        path = written(tmp_path, f"{count}.csv", f"quote,{names}\nBread{',x' * count}\n")

        def work() -> None:
            (one,) = statements(path)
            assert len(one.extra) > count // 2

        return work

    assert growth(prepared, 500, 8_000) < BOUND


def test_rows_that_are_shorter_than_the_header_cost_what_they_hold(tmp_path: Path) -> None:
    def prepared(count: int) -> Callable[[], object]:
        names = ",".join(f"c{number}" for number in range(count))
        path = written(tmp_path, f"{count}.csv", f"quote,{names}\n" + "Bread\n" * count)

        def work() -> None:
            assert len(read(path)) == count

        return work

    assert growth(prepared, 500, 4_000) < BOUND


def test_a_row_of_many_columns_is_one_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", HEADER + "Bread" + ",x" * 100_000 + "\nMilk,Ann,Paper\n")
    report = plan([path], NOTHING).report
    assert (report.added["statements"], report.bad_count) == (1, 1)
    assert "it has 100001 columns and the header 3" in report.bad[0].problem


def test_what_is_said_of_a_table_with_many_columns_is_short(tmp_path: Path) -> None:
    names = ",".join(f"c{number}" for number in range(20_000))
    path = written(tmp_path, "t.csv", f"quote,{names}\nBread\n")
    with pytest.raises(FormatError) as refused:
        table.mapping_of(path, {"mood": "note"})
    assert len(str(refused.value)) < 500
    assert "19,981 more" in str(refused.value)


def test_a_slip_is_known_among_many_columns() -> None:
    columns = ["quote", "speeker", *(f"c{number}" for number in range(1_000)), "publischer"]
    fields = mapped(columns, {}).fields
    assert fields == {"quote": "quote", "speeker": "speaker", "publischer": "publisher"}
