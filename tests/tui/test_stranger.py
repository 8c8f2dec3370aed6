"""A stranger's path at 80x24: everything by keyboard, nothing read beforehand."""

from __future__ import annotations

from textual.widgets import Input

from tests.tui.driving import Opened


async def test_a_misspelt_search_finds_the_quote_and_its_chain(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("irnclad garantee")
        assert "1 of 1 · by relevance" in quoth.text
        await quoth.press("enter", "enter")
        chain = [line.strip("› ▁▂▃▄▅▆▇█") for line in quoth.lines]  # a scrollbar may end it
        start = chain.index("Alexander Grushko")
        assert chain[start + 1 : start + 5] == [
            "Deputy Foreign Minister of Russia",
            "└─▸ A Russian newspaper",
            "└─▸ Reuters",
            "└─▸ News article on the coalition of the willing, 20 March 2025",
        ]


async def test_choosing_a_state_shows_what_its_officials_said(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("1", "down", "down", "enter")
        assert "by Russia ×" in quoth.text
        assert "2 Statements · 6" in quoth.text
        assert "Alexander Grushko" in quoth.text


async def test_a_week_is_chosen_on_the_timeline_and_let_go_again(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("3", "minus", "enter")
        assert "17–23 Mar 2025 ×" in quoth.text
        await quoth.press("enter")
        assert "×" not in quoth.text


async def test_escape_leads_back_one_step_at_a_time(explorer: Opened) -> None:
    async with explorer() as quoth:
        start = quoth.text
        await quoth.press("1", "down", "enter", "3", "enter", "slash")
        await quoth.type("peace")
        await quoth.press("enter", "enter", "escape", "escape")
        assert "peace" not in quoth.lines[1]
        assert "×" in quoth.lines[2]
        await quoth.press("escape", "escape")
        assert "×" not in quoth.text
        await quoth.press("1", "up", "2")
        assert quoth.text == start
        await quoth.press("escape")
        assert "Nothing to go back to" in quoth.text


async def test_leaving_a_search_by_escape_undoes_it(explorer: Opened) -> None:
    async with explorer() as quoth:
        start = quoth.text
        await quoth.press("slash")
        await quoth.type("peace")
        assert quoth.text != start
        await quoth.press("escape")
        assert quoth.text == start


async def test_a_related_statement_is_followed_and_left_again(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("enter")
        first = quoth.lines[3]
        await quoth.press("G", "up", "enter")
        assert quoth.lines[3] != first
        await quoth.press("escape")
        assert "▸" in quoth.text
        await quoth.press("g")
        assert quoth.lines[3] == first
        await quoth.press("escape")
        assert "2 Statements · 24" in quoth.text


async def test_next_and_previous_go_through_statements_while_reading(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("enter", "n", "n")
        assert "3 of 24" in quoth.text
        await quoth.press("N")
        assert "2 of 24" in quoth.text


async def test_a_kind_is_chosen_in_the_filters_and_dropped_by_a_key(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("f", "down", "down", "enter", "escape")
        assert "kind direct ×" in quoth.text
        assert "2 Statements · 3" in quoth.text
        await quoth.press("x")
        assert "2 Statements · 24" in quoth.text


async def test_actors_widen_each_other_when_added(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("1", "down", "enter", "down", "space")
        assert "by United States ×  by Russia ×" in quoth.text
        assert "2 Statements · 13" in quoth.text
        await quoth.press("X")
        assert "×" not in quoth.text


async def test_the_palette_leads_to_an_actor_by_another_spelling(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("colon")
        await quoth.type("Zelenskiy")
        await quoth.press("enter")
        assert "by Volodymyr Zelenskyy ×" in quoth.text


async def test_brackets_step_through_the_periods_in_which_something_was_said(
    explorer: Opened,
) -> None:
    async with explorer() as quoth:
        await quoth.press("left_square_bracket")
        assert "20 Mar 2025 ×" in quoth.text
        await quoth.press("left_square_bracket")
        assert "19 Mar 2025 ×" in quoth.text
        await quoth.press("right_square_bracket", "right_square_bracket")
        assert "20 Mar 2025 ×" in quoth.text


async def test_a_longer_period_is_begun_and_ended(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("3", "v", "left", "enter")
        assert "19–20 Mar 2025 ×" in quoth.text


async def test_what_is_copied_goes_to_the_terminal_with_its_citation(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("concrete peace plan")
        await quoth.press("enter", "y")
        assert "sent to the terminal" in quoth.text
        words, about = quoth.app.clipboard.split("\n")
        assert words.startswith("“We must now move forward")
        assert about.startswith("— Emmanuel Macron; by 20 Mar 2025; X; in: News article")
        await quoth.press("Y")
        assert quoth.app.clipboard == words.strip("“”")


async def test_leaving_ends_with_exit_code_zero(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("q")
        assert quoth.app.return_code == 0


async def test_everything_is_reached_with_a_mouse_too(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.pilot.click("#actors", offset=(5, 3))
        await quoth.settle()
        assert "by Russia ×" in quoth.text
        await quoth.pilot.click("#filters-on", offset=(8, 0))
        await quoth.settle()
        assert "×" not in quoth.text
        await quoth.pilot.click("#timeline", offset=(20, 1))
        await quoth.settle()
        assert "17 Mar 2025 ×" in quoth.text


async def test_letters_typed_while_an_earlier_one_is_searched_for_stay(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        box = quoth.app.screen.query_one(Input)
        with quoth.app.screen.prevent(Input.Changed):
            box.value = "ironclad"
        quoth.app.screen.post_message(Input.Changed(box, "i"))
        await quoth.settle()
        assert box.value == "ironclad"


async def test_letters_that_come_after_their_enter_are_no_search_of_their_own(
    explorer: Opened,
) -> None:
    async with explorer() as quoth:
        await quoth.press("slash", "p", "enter")
        quoth.app.screen.query_one(Input).value = "peace"
        await quoth.settle()
        assert "/ peace" in quoth.lines[1]
        await quoth.press("escape")
        assert "a few words" in quoth.lines[1]


async def test_keys_behind_an_enter_go_where_it_leads(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("zelensky")
        await quoth.pilot.press("enter", "j", "j")
        await quoth.settle()
        assert "3 of 5" in quoth.text


async def test_what_was_taken_away_is_not_brought_back_by_escape(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("f", "down", "enter", "escape", "1", "down", "enter", "x", "x")
        assert "×" not in quoth.text
        await quoth.press("escape")
        assert "×" not in quoth.text
        assert "Nothing to go back to" in quoth.text


async def test_sorting_starts_at_the_first_and_is_no_step(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("j", "j", "s")
        assert "1 of 24 · oldest first" in quoth.text
        await quoth.press("escape")
        assert "oldest first" in quoth.text


async def test_a_topic_followed_from_a_statement_leads_back_to_it(explorer: Opened) -> None:
    async with explorer((120, 90)) as quoth:
        await quoth.press("enter", "down", "down", "down", "enter")
        assert "on Peacekeeping force in Ukraine ×" in quoth.text
        await quoth.press("escape")
        assert "×" not in quoth.text
        await quoth.press("escape")
        assert "Nothing to go back to" not in quoth.text


async def test_giving_a_search_up_gives_up_nothing_else(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("1", "down", "enter", "slash")
        await quoth.type("aq")
        await quoth.press("backspace", "backspace", "escape")
        assert "by United States ×" in quoth.text


async def test_a_period_in_which_nothing_was_said_can_be_let_go(explorer: Opened) -> None:
    async with explorer((120, 36)) as quoth:
        await quoth.press("3", "right", "enter")
        assert "21 Mar 2025 ×" in quoth.text
        assert "Nothing matches. esc" in quoth.text
        assert "Mon 17 Mar" in quoth.text
        await quoth.press("enter")
        assert "2 Statements · 24" in quoth.text


async def test_the_period_and_the_actor_are_dropped_in_the_filters(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("1", "down", "enter", "3", "enter", "f")
        assert "On now" in quoth.text
        await quoth.press("enter", "down", "enter", "escape")
        assert "×" not in quoth.text


async def test_filters_that_have_no_room_are_counted(explorer: Opened) -> None:
    async with explorer((40, 12)) as quoth:
        await quoth.press("f", "enter", "down", "enter", "down", "down", "enter", "escape")
        assert "+2 (f)" in quoth.text


async def test_what_happened_then_is_read_in_the_statement(explorer: Opened) -> None:
    async with explorer((80, 60)) as quoth:
        await quoth.press("slash")
        await quoth.type("very good")
        await quoth.press("enter", "enter", "G")
        assert "What happened then" in quoth.text
        assert "Trump and Zelenskyy speak, after the call with Putin" in quoth.text
