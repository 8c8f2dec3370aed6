"""The work grows with the text, and no faster: counted in steps, not in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from quoth.intake.extraction import extract


def steps(work: Callable[[], object]) -> int:
    """Return how many lines of intake's code run."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        if "intake" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "“We will go,” Ada Marsh said. He told Mr. Vale that she was late.\n\n",
        "He said she said ",
        "“",
        '"A ',
        "Ada Marsh, ",
        "said ",
        "Vale: no.\n\n",
        "VALE: A clerk said it was late.\n\n",
        "“Yes.” ",
        "“Yes.\n\n",
        "“Yes,“ ",
        "(((",
        "...",
        "a" * 40,
        "a.b-",
        "Mayor Ada Marsh left. The mayor said that it was late.\n\n",
        "Ada Marsh, the mayor, said that it was late. ",
        "Ada Marsh paid the lawyer. “Stop,” the lawyer said. ",
    ],
)
def test_four_times_the_text_is_about_four_times_the_work(piece: str) -> None:
    extract(piece)
    once = steps(lambda: extract(piece * 100))
    more = steps(lambda: extract(piece * 400))
    assert more < 6 * once


@pytest.mark.parametrize(
    "piece",
    ["Yours\n", "Yours\nAda Roe\n", "It is gone.\nAda Roe\n", "No. – Yours,\n\nADA ROE,\nTarn.\n"],
)
def test_work_grows_with_a_page_of_letters(piece: str) -> None:
    extract(piece)
    once = steps(lambda: extract("Letters\n\n" + piece * 50))
    more = steps(lambda: extract("Letters\n\n" + piece * 200))
    assert more < 6 * once
