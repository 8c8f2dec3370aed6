"""The password file of libpq, looked at before libpq does.

If others may read it, libpq prints a warning, over whatever the terminal shows, and goes on without
it. So quoth keeps libpq from reading such a file, and says so where a password is missing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from typing import Any, Final

_NONE: Final = os.path.join(os.devnull, "none")
"""A file that never is there."""


def unused_password_file(asked: Mapping[str, Any]) -> str:
    """Return the password file that libpq would warn of, and not use; empty where it wouldn't.

    Args:
        asked: What the address says, by libpq's names.
    """
    if os.name != "posix" or asked.get("password") or os.environ.get("PGPASSWORD"):
        return ""
    path = asked.get("passfile") or os.environ.get("PGPASSFILE") or _default()
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return ""
    return "" if stat.S_ISREG(mode) and not mode & 0o077 else str(path)


def without_password_file(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an address says with a password file that isn't there."""
    return {**asked, "passfile": _NONE}


def _default() -> str:
    """Return where libpq looks for it."""
    return os.path.join(os.path.expanduser("~"), ".pgpass")
