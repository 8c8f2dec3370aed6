"""A file that is named in the explorer, imported as by `quoth import`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from textual.content import Content

from quoth.basics.counting import counted
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, FieldSpec, FieldType
from quoth.formats.importing.known import KnownNow
from quoth.formats.importing.plan import FormatError, Plan, plan
from quoth.formats.importing.reporting import ImportReport
from quoth.store.model import Kind
from quoth.tui.editing import paths
from quoth.tui.lines.confirm_lines import ShownChange
from quoth.tui.look.painting import line, plain

if TYPE_CHECKING:
    from quoth.query.seam import Changer

_FILE: Final = "import"
_STAND_INS: Final = ("source", "kind", "said")
"""The fields that may have a default for rows without a value."""
FORM: Final = (
    FieldSpec(
        _FILE, "file", FieldType.PATH, "CSV, TSV, JSON, GDELT, Quotebank, brat, DNA …",
        required=True,
    ),
    FieldSpec("source", "source", about="its title, where the file names none"),
    FieldSpec("kind", "kind", FieldType.CHOICE, "where the file doesn't say: the least it can be",
              choices=("", *map(str, Kind)), unchosen="as it says"),
    FieldSpec("said", "said", FieldType.DATE, "when it was said, where the file doesn't say"),
)  # fmt: skip
"""The form's fields: the file, and the defaults for rows without a value."""
_SHOWN: Final = 20
"""Rows, remarks and statements of a kind that are shown."""
_LONGEST: Final = 2_000
"""Characters of the columns that are shown."""


def planned(workspace: Changer, values: Mapping[str, object]) -> Plan:
    """Preview an import of the file that was entered.

    Raises:
        EditError: it can't be read, or is of no format that is known.
    """
    file = paths.named(str(values[_FILE]))
    defaults = {name: str(values[name]) for name in _STAND_INS if values.get(name)}
    try:
        return plan([file], KnownNow(workspace.current), defaults=defaults)
    except FormatError as error:
        raise EditError(str(error)) from error


def nothing_new(report: ImportReport) -> str:
    """Say why an import would add nothing."""
    if report.same:
        return f"all of it is already there ({counted(report.same, 'record')})"
    if report.bad:
        columns = f" Its columns: {', '.join(report.columns)}." if report.columns else ""
        return f"none of its rows can be imported; {report.bad[0]}.{columns}"
    return "nothing in it can be imported"


def import_way(found: Plan) -> ShownChange:
    """Return what an import would do, for the user to agree to."""
    return ShownChange("Import this?", list(_lines(found.report)))


def _lines(report: ImportReport) -> Iterator[Content]:
    """Yield the additions, then what should be checked."""
    for table, number in reversed([*report.added.items()]):
        if number:
            yield line((f"{number:,} ", "strong"), f"{_named(table, number)}")
    if report.same:
        yield line((f"{counted(report.same, 'record')} already there: left unchanged", "faint"))
    if report.unstated:
        yield line((f"{counted(len(report.unstated), 'row')} without a status: confirmed", "faint"))
    if report.columns:
        yield Content("")
        yield line(("columns: ", "label"), plain(", ".join(report.columns), _LONGEST))
    if report.bad_count:
        yield Content("")
        yield line(("! ", "sign"), f"{counted(report.bad_count, 'row')} can't be imported:")
        yield from (line(f"  {plain(str(bad))}") for bad in report.bad[:_SHOWN])
    if report.duplicates:
        yield Content("")
        similar = counted(len(report.duplicates), "statement")
        yield line(("! ", "sign"), f"{similar} nearly the same as others; they are added too:")
        yield from (
            line(f"  {plain(one.quote)}", (f"  {one.score:.0f} % alike", "faint"))
            for one in report.duplicates[:_SHOWN]
        )
    remarks = [
        *(str(remark) for remark in report.remarks[:_SHOWN]),
        *(f"“{name}” is ambiguous; it becomes a new actor of that name"
          for name in report.ambiguous[:_SHOWN]),
        *(f"{actor} would belong to itself; its affiliation is left out"
          for actor in report.circles[:_SHOWN]),
    ]  # fmt: skip
    if remarks:
        yield Content("")
        yield from (line(("! ", "sign"), plain(remark)) for remark in remarks)


def _named(table: str, number: int) -> str:
    """Return what records of a table are called, however many."""
    return counted(number, ONE[table]).split(" ", 1)[1]
