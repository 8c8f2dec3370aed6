"""What a person decides about the wordings of two statements, as a change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from quoth.basics.text import words
from quoth.editing.changes import Change, Edit
from quoth.editing.errors import EditError
from quoth.store.model import WordingVerdict

if TYPE_CHECKING:
    from quoth.editing.names import Lookup
    from quoth.store.parsing import Document

_DIGEST: Final = 8


class Deciding(NamedTuple):
    """What is decided about the wordings of two statements."""

    statements: tuple[str, str]
    verdict: WordingVerdict
    right: str = ""
    """The id of the statement whose wording is the right one."""
    note: str = ""
    by: str = ""


def deciding(records: Lookup, what: Deciding, today: date) -> Change:
    """Return the change that keeps a decision; one that was made before gives way.

    Raises:
        EditError: there is no such statement, or the two are one.
    """
    one, other = sorted(what.statements)
    if one == other:
        raise EditError(f"“{one}” is one statement; name two")
    found = [records.find("statements", record_id) for record_id in (one, other)]
    quotes = []
    for record_id, held in zip((one, other), found, strict=True):
        if held is None:
            raise EditError(f"there is no statement “{record_id}”")
        quotes.append(str(held[1].get("quote", "")))
    if what.right and what.right not in (one, other):
        raise EditError(f"“{what.right}” isn't one of the two; name the one that is right")
    own_id = f"{one}~{other}"
    document: Document = {
        "id": own_id,
        "statements": [one, other],
        "verdict": str(what.verdict),
        "at": today.isoformat(),
        "words": digest_of(quotes),
    }
    texts = {"right": what.right, "note": what.note, "by": what.by}
    document |= {name: text for name, text in texts.items() if text}
    before = records.find("wordings", own_id)
    key, was = before if before is not None else ("", None)
    label = f"decide that {one} and {other} are {_SAYS[what.verdict]}"
    return Change(label, [Edit("wordings", key, was, document)])


_SAYS: Final = {
    WordingVerdict.SAME: "one quote",
    WordingVerdict.MISQUOTE: "one quote, misquoted",
    WordingVerdict.DIFFERENT: "two quotes",
}


def digest_of(quotes: Sequence[str]) -> str:
    """Return a digest that shows if the words of two statements are still those decided about."""
    text = "\n".join(" ".join(words(quote)) for quote in quotes)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()
