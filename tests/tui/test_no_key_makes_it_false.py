"""No single key of a review makes a false record: each is pressed on each draft of our articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quoth.commands import COMMANDS, Context
from quoth.editing.errors import EditError
from quoth.intake import adjusting, noted
from quoth.intake.adjusting import Spans
from quoth.store.parsing import Document
from quoth.tui.editing.joining import joined
from quoth.tui.editing.reviewing import placed, spans_in
from quoth.tui.screens.reviewing import ReviewScreen
from tests.intake.making import statements_of
from tests.intake.own_articles import MIXED_UP, taken_in, texts, wrong_words
from tests.tui.driving import Explorer, Opened

ENDS: Final = (
    adjusting.later_end, adjusting.earlier_end, adjusting.earlier_start, adjusting.later_start,
)  # fmt: skip
MOVES: Final[tuple[Callable[[str, Spans], Spans], ...]] = (
    *ENDS,
    *(partial(adjusting.far, move, unit) for move in ENDS for unit in ("clause", "sentence")),
)


@cache
def drafted(number: int) -> list[Document]:
    """Return the drafts of an article, as a store has them."""
    with TemporaryDirectory() as folder:
        return statements_of(taken_in(Path(folder) / "own.json", texts()[number]))


@st.composite
def drafts(draw: st.DrawFn) -> tuple[str, Document, Document]:
    """Draw an article's text, a draft of it, and the next one."""
    number = draw(st.integers(0, len(texts()) - 1))
    found = drafted(number)
    place = draw(st.integers(0, len(found) - 2))
    return texts()[number], found[place], found[place + 1]


@given(drafts(), st.lists(st.sampled_from(MOVES), min_size=1, max_size=6))
def test_words_that_are_moved_are_the_articles(
    drawn: tuple[str, Document, Document], moves: list[Callable[[str, Spans], Spans]]
) -> None:
    text, draft, _ = drawn
    spans = spans_in(draft, text)
    for move in moves:
        spans = move(text, spans)
    assume(spans != spans_in(draft, text))
    after = placed(draft, text, spans)
    assert wrong_words(after, text, draft) == []
    same = ("speaker", "said", "polarity", "status", "source")
    assert [after.get(name) for name in same] == [draft.get(name) for name in same]
    own = {**draft, noted.FIELD: {"kind_is_set": True}}
    assert placed(own, text, spans)["kind"] == draft["kind"]


@given(drafts(), st.data())
def test_parts_of_a_draft_are_the_articles(
    drawn: tuple[str, Document, Document], data: st.DataObject
) -> None:
    text, draft, _ = drawn
    places = adjusting.cuts(text, spans_in(draft, text))
    assume(places)
    for part in adjusting.cut(text, spans_in(draft, text), data.draw(st.sampled_from(places))):
        assert wrong_words(placed(draft, text, part), text, draft) == []


@given(drafts(), st.booleans(), st.sampled_from([None, "denied"]))
def test_two_drafts_are_one_only_of_one_speaker_and_if_both_are_denied_or_none_is(
    drawn: tuple[str, Document, Document], is_whole: bool, polarity: str | None
) -> None:
    text, one, other = drawn
    if one["speaker"] != other["speaker"]:
        with pytest.raises(EditError, match="they have two speakers"):
            joined(one, other, text, is_whole=is_whole)
        other = {**other, "speaker": one["speaker"]}
    one = {**one, "polarity": polarity} if polarity else one
    if one.get("polarity") != other.get("polarity"):
        with pytest.raises(EditError, match="make both the same"):
            joined(one, other, text, is_whole=is_whole)
        return
    after = joined(one, other, text, is_whole=is_whole).after
    assert wrong_words(after, text, one) == []


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("2025-03-18", "2025-03-18", "2025-03-18"),
        ("2025-03-18", "2025-03", "2025-03"),
        ("/2025-03-20", "2025-03-18", "/2025-03-20"),
        ("2025-03-18", "2025-03-20", "2025-03-18/2025-03-20"),
        ("/2025-03-18", "2025-03-20", "/2025-03-20"),
        ("2025-03-18", None, None),
        (None, "2025-03-18", None),
    ],
)
def test_two_drafts_that_are_one_were_said_when_both_may_have_been(
    one: str | None, other: str | None, both: str | None
) -> None:
    first, second = (
        {
            name: value
            for name, value in drafted(3)[place].items()
            if name not in ("said", "polarity")
        }
        | ({"said": said} if said else {})
        for place, said in ((0, one), (1, other))
    )
    assert joined(first, second, MIXED_UP, is_whole=False).after.get("said") == both


