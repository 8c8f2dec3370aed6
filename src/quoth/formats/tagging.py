"""Records as JSON Lines hold them: the document of the store, and what kind of record it is.

A whole store begins with what it is called: `{"type": "store", "title": "…"}`.

`{"type": "actor", "id": "ann", …}`: the fields of the store stand beside ours, under their own
names, because that is what people filter lines by. A store may hold fields that this version does
not know, and one of them may have a name of ours; then it stands in an object `extra`, so that
nothing is lost and nothing is mistaken.

Both directions are here, for those who write such lines and those who read them.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Mapping
from typing import Final

from quoth.store.parsing import Document

TYPE: Final = "type"
STORE: Final = "store"
WORDING: Final = "wording"
"""The kind of what a person decided about two wordings."""
TITLE: Final = "title"
_EXTRA: Final = "extra"
SPEAKER_NAME: Final = "speaker_name"
SOURCE_TITLE: Final = "source_title"
_OURS: Final = frozenset((TYPE, _EXTRA, SPEAKER_NAME, SOURCE_TITLE))


def tagged(kind: str, document: Document, told: Mapping[str, str]) -> Document:
    """Return a document with the kind of its record first, and facts for readers last."""
    clashing = {name: value for name, value in document.items() if name in _OURS}
    own = {name: value for name, value in document.items() if name not in _OURS}
    return {TYPE: kind, **own, **told, **({_EXTRA: clashing} if clashing else {})}


def untagged(line: Document) -> tuple[str, Document]:
    """Return the kind of a record and its document: the inverse of `tagged`.

    The kind is empty where a line that was written elsewhere names none.
    """
    clashing = line.get(_EXTRA)
    if isinstance(clashing, dict) and clashing.keys() <= _OURS and clashing:
        own = {name: value for name, value in line.items() if name not in _OURS}
        return str(line.get(TYPE, "")), own | clashing
    told = _OURS - {_EXTRA}
    own = {name: value for name, value in line.items() if name not in told}
    return str(line.get(TYPE, "")), own
