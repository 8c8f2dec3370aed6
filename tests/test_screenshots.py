"""The pictures of the README show the program as it is."""

from __future__ import annotations

import pytest

from tests.make_screenshots import FOLDER, VIEWS, picture


@pytest.mark.parametrize("name", VIEWS)
async def test_a_picture_is_what_the_program_shows_now(name: str) -> None:
    kept = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert await picture(VIEWS[name]) == kept, "run: python -m tests.make_screenshots"


MEASURED = frozenset({"search-benchmark.svg"})
"""Pictures of what was measured: `python tests/benchmarks/search_bench.py` redraws them."""


def test_there_are_no_pictures_of_anything_else() -> None:
    shown = {f"{name}.svg" for name in VIEWS}
    assert {path.name for path in FOLDER.iterdir()} == shown | MEASURED
