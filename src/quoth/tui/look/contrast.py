"""Contrast, as WCAG 2.2 defines it, and colours that have enough of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from textual.color import Color

_STEPS: Final = 20
_WHITE: Final = Color(255, 255, 255)
_BLACK: Final = Color(0, 0, 0)


@lru_cache(maxsize=64)
def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    return _contrast(luminance(one), luminance(other))


def _contrast(one: float, other: float) -> float:
    """Return the contrast of two luminances."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def readable(colour: Color, grounds: Sequence[Color], least: float) -> Color:
    """Return a colour that can be read on some grounds: itself, else the nearest lighter or darker.

    It goes towards white or black, whichever stands out more, until it has the contrast.
    """
    beneath = [luminance(ground) for ground in grounds]

    def worst(one: Color) -> float:
        light = luminance(one)
        return min(_contrast(light, ground) for ground in beneath)

    if worst(colour) >= least:
        return colour
    goal = max((_WHITE, _BLACK), key=worst)
    blends = (colour.blend(goal, step / _STEPS) for step in range(1, _STEPS + 1))
    return next((found for found in blends if worst(found) >= least), goal)
