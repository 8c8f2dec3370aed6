"""A PostgreSQL server for tests: a process that runs it while any test process needs it.

`python -m tests.postgres_guard FOLDER` makes a cluster in a folder of its own, runs it on a socket
there, and writes where it is to `FOLDER/ready`; if it can't, why not to `FOLDER/failed`. It ends
the server, and removes the cluster, when no process is alive any more that has a file named after
its number in `FOLDER/users`.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

_SETTINGS: Final = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=",
    "shared_buffers=8MB", "max_connections=80", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off", "max_wal_size=256MB",
)  # fmt: skip
_PATIENCE: Final = 60.0
_ACCOUNTS: Final = ("postgres", "nobody")
"""Who runs the server where the tests run as root, which PostgreSQL doesn't."""


def programs() -> Path | None:
    """Return the folder of the server's programs, the newest; nothing where there are none."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    if newest := max(versions, key=lambda one: float(one.parts[-3]), default=None):
        return newest.parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep all other processes out of a folder's registers."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_needed(folder: Path) -> bool:
    """Tell whether a process is alive that needs the server."""
    return any(_is_alive(int(one.name)) for one in (folder / "users").iterdir())


def _is_alive(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def account() -> dict[str, Any]:
    """Return as whom the server is to run: as another where these are root's tests."""
    if os.getuid():
        return {}
    for name in _ACCOUNTS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise RuntimeError("there is no account under which to run PostgreSQL")


def main(folder: Path) -> None:
    """Run a server as long as it is needed."""
    home = Path(tempfile.mkdtemp(prefix="quoth-pg-"))
    try:
        _serve(folder, home)
    except Exception as error:  # noqa: BLE001  # whoever waits for the server is told
        (folder / "failed").write_text(" ".join(str(error).split()))
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _serve(folder: Path, home: Path) -> None:
    """Make a cluster, and run it as long as it is needed."""
    where = programs()
    if where is None:
        raise RuntimeError("there is no initdb")
    account_ = account()
    if account_:
        os.chown(home, account_["user"], account_["group"])
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": home, **account_}
    made = subprocess.run(
        [where / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "--no-sync",
         "--encoding=UTF8", "--locale=C"],
        stderr=subprocess.PIPE, text=True, check=False, **quiet,
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(made.stderr)
    settings = [word for one in _SETTINGS for word in ("-c", one)]
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen(
            [where / "postgres", "-D", home / "data", "-k", home, *settings], stderr=log, **quiet
        ) as server,
    ):
        try:
            _wait(where, home, server)
            (folder / "ready").write_text(str(home))
            _stay(folder, server)
        finally:
            server.send_signal(signal.SIGQUIT)
            server.wait(_PATIENCE)


def _wait(where: Path, home: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + _PATIENCE
    while subprocess.run(
        [where / "pg_isready", "-q", "-h", home], check=False, stdout=subprocess.DEVNULL
    ).returncode:
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError((home / "log").read_text(errors="replace")[-500:])
        time.sleep(0.05)


def _stay(folder: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until no process needs the server."""
    while server.poll() is None:
        time.sleep(0.3)
        with locked(folder):
            if not is_needed(folder):
                (folder / "ready").unlink()
                (folder / "begun").unlink()
                return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
