"""Web pages into articles, by trafilatura: without what is around an article on its page.

It is an extra, for it brings a dozen packages along. Among the free extractors it loses the least
and keeps the least that is not the article (J. Bevendorff and others, "An Empirical Comparison of
Web Content Extraction Algorithms", 2023). It reads a page's own metadata, JSON-LD among it.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from quoth.intake.errors import ArticleError
from quoth.intake.files.clipping import Clipping, told

if TYPE_CHECKING:
    from trafilatura.settings import Document

# What only a web page takes is imported with the first.
# ruff: noqa: PLC0415

_MISSING: Final = "it is a web page, and to read those takes: pip install 'quoth[html]'"
MOST_TAGS: Final = 30_000
"""Of one page; what looks for the article on it takes time that grows with their square."""
_TAG: Final = re.compile(r"<[A-Za-z!?]")
_AS_PUBLISHED: Final = {"extensive_search": False, "original_date": True}
"""A date that the page says, and none that it only seems to have."""


def article(text: str) -> Clipping:
    """Return the article of a page; paragraphs are set off by an empty line.

    Raises:
        ArticleError: there is none on it, it is too large, or what reads pages isn't installed.
    """
    tags = sum(1 for _ in _TAG.finditer(text))
    if tags > MOST_TAGS:
        problem = f"it has {tags:,} tags, and a page {MOST_TAGS:,} at most"
        raise ArticleError(f"{problem}; save its text, and take that in")
    found = _extracted(text)
    if found is None or not found.text:
        raise ArticleError("there is no article on the page")
    title = " ".join((found.title or "").split())
    lines = [line.removeprefix("- ").strip() for line in found.text.split("\n")]
    if lines and " ".join(lines[0].split()) == title:
        lines = lines[1:]
    fields = {
        "title": title,
        "publisher": found.sitename or "",
        "author": found.author or "",
        "published": found.date or "",
        "url": found.url or "",
    }
    return Clipping("\n\n".join(filter(None, lines)) + "\n", **told(fields))


def _extracted(text: str) -> Document | None:
    """Return what is extracted from a page, if it is one.

    Raises:
        ArticleError: it can't be, or what does it isn't installed.
    """
    try:
        with _quiet():
            from trafilatura import bare_extraction
    except ImportError:
        raise ArticleError(_MISSING) from None
    try:
        with _quiet():
            found = bare_extraction(
                text, include_comments=False, include_tables=False, with_metadata=True,
                date_extraction_params=dict(_AS_PUBLISHED),
            )  # fmt: skip
    except Exception as error:  # a page may make it stumble over anything
        raise ArticleError(f"the page can't be read ({type(error).__name__})") from error
    return found if found is None or not isinstance(found, dict) else None


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Turn logging off: quoth itself reports what matters."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
