"""What trains the models: a fit that separates, and choices read from annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from quoth.intake import confidence
from quoth.intake.attributing import weighing
from quoth.intake.attributing.cues import AFTER
from quoth.intake.reasons import FoundBy, Referent
from quoth.intake.text import linear
from tests.benchmarks.intake.annotated import Annotated, annotated
from tests.benchmarks.intake.examples import (
    confidence_groups,
    content_groups,
    cue_groups,
    same,
    source_groups,
)
from tests.benchmarks.intake.fitting import Floats, Group, fit, minimise
from tests.benchmarks.train_intake import use

TEXT = "Ada Marsh said that the bridge was closed. It rained."
MARKS = """\
T1\tSource 0 9\tAda Marsh
T2\tCue 10 14\tsaid
T3\tContent 15 41\tthat the bridge was closed
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
"""


def test_a_quadratic_is_minimised() -> None:
    target = np.array([3.0, -2.0, 0.5])
    scale = np.array([1.0, 10.0, 100.0])

    def objective(point: Floats) -> tuple[float, Floats]:
        apart = point - target
        return float((scale * apart * apart).sum() / 2), scale * apart

    assert minimise(objective, 3) == pytest.approx(target, abs=1e-3)


def test_the_right_candidate_weighs_more() -> None:
    groups = [Group([["red", "*"], ["blue", "*"]], 0)] * 20 + [Group([["blue", "*"]], -1)] * 20
    weights = fit(groups, 0.1)
    assert weights["red"] > 1
    assert weights["blue"] < -1


def test_annotations_become_choices(tmp_path: Path) -> None:
    for folder, name, content in (("text", "a.txt", TEXT), ("attributions", "a_1.ann", MARKS)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(content, "utf-8")
    (page,) = annotated(tmp_path, ["a"])
    (cue,) = cue_groups(page)["after"]
    assert cue.right == 0
    assert "l say" in cue.candidates[0]
    (end,) = content_groups(page)["end"]
    assert end.right == len(end.candidates) - 1
    (source,) = source_groups(page)
    assert source.right == 0


def test_a_confidence_learns_identifiers() -> None:
    text = TEXT + " “Nonsense!” “It is a shame,” she said. “Again?”"
    groups = confidence_groups(Annotated("a", text, []), {})
    found = {feature for group in groups for feature in group.candidates[0]}
    hows = {feature.split(" ")[1] for feature in found if feature.startswith("how ")}
    assert {FoundBy.CUE, FoundBy.LAST_SPEAKER} <= hows <= set(FoundBy)
    assert {feature.split(" ")[1] for feature in found if feature.startswith("speaker ")} <= set(
        Referent
    )
    assert not [feature for feature in found if feature.count(" ") > 2]


@pytest.fixture
def _forgotten() -> Iterator[None]:
    """Have the shipped weights read again by whoever comes next."""
    yield
    linear.forget()
    weighing.frame_logit.cache_clear()
    confidence.chance.cache_clear()


@pytest.mark.usefixtures("_forgotten")
def test_what_is_trained_anew_weighs_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Annotated("a", TEXT, [])
    seen, candidate = next(iter(page.candidates.values()))
    out = tmp_path / "weights.json"
    with monkeypatch.context() as patch:
        patch.setattr(linear, "data", lambda _: json.loads(out.read_text("utf-8")))
        for weight in (1.0, 2.0):
            use({AFTER: {"l say": weight}}, out)
            assert weighing.logit(page.article, seen, candidate, AFTER) == weight


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("Ada Marsh", "Marsh", True),
        ("Ada Marsh", "Mayor Ada Marsh of Eastport", True),
        ("Ada Marsh", "her deputy, Ada Marsh", True),
        ("Ada Marsh", "Bernard Marsh", False),
        ("Ada Marsh", "Vale", False),
        ("", "Vale", False),
    ],
)
def test_spellings_agree(name: str, other: str, expected: bool) -> None:
    assert same(name, other) is expected
