"""Contrast, as WCAG 2.2 defines it, and colours that have enough of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from textual.color import Color

_STEPS: Final = 20


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Color, grounds: Sequence[Color], least: float) -> Color:
    """Return a colour that can be read on some grounds: itself, else the nearest lighter or darker.

    It goes towards white or black, whichever stands out more, until it has the contrast.
    """
    extremes = (Color(255, 255, 255), Color(0, 0, 0))
    goal = max(extremes, key=lambda one: min(contrast(one, ground) for ground in grounds))
    for step in range(_STEPS + 1):
        found = colour.blend(goal, step / _STEPS)
        if all(contrast(found, ground) >= least for ground in grounds):
            return found
    return goal
