"""What is typed in a form for many records, as an instruction; and an instruction in words.

A field that is left empty stays as it is. In a list, an item is added to what is there, `-item` is
taken away, and `=item; item` takes the place of all that is there. A dash alone clears the field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from quoth.basics.counting import counted
from quoth.basics.text import capitalised
from quoth.editing.drafting import Assignment
from quoth.editing.errors import EditError
from quoth.editing.fields import FieldSpec
from quoth.editing.many import ManyChange, as_item
from quoth.editing.typed import items_of

CLEARING: Final = "-"
REPLACING: Final = "="
_SIGNS: Final = ("+", "-")


def instruction(field: FieldSpec, text: str) -> list[Assignment]:
    """Return what is to become of a field, as it is typed; nothing where it is to stay.

    Raises:
        EditError: it can't be read.
    """
    typed = text.strip()
    if not typed:
        return []
    if typed == CLEARING:
        return [Assignment(field.name, "=", "")]
    if not field.is_list:
        return [Assignment(field.name, "=", typed)]
    if typed.startswith(REPLACING):
        return [Assignment(field.name, "=", typed.removeprefix(REPLACING).strip())]
    return [
        Assignment(field.name, f"{sign}=", as_item(field.name, item))
        for sign, item in signed_items(field, typed)
    ]


def signed_items(field: FieldSpec, text: str) -> list[tuple[str, str]]:
    """Return the items of a list as they are typed, each with what becomes of it: `+` or `-`.

    Raises:
        EditError: the list can't be read.
    """
    items = items_of(text)
    if items is None:
        raise EditError(f'“{field.name}” can\'t be read; write it like ["one", "two"]')
    return [
        (one[0], one[1:].strip()) if one[0] in _SIGNS and one[1:].strip() else ("+", one)
        for one in filter(None, items)
    ]


def headline(instructions: Sequence[Assignment], texts: Iterable[str], made: ManyChange) -> str:
    """Say what an instruction would do to how many statements, not neutral yet.

    Args:
        instructions: what is to become of the fields.
        texts: the same in a few words each, as `in_words` has them.
        made: what it comes to.
    """
    done = len(made.change.edits) - made.others
    total = counted(done + made.same, "statement")
    what = "; ".join(texts)
    what = capitalised(what) if instructions else "Change nothing"
    return f"{what} on {total}: {_told(done, made.same)}."


def _told(changed: int, same: int) -> str:
    """Say how many change, and how many are so already."""
    if not same:
        return "all change" if changed > 1 else "it changes"
    if not changed:
        return "none changes" if same > 1 else "it is so already"
    already = f"{same:,} {'is' if same == 1 else 'are'} so already"
    return f"{changed:,} {'changes' if changed == 1 else 'change'}, {already}"


def in_words(instructions: Iterable[Assignment], fields: Sequence[FieldSpec]) -> list[str]:
    """Return an instruction in a few words for each field and deed, not neutral yet.

    Args:
        instructions: what is to become of the fields.
        fields: those that may be named, with what people call them.
    """
    labels = {field.name: field.label for field in fields}
    said: list[str] = []
    for (name, sign), some in groupby(instructions, lambda one: (one.field, one.sign)):
        label = labels.get(name, name)
        items = "; ".join(", ".join(items_of(one.text) or ()) or one.text for one in some)
        if sign == "+=":
            said.append(f"add {items} to {label}")
        elif sign == "-=":
            said.append(f"take {items} from {label}")
        else:
            said.append(f"set {label} to {items}" if items else f"clear {label}")
    return said
