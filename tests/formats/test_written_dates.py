"""Dates as people write them are understood only where one reading is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.dates import DateError, parse
from quoth.formats.written_dates import edtf, of_local_seconds, of_seconds
from tests import strategies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-20", "2025-03-20"),
        ("2025-03-17/2025-03-20", "2025-03-17/2025-03-20"),
        ("2025-03-18~", "2025-03-18~"),
        ("2025/3/9", "2025-03-09"),
        ("20250320", "2025-03-20"),
        ("20250320143000", "2025-03-20"),
        ("2025-03-20 14:30:00", "2025-03-20T14:30:00"),
        ("2025-03-20 14:30:00 UTC", "2025-03-20T14:30:00Z"),
        ("20 March 2025", "2025-03-20"),
        ("Mar. 20, 2025", "2025-03-20"),
        ("Sept 2, 2025", "2025-09-02"),
        ("March 2025", "2025-03"),
        ("03/20/2025", "2025-03-20"),
        ("20.03.2025", "2025-03-20"),
        ("05/05/2025", "2025-05-05"),
    ],
)
def test_a_date_with_one_reading_is_understood(text: str, expected: str) -> None:
    assert edtf(text) == expected
    assert parse(edtf(text))


@pytest.mark.parametrize("text", ["03/04/2025", "yesterday", "31 February 2025", "13/13/2025", ""])
def test_another_is_refused(text: str) -> None:
    with pytest.raises(DateError):
        edtf(text)


def test_a_date_without_a_month_is_told() -> None:
    with pytest.raises(DateError, match="has no month"):
        edtf("32.13.2020")


@given(strategies.hostile_text | st.text("0123456789-/.: TZMarch,"))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        made = edtf(text)
    except DateError:
        return
    assert parse(made).text == made


def test_a_midnight_of_nowhere_may_be_one_of_two_days() -> None:
    assert of_seconds(1_742_428_800) == "2025-03-20"
    assert of_local_seconds(1_742_428_800) == "2025-03-20"
    assert of_local_seconds(1_742_428_800 - 3600) == "2025-03-19/2025-03-20"
    assert of_local_seconds(1e30) == ""
    assert of_seconds(float("nan")) == ""
