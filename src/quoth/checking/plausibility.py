"""What a store says that can hardly be so: days, places in a source, codes, addresses, quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from quoth.basics.dates import EARLIEST, LATEST, Date, DateError, describe, parse
from quoth.basics.text import neutralise, spell_out
from quoth.checking.countries import COUNTRIES
from quoth.checking.findings import Finding, FindingPlace
from quoth.checking.rules import (
    ADDRESS,
    COUNTRY,
    FUTURE,
    HIDDEN,
    LOCATOR,
    NO_PROVENANCE,
    NOT_VERBATIM,
    ORDER,
    WIKIDATA,
)
from quoth.checking.schema import place_of
from quoth.store.parsing import Document, Tables

_PUT_IN: Final = re.compile(r"\(sic\)|(?:\.\s?){3,}+|…")
_ITEM: Final = re.compile(r"Q[1-9]\d*")
_ADDRESS: Final = re.compile(r"(?i)https?://[^\s/]++\S*+")
_SHOWN: Final = 60


class _Row(NamedTuple):
    """A record and where it stands."""

    place: FindingPlace
    document: Document


def check_plausibility(tables: Tables, today: int) -> Iterator[Finding]:
    """Yield what can hardly be so; `today` is an ordinal of `quoth.basics.dates`."""
    sources = {str(row.document.get("id")): row for row in _rows(tables, "sources")}
    for row in _rows(tables, "actors"):
        yield from _check_codes(row)
    for row in sources.values():
        yield from _check_source(row, today)
    for row in _rows(tables, "statements"):
        yield from _check_days(row, sources, today)
        yield from _check_verbatim(row)
    yield from _check_provenance(tables, sources)
    yield from _check_locators(tables)


def _rows(tables: Tables, table: str) -> Iterator[_Row]:
    """Yield the records of a table with their places."""
    for key, document in tables.get(table, {}).items():
        yield _Row(place_of(table, key, document), document)


def _text(document: Document, field: str) -> str:
    """Return a field that is a text; what isn't one is said elsewhere."""
    value = document.get(field)
    return value if isinstance(value, str) else ""


def _date(document: Document, field: str) -> Date | None:
    """Return a field that is a date; what isn't one is said elsewhere."""
    text = _text(document, field)
    try:
        return parse(text) if text else None
    except DateError:
        return None


def _check_codes(row: _Row) -> Iterator[Finding]:
    """Yield what is wrong with an actor's codes."""
    country, item = _text(row.document, "country"), _text(row.document, "wikidata")
    if country and country not in COUNTRIES:
        place, remedy = row.place._replace(field="country"), "write two capitals, such as FR"
        yield COUNTRY.at(place, f"“{country}” isn't a code of ISO 3166-1 alpha-2", remedy)
    if item and not _ITEM.fullmatch(item):
        place, remedy = row.place._replace(field="wikidata"), "write Q and digits, such as Q142"
        yield WIKIDATA.at(place, f"“{item}” isn't an item of Wikidata", remedy)


def _check_source(row: _Row, today: int) -> Iterator[Finding]:
    """Yield what can hardly be so of a source."""
    place, document = row
    for field in ("url", "archived"):
        address = _text(document, field)
        if address and not _ADDRESS.fullmatch(address):
            message = f"“{address}” isn't a web address"
            remedy = "write it with http:// or https://"
            yield ADDRESS.at(place._replace(field=field), message, remedy)
    published, accessed = _date(document, "published"), _date(document, "accessed")
    for field, date in (("published", published), ("accessed", accessed)):
        if date and _is_future(date, today):
            yield FUTURE.at(place._replace(field=field), _later(field, date), "correct the date")
    if published and accessed and _is_after(published, accessed):
        message = f"published {describe(published)}, accessed before that, {describe(accessed)}"
        yield ORDER.at(place._replace(field="accessed"), message, "correct one of the dates")


