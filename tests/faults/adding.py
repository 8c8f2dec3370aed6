"""A process that adds statements to a store, one after the other, and says when each is kept.

    python -m tests.faults.adding STORE FIRST COUNT [fold every so many]

It prints the number of each once it is acknowledged: whoever kills it knows what must be there.
"""

from __future__ import annotations

import sys

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.store.parsing import Document


def statement(number: int, like: Document) -> Document:
    """Return the statement of a number, made by whoever made another."""
    return {
        "id": f"added-{number}", "quote": f"Number {number} is kept", "kind": "direct",
        "speaker": like["speaker"], "source": like["source"],
    }  # fmt: skip


def main(store: str, first: int, count: int, every: int) -> None:
    """Add statements."""
    editor = Editor(store)
    _, like = editor.current.corpus.document_of_row(0)
    for number in range(first, first + count):
        edit = Edit("statements", "", None, statement(number, like))
        editor.commit(Change("add a statement", [edit]))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        if every and number % every == 0:
            editor.fold()
    editor.fold()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
