"""ClaimReview (https://schema.org/ClaimReview): what fact-checkers found, as they publish it.

A file holds one review, a list of them, a graph (`@graph`), or a DataFeed
(https://schema.org/DataFeed), whose elements hold reviews in `item`, as in the public feed. JSON-LD
lets one value stand for a list of one, and a text for a thing with that name.

A review says who made the claim and where; it names no statement of a store. It is taken to be of
what that claimant said in the very words of the claim. Which other statements make it is for a
person to say, so that no check is of what it wasn't made of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from quoth.basics.dates import DateError
from quoth.basics.places import FilePath
from quoth.basics.written_dates import edtf
from quoth.formats.incoming.json_lines import problem_of
from quoth.formats.incoming.lines import json_decoder, whole_text
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingCheck,
    Remark,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import RowError
from quoth.store.parsing import Document

TYPE: Final = "ClaimReview"
_LISTS: Final = (
    "@graph", "dataFeedElement", "item", "itemListElement", "mainEntity", "hasPart", "review",
)  # fmt: skip
"""The keys under which reviews stand."""
_PARTS: Final = ("author", "reviewRating", "itemReviewed")
"""What a review of a graph may refer to by its `@id`."""
_DEEPEST: Final = 6
_READ: Final = frozenset(
    {"@context", "@type", "@id", "identifier", "claimReviewed", "url", "datePublished", "author",
     "reviewRating", "itemReviewed", "citation", "sdPublisher"}
)  # fmt: skip
"""What is elsewhere in a check; all else of a review is kept as it is."""
_NUMBER: Final = r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,9})?"


def is_review(document: Document) -> bool:
    """Tell whether an object is a review, or holds reviews."""
    return TYPE in types_of(document) or (
        any(key in document for key in _LISTS) and next(_reviews(document), None) is not None
    )


def read(path: FilePath, _choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the checks that a file holds.

    Raises:
        FormatError: it isn't JSON, or holds no review.
    """
    text = whole_text(path, told)
    try:
        found = json_decoder().decode(text)
    except (ValueError, RecursionError) as error:
        line = text.count("\n", 0, getattr(error, "pos", 0)) + 1
        raise FormatError(path, line, problem_of(error), "correct it there") from None
    number = 0
    nodes = _nodes(found)
    for number, written in enumerate(_reviews(found), 1):
        review = _resolved(written, nodes)
        try:
            yield _check(review)._replace(line=number)
            yield from _unread(review, number)
        except RowError as error:
            yield BadRow(number, error.field, error.problem, error.remedy)
    if not number:
        raise FormatError(path, 0, f"it holds no {TYPE}", f"name a file with objects of {TYPE}")


def types_of(document: Document) -> list[object]:
    """Return what an object of JSON-LD is."""
    return [
        one.rpartition("/")[2] if isinstance(one, str) else one
        for one in _several(document.get("@type"))
    ]


def _reviews(value: object, depth: int = 0) -> Iterator[Document]:
    """Yield the reviews in a value, in order."""
    if isinstance(value, list):
        for one in _several(value):
            yield from _reviews(one, depth)
    elif isinstance(value, dict) and TYPE in types_of(value):
        yield value
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key in _LISTS:
            yield from _reviews(value.get(key), depth + 1)


def _nodes(value: object) -> dict[str, Document]:
    """Return the things of a graph by their `@id`, for what only refers to them."""
    graph = _first(value).get("@graph")
    named = [one for one in _several(graph) if isinstance(one, dict)]
    return {key: one for one in named if isinstance(key := one.get("@id"), str)}


def _resolved(review: Document, nodes: dict[str, Document]) -> Document:
    """Return a review with the things that its parts refer to, where the graph holds them."""
    if not nodes:
        return review
    parts: dict[str, object] = {key: _whole(review[key], nodes) for key in _PARTS if key in review}
    found: dict[str, object] = {**review, **parts}
    item = _first(found.get("itemReviewed"))
    if "author" in item:
        found["itemReviewed"] = {**item, "author": _whole(item["author"], nodes)}
    return found


def _whole(value: object, nodes: dict[str, Document]) -> object:
    """Return a value with each thing that is but an `@id` as the graph has it."""
    if isinstance(value, list):
        return [_whole(one, nodes) for one in _several(value)]
    if isinstance(value, dict) and isinstance(key := value.get("@id"), str):
        return {**nodes.get(key, {}), **value}
    return value


