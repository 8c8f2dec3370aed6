"""Files into articles: their text, and what they tell of where it was published.

The text of a plain file is that of its bytes, character for character, so that what is found in it
can be looked up there by its offsets. Nothing here is guessed: what a file doesn't say stays open.
"""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Final

from quoth.basics import files
from quoth.basics.dates import parse
from quoth.intake.errors import ArticleError
from quoth.intake.files import charsets
from quoth.intake.files.clipping import HEAD_NAMES, Clipping, dated, told
from quoth.intake.files.dating import published_by_name, published_in
from quoth.intake.files.masthead import masthead

MOST_BYTES: Final = 20_000_000
MOST_CHARACTERS: Final = 1_000_000
"""Of one article: a book of five hundred pages."""
ENDINGS: Final[Mapping[str, str]] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
"""How the names of files end that a folder's articles are in, and what they hold then."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_OTHERS: Final = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a packed file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_UNSEEN: Final = 0.002
"""The share of a text that may be control characters; some old files have a few."""
_DECLARATION: Final = re.compile(r"<\?xml[^>]*>\s*", re.IGNORECASE)
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*+=\s*+["']?\s*+([\w-]{1,40})""", re.IGNORECASE
)
_DATE: Final = re.compile(r"\s*date:?\s+(\d{4}-\d\d-\d\d)(?!\S)[ \t]*", re.IGNORECASE)
_LINE: Final = re.compile(r"[ \t]*+([A-Za-z]++)[ \t]*+:[ \t]*+(\S[^\n]*+)\n?")


def read(path: PurePath | str) -> Clipping:
    """Return the article of a file.

    Raises:
        ArticleError: there is none in it, or it can't be read.
    """
    file = Path(path)
    try:
        if (size := file.stat().st_size) > MOST_BYTES:
            raise _too_large(size, MOST_BYTES, "bytes")
        data = files.whole(file, MOST_BYTES)
    except files.UnfitFileError as error:
        raise ArticleError(error.problem) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ArticleError(f"it can't be read ({reason})") from error
    return of_bytes(data, file.stem, ENDINGS.get(file.suffix.casefold(), ""))


def of_bytes(data: bytes, name: str, kind: str = "") -> Clipping:
    """Return the article that some bytes are; its `kind` is found out unless it is known.

    Raises:
        ArticleError: there is none in them.
    """
    if len(data) > MOST_BYTES:
        raise _too_large(len(data), MOST_BYTES, "bytes")
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            raise ArticleError(f"it is {what}, and no text; save its text, and take that in")
    text, note = _decoded(data)
    if not text.strip():
        raise ArticleError("it is empty")
    if len(_UNSEEN.findall(text)) > max(2, len(text) * _MOST_UNSEEN):
        raise ArticleError("it isn't text")
    kind = kind or ("html" if _is_page(text) else "text")
    article = _published(_READERS[kind](text)._replace(name=name, note=note))
    if not article.text.strip():
        raise ArticleError("it doesn't contain an article")
    if len(article.text) > MOST_CHARACTERS:
        raise _too_large(len(article.text), MOST_CHARACTERS, "characters")
    printed = masthead(article.text[article.head :])
    return article._replace(
        title=article.title or printed.title or name,
        publisher=article.publisher or printed.publisher,
        author=article.author or printed.author,
    )


def _published(article: Clipping) -> Clipping:
    """Return an article with its day of publication, where its lines or its name have one."""
    if article.published:
        return article
    if found := published_in(article.text):
        return article._replace(published=found)
    by_name = published_by_name(article.name)
    return article._replace(published=by_name, is_dated_by_name=bool(by_name))


def _is_page(text: str) -> bool:
    """Tell whether a text begins as a web page does: comments may come first, each passed once."""
    start = len(text) - len(text.lstrip())
    if declared := _DECLARATION.match(text, start):
        start = declared.end()
    while text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        if end < 0:
            return False
        start = end + 3
        while text[start : start + 1].isspace():
            start += 1
    return _HTML.match(text, start) is not None


def _too_large(size: int, most: int, what: str) -> ArticleError:
    """Return the error for what is too large to be one article."""
    return ArticleError(
        f"it has {size:,} {what}, and an article {most:,} at most; take its parts in one by one"
    )


