"""How tests of intake read: short articles about invented people of invented towns."""

from __future__ import annotations

import datetime as dt
from typing import Final

from quoth.intake.attributing.cues import SentenceView, sentence_views
from quoth.intake.extraction import extract
from quoth.intake.files.reading import of_bytes
from quoth.intake.model import Draft, Extraction
from quoth.intake.people.names import Register
from quoth.intake.text.article import ParsedArticle, read

THURSDAY: Final = dt.date(2024, 3, 7)


def drafts(text: str, published: dt.date | None = THURSDAY) -> list[Draft]:
    """Return the drafts of a text, those of thoughts and doings too."""
    return list(extract(text, published, thoughts=True).drafts)


def of_file(text: str, published: dt.date | None = THURSDAY) -> Extraction:
    """Return what is found in a plain file of a text, whose head may name its author."""
    article = of_bytes(text.encode(), "article")
    return extract(article.told, published, article.author)


def only(text: str, published: dt.date | None = THURSDAY) -> Draft:
    """Return the one draft of a text."""
    (draft,) = drafts(text, published)
    return draft


def speaker(draft: Draft) -> str:
    """Return a draft's speaker by name, or an empty text."""
    return draft.speaker.name if draft.speaker else ""


def told(text: str) -> list[tuple[str, str]]:
    """Return who says what in a text."""
    return [(speaker(draft), draft.quote) for draft in drafts(text)]


def viewed(text: str) -> tuple[ParsedArticle, list[SentenceView]]:
    """Return a text read, and its sentences with their noun phrases."""
    article = read(text)
    return article, sentence_views(article)


def registered(text: str) -> Register:
    """Return everybody whom a text names."""
    article, views = viewed(text)
    register = Register(article)
    register.read(views)
    return register
