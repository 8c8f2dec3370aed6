"""Runs a command on a terminal, waits for the sample to be shown, and leaves by `q`."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import sys
import termios
import time

SHOWN = b"1 of 24"
PATIENCE = 300.0
SEQUENCES = re.compile(rb"\x1b\[[0-9;?<=>]*[ -/]*[@-~]")


def main(command: str) -> int:
    """Return the exit code of the command, or 1 where it never shows the sample."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp("sh", ["sh", "-c", command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    written = b""
    left = False
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        if not data:
            break
        written += data
        if not left and SHOWN in SEQUENCES.sub(b"", written):
            os.write(terminal, b"q")
            left = True
    _, status = os.waitpid(child, 0)
    print("opened" if left else written.decode(errors="replace")[-3000:])
    return os.waitstatus_to_exitcode(status) if left else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
