"""The one table of commands: what works is shown, and what is shown works."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.dom import DOMNode

from quoth.basics.keys import key_name, types_a_character
from quoth.commands import COMMANDS, TYPED_IN, Command, Context, KeyTable, together
from quoth.presenting.help import about
from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from quoth.tui.app import QuothApp
from quoth.tui.commands import bindings
from quoth.tui.explorer.palette import PaletteScreen
from quoth.tui.explorer.screen import ExplorerScreen
from quoth.tui.screens.accepting import AcceptScreen
from quoth.tui.screens.agreement import AgreementScreen
from quoth.tui.screens.analysis import AnalysisScreen
from quoth.tui.screens.asking import OptionScreen
from quoth.tui.screens.before_after import BeforeAfterScreen
from quoth.tui.screens.beginning import BeginScreen
from quoth.tui.screens.confirming import ConfirmScreen
from quoth.tui.screens.curating import CurationScreen
from quoth.tui.screens.cutting import CutScreen
from quoth.tui.screens.dialog import read_look
from quoth.tui.screens.exporting import ExportScreen
from quoth.tui.screens.filters import FilterScreen
from quoth.tui.screens.form import FormScreen
from quoth.tui.screens.greeting import GreetingScreen
from quoth.tui.screens.help import SHOWN_TOPICS, HelpLines, HelpScreen
from quoth.tui.screens.link import LinkScreen
from quoth.tui.screens.marking import MarkScreen
from quoth.tui.screens.merging import MergeScreen
from quoth.tui.screens.naming import NamingScreen
from quoth.tui.screens.on_sample import OnSampleScreen
from quoth.tui.screens.opened import OpenedScreen
from quoth.tui.screens.opening import OpenScreen
from quoth.tui.screens.positions import HistoryScreen, PositionsScreen
from quoth.tui.screens.question import QuestionScreen
from quoth.tui.screens.records import RecordsScreen
from quoth.tui.screens.reviewing import ReviewScreen
from quoth.tui.screens.splitting import SplitScreen
from quoth.tui.screens.theming import ThemeScreen
from quoth.tui.screens.wordings import WordingsScreen
from quoth.tui.widgets.actors_pane import ActorsPane
from quoth.tui.widgets.detail_pane import DetailPane
from quoth.tui.widgets.list_pane import ListPane
from quoth.tui.widgets.search_input import SearchInput
from quoth.tui.widgets.statements_pane import StatementsPane
from quoth.tui.widgets.timeline_pane import TimelinePane
from tests.making import write_store
from tests.tui.driving import Opened

HANDLERS: dict[Context, list[type[DOMNode]]] = {
    Context.EVERYWHERE: [ExplorerScreen],
    Context.EDITING: [ExplorerScreen],
    Context.LISTS: [ListPane],
    Context.ACTORS: [ActorsPane],
    Context.STATEMENTS: [StatementsPane],
    Context.DETAIL: [DetailPane],
    Context.TIMELINE: [TimelinePane],
    Context.SEARCH: [SearchInput],
    Context.NARROWING: [OpenScreen, FilterScreen, PaletteScreen, ThemeScreen],
    Context.FILTERING: [FilterScreen],
    Context.CHOOSING: [PaletteScreen, ThemeScreen],
    Context.HELP: [HelpScreen],
    Context.NAMING: [NamingScreen],
    Context.OPTION: [OptionScreen],
    Context.EXPORTING: [ExportScreen],
    Context.FORM: [FormScreen],
    Context.QUESTION: [QuestionScreen],
    Context.MERGING: [MergeScreen],
    Context.SPLITTING: [SplitScreen],
    Context.RECORDS: [RecordsScreen],
    Context.ANALYSIS: [AnalysisScreen],
    Context.OPENED: [OpenedScreen],
    Context.LINK: [LinkScreen],
    Context.WORDINGS: [WordingsScreen],
    Context.POSITIONS: [PositionsScreen],
    Context.HISTORY: [HistoryScreen],
    Context.BEFORE_AFTER: [BeforeAfterScreen],
    Context.CURATING: [CurationScreen],
    Context.AGREEMENT: [AgreementScreen],
    Context.PICKING: [ExplorerScreen],
    Context.REVIEWING: [ReviewScreen],
    Context.ACCEPTING: [AcceptScreen],
    Context.CUTTING: [CutScreen],
    Context.CONFIRMING: [ConfirmScreen],
    Context.MARKING: [MarkScreen],
    Context.GREETING: [GreetingScreen],
    Context.BEGINNING: [BeginScreen],
    Context.OPENING: [OpenScreen],
    Context.ON_SAMPLE: [OnSampleScreen],
    Context.ALWAYS: [QuothApp],
}
TABLE = KeyTable()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_has_its_action_where_it_works(command: Command) -> None:
    action = (command.action or command.id).split("(")[0]
    for handler in HANDLERS[command.place]:
        owner = ExplorerScreen if action.startswith("screen.") else handler
        assert hasattr(owner, f"action_{action.removeprefix('screen.')}")


@pytest.mark.parametrize("place", list(Context))
def test_no_key_is_bound_twice_where_it_works(place: Context) -> None:
    keys = Counter(key for command in TABLE.of(*together(place)) for key in command.keys)
    assert max(keys.values()) == 1


@pytest.mark.parametrize(
    "place", [Context.ACTORS, Context.STATEMENTS, Context.PICKING, Context.DETAIL]
)
def test_in_a_list_works_what_works_in_lists_and_everywhere(place: Context) -> None:
    assert {Context.LISTS, Context.EVERYWHERE, Context.EDITING, Context.ALWAYS} < {*together(place)}


@pytest.mark.parametrize("place", sorted(TYPED_IN))
def test_no_key_takes_away_what_can_be_typed(place: Context) -> None:
    assert not any(types_a_character(key) for one in TABLE.of(place) for key in one.keys)


def test_no_command_needs_the_control_key_but_those_for_pages() -> None:
    needing = {command.id for command in COMMANDS if command.keys[0].startswith("ctrl+")}
    assert needing == {"page_down", "page_up", "leave_at_once", "suspend", "repaint"}
    assert all(len(command.keys) > 1 for command in COMMANDS if command.id.startswith("page_"))


def test_nothing_is_bound_but_what_the_table_says() -> None:
    handlers = {handler for some in HANDLERS.values() for handler in some}
    for handler in handlers:
        places = [place for place, some in HANDLERS.items() if handler in some]
        own = handler.__dict__.get("BINDINGS", [])
        assert {one.action for one in own} == {one.action for one in bindings(*places)}


async def test_the_help_shows_every_key(explorer: Opened) -> None:
    async with explorer((100, 500)) as quoth:
        await quoth.press("question_mark")
        shown = [line.strip("│ ▌") for line in quoth.lines]
        for command in COMMANDS:
            # Long keys have a line of their own, above what they do.
            pairs = zip(shown, ["", *shown], strict=False)
            assert any(
                command.help[:30] in line
                and (command.shown_keys in line or command.shown_keys == above)
                for line, above in pairs
            )


async def test_the_help_holds_the_topics_and_finds_in_them(explorer: Opened) -> None:
    async with explorer((100, 400)) as quoth:
        await quoth.press("question_mark", "end")
        shown = "\n".join(quoth.lines).casefold()
        assert all(about(name).casefold() in shown for name in SHOWN_TOPICS[-3:])
    async with explorer((100, 30)) as quoth:
        await quoth.press("question_mark")
        await quoth.type("Zzzq /clip")
        assert any("Nothing in the help" in line for line in quoth.lines)
        await quoth.press(*["backspace"] * len("Zzzq /clip"))
        await quoth.type("Clipboard osc")
        assert [line for line in quoth.lines if "OSC 52" in line]
        assert not any("Dialogs" in line for line in quoth.lines)
        await quoth.press("down", "up")
        assert any("OSC 52" in line for line in quoth.lines)
        await quoth.press("escape")
        assert any("Three panes show one query" in line for line in quoth.lines)
        await quoth.press("escape")
        assert not isinstance(quoth.app.screen, HelpScreen)


@pytest.mark.parametrize("width", [40, 60, 80])
async def test_no_line_of_the_help_is_cut(explorer: Opened, width: int) -> None:
    async with explorer((width, 16)) as quoth:
        await quoth.press("question_mark")
        lines = quoth.app.screen.query_one(HelpLines)
        room = lines.scrollable_content_region.width - 1
        assert max(one.cell_length for one in lines._lines) <= room


async def test_the_key_bar_changes_with_the_place(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        for key, place in (
            ("1", Context.ACTORS),
            ("2", Context.STATEMENTS),
            ("3", Context.TIMELINE),
        ):
            await quoth.press(key)
            first = TABLE.hints(place)[0]
            assert f" {key_name(first.keys[0])} {first.label}" in quoth.lines[-1]
            assert quoth.lines[-1].endswith("? help  q quit")


async def test_the_key_bar_shows_the_views_where_a_line_is_short(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        for key in ("P W analyse", "F D wordings", "space mark"):
            assert key in quoth.lines[-1]


async def test_help_that_the_title_names_makes_room_for_the_views(explorer: Opened) -> None:
    async with explorer((60, 16)) as quoth:
        assert "P W analyse" in quoth.lines[-1]
        assert "? help" not in quoth.lines[-1]
        assert quoth.lines[0].endswith("? help")


async def test_the_timeline_says_what_was_said_for_certain_and_at_most(
    explorer: Opened, tmp_path: Path
) -> None:
    tables: Tables = {
        "sources": {"1": {"id": "paper", "title": "Paper", "published": "2025-03-20"}},
        "actors": {"1": {"id": "ann", "name": "Ann", "type": "person"}},
        "statements": {
            str(number): {"quote": f"Words {number}.", "kind": "direct", "speaker": "ann",
                          "said": said, "source": "paper"}
            for number, said in enumerate(["2025-03-20", "2025-03-19/2025-03-20"], 1)
        },
    }  # fmt: skip
    path = write_store(tmp_path / "dated.json", tables)
    async with explorer((120, 36), Location(path, Origin.OPTION)) as quoth:
        assert "Thu 20 Mar 2025: 1 to 2" in quoth.text
        await quoth.press("3", "left")
        assert "Wed 19 Mar 2025: up to 1" in quoth.text


async def test_the_explorer_stays_however_often_the_palette_is_closed(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("colon")
        palette = quoth.app.screen
        assert not isinstance(palette, ExplorerScreen)
        palette.dismiss()
        palette.dismiss()
        await quoth.settle()
        assert isinstance(quoth.app.screen, ExplorerScreen)


@pytest.mark.parametrize("opening", ["colon", "T", "f", "question_mark"])
async def test_keys_that_come_before_a_list_is_drawn_break_nothing_down(
    explorer: Opened, opening: str
) -> None:
    async with explorer() as quoth:
        await quoth.pilot.press(opening, "pagedown", "pageup", "down", "up", "x", "escape")
        await quoth.settle()
        await quoth.press("escape", "escape")
        assert quoth.app.return_code is None
        assert isinstance(quoth.app.screen, ExplorerScreen)


async def test_under_the_help_stand_the_keys_that_work_in_it(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("question_mark")
        assert quoth.lines[-1].split() == ["↓", "down", "↑", "up", "pgdn", "page", "esc", "close"]


async def test_what_was_read_ahead_is_not_read_with_the_first_dialog(
    explorer: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with explorer() as quoth:
        read_look(quoth.app.stylesheet)
        monkeypatch.delattr(quoth.app.stylesheet.__class__, "reparse")
        await quoth.press("question_mark")
        assert quoth.app.screen.query_one("#help-box").styles.max_width is not None


async def test_keys_never_run_into_what_they_do(explorer: Opened) -> None:
    keys = {"search": ("alt+enter", "ctrl+underscore", "f12")}
    async with explorer((80, 400), table=KeyTable(keys)) as quoth:
        await quoth.press("f1")
        rows = [one.strip("│ ▌") for one in quoth.lines]
        assert "alt-enter ctrl-_ F12" in rows
        assert "alt-enter ctrl-j" in rows


async def test_a_dialog_that_opens_as_the_explorer_leaves_breaks_nothing_down(
    explorer: Opened,
) -> None:
    async with explorer() as quoth:
        quoth.app.exit(return_code=130)
        quoth.app._handle_exception(NoMatches("no widgets"))
        assert quoth.app.return_code == 130


async def test_a_dialog_without_its_widgets_is_a_breakdown_otherwise(explorer: Opened) -> None:
    with pytest.raises(NoMatches):  # noqa: PT012  # it is raised where the explorer ends
        async with explorer() as quoth:
            quoth.app._handle_exception(NoMatches("no widgets"))
            await quoth.settle()
