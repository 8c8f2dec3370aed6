"""The days of which one may be that of publication, where an article doesn't tell."""

from __future__ import annotations

from datetime import date

import pytest

from quoth.intake.files.likely_days import MOST, likely_days

TODAY = date(2025, 3, 20)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It rained on 18 March 2025, she said.", ["2025-03-18"]),
        ("It rained on 2 May 2024 and on January 3, 2025.", ["2025-01-03", "2024-05-02"]),
        ("It rained on March 18.", ["2025-03-18"]),
        ("It rained on 24 December.", ["2024-12-24"]),  # the last one up to today
        ("It will rain on 1 June 2031.", []),
        ("It rained on 31 February and on 45 May.", []),
        ("It rained in March 2025 and in 2024.", []),
        ("It rained on 18 March 2025 and on 18 March.", ["2025-03-18"]),
        ("It rained.", []),
    ],
)
def test_days_that_a_text_names_come_latest_first(text: str, days: list[str]) -> None:
    assert likely_days(text, TODAY) == days


def test_few_are_offered_of_many() -> None:
    text = " ".join(f"{day} January 2025." for day in range(1, 29))
    assert likely_days(text, TODAY) == [f"2025-01-{day}" for day in (28, 27, 26, 25)][:MOST]
