"""Contrast, meaning without colours, and the terminal's own cursor."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.geometry import Offset
from textual.theme import Theme

from quoth.settings import DEFAULTS
from quoth.tui.look.looks import ACTOR_ROLES, CONTRAST, Colours, looks
from quoth.tui.look.themes import TERMINAL_COLOURS, THEMES
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from tests.tui.driving import Explorer, Opened

_AA = 4.5
_AAA = 7.0
"""The contrast that WCAG 2.2 asks of text at its highest level (success criterion 1.4.6)."""
_SEEN = 3.0
"""The contrast that it asks of what isn't text (1.4.11)."""
CONTRASTING = [theme for theme in THEMES if CONTRAST in theme.variables]


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    shares = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    ]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, as WCAG defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_as_wcag_has_it() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(0x77, 0x77, 0x77), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", CONTRASTING, ids=lambda theme: theme.name)
def test_where_contrast_comes_first_every_text_has_it_on_every_ground(theme: Theme) -> None:
    variables = theme.to_color_system().generate() | theme.variables
    roles = looks(Colours.of(variables))
    grounds = {Color.parse(variables[name]) for name in ("background", "surface", "panel")}
    grounds |= {Color.from_rich_color(role.bgcolor) for role in roles.values() if role.bgcolor}
    texts = {name: Color.from_rich_color(role.color) for name, role in roles.items() if role.color}
    texts |= {name: Color.parse(variables[name]) for name in ("foreground", "primary", "error")}
    for name, text in texts.items():
        for ground in grounds:
            assert contrast(text, ground) >= _AAA, (name, ground)
    frame = Color.parse(variables["foreground"])
    assert all(contrast(frame, ground) >= _SEEN for ground in grounds)
    assert roles["cursor"].reverse  # which leaves each text its contrast


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    variables = theme.to_color_system().generate() | theme.variables
    roles = looks(Colours.of(variables))
    grounds = [Color.parse(variables[name]) for name in ("background", "surface", "panel")]
    grounds += [Color.from_rich_color(role.bgcolor) for role in roles.values() if role.bgcolor]
    texts = {name: Color.from_rich_color(role.color) for name, role in roles.items() if role.color}
    for name, text in (texts | {"words": Color.parse(variables["foreground"])}).items():
        for ground in grounds:
            assert contrast(text, ground) >= _AA, (name, ground)


def test_actors_have_colours_that_differ() -> None:
    for theme in THEMES:
        roles = looks(Colours.of(theme.to_color_system().generate() | theme.variables))
        assert len({roles[role].color for role in ACTOR_ROLES}) == len(ACTOR_ROLES)


def test_there_is_one_for_the_dark_and_one_for_the_light() -> None:
    assert {theme.dark for theme in CONTRASTING} == {True, False}


def test_what_is_weighty_is_so_without_colours() -> None:
    variables = {name: "ansi_default" for name in Colours._fields if name != CONTRAST}
    roles = looks(Colours.of(variables))
    plain = {
        name
        for name, role in roles.items()
        if not (role.bold or role.reverse or role.dim or role.underline)
    }
    # These stand for a sign of their own: a bar, a mark, a kind, "›" before what leads somewhere.
    signed = {"link", "bar", "sign", *(role for role in roles if role.startswith("kind-"))}
    named = {"speaker", *ACTOR_ROLES}  # names, whose words around them are faint
    assert plain == signed | named
    assert roles["match"].underline
    assert roles["cursor"].reverse
    assert TERMINAL_COLOURS == "ansi-dark"


async def test_what_leads_somewhere_is_marked(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        assert "› └─▸ " in quoth.text


def under_cursor(quoth: Explorer) -> str:
    """Return the line from where the terminal's own cursor stands."""
    place = quoth.app.cursor_position
    return quoth.lines[place.y][place.x :]


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 16), (40, 12)])
async def test_the_terminals_cursor_stands_on_the_selection(
    explorer: Opened, size: tuple[int, int]
) -> None:
    async with explorer(size) as quoth:
        pane = quoth.app.screen.query_one(StatementsPane)
        assert under_cursor(quoth).startswith("▌◐ The coalition")
        first = quoth.app.cursor_position
        height = len(pane.lines_of(0))
        await quoth.press("j")
        if len(pane.lines_of(1)) + height <= pane.size.height:
            assert quoth.app.cursor_position == first + Offset(0, height)
        assert under_cursor(quoth).startswith("▌● “He")
        await quoth.press("G")
        assert under_cursor(quoth).startswith("▌")
        await quoth.press("1", "j")
        assert under_cursor(quoth).startswith("▌")
        await quoth.press("3")
        assert "20" in under_cursor(quoth)[:16]
        await quoth.press("slash")
        await quoth.type("pea")
        place = quoth.app.cursor_position
        assert quoth.lines[place.y][: place.x] == " / pea"
        await quoth.press("left")
        assert quoth.app.cursor_position == place - (1, 0)
        await quoth.press("escape", "f")
        assert under_cursor(quoth).startswith("type to find")
        await quoth.press("escape", "2", "enter", "j")
        assert under_cursor(quoth).startswith(("▸", "›", " "))


async def test_the_cursor_stands_on_the_screen_while_nothing_is_shown(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("xyzzy")
        await quoth.press("enter")
        assert quoth.app.screen.region.contains_point(quoth.app.cursor_position)


async def test_a_timeline_that_grew_is_painted_before_it_hears_of_it(
    explorer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer() as quoth:
        pane = quoth.app.screen.query_one(TimelinePane)
        for height in (1, 2, 1):
            monkeypatch.setattr(TimelinePane, "_bar_rows", height)
            assert [len(pane.render_line(1 + row)) for row in range(height)]


async def test_a_theme_of_ours_has_its_own_text_wherever_it_is_chosen(explorer: Opened) -> None:
    async with explorer(settings=DEFAULTS._replace(theme=TERMINAL_COLOURS)) as quoth:
        seen = []
        for theme in (TERMINAL_COLOURS, "quoth-light", TERMINAL_COLOURS):
            quoth.app.theme = theme
            await quoth.settle()
            seen.append(quoth.app.native_ansi_color)
        assert seen == [True, False, True]
