"""A statement that the user marks in an article, as a draft."""

from __future__ import annotations

from quoth.editing.changes import Change
from quoth.editing.entering import Entered, drafted
from quoth.editing.errors import ConflictError
from quoth.intake import adjusting, noted
from quoth.intake.keeping import no_later_than
from quoth.intake.model import Span
from quoth.query.seam import HeldRecords
from quoth.store.model import Status


def marked(current: HeldRecords, source: str, text: str, span: Span, speaker: object) -> Change:
    """Return the change that adds words marked in the article of a source, with their speaker.

    Its words, and of what kind it is, are the article's; it is a draft, to be accepted as others.

    Raises:
        ConflictError: the source isn't there any more.
    """
    found = current.find("sources", source)
    if found is None:
        raise ConflictError(f"source {source} was deleted meanwhile")
    said = adjusting.said(text, (span,))
    values: dict[str, object] = {
        "quote": said.quote,
        "kind": str(said.kind),
        "speaker": speaker,
        "said": no_later_than(str(found[1].get("published") or "")),
        "source": source,
        "status": str(Status.DRAFT),
        noted.FIELD: noted.Noted().as_field(),
    }
    change = drafted(current, Entered("statements", "", None, values), noted.settled)
    *others, own = change.edits
    place = noted.locator(adjusting.paragraph(text, 1, 0, span.start), (span,))
    return change._replace(
        edits=[*others, own._replace(after={**(own.after or {}), "locator": place})]
    )