# -- Each key --------------------------------------------------------------------------------------

KEYS: Final = [one.keys[0] for one in COMMANDS if one.place is Context.REVIEWING]
STATUS: Final = {"accept_draft": "confirmed", "reject_draft": "rejected"}
DECIDING: Final = {
    key: STATUS[one.id]
    for one in COMMANDS
    if one.place is Context.REVIEWING and one.id in STATUS
    for key in one.keys
}


class Pressing:
    """A review in which a key is pressed on a draft, and what came of it is looked at."""

    def __init__(self, quoth: Explorer, text: str) -> None:
        self._quoth = quoth
        self._text = text

    @property
    def _screen(self) -> ReviewScreen:
        screen = self._quoth.app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    def ids(self) -> list[str]:
        """Return the drafts, as they are gone through."""
        return [item.id for item in self._screen._review.items]

    def records(self) -> dict[str, Document]:
        """Return the drafts' records as the store has them."""
        desk = self._screen._desk
        return {one: desk.document("statements", one) or {} for one in self.ids()}

    async def press(self, place: int, key: str) -> None:
        """Press a key on a draft, and leave whatever that opened."""
        self._screen._review.go_to(place)
        self._screen._show()
        await self._quoth.press(key)
        while len(self._quoth.app.screen_stack) > 2:
            await self._quoth.press("escape")
        if len(self._quoth.app.screen_stack) == 1:
            await self._quoth.press("R")
        self._screen._keep_moved()
        await self._quoth.settle()

    def wrong(self, before: dict[str, Document], own: str, key: str) -> list[str]:
        """Return what a key made false of the drafts."""
        after = self.records()
        found = [] if after.keys() == before.keys() else ["there are others"]
        for one in after.keys() & before.keys():
            if after[one] == before[one]:
                continue
            found += wrong_words(after[one], self._text, before[one])
            if one != own:
                found.append(f"another draft was changed: {one}")
            for name in ("speaker", "said", "polarity", "source", "via", "addressee"):
                if after[one].get(name) != before[one].get(name):
                    found.append(f"{name} is another")
            if after[one].get("status") != DECIDING.get(key, before[one].get("status")):
                found.append(f"status is {after[one].get('status')}")
        return found

    async def back(self, before: dict[str, Document]) -> None:
        """Take back what a key changed."""
        if self.records() != before:
            await self._quoth.press("u")
        assert self.records() == before


def with_a_set_kind(path: str) -> None:
    """Have a person's kind on the second draft of a store: less than its marks say."""
    tables = json.loads(Path(path).read_text(encoding="utf-8"))
    second = [*tables["statements"].values()][1]
    second["kind"] = "indirect"
    second["intake"]["kind_is_set"] = True
    Path(path).write_text(json.dumps(tables), encoding="utf-8")


async def test_no_single_key_makes_a_false_record(explorer: Opened, tmp_path: Path) -> None:
    location = taken_in(tmp_path / "own.json", MIXED_UP)
    with_a_set_kind(str(location.path))
    wrong: dict[tuple[str, str], list[str]] = {}
    changed: set[str] = set()
    async with explorer((80, 24), location) as quoth:
        await quoth.press("R")
        pressing = Pressing(quoth, MIXED_UP)
        for place, own in enumerate(pressing.ids()[:2]):
            for key in KEYS:
                before = pressing.records()
                await pressing.press(place, key)
                if found := pressing.wrong(before, own, key):
                    wrong[own, key] = found
                if pressing.records() != before:
                    changed.add(key)
                await pressing.back(before)
    assert wrong == {}
    assert {"right", "left", "y", "x", "L", "H", "right_square_bracket"} <= changed
