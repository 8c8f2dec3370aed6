"""An article as a file holds it: its text, and what the file says about its publication."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from quoth.basics.dates import DateError
from quoth.basics.written_dates import edtf

HEAD_NAMES: Final[Mapping[str, str]] = {
    "title": "title", "headline": "title", "publisher": "publisher", "publication": "publisher",
    "site": "publisher", "sitename": "publisher", "source": "publisher", "author": "author",
    "authors": "author", "byline": "author", "by": "author", "date": "published",
    "published": "published", "url": "url", "link": "url", "address": "url",
}  # fmt: skip
"""The names of the lines at the head of a file, and the field that each stands for."""


class Clipping(NamedTuple):
    """A text, and what is known of where it was published."""

    text: str
    """With all that stands in the file, of a plain one."""
    name: str = ""
    """Of the file, without its ending."""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    """EDTF."""
    url: str = ""
    head: int = 0
    """How many characters of the text are about the article, and not of it."""
    note: str = ""
    """What the user should know about how it was read."""
    is_dated_by_name: bool = False
    """Whether the day of publication is known from the name of its file alone."""

    @property
    def digest(self) -> str:
        """A digest that distinguishes it from other articles: of its words, however spaced."""
        import hashlib  # noqa: PLC0415  # it takes its time, and to print needs no digest

        words = unicodedata.normalize("NFC", " ".join(self.text.split()))
        return "sha256:" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def told(self) -> str:
        """The text as statements are looked for in it: of the same length, its head left blank."""
        head = re.sub(r"\S", " ", self.text[: self.head])
        return (head + self.text[self.head :]).replace("\r\n", " \n").replace("\r", "\n")


def told(fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields of an article under quoth's names; unclear values are left out."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        field = HEAD_NAMES.get(name.casefold(), "")
        text = dated(value) if field == "published" else " ".join(value.split())
        if field == "url" and not text.startswith(("http://", "https://")):
            continue
        if field and text:
            found.setdefault(field, text)
    return found


def dated(text: str) -> str:
    """Return a date in EDTF; "" if it can't be understood in exactly one way."""
    try:
        return edtf(text)
    except DateError:
        return ""
