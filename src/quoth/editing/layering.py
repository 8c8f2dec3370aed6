"""Into which layer goes what is added: into that of who codes its source, until they close it."""

from __future__ import annotations

from quoth.editing.changes import Change, Edit, ManyEdits
from quoth.editing.names import Lookup

_SETTLES = "from"
"""What a curated statement has, and nothing that a coder adds."""


def is_coding(records: Lookup, source: object, who: str) -> bool:
    """Tell whether a source is assigned to a coder who hasn't closed it yet."""
    found = records.find("sources", source) if isinstance(source, str) and who else None
    if found is None:
        return False
    assigned, done = (found[1].get(name) or () for name in ("assigned", "done"))
    return who in _names(assigned) and who not in _names(done)


def _names(value: object) -> list[object]:
    """Return the items of a list."""
    return value if isinstance(value, list) else []


def with_own_layer(records: Lookup, change: Change, who: str) -> Change:
    """Return a change whose new statements go into a coder's layer where the source is theirs.

    What says itself of which layer it is, or settles others, stays as it is.
    """
    if isinstance(change.edits, ManyEdits):  # nothing is added
        return change
    added = {edit.after.get("source") for edit in change.edits if _is_unsaid(edit) and edit.after}
    own = {source for source in added if is_coding(records, source, who)}
    if not own:
        return change
    edits = [
        edit._replace(after={**after, "coder": after.get("coder") or who, "layer": who})
        if _is_unsaid(edit) and (after := edit.after) and after.get("source") in own
        else edit
        for edit in change.edits
    ]
    return change._replace(edits=edits)


def _is_unsaid(edit: Edit) -> bool:
    """Tell whether an edit adds a statement that doesn't say of which layer it is."""
    after = edit.after
    if edit.table != "statements" or edit.before is not None or after is None:
        return False
    return not (after.get("layer") or _SETTLES in after)
