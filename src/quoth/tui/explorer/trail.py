"""The places visited: where esc leads back to, one step at a time."""

from __future__ import annotations

from typing import NamedTuple

from quoth.query import Query


class TrailStep(NamedTuple):
    """A place to come back to: what was looked at, at which row, from which pane."""

    query: Query
    row: int | None
    pane: str


class Trail:
    """The steps that led here.

    Narrowing is a step. Taking something away leads back, and so is none: esc never brings back
    what was taken away. Neither is sorting, nor going on from one period to the next.
    """

    def __init__(self) -> None:
        """Start where nothing leads back."""
        self._steps: list[TrailStep] = []

    def leave(self, here: TrailStep, to: Query) -> None:
        """Note a step from here to another query."""
        before, after = _layers(here.query), _layers(to)
        if after < before:
            while self._steps and not _layers(self._steps[-1].query) < after:
                self._steps.pop()
        elif not (before == after or _only_the_period_moves(here.query, to)):
            self._steps.append(here)

    def __len__(self) -> int:
        return len(self._steps)

    def cut(self, length: int) -> None:
        """Forget all steps but the first so many."""
        del self._steps[length:]

    def forget_rows(self) -> None:
        """Forget on which rows the steps were: they have other numbers now."""
        self._steps = [step._replace(row=None) for step in self._steps]

    def back(self, query: Query) -> TrailStep | None:
        """Return the last step at which something else was looked at, and forget those after it."""
        while self._steps:
            step = self._steps.pop()
            if _layers(step.query) != _layers(query):
                return step
        return None


def _layers(query: Query) -> frozenset[object]:
    """Return all that narrows a query."""
    layers: set[object] = set(query.choices)
    if query.period is not None:
        layers.add(query.period)
    if text := query.text.strip():
        layers.add(text)
    return frozenset(layers)


def _only_the_period_moves(before: Query, after: Query) -> bool:
    """Tell whether one period is replaced by another, and nothing else changes."""
    both = before.period is not None and after.period is not None
    return both and before._replace(period=after.period) == after