def _check(review: Document) -> IncomingCheck:
    """Return a review as a check."""
    rating = _first(review.get("reviewRating"))
    item = _first(review.get("itemReviewed"))
    claim = _text(review, "claimReviewed") or _text(item, "name") or _text(item, "text")
    worst, value, best = (
        _number(rating, name) for name in ("worstRating", "ratingValue", "bestRating")
    )
    if value is not None and not _lies_between(worst, value, best):
        # Some write a number outside the scale where nothing was rated: it isn't a rating.
        value = None
    return IncomingCheck(
        claim=claim,
        id=_text(review, "identifier"),
        rating=_text(rating, "alternateName") or _word_rating(rating),
        value=value,
        worst=worst if value is not None else None,
        best=best if value is not None else None,
        publisher=", ".join(_names(review.get("author"))),
        url=_text(review, "url"),
        date=_date(_text(review, "datePublished")),
        claimant=", ".join(_names(item.get("author"))),
        appearances=tuple(dict.fromkeys(_appearances(item))),
        evidence=tuple(dict.fromkeys(_addresses(review.get("citation")))),
        extra=_further(review, item),
    )


def _unread(review: Document, number: int) -> Iterator[Remark]:
    """Yield a remark on a rating that is outside its own scale."""
    rating = _first(review.get("reviewRating"))
    worst, value, best = (
        _number(rating, name) for name in ("worstRating", "ratingValue", "bestRating")
    )
    if value is not None and not _lies_between(worst, value, best):
        text = "the number lies beyond its own scale: it is not taken as a rating"
        yield Remark(f"{value:g}", text, number)


def _lies_between(worst: float | None, value: float, best: float | None) -> bool:
    """Tell whether a rating is on its scale."""
    return (worst is None or worst <= value) and (best is None or value <= best)


def _further(review: Document, item: Document) -> Document:
    """Return what a check has no field for."""
    kept = {name: value for name, value in review.items() if name not in _READ}
    if claimed := _text(item, "datePublished"):
        kept["claimed"] = claimed
    return {name: value for name, value in kept.items() if value not in (None, "", [], {})}


def _word_rating(rating: Document) -> str:
    """Return a rating that is a word where a number is expected."""
    text = _text(rating, "ratingValue")
    return "" if re.fullmatch(_NUMBER, text) else text


def _number(rating: Document, name: str) -> float | None:
    """Return a number of a rating; nothing where it isn't one."""
    text = _text(rating, name)
    if not re.fullmatch(_NUMBER, text):
        return None
    number = float(text)
    return int(number) if number.is_integer() else number


def _date(text: str) -> str:
    """Return a date in EDTF."""
    if not text:
        return ""
    try:
        return edtf(text).partition("T")[0]
    except DateError as error:
        raise RowError("datePublished", str(error), "correct the date") from None


def _appearances(item: Document) -> Iterator[str]:
    """Yield the addresses at which a claim was made, the first one first."""
    for name in ("firstAppearance", "appearance"):
        yield from _addresses(item.get(name))
    if "Claim" not in types_of(item):  # before there were claims, the item was the page itself
        yield from _addresses(item.get("url"))
        yield from _addresses(item.get("sameAs"))


def _addresses(value: object) -> Iterator[str]:
    """Yield the addresses of things; a text is one."""
    for one in _several(value):
        if isinstance(one, str):
            yield one.strip()
        elif isinstance(one, dict):
            yield from filter(None, (_text(one, "url") or _text(one, "@id"),))


def _names(value: object) -> Iterator[str]:
    """Yield the names of people or organisations; a text is one."""
    for one in _several(value):
        if isinstance(one, str):
            yield one.strip()
        elif isinstance(one, dict):
            yield from filter(None, (_text(one, "name") or _text(one, "url"),))


def _text(thing: Document, name: str) -> str:
    """Return a text of a thing, or a number as one; of several the first."""
    value = _one(thing.get(name))
    if isinstance(value, dict):
        value = _one(value.get("@value") or value.get("value"))
    if isinstance(value, str):
        return value.strip()
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return json.dumps(value)


def _first(value: object) -> Document:
    """Return a thing, of several the first; an empty one where there is none."""
    one = _one(value)
    return one if isinstance(one, dict) else {}


def _one(value: object) -> object:
    """Return a value, of several the first."""
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def _several(value: object) -> list[object]:
    """Return a value as JSON-LD has several: a list of one, where it isn't a list."""
    found: list[object] = []
    left = [] if value is None else [value]
    while left:
        one = left.pop()
        if isinstance(one, list):
            left += reversed(one)
        else:
            found.append(one)
    return found
