"""The rows of the list of statements: their words, what opens at the cursor, what is selected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.settings import DEFAULTS, Density
from quoth.settings.model import THEMES, CursorStyle
from quoth.store import Location
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from tests.tui.driving import Explorer, Opened

LONG = " ".join(f"word{number}" for number in range(50))
ENDLESS = " ".join(f"word{number}" for number in range(3_000))
SIZES = [(200, 50), (120, 36), (80, 24), (60, 16), (40, 12)]


@pytest.fixture
def long(own: Location) -> Location:
    """Return a store whose newest statements are long."""
    path = Path(own.path)
    tables = json.loads(path.read_text(encoding="utf-8"))
    statements = tables["statements"]
    for number, (quote, said) in enumerate(
        [(LONG, "2030-01-03"), ("Short.", "2030-01-02"), (ENDLESS, "2030-01-01")]
    ):
        statements[str(900 + number)] = statements["1"] | {
            "quote": quote, "said": said, "kind": "direct",
        }  # fmt: skip
    path.write_text(json.dumps(tables), encoding="utf-8")
    return own


def pane_of(quoth: Explorer) -> StatementsPane:
    return quoth.app.screen.query_one(StatementsPane)


def row(quoth: Explorer, item: int) -> list[str]:
    """Return the lines of an item, without the signs before them."""
    return [line.plain[3:].rstrip() for line in pane_of(quoth).lines_of(item)]


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_is_its_words_in_lines_and_one_about_them(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size) as quoth:
        corpus = pane_of(quoth).corpus
        assert corpus is not None
        for item, number in enumerate(pane_of(quoth)._rows):
            *words, about = row(quoth, item)
            quote = " ".join(words).rstrip("…")
            stored = corpus.statements[number]
            assert quote.strip("“”") in stored.quote
            assert "17–20 Mar" in about or "20 Mar" in about
            assert corpus.actors[stored.speaker].name[:10] in about


async def test_where_there_is_room_nothing_is_cut(explorer: Opened) -> None:
    async with explorer((200, 50)) as quoth:
        found = pane_of(quoth)
        assert not any("…" in line for item in range(len(found)) for line in row(quoth, item))


@pytest.mark.parametrize("size", SIZES)
async def test_a_row_opens_at_the_cursor_and_closes_behind_it(
    explorer: Opened, long: Location, size: tuple[int, int]
) -> None:
    async with explorer(size, long) as quoth:
        pane = pane_of(quoth)
        opened = row(quoth, 0)
        if size != (40, 12):  # where only the first of them have room
            assert " ".join(opened[:-1]).strip("“”") == LONG
        await quoth.press("j")
        closed = row(quoth, 0)
        assert len(closed) == min(max(3, pane.size.height // 4) + 1, len(opened))
        assert closed[-2].endswith("…") == (len(closed) < len(opened))
        assert (len(closed) < len(opened)) == (size != (200, 50))
        await quoth.press("j")
        endless = row(quoth, 2)
        assert len(endless) <= pane.size.height  # never higher than the pane
        assert endless[-2].endswith("…")
        assert [place.item for place in pane.places] == [2] * pane.size.height
        await quoth.press("k", "k")
        assert row(quoth, 0) == opened


async def test_roomy_rows_have_all_their_words(explorer: Opened, long: Location) -> None:
    roomy = DEFAULTS._replace(density=Density.ROOMY)
    async with explorer((80, 24), long, settings=roomy) as quoth:
        opened = row(quoth, 0)
        await quoth.press("j")
        assert row(quoth, 0) == opened


async def test_compact_rows_open_only_where_they_were_cut(explorer: Opened, long: Location) -> None:
    compact = DEFAULTS._replace(density=Density.COMPACT)
    async with explorer((120, 36), long, settings=compact) as quoth:
        assert len(row(quoth, 0)) > 2
        await quoth.press("j")
        assert len(row(quoth, 0)) == 1
        assert len(row(quoth, 1)) == 1
        assert "Short." in row(quoth, 1)[0]


async def test_a_light_cursor_opens_nothing(explorer: Opened, long: Location) -> None:
    light = DEFAULTS._replace(cursor=CursorStyle.BAR)
    async with explorer((80, 24), long, settings=light) as quoth:
        at_cursor = row(quoth, 0)
        quoth.app.theme = "quoth-dark"
        await quoth.press("j")
        assert row(quoth, 0) == at_cursor
        pane = pane_of(quoth)
        painted = [is_selected(pane, one.style) for one in pane.render_line(len(at_cursor))]
        assert painted[0]
        assert not painted[-1]


async def test_what_matches_is_seen_however_deep_it_stands(
    explorer: Opened, long: Location
) -> None:
    async with explorer((80, 24), long) as quoth:
        await quoth.press("slash")
        await quoth.type("word40")
        await quoth.press("enter")
        await quoth.press("j")
        pane = pane_of(quoth)
        for item in range(2):
            spans = [
                line.plain[span.start : span.end]
                for line in pane.lines_of(item)
                for span in line.spans
                if span.style == "match"
            ]
            assert "word40" in spans


@pytest.mark.parametrize("size", [(120, 36), (60, 16)])
async def test_the_selection_is_the_whole_row(explorer: Opened, size: tuple[int, int]) -> None:
    async with explorer(size) as quoth:
        await quoth.press("j")
        pane = pane_of(quoth)
        for theme in THEMES:
            quoth.app.theme = theme
            await quoth.settle()
            for y, place in enumerate(pane.places):
                strip = pane.render_line(y)
                assert strip.cell_length == pane.scrollable_content_region.width
                is_painted = {is_selected(pane, segment.style) for segment in strip}
                assert is_painted == {place.item == pane.cursor}, theme


def is_selected(pane: ListPane, style: object) -> bool:
    """Tell whether a style is that of the cursor."""
    cursor = pane.role_style("cursor")
    if cursor.reverse:
        return bool(getattr(style, "reverse", False))
    return getattr(style, "bgcolor", None) == cursor.bgcolor


@pytest.mark.parametrize("keys", [("1",), ("f",), ("enter", "j"), ("r",)], ids=str)
async def test_so_it_is_in_other_lists(
    explorer: Opened, own: Location, keys: tuple[str, ...]
) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press(*keys)
        focused = quoth.app.screen.focused  # where a list narrows, it is the line to type in
        pane = focused if isinstance(focused, ListPane) else quoth.app.screen.query_one(ListPane)
        strip = pane.render_line(pane.cursor_screen_offset.y - pane.content_region.y)
        assert all(is_selected(pane, segment.style) for segment in strip)


@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect"])
async def test_each_kind_has_a_sign_of_its_own(explorer: Opened, kind: str) -> None:
    signs = {"direct": "●", "mixed": "◐", "indirect": "○"}
    async with explorer((200, 50)) as quoth:
        pane = pane_of(quoth)
        for item in range(len(pane)):
            first, *_, about = (line.plain for line in pane.lines_of(item))
            assert (f" {kind}" in f" {about.split(' · ')[-1]}") == (first[1] == signs[kind])


async def test_an_actor_has_one_colour_in_the_list_a_lane_and_a_chain(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        screen = quoth.app.screen
        await quoth.press("j", "j", "j")  # so that a row of Keir Starmer's is not the cursor's
        pane = pane_of(quoth)
        wanted = pane.role_style("actor-2").color
        starmer = "Keir Starmer"
        assert any(starmer in segment.text and segment.style and segment.style.color == wanted
                   for y in range(len(pane.places)) for segment in pane.render_line(y))  # fmt: skip
        for other in (screen.query_one(ActorsPane), screen.query_one(TimelinePane)):
            segments = [one for y in range(other.size.height) for one in other.render_line(y)]
            colours = {one.style.color for one in segments if starmer in one.text and one.style}
            assert colours == {wanted}
        await quoth.press("k", "k", "k")
        detail = screen.query_one(DetailPane)
        chain = [one for y in range(12) for one in detail.render_line(y) if starmer in one.text]
        assert wanted in {one.style.color for one in chain if one.style}
        await quoth.press("1", *["j"] * 7, "enter")  # who is filtered by keeps their colour
        assert pane.role_style("actor-2").color == wanted
        assert screen.query_one(ActorsPane)._colours.role("keir-starmer") == "actor-2"
