"""A PostgreSQL server of its own, which may be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Final

from tests.postgres_guard import account, programs

_PATIENCE: Final = 60.0


class Server:
    """A PostgreSQL server that may be killed."""

    def __init__(self, home: Path, *, syncs: bool = True) -> None:
        """Make its cluster in a folder.

        A server that is killed leaves what it wrote to the system, which keeps it: where no machine
        fails, as in a test, nothing of it has to reach a disk first (`syncs`).
        """
        found = programs()
        if found is None:
            raise SystemExit("no PostgreSQL server here (no initdb): apt-get install postgresql")
        self._where, self._home = found, home
        self._how: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": home, **account()}
        if "user" in self._how:
            os.chown(home, self._how["user"], self._how["group"])
        command: list[str | Path] = [
            found / "initdb",
            "-D",
            home / "data",
            "-U",
            "postgres",
            "-A",
            "trust",
            *([] if syncs else ["--no-sync"]),
        ]
        subprocess.run(command, check=True, **self._how)
        self._settings = ["-c", f"fsync={'on' if syncs else 'off'}"]
        self._process: subprocess.Popen[bytes] | None = None
        self.address = self.address_of("postgres")

    def address_of(self, database: str) -> str:
        """Return the address of a database."""
        return f"postgresql://postgres@/{database}?host={self._home}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        end = time.monotonic() + _PATIENCE
        self._process = self._begun()
        while subprocess.run(
            [self._where / "pg_isready", "-q", "-h", self._home], check=False
        ).returncode:
            if time.monotonic() > end:
                raise SystemExit("the server doesn't start")
            time.sleep(0.02)
            if self._process.poll() is not None:  # what is left of one that was killed goes first
                self._process = self._begun()

    def _begun(self) -> subprocess.Popen[bytes]:
        """Return its process."""
        return subprocess.Popen(
            [self._where / "postgres", "-D", self._home / "data", "-k", self._home,
             "-c", "listen_addresses=", "-c", "max_connections=80", *self._settings],
            stderr=subprocess.DEVNULL, **self._how,
        )  # fmt: skip

    def kill(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it: without shutting it down, or as another signal has it."""
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(_PATIENCE)
