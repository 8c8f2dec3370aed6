"""`quoth add`: statements, actors, sources, topics and events, one or many in one change."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from quoth.basics.exits import Exit
from quoth.cli.desk import StoreSession
from quoth.cli.printing import Printer, shown
from quoth.cli.store_at_hand import who_asks
from quoth.editing.changes import Change, Edit
from quoth.editing.current import record_id_of
from quoth.editing.drafting import added, addition
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE, TITLES, FieldType, field_of, table_named
from quoth.editing.layering import is_coding
from quoth.editing.names import NameResolver
from quoth.editing.typed import value_of
from quoth.formats.tagging import untagged
from quoth.presenting.verbatim import kind_alone, unmarked
from quoth.store.model import Kind, Status

_HINT: Final = "have --new make it"
_TOLD: Final = ("score", "explain")
"""What a found statement has beside its record."""
_LONGEST: Final = 1 << 25
"""Bytes of the longest line that is read."""
_MOST_TOLD: Final = 5
_APOSTROPHES: Final = "'‘’"
"""Signs that may be a quotation mark or an apostrophe: alone they don't say what is verbatim."""


def add(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Add the described records, and print their ids, one per line."""
    table, words = _table(options.words)
    names = NameResolver(desk.records, makes=options.new, hint=_HINT)
    fields = _fields(table, options.fields)
    if options.json:
        edits = _from_lines(table, words, fields, names)
        if not edits:
            printer.say("quoth: no JSON object on stdin; nothing was added")
            return Exit.NOTHING
    else:
        edits = [addition(table, _unread(table, _with_text(table, fields, words)), names)]
        if "status" not in fields:
            edits = [_of_coder(desk, edit) for edit in edits]
    change = added(edits, names)
    made = desk.commit(change)
    _tell(printer, made, edits, names)
    return Exit.DONE


def _table(words: list[str]) -> tuple[str, list[str]]:
    """Return which table is meant, and the words that are left; without one, it is a statement."""
    if words and words[0] in ONE.values():
        return table_named(words[0]), words[1:]
    return "statements", words


def _fields(table: str, options: Mapping[str, list[str]]) -> dict[str, object]:
    """Return the fields that options give, read."""
    made: dict[str, object] = {}
    for option, texts in options.items():
        name = TITLES[table] if option == "name" else option
        field = field_of(table, name)
        if field.form is FieldType.ATTRIBUTES:
            made[name] = _joined(value_of(field, text) for text in texts)
        elif field.is_list:
            made[name] = [item for text in texts for item in _items(value_of(field, text))]
        elif len(texts) > 1:
            raise EditError(f"--{name} is given {len(texts)} times; it takes one value")
        else:
            made[name] = value_of(field, texts[0])
    return made


def _joined(values: Iterable[object]) -> dict[str, object]:
    """Return attributes that several options gave."""
    return {name: text for one in values if isinstance(one, dict) for name, text in one.items()}


def _items(value: object) -> list[object]:
    """Return the items of a list."""
    return value if isinstance(value, list) else []


def _with_text(table: str, fields: dict[str, object], words: list[str]) -> dict[str, object]:
    """Return fields with the words that no option came with: a quote, a name or a title."""
    name = TITLES[table]
    if not words:
        return _settled(table, fields)
    if name in fields:
        raise EditError(f"the {name} is given twice: “{fields[name]}” and “{' '.join(words)}”")
    text = "".join(_stdin()).strip() if words == ["-"] else " ".join(words)
    if not text.strip():
        raise EditError(f"the {name} is empty; write it")
    return _settled(table, {**fields, name: text})


def _settled(table: str, fields: dict[str, object]) -> dict[str, object]:
    """Return a statement's fields with its kind, if its quote decides that.

    Putting all of it in quotation marks says that it is verbatim. Nothing else does: what the
    shell took marks from looks like a paraphrase, and a paraphrase may hold marks that are not the
    speaker's.
    """
    quote = fields.get("quote")
    if table != "statements" or fields.get("kind") or not isinstance(quote, str):
        return fields
    bare = unmarked(quote)
    is_sure = quote.strip()[:1] not in _APOSTROPHES
    if bare == quote or not is_sure or kind_alone(quote) is not Kind.DIRECT:
        raise EditError(
            "how much of the quote is verbatim? say --kind direct (all of it), mixed (the part "
            "in quotation marks) or indirect (nothing)"
        )
    return {**fields, "quote": bare, "kind": str(Kind.DIRECT)}


def _unread(table: str, fields: dict[str, object]) -> dict[str, object]:
    """Return a statement's fields with its status: a draft, unless that is given.

    A store takes a statement without one for confirmed, so who confirms it has to say so. What is
    put into a coder's layer they read in its source, and it is theirs.
    """
    if table != "statements":
        return fields
    layer = fields.get("layer")
    if layer and not fields.get("coder"):
        fields = {**fields, "coder": layer}
    given = fields.get("status") or str(Status.CONFIRMED if layer else Status.DRAFT)
    rest = {name: value for name, value in fields.items() if name != "status"}
    return rest if given == str(Status.CONFIRMED) else {**rest, "status": given}


def _of_coder(desk: StoreSession, edit: Edit) -> Edit:
    """Return what is added: it isn't a draft if it goes into the layer of a coder of its source."""
    after = edit.after or {}
    who = who_asks(desk.location)
    if edit.table != "statements" or not is_coding(desk.records, after.get("source"), who):
        return edit
    return edit._replace(after={name: one for name, one in after.items() if name != "status"})


# Many at once.


def _from_lines(
    table: str, words: list[str], common: Mapping[str, object], names: NameResolver
) -> list[Edit]:
    """Return the edits that add the objects of stdin, one per line, or fail as a whole.

    What options say holds for each object of their table that doesn't say it itself.
    """
    if words:
        raise EditError(f"--json reads from stdin; remove “{words[0]}”")
    edits = []
    for number, line in _objects():
        kind, document = untagged(line)
        try:
            where = table_named(kind) if kind else table
            fields = {name: value for name, value in document.items() if name not in _TOLD}
            own = {**(common if where == table else {}), **_own(where, fields)}
            edits.append(addition(where, _unread(where, own), names))
        except EditError as error:
            raise EditError(f"line {number}: {error}; nothing was added") from None
    return edits


def _own(table: str, fields: dict[str, object]) -> dict[str, object]:
    """Return fields without the id of a statement that has none of its own but its number."""
    given = fields.get("id")
    if table == "statements" and isinstance(given, str) and given.isdecimal():
        return {name: value for name, value in fields.items() if name != "id"}
    return fields


def _objects() -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the objects of stdin, and their lines.

    Raises:
        EditError: a line is none.
    """
    for number, text in enumerate(_stdin(), 1):
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise EditError(f"line {number}: it isn't a JSON object; nothing was added")
        yield number, found


def _stdin() -> Iterator[str]:
    """Yield the lines of stdin.

    Raises:
        EditError: one isn't UTF-8, or is too long.
    """
    for number, line in enumerate(_stdin_lines(), 1):
        if len(line) > _LONGEST:
            raise EditError(f"line {number}: it is longer than 32 MiB; nothing was added")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise EditError(f"line {number}: it isn't UTF-8; nothing was added") from None


def _stdin_lines() -> Iterator[bytes]:
    """Yield the lines of stdin; of one that is too long, its beginning."""
    if sys.stdin is not None:
        yield from iter(lambda: sys.stdin.buffer.readline(_LONGEST + 1), b"")


def _tell(printer: Printer, made: Change, edits: list[Edit], names: NameResolver) -> None:
    """Print the ids of what was added, and say what was made with it."""
    for one in names.made[:_MOST_TOLD]:
        document = one.after or {}
        name = document.get(TITLES[one.table])
        printer.say(f"quoth: new {ONE[one.table]} “{name}” ({document['id']})")
    if len(names.made) > _MOST_TOLD:
        printer.say(f"quoth: and {len(names.made) - _MOST_TOLD:,} more new records")
    for edit in made.edits[-len(edits) :]:
        printer.line(shown(record_id_of(edit.after or {}, edit.key)))
    layers = sorted({str((edit.after or {}).get("layer") or "") for edit in made.edits} - {""})
    drafts = sum((edit.after or {}).get("status") == str(Status.DRAFT) for edit in made.edits)
    where = f" to the layer {', '.join(layers)} (layer:{layers[0]} finds it)" if layers else ""
    printer.say(f"quoth: {_done(made)}{where}{_draft(drafts)}; `quoth undo` takes it back")


def _draft(count: int) -> str:
    """Say that drafts were added, and what finds them; nothing if none was."""
    if not count:
        return ""
    return " as a draft (status:draft finds it)" if count == 1 else f", {count:,} of them drafts"


def _done(made: Change) -> str:
    """Say what was done."""
    return made.label.replace("add", "added", 1)
