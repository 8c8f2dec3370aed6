"""What a field shows is what it stores, and what it shows again, whatever is typed or pasted."""

from __future__ import annotations

import unicodedata
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.text import as_entered, neutralise
from quoth.editing.fields import FieldSpec, FieldType
from quoth.tui.editing.lookups import Lookups
from quoth.tui.editing.typed import shown, understood

LOOKUPS = cast("Lookups", None)
"""A text needs none."""
texts = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\t\n\r\x00\x1b\x85\u2028\u200b\u200d\u202e\u0301\u0915\u094d\ufe0f\u2409 a“"
        ),
    ),
    max_size=40,
)


@pytest.mark.parametrize("shape", [FieldType.LINE, FieldType.TEXT])
@given(texts)
def test_shown_stored_and_read_back_are_one(shape: FieldType, pasted: str) -> None:
    spec = FieldSpec("note", "note", shape)
    lines = shape is FieldType.TEXT
    entered = as_entered(pasted, lines=lines)
    assert neutralise(entered, lines=lines) == (entered, False)
    assert as_entered(entered, lines=lines) == entered
    stored = understood(spec, entered, LOOKUPS).value
    assert (stored or "") == entered.strip()
    assert as_entered(shown(spec, {"note": stored}, LOOKUPS), lines=lines) == (stored or "")


@given(texts)
def test_no_picture_is_made_and_nothing_that_is_seen_goes(pasted: str) -> None:
    entered = as_entered(pasted, lines=True)
    made = set(entered) - set(pasted)
    assert made <= {" ", "\n"}
    seen = [one for one in pasted if unicodedata.category(one)[0] in "LNPS" and one in "a“\u2409"]
    assert [one for one in entered if one in "a“\u2409"] == seen
