"""What hypothesis makes up: dates, texts and records."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from quoth.basics.dates import Date, days_in_month, parse
from quoth.editing.typed import country
from quoth.store.model import (
    NO_ATTRIBUTES,
    NOTHING_MORE,
    Actor,
    ActorKind,
    Event,
    Kind,
    Locator,
    Polarity,
    Position,
    Source,
    Stance,
    Statement,
    Status,
    Topic,
)

any_text = st.text(st.characters(categories=None))
"""Text of all code points, surrogates and noncharacters too."""

hostile_characters = (
    "\x00\x07\x1b\r\n\t\x7f\x85\x9b\xad\u0300\u0301\u034f\u061c\u0e31\u115f\u200b\u200c\u200d\u200e"
    "\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\u3164\ufe0f\ufeff\ufff9\ufffd\ufffe\ud800\udfff"
    "\U0001d159\U0001f1fa\U0001f468\U0001f469\U0001f3fd\U000e0001\U000e0100\U000e0fff\U000f0000"
    " abcéنکषक्"
)


def _as_read(text: str) -> str:
    """Return a text as JSON gives it back: two halves of a surrogate pair are its character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


hostile_text = (st.text(st.sampled_from(hostile_characters)) | any_text).map(_as_read)
"""Text that is mostly trouble, and that a store may hold."""


def _year(number: int) -> str:
    return f"{'-' if number < 0 else ''}{abs(number):04d}"


years = st.integers(-9998, 9998).map(_year)
months = st.builds(lambda year, month: f"{year}-{month:02d}", years, st.integers(1, 12))


@st.composite
def days(draw: st.DrawFn) -> str:
    """Return a day as it is written."""
    year, month = draw(st.integers(-9998, 9998)), draw(st.integers(1, 12))
    return f"{_year(year)}-{month:02d}-{draw(st.integers(1, days_in_month(year, month))):02d}"


points = st.one_of(
    days(),
    months,
    years,
    st.builds(lambda year, season: f"{year}-{season}", years, st.integers(21, 24)),
    st.builds(lambda year, end: f"{year}-{end}", years, st.sampled_from(["XX", "XX-XX"])),
    months.map(lambda month: f"{month}-XX"),
    st.sampled_from(["202X", "20XX", "2XXX", "-004X", "Y17000", "Y-123456", "Y170000002"]),
    st.builds(lambda day, time: f"{day}T{time}", days(), st.sampled_from(["09:30", "23:59:59Z"])),
)
"""Dates that are no intervals, without a qualifier."""
qualified_points = st.builds(str.__add__, points, st.sampled_from(["", "", "~", "?", "%"]))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Return an interval that doesn't end before it begins."""
    start, end = sorted(
        (draw(qualified_points), draw(qualified_points)), key=lambda text: parse(text)[1:]
    )
    if parse(start).first > parse(end).last:
        start, end = end, start
    left = draw(st.sampled_from([start, start, "..", ""]))
    right = draw(st.sampled_from([end, end, "..", ""])) if left == start else end
    return f"{left}/{right}"


date_texts = qualified_points | intervals()
"""All that EDTF allows at levels 0 and 1, and this program reads."""
dates: st.SearchStrategy[Date] = date_texts.map(parse)

near_days = st.builds(
    lambda month, day: f"2025-{month:02d}-{day:02d}", st.integers(1, 3), st.integers(1, 28)
)
near_dates: st.SearchStrategy[Date] = st.one_of(
    near_days,
    st.sampled_from(["2025-01", "2025-02", "2025", "202X", "2025-21", "2025-01~"]),
    st.builds(lambda ends: "/".join(sorted(ends)), st.tuples(near_days, near_days)),
    near_days.map(lambda day: f"/{day}"),
    near_days.map(lambda day: f"{day}/.."),
).map(parse)
"""Dates close enough together to meet in a small window."""

# -- Records ---------------------------------------------------------------------------------------

_filled = st.text(min_size=1).filter(str.strip)
_ids = st.lists(_filled, max_size=3).map(tuple)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def _extra(known: tuple[str, ...]) -> st.SearchStrategy[Mapping[str, object]]:
    """Return fields that a record of these fields does not know."""
    names = st.text().filter(lambda name: name not in known or name == "extra")
    return st.dictionaries(names, _json, max_size=2).map(
        lambda fields: MappingProxyType(fields) if fields else NOTHING_MORE
    )


def _records(made: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(made, **fields, extra=_extra(made._fields))


@st.composite
def locators(draw: st.DrawFn) -> Locator:
    """Return a place that ends no sooner than it starts."""
    number = st.none() | st.integers(0, 10**6)
    start, end = draw(number), draw(number)
    if end is not None:
        end += start or 0
    return Locator(draw(number), start, end, draw(_extra(Locator._fields)))


_attributes = st.dictionaries(
    _filled.filter(lambda name: "=" not in name), _filled, max_size=2
).map(lambda found: MappingProxyType(found) if found else NO_ATTRIBUTES)
actors: st.SearchStrategy[Actor] = _records(
    Actor, id=_filled, name=_filled, kind=st.none() | st.sampled_from(ActorKind), role=st.text(),
    affiliation=st.just("") | _filled, country=st.text().map(str.upper).map(country), aliases=_ids,
    wikidata=st.text(), tags=_ids, attributes=_attributes,
    note=st.text(),
)  # fmt: skip
sources: st.SearchStrategy[Source] = _records(
    Source, id=_filled, title=_filled, publisher=st.text(), author=st.text(),
    published=st.none() | dates, url=st.text(), archived=st.text(), accessed=st.none() | dates,
    licence=st.text(), note=st.text(), assigned=_ids, done=_ids,
)  # fmt: skip
events: st.SearchStrategy[Event] = _records(
    Event, id=_filled, title=_filled, when=dates, actors=_ids, source=st.just("") | _filled,
    note=st.text(),
)  # fmt: skip
topics: st.SearchStrategy[Topic] = _records(Topic, id=_filled, name=_filled, note=st.text())
statements: st.SearchStrategy[Statement] = _records(
    Statement, id=_filled, quote=_filled, kind=st.sampled_from(Kind), speaker=_filled,
    source=_filled, said=st.none() | dates, context=st.text(), cue=st.text(), medium=st.text(),
    via=_ids, addressee=_ids, on_behalf_of=_ids, mentions=_ids, topics=_ids,
    stances=st.lists(st.builds(Stance, _filled, st.sampled_from(Position)), max_size=2).map(tuple),
    locator=st.none() | locators(), tags=_ids, status=st.sampled_from(Status), note=st.text(),
    polarity=st.none() | st.sampled_from(Polarity), coder=st.text(), layer=st.text(),
)  # fmt: skip
