"""The user's settings: one small, optional TOML file, checked as a whole.

A search without such a file shouldn't wait for this package or the TOML parser that it uses: check
first if there is a file before importing it. An invalid file raises a `SettingsError`, one line
that names the file, the line and what to do; half-understood settings would be worse.
"""

from __future__ import annotations

from quoth.settings.file import load
from quoth.settings.model import DEFAULTS, Density, Settings, SettingsError

__all__ = ["DEFAULTS", "Density", "Settings", "SettingsError", "load"]
