"""A draft as `--json` prints it. It is apart from what keeps drafts, which takes time to import."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.intake.adjusting import said
from quoth.intake.files.clipping import Clipping
from quoth.intake.model import Draft, Mention, Span


def as_record(article: Clipping, draft: Draft) -> dict[str, object]:
    """Return a draft under stable names, by names instead of ids: what `--json` prints."""
    speaker = draft.speaker
    return {
        "doc": article.name,
        "quote": said(article.text, draft.spans).quote or draft.quote,
        "start": draft.start,
        "end": draft.end,
        "spans": [list(span) for span in draft.spans],
        "kind": str(draft.kind),
        "polarity": str(draft.polarity) if draft.polarity else None,
        "act": str(draft.act),
        "speaker": speaker.name if speaker else None,
        "speaker_span": list(speaker.span) if speaker else None,
        "cue": in_a_line(draft.cue, article.text) if draft.cue else None,
        "said": draft.said or None,
        "medium": draft.medium or None,
        "via": names(draft.via),
        "addressee": names(draft.addressee),
        "on_behalf_of": names(draft.on_behalf_of),
        "mentions": list(draft.mentions),
        "paragraph": draft.paragraph,
        "confidence": round(draft.confidence, 3),
        "rule": draft.rule,
    }  # fmt: skip


def names(mentions: Iterable[Mention]) -> list[str]:
    """Return whom some mentions name."""
    return [one.name for one in mentions]


def in_a_line(span: Span, text: str) -> str:
    """Return a piece of an article with one blank between its words."""
    return " ".join(span.of(text).split())
