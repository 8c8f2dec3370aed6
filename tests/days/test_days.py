"""A machine lives a user's life on a store; whatever is shown is what the plain records say.

`python tests/benchmarks/days.py` lives longer days, by the thousand steps.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.days.day import Day
from tests.days.stores import SIZES, thresholds

STEPS = 30
randoms = st.integers(0, 2**32 - 1).map(Random)  # cheaper than to have each number drawn


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """Have all that is kept of a person, and of stores, kept in a folder."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(folder / "home"))
        patch.setenv("QUOTH_CACHE", str(folder / "cache"))
        yield


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", [1])
def test_a_day_ends_without_a_breakdown_and_with_the_plain_answers(
    size: str, seed: int, tmp_path: Path
) -> None:
    random = Random(f"{size} {seed}")  # noqa: S311  # the same day each time
    with at_home(tmp_path), thresholds(random):
        day = Day(tmp_path, random, size)
        for _ in range(STEPS // 2 if size == "thousands" else STEPS):
            day.live()


class Life(RuleBasedStateMachine):
    """A day whose steps are drawn one by one; a failure names them, and how to repeat them."""

    def __init__(self) -> None:
        """Make a home."""
        super().__init__()
        self._stack = ExitStack()
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self._stack.enter_context(at_home(self._folder))

    @initialize(random=randoms, size=st.sampled_from(["nothing", "few", "below", "above"]))
    def begin(self, random: Random, size: str) -> None:
        """Begin with a store."""
        self._stack.enter_context(thresholds(random))
        self.day = Day(self._folder, random, size)

    def _next(self, random: Random) -> Day:
        """Return the day, which goes on by chance."""
        self.day.random = random
        return self.day

    @rule(random=randoms)
    def add(self, random: Random) -> None:
        """Add a statement, or another record."""
        day = self._next(random)
        random.choice([day.add, day.add_other])()

    @rule(random=randoms)
    def edit(self, random: Random) -> None:
        """Change, tag or delete records."""
        day = self._next(random)
        random.choice([day.edit, day.tag, day.remove])()

    @rule(random=randoms)
    def bring_together(self, random: Random) -> None:
        """Merge or split actors."""
        day = self._next(random)
        random.choice([day.merge, day.split])()

    @rule(random=randoms)
    def bring_in(self, random: Random) -> None:
        """Import a table or take an article in."""
        day = self._next(random)
        random.choice([day.import_, day.intake])()

    @rule(random=randoms, back=st.booleans())
    def step(self, random: Random, back: bool) -> None:
        """Undo or redo."""
        self._next(random).step(back=back)

    @rule(random=randoms)
    def be_disturbed(self, random: Random) -> None:
        """Have others write, or damage what is kept, or end the program at once."""
        day = self._next(random)
        random.choice(
            [day.colleague, day.tinydb, day.rewrite, day.damage_index, day.killed, day.fold]
        )()

    @rule(random=randoms)
    def look(self, random: Random) -> None:
        """Look at something."""
        day = self._next(random)
        random.choice([day.look, day.ask])()

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._stack.close()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=8, stateful_step_count=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow], print_blob=True,
    # To look for fewer steps that fail takes longer than a test may.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
