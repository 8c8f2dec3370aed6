"""A file that is named in the explorer, imported as by `quoth import`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content

from quoth.basics.counting import counted
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, FieldSpec, FieldType
from quoth.formats.importing.columns import SeenColumn, columns_of
from quoth.formats.importing.known import KnownNow
from quoth.formats.importing.plan import FormatError, Plan, plan
from quoth.formats.importing.reporting import ImportReport
from quoth.formats.incoming.mapping import EXTRA, FIELDS, IGNORE, chosen, in_words
from quoth.store.model import Kind
from quoth.tui.editing import paths
from quoth.tui.lines.confirm_lines import ShownChange
from quoth.tui.look.painting import line, plain

if TYPE_CHECKING:
    from quoth.query.seam import Changer

FILE: Final = "import"
"""The field that names the file."""
_STAND_INS: Final = ("source", "kind", "said")
"""The fields that may have a default for rows without a value."""
FORM: Final = (
    FieldSpec(
        FILE, "file", FieldType.PATH, "CSV, TSV, JSON, GDELT, Quotebank, brat, DNA …",
        required=True,
    ),
    FieldSpec("source", "source", about="its title, where the file names none"),
    FieldSpec("kind", "kind", FieldType.CHOICE, "where the file doesn't say: the least it can be",
              choices=("", *map(str, Kind)), unchosen="as it says"),
    FieldSpec("said", "said", FieldType.DATE, "when it was said, where the file doesn't say"),
)  # fmt: skip
"""The form's fields: the file, and the defaults for rows without a value."""
_LABEL: Final = 12
"""Characters of a column's name beside its field."""
_EXAMPLE: Final = 30
_SHOWN: Final = 20
"""Rows, remarks and statements of a kind that are shown."""
_LONGEST: Final = 2_000
"""Characters of the columns that are shown."""


def planned(workspace: Changer, values: Mapping[str, object], maps: Sequence[str] = ()) -> Plan:
    """Preview an import of the file that was entered, its columns mapped as a person decided.

    Raises:
        EditError: it can't be read, or is of no format that is known.
    """
    file = paths.named(str(values[FILE]))
    defaults = {name: str(values[name]) for name in _STAND_INS if values.get(name)}
    try:
        return plan([file], KnownNow(workspace.current), maps=maps, defaults=defaults)
    except FormatError as error:
        raise EditError(str(error)) from error


# The columns, each as a field of a form.


def seen_columns(file: str, maps: Sequence[str]) -> Sequence[SeenColumn]:
    """Return the columns of a file that was entered.

    Raises:
        EditError: it can't be read, or has none.
    """
    if not file.strip():
        raise EditError("name the file first")
    try:
        return columns_of(paths.named(file), maps)
    except FormatError as error:
        raise EditError(str(error)) from error


def column_fields(
    columns: Sequence[SeenColumn],
) -> tuple[Sequence[FieldSpec], Mapping[str, object]]:
    """Return the fields of a form that says what each column is, and what they hold at first."""
    choices = (*map(in_words, FIELDS), IGNORE)
    fields = [
        FieldSpec(f"column-{place}", plain(one.name, _LABEL), FieldType.TERM, _about(one), choices)
        for place, one in enumerate(columns)
    ]
    given = {
        field.name: one.field if one.field == IGNORE else in_words(one.field)
        for field, one in zip(fields, columns, strict=True)
        if one.field != EXTRA
    }
    return fields, given


def _about(column: SeenColumn) -> str:
    """Return what a column is called, if its label is cut, and what stands in it."""
    name = f"{plain(column.name)}: " if plain(column.name, _LABEL) != plain(column.name) else ""
    examples = (f"“{plain(one, _EXAMPLE)}”" for one in column.examples)
    return f"{name}{', '.join(examples) or 'empty'}"


def maps_of(columns: Sequence[SeenColumn], values: Mapping[str, object]) -> Sequence[str]:
    """Return what was decided of all columns, as `--map` has it; nothing if all stay as they are.

    Raises:
        EditError: two columns would be the same field.
    """
    decided = [values.get(f"column-{place}") or EXTRA for place in range(len(columns))]
    maps = [f"{one.name}={field}" for one, field in zip(columns, decided, strict=True)]
    try:
        fields = chosen(maps, "")
    except FormatError as error:
        raise EditError(f"{error.problem}; leave one of them empty to keep it as it is") from error
    return maps if any(fields[one.name.strip()] != one.field for one in columns) else []


def nothing_new(report: ImportReport) -> str:
    """Say why an import would add nothing."""
    if report.same:
        return f"all of it is already there ({counted(report.same, 'record')})"
    if report.bad and not report.has_words:
        return "no column is known to be the words of a statement"
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
    if report.repeated:
        again = "twice" if report.repeated == 1 else "again"
        times = counted(report.repeated, "record")
        yield line((f"{times} {again} in the file: added once", "faint"))
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