def _decoded(data: bytes) -> tuple[str, str]:
    """Return bytes as text: as their mark says, or UTF-8, or as a page says, or Windows-1252.

    The last is reported, as nothing in the bytes declares it.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ""
            except UnicodeDecodeError:
                raise ArticleError(f"it is no {encoding.upper()}, as it says it is") from None
    if b"\0" in data:
        raise ArticleError("it isn't text")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass  # it is another encoding
    if (named := _CHARSET.search(data[:4096])) is not None:
        text = charsets.decoded(data, named.group(1).decode("ascii"))
        if text is not None:
            return text, ""
    try:
        return data.decode("cp1252"), "it is no UTF-8, and was read as Windows-1252"
    except UnicodeDecodeError:
        raise ArticleError("it is neither UTF-8 nor Windows-1252; save it as UTF-8") from None


# The head of a plain file.


def _plain(text: str) -> Clipping:
    """Return the article of a plain file, with the fields of its head."""
    match = _DATE.match(text)
    if match is not None and (published := dated(match.group(1))):
        return Clipping(text, published=published, head=match.end())
    fields, head = _head(text)
    return Clipping(text, head=head, **fields)


def _head(text: str) -> tuple[dict[str, Any], int]:
    """Return the fields in the lines at the head of a text, and where these lines end.

    They end at a blank line, and each is a name that is known, a colon and a value: what goes on
    otherwise is the article itself.
    """
    fields: dict[str, str] = {}
    start = len(text) - len(text.lstrip())
    while match := _LINE.match(text, start):
        field = HEAD_NAMES.get(match.group(1).casefold())
        if field is None:
            break
        fields.setdefault(field, match.group(2).rstrip(" \t"))
        start = match.end()
    rest = text[start:]
    if not fields or (rest.strip() and rest.split("\n", 1)[0].strip()):
        return {}, 0
    return told(fields), start


def first_words(article: Clipping, most: int = 60) -> str:
    """Return the beginning of an article, for one that has neither a title nor a file's name."""
    text = " ".join(article.text[article.head : article.head + 4 * most].split())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,.;:") + " …"


def day_of(published: str) -> date | None:
    """Return the day on which something was published, if it is known to the day."""
    found = parse(published) if published else None
    if found is None or found.first != found.last or found.is_approximate or found.is_uncertain:
        return None
    return date.fromordinal(found.first) if 0 < found.first <= date.max.toordinal() else None


# Other kinds.


def _markdown(text: str) -> Clipping:
    """Return the article of a Markdown file."""
    from quoth.intake.files.of_markdown import article  # noqa: PLC0415  # takes its time to import

    return article(text)


def _html(text: str) -> Clipping:
    """Return the article of a web page."""
    from quoth.intake.files.of_html import article  # noqa: PLC0415  # takes its time to import

    return article(text)


_READERS: Final[Mapping[str, Callable[[str], Clipping]]] = {
    "text": _plain, "markdown": _markdown, "html": _html,
}  # fmt: skip


def files_in(
    folder: Path, unread: Callable[[Path, OSError], None] = lambda _path, _error: None
) -> Iterator[Path]:
    """Yield the files of a folder that may be articles, and of those in it, in order.

    Those that begin with a point are passed over, as a shell does; links to folders as well, which
    may lead in circles. `unread` is called with each folder that can't be looked into.
    """
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            waiting += reversed(_entries(path, unread))
        else:
            yield path


def _entries(folder: Path, unread: Callable[[Path, OSError], None]) -> list[tuple[Path, bool]]:
    """Return the folders in a folder, and what may be an article, in order; which is a folder."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = Path(entry)
                is_folder = files.is_folder(path)
                is_wanted = not entry.is_symlink() if is_folder else _may_be_article(path)
                if is_wanted and not entry.name.startswith("."):
                    found.append((path, is_folder))
    except OSError as error:
        unread(folder, error)
    return sorted(found)


def _may_be_article(path: Path) -> bool:
    """Tell whether a file may be an article, by its name."""
    return path.suffix.casefold() in ENDINGS
