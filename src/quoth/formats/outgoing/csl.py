"""The sources cited, as CSL-JSON, which Zotero, Pandoc and other processors of citations read.

It follows the schema of the Citation Style Language
(https://github.com/citation-style-language/schema, `csl-data.json`). Dates have a year, a month and
a day as far as they are known; anything else is written in words. An author is one name as it is
printed, a `literal`: a text doesn't show where a name divides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from quoth.basics.dates import Date, describe
from quoth.basics.text import neutralise
from quoth.formats.outgoing.cited import is_doubtful, points, sources_cited
from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import safe_link
from quoth.store.model import Source


def pieces(selection: Selection) -> Iterator[str]:
    """Yield a list of items, item by item."""
    before = "[\n"
    for key, source in sources_cited(selection):
        yield before + json.dumps(_item(key, source), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def _item(key: str, source: Source) -> dict[str, object]:
    """Return the item of a source."""
    link = safe_link(source.url)
    item: dict[str, object] = {
        "id": key,
        "type": "webpage" if link else "article",
        "title": _shown(source.title),
        "author": [{"literal": _shown(source.author)}] if source.author else None,
        "publisher": _shown(source.publisher),
        "issued": _date(source.published),
        "accessed": _date(source.accessed),
        "URL": link,
        "note": _note(source),
    }
    return {name: value for name, value in item.items() if value}


def _note(source: Source) -> str:
    """Return what an item has no field for."""
    address = "" if safe_link(source.url) else source.url
    parts = (("Address", address), ("Archived", source.archived), ("Licence", source.licence))
    named = [f"{label}: {value}" for label, value in parts if value]
    return _shown("; ".join([*named, source.note] if source.note else named))


def _date(date: Date | None) -> dict[str, object] | None:
    """Return a date, in numbers if they say what it says."""
    if date is None:
        return None
    known = points(date)
    if not known:
        return {"literal": describe(date)}
    made: dict[str, object] = {"date-parts": [[_year(year), *rest] for year, *rest in known]}
    return made | {"circa": True} if is_doubtful(date) else made


def _year(year: int) -> int:
    """Return a year as CSL counts them: 1 BC is -1, and there is no year 0."""
    return year if year > 0 else year - 1


def _shown(text: str) -> str:
    """Return a neutral text of one line."""
    return neutralise(text).text
