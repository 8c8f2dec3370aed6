"""What is said below a search that is typed, and the searches of before, one after the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.query.language.completion import Completion
from quoth.query.language.parsing import parse
from quoth.query.language.tree import Problem, ProblemLevel
from quoth.tui.explorer.typing import (
    Completing,
    Recent,
    SearchText,
    hint,
    problem_line,
    worth_saying,
)

NAMES = ("Ann Archer", "Anna Baker", "Annie")
TYPED = SearchText("by:ann peace", 6)


def offered(typed: SearchText = TYPED, names: tuple[str, ...] = NAMES) -> Completing:
    """Return completions of the value before the cursor."""
    completing = Completing()
    start = typed.text.rindex(":", 0, typed.cursor) + 1
    completing.offer(
        typed, [Completion(start, typed.cursor, name, name, f"{name}’s help") for name in names]
    )
    return completing


# -- Completing ------------------------------------------------------------------------------------


def test_a_completion_is_put_where_the_cursor_is_and_nothing_else_changes() -> None:
    assert offered().take(TYPED) == SearchText("by:Ann Archer peace", len("by:Ann Archer"))


def test_taking_again_takes_the_next_and_at_last_the_first_again() -> None:
    completing = offered()
    now, taken = TYPED, []
    for _ in range(4):
        edit = completing.take(now)
        assert edit is not None
        taken.append(edit.text)
        now = edit
    assert taken == [f"by:{name} peace" for name in (*NAMES, NAMES[0])]


def test_what_was_completed_keeps_its_further_choices() -> None:
    completing = offered()
    first = completing.take(TYPED)
    assert first is not None
    completing.offer(first, [])
    assert completing.take(first) == SearchText("by:Anna Baker peace", len("by:Anna Baker"))


def test_what_is_typed_after_a_completion_has_choices_of_its_own() -> None:
    completing = offered()
    first = completing.take(TYPED)
    assert first is not None
    completing.offer(SearchText(first.text + "s", len(first.text) + 1), [])
    assert completing.take(first) is None
    assert completing.is_done


@pytest.mark.parametrize("now", [SearchText("by:anna peace", 7), SearchText("by:ann peace", 5)])
def test_another_text_is_not_completed(now: SearchText) -> None:
    completing = offered()
    assert not completing.knows(now)
    assert completing.take(now) is None


def test_the_only_completion_is_taken_once() -> None:
    completing = offered(names=NAMES[:1])
    edit = completing.take(TYPED)
    assert edit is not None
    assert completing.take(edit) is None
    assert completing.line().plain == ""


def test_what_stands_there_already_is_no_completion() -> None:
    typed = SearchText("kind:direct", 11)
    assert offered(typed, ("direct",)).is_done
    assert offered(typed, ("direct", "directly")).take(typed) == SearchText("kind:directly", 13)


def test_the_line_names_what_tab_takes_first_and_explains_it() -> None:
    assert offered().line().plain == " tab Ann Archer Ann Archer’s help  Anna Baker  Annie  "


def test_the_line_begins_with_what_was_taken_so_that_it_is_seen() -> None:
    completing = offered()
    first = completing.take(TYPED)
    assert first is not None
    completing.take(first)
    assert completing.line().plain == " tab Anna Baker Anna Baker’s help  Annie  Ann Archer  "


def test_names_and_help_are_neutral() -> None:
    completing = Completing()
    completing.offer(SearchText("by:", 3), [Completion(3, 3, "x", "\x1b[31mred", "\u202eevil")])
    for shown in (completing.line(), completing.short_line()):
        assert shown.plain
        assert shown.plain.isprintable()
        assert "\u202e" not in shown.plain


# -- What is said ----------------------------------------------------------------------------------


def said(text: str, cursor: int | None = None, completing: Completing | None = None) -> list[str]:
    """Return what is said of a text, at the left and at the right."""
    now = SearchText(text, len(text) if cursor is None else cursor)
    parts = hint(now, parse(text).problems, completing or Completing())
    return [part.plain.strip() for part in parts]


def test_nothing_is_wrong_with_no_problem() -> None:
    assert problem_line(()).plain == ""


@pytest.mark.parametrize("text", ["", "peace", "by:ann peace", '"operational pha', "(peace", "-"])
def test_who_types_rightly_is_told_what_may_be_typed(text: str) -> None:
    left, right = said(text)
    assert left.startswith("by:name  topic:name")
    assert right == ""


def test_a_completion_takes_the_place_of_that() -> None:
    text = "by:ann"
    assert said(text, completing=offered(SearchText(text, 6)))[0].startswith("tab Ann Archer")


def test_a_mistake_at_the_cursor_is_said_with_what_mends_it() -> None:
    text = "kind:dirct"
    assert said(text, completing=offered(SearchText(text, 10), ("direct",))) == [
        "! there is no kind “dirct”; did you mean “direct”",
        "tab direct",
    ]


def test_a_mistake_elsewhere_waits_until_nothing_completes_the_text() -> None:
    text = "kind:dirct by:ann"
    assert said(text, completing=offered(SearchText(text, len(text))))[0].startswith("tab Ann")
    assert said(text)[0].startswith("! there is no kind")


def test_a_half_typed_date_is_asked_for_in_full() -> None:
    assert said("said:2025-0")[0].startswith("! “said:” needs a whole date")


def test_what_is_wrong_is_said_before_what_is_half_typed() -> None:
    half = Problem((0, 8), "half", severity=ProblemLevel.UNFINISHED)
    wrong = Problem((9, 19), "wrong")
    assert list(worth_saying([half, wrong], "by:zzzzz kind:dirct")) == [wrong, half]


def test_a_quotation_that_is_still_open_is_no_news() -> None:
    assert not worth_saying(parse('peace "operational').problems, 'peace "operational')


@given(st.text("abky:\"()-OR @2025'", max_size=30), st.integers(0, 30))
def test_something_is_always_said_so_that_nothing_below_jumps(text: str, cursor: int) -> None:
    now = SearchText(text, min(cursor, len(text)))
    left, _ = hint(now, parse(text, {}).problems, Completing())
    assert left.plain.strip()


# -- The searches of before ------------------------------------------------------------------------


def test_older_searches_come_one_after_the_other_and_what_was_typed_comes_back() -> None:
    recent = Recent()
    assert recent.older("typed", ["b", "a"]) == "b"
    assert recent.older("b", ["b", "a"]) == "a"
    assert recent.older("a", ["b", "a"]) is None
    assert recent.shown == "a"
    assert recent.newer() == "b"
    assert recent.newer() == "typed"
    assert recent.shown is None


def test_the_search_that_is_there_is_not_offered_again() -> None:
    assert Recent().older("b", ["b", "a"]) == "a"


def test_where_nothing_was_searched_there_is_nothing_older() -> None:
    recent = Recent()
    assert recent.older("typed", []) is None
    assert recent.shown is None


def test_after_something_else_was_typed_the_newest_comes_first() -> None:
    recent = Recent()
    recent.older("", ["c", "b", "a"])
    recent.older("c", ["c", "b", "a"])
    recent.forget()
    assert recent.older("bx", ["c", "b", "a"]) == "c"
    assert recent.newer() == "bx"
