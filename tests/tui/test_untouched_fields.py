"""What nobody touches in a form stays as it was stored, hidden characters included."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store import Location, Origin
from quoth.store.parsing import Tables
from quoth.tui.screens.form import FormScreen
from tests.making import small_tables
from tests.tui.driving import Opened

HIDDEN = (
    "  Bread\tis\r\ndear \u200b\u202eno\u202c\x07 \u2028 end\x85 e\u0301\x1b[2J \ud800 ",
    "\ufeffBread\n\n\nis\rdear\n",
    "a\x00b\u00adc\u2009d\ufe0f",
)


@pytest.mark.parametrize("text", HIDDEN)
async def test_they_stay_byte_for_byte(
    explorer: Opened, save: Callable[[Tables], Path], text: str
) -> None:
    tables = small_tables()
    statement = tables["statements"]["1"]
    for name in ("quote", "context", "cue", "medium", "note"):
        statement[name] = text
    statement["tags"] = [text, "b"]
    tables["sources"]["1"]["title"] = text
    path = save(tables)
    before = json.loads(path.read_bytes())["statements"]["1"]
    async with explorer((80, 24), Location(path, Origin.OPTION)) as quoth:
        await quoth.press("m")
        form = quoth.app.screen
        assert isinstance(form, FormScreen)
        (status,) = [row for row in form._rows if row.spec.name == "status"]
        form.set_focus(status.editor)
        await quoth.press("space", "f2", "q")
    after = json.loads(path.read_bytes())["statements"]["1"]
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == {"status"}
