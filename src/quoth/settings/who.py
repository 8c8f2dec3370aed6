"""Who one is: the name in which a person codes, closes sources and makes changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from quoth.settings.model import Settings

_NAMED: Final = ("LOGNAME", "USER", "LNAME", "USERNAME")
"""What holds the name of who is logged in, as `getpass` has it."""


def coder_name(settings: Settings | None) -> str:
    """Return the coder's name that is set, else the login name; nothing where neither is known."""
    return settings.coder if settings is not None and settings.coder else login_name()


def login_name() -> str:
    """Return the name of who is logged in; nothing where it isn't known."""
    for name in _NAMED:
        if os.environ.get(name):
            return os.environ[name]
    try:
        import pwd  # noqa: PLC0415  # no other system has it

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, AttributeError, KeyError):
        return ""
