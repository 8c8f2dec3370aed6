"""The date of an article that doesn't say when it was published: a question, asked once."""

from __future__ import annotations

from datetime import date
from typing import Final

from quoth.editing.fields import FieldType
from quoth.intake import noted
from quoth.intake.files.likely_days import likely_days
from quoth.store.parsing import Document
from quoth.tui.editing.fields import named
from quoth.tui.screens.form import FormSpec

_ABOUT: Final = "the days that it names and today, the latest first"


def asked_for(source: str, document: Document, title: str, today: date) -> FormSpec | None:
    """Return the form that asks for a source's day; None if it is known, or no text is kept.

    Nothing is chosen at first: an unknown day can be left open, and none is taken unasked.
    """
    text = document.get(noted.TEXT)
    if document.get("published") or not isinstance(text, str):
        return None
    days = dict.fromkeys([*likely_days(text, today), today.isoformat()])
    (field,) = named("sources", "published")
    choice = field._replace(form=FieldType.CHOICE, choices=("", *days), about=_ABOUT)
    return FormSpec(title, "sources", (choice,), source, document)
