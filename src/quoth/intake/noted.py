"""What a draft keeps about how it was made, and its source about the article.

A statement that was drafted has a field `intake`, and its source the fields `text` and `digest`:
fields beyond those of a record, which quoth keeps in a store as they are. They stay when a draft is
accepted, so that anybody may see by which rule it was found, and where in the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.intake.model import Span
from quoth.intake.reasons import Doubted
from quoth.store.model import Locator, Source

FIELD: Final = "intake"
TEXT: Final = "text"
DIGEST: Final = "digest"
GAPS: Final = "gaps"
"""In a locator: whether the words mark what stands between their pieces."""


class Noted(NamedTuple):
    """How a draft was made."""

    rule: str = ""
    confidence: float = 0.0
    cue: Span | None = None
    """Where in the article the word stands that attributes it."""
    speaker: Span | None = None
    """Where in the article the speaker is named, by a name, a noun or a pronoun."""
    named: str = ""
    """The name used there, if it isn't the actor's."""
    doubts: tuple[str, ...] = ()
    """The doubts for a person to check, each in a clause."""
    doubted: tuple[Doubted, ...] = ()
    """Which link each doubt is about; nothing if an older quoth wrote the note."""
    kind_is_set: bool = False
    """Whether a person said of what kind it is: the article's marks don't say it any more."""

    def as_field(self) -> dict[str, object]:
        """Return it as a statement has it."""
        made: dict[str, object] = {"rule": self.rule, "confidence": round(self.confidence, 3)}
        if self.cue is not None:
            made["cue"] = list(self.cue)
        if self.speaker is not None:
            made["speaker"] = list(self.speaker)
        if self.named:
            made["named"] = self.named
        if self.doubts:
            made["doubts"] = list(self.doubts)
        if self.doubted:
            made["doubted"] = [str(one) for one in self.doubted]
        if self.kind_is_set:
            made["kind_is_set"] = True
        return made


def noted(extra: Mapping[str, object]) -> Noted | None:
    """Return how a statement was drafted, if it was; what isn't as we write it is left out."""
    found = extra.get(FIELD)
    if not isinstance(found, Mapping):
        return None
    confidence = found.get("confidence")
    is_number = isinstance(confidence, int | float) and not isinstance(confidence, bool)
    return Noted(
        str(found.get("rule") or ""),
        min(1.0, max(0.0, float(confidence))) if is_number else 0.0,  # type: ignore[arg-type]
        _span(found.get("cue")),
        _span(found.get("speaker")),
        str(found.get("named") or ""),
        _texts(found.get("doubts")),
        _doubted(found.get("doubted")),
        found.get("kind_is_set") is True,
    )


def _texts(value: object) -> tuple[str, ...]:
    """Return some texts as we write them."""
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _doubted(value: object) -> tuple[Doubted, ...]:
    """Return which links doubts are about; nothing if one is of a kind we don't know."""
    found = _texts(value)
    known = {str(one): one for one in Doubted}
    return tuple(map(known.__getitem__, found)) if known.keys() >= set(found) else ()


_LINKED: Final = ("via", "addressee", "on_behalf_of", "mentions")


def answered(before: Mapping[str, object], after: dict[str, object]) -> dict[str, object]:
    """Return a statement that a person changed without the doubts that are answered by that.

    A person who changes the speaker has checked whom the draft was linked to, and the same holds
    for the other actors that it names. All other doubts stay. A kind that a person sets is noted:
    it stays when the words are moved.
    """
    how = noted(before)
    if how is None:
        return after
    if before.get("kind") != after.get("kind"):
        how = how._replace(kind_is_set=True)
        after = {**after, FIELD: how.as_field()}
    if not how.doubts:
        return after
    is_speaker = before.get("speaker") != after.get("speaker")
    is_other = any(before.get(name) != after.get(name) for name in _LINKED)
    is_answered = {Doubted.SPEAKER: is_speaker, Doubted.OTHER: is_other}
    is_noted = len(how.doubted) == len(how.doubts)
    doubted = how.doubted if is_noted else _doubted_in_words(how)
    left = [place for place, one in enumerate(doubted) if not is_answered[one]]
    if len(left) == len(doubted):
        return after
    kept = how._replace(
        doubts=tuple(how.doubts[place] for place in left),
        doubted=tuple(doubted[place] for place in left),
    )
    return {**after, FIELD: kept.as_field()}


def _doubted_in_words(how: Noted) -> tuple[Doubted, ...]:
    """Return which link each doubt is about, where an older quoth noted nothing but its words.

    Those have the doubted name in quotation marks.
    """
    named = f"“{how.named}”"
    return tuple(Doubted.SPEAKER if named in one else Doubted.OTHER for one in how.doubts)


def text_of(source: Source) -> str:
    """Return the text of the article that a source is, if it is kept."""
    found = source.extra.get(TEXT)
    return found if isinstance(found, str) else ""


def digest_of(document: Mapping[str, object]) -> str:
    """Return the digest of the article of a source, if one was imported."""
    found = document.get(DIGEST)
    return found if isinstance(found, str) else ""


def spans_of(locator: Locator | None, length: int) -> tuple[Span, ...]:
    """Return where a statement stands in a text of some length; nothing if that isn't known."""
    if locator is None or locator.start is None or locator.end is None:
        return ()
    pieces = locator.extra.get("spans")
    found = [_span(one) for one in pieces] if isinstance(pieces, list) else []
    spans = [one for one in found if one is not None] or [Span(locator.start, locator.end)]
    return tuple(span for span in sorted(spans) if 0 <= span.start < span.end <= length)


def has_gaps(locator: Locator | None) -> bool:
    """Tell whether a statement's words mark what stands between their pieces."""
    return locator is not None and locator.extra.get(GAPS) is True


def locator(paragraph: int, spans: Sequence[Span], *, has_gaps: bool = False) -> dict[str, object]:
    """Return where a statement stands, as a statement has it."""
    made: dict[str, object] = {
        "paragraph": max(1, paragraph),
        "start": spans[0].start,
        "end": spans[-1].end,
    }
    if len(spans) > 1:
        made["spans"] = [list(span) for span in spans]
        if has_gaps:
            made[GAPS] = True
    return made


def _span(value: object) -> Span | None:
    """Return a span as we write it."""
    if not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping):
        return None
    numbers = list(value)
    if len(numbers) != 2 or not all(type(one) is int for one in numbers):
        return None
    start, end = numbers
    return Span(start, end) if 0 <= start <= end else None


def settled(
    table: str, before: Mapping[str, object], after: dict[str, object]
) -> dict[str, object]:
    """Return a record that a person changed, without what the change settles.

    Of a statement those are the doubts about the fields that were changed. An actor that an intake
    made is a person's now, and stays even if no draft names it.
    """
    if table == "statements":
        return answered(before, after)
    if table == "actors":
        return {name: value for name, value in after.items() if name != FIELD}
    return after
