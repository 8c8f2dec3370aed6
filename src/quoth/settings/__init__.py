"""What a person has set: one small TOML file, which nobody needs, checked as a whole.

A search without such a file is not to wait for this package, nor for the reader of TOML that it
uses: whoever needs settings looks first whether there are any. What is wrong with a file is a
`SettingsError`, one line that names the file, the line and what to do; settings that were half
understood would be worse.
"""

from __future__ import annotations

from quoth.settings.file import load
from quoth.settings.model import DEFAULTS, Density, Settings, SettingsError

__all__ = ["DEFAULTS", "Density", "Settings", "SettingsError", "load"]