def _check_days(row: _Row, sources: Mapping[str, _Row], today: int) -> Iterator[Finding]:
    """Yield what can hardly be so of when a statement was said."""
    said = _date(row.document, "said")
    if said is None:
        return
    place = row.place._replace(field="said")
    if _is_future(said, today):
        yield FUTURE.at(place, _later("said", said), "correct the date")
    source = sources.get(_text(row.document, "source"))
    published = _date(source.document, "published") if source else None
    if published and _is_after(said, published):
        message = f"said {describe(said)}, after its source was published, {describe(published)}"
        yield ORDER.at(place, message, "correct one of the dates, or the source")


def _is_future(date: Date, today: int) -> bool:
    """Tell whether a date begins after today, wherever on Earth it is read."""
    return date.first > today + 1


def _is_after(one: Date, other: Date) -> bool:
    """Tell whether a date certainly lies after another; a day is allowed for time zones."""
    exact = one.first != EARLIEST and other.last != LATEST
    return exact and one.first > other.last + 1 and not (one.is_approximate or other.is_approximate)


def _later(field: str, date: Date) -> str:
    """Say that a date lies in the future."""
    return f"{field} {describe(date)}, which is still to come"


def _check_verbatim(row: _Row) -> Iterator[Finding]:
    """Yield what in a direct quote may not be the speaker's."""
    if row.document.get("kind") != "direct" or not (found := put_in(_text(row.document, "quote"))):
        return
    message = f"a direct quote holds “{found[:_SHOWN]}”, which the speaker hardly said"
    remedy = "quote what was said, or make it mixed"
    yield NOT_VERBATIM.at(row.place._replace(field="quote"), message, remedy)


def put_in(quote: str) -> str:
    """Return the first words or signs of a quote that a writer put in: brackets, (sic), points."""
    found = _PUT_IN.search(quote)
    start = quote.find("[", 0, found.start() if found else len(quote))
    end = quote.find("]", start) if start >= 0 else -1
    if end >= 0:
        return quote[start : end + 1]
    return found.group() if found else ""


def _check_provenance(tables: Tables, sources: Mapping[str, _Row]) -> Iterator[Finding]:
    """Yield the sources of direct quotes of which there is nothing but a title."""
    direct: dict[str, int] = defaultdict(int)
    for document in tables.get("statements", {}).values():
        if document.get("kind") == "direct":
            direct[_text(document, "source")] += 1
    fields = ("publisher", "author", "published", "url", "archived")
    for source, count in direct.items():
        row = sources.get(source)
        if row is not None and not any(_text(row.document, field).strip() for field in fields):
            quotes = "a direct quote comes" if count == 1 else f"{count:,} direct quotes come"
            message = f"{quotes} from a source with nothing but a title"
            yield NO_PROVENANCE.at(row.place, message, "say who published it, when, or where")


def _check_locators(tables: Tables) -> Iterator[Finding]:
    """Yield statements whose paragraph and whose characters say different places in a source."""
    placed: dict[str, list[tuple[int, int, _Row]]] = defaultdict(list)
    for row in _rows(tables, "statements"):
        locator = row.document.get("locator")
        if isinstance(locator, dict):
            start, paragraph = locator.get("start"), locator.get("paragraph")
            if isinstance(start, int) and isinstance(paragraph, int):
                placed[_text(row.document, "source")].append((start, paragraph, row))
    for places in placed.values():
        highest = 0
        for start, paragraph, row in sorted(places, key=lambda one: one[:2]):
            if paragraph < highest:
                message = f"character {start:,} is in paragraph {paragraph}, after {highest}"
                yield LOCATOR.at(
                    row.place._replace(field="locator"), message, "correct the locator"
                )
            highest = max(highest, paragraph)


def check_hidden(tables: Tables) -> Iterator[Finding]:
    """Yield fields that hold characters that act on a terminal, or that are invisible."""
    for table in tables:
        for row in _rows(tables, table):
            for field, value in row.document.items():
                for text in _texts(value):
                    if not text.isprintable() and neutralise(text, lines=True).altered:
                        signs = re.findall(r"‹U\+[0-9A-F]+›", spell_out(text))
                        message = f"“{field}” holds {', '.join(dict.fromkeys(signs[:5]))}"
                        remedy = "remove them, unless the source has them"
                        yield HIDDEN.at(row.place._replace(field=field), message, remedy)
                        break


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a field that is one, or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
