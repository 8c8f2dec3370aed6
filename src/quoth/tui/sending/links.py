"""Addresses of sources, made safe for a terminal and a browser: pure functions.

An address comes from a file and may be anything. What passes is an address of the web, written in
ASCII as RFC 3986 has it, so that no byte of it can end the sequence that makes it a link (OSC 8),
start another, or be an option of a program.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

_ALLOWED: Final = "%-._~:/?#[]@!$&'()*+,;="
"""The characters of an address besides letters and digits."""
_STRAY: Final = re.compile("%(?![0-9A-Fa-f]{2})")
"""A percent sign that escapes nothing."""
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?\.?|\[[0-9a-f:.]+\]")
LONGEST: Final = 2_083
"""Characters of an address that terminals take for a link at most."""


class LinkTarget(NamedTuple):
    """An address that may be opened."""

    address: str
    """Nothing but printable ASCII."""
    host: str
    """Where it leads, as a browser asks for it: ASCII, with the port if it names one."""
    written: str
    """The host in its own letters where those aren't ASCII, or whatever else is written before it
    that could be taken for the host; neutral it is not."""


class LinkError(ValueError):
    """An address that isn't opened; the message says why, and is neutral."""


def link_of(address: str) -> LinkTarget:
    """Return the link of an address.

    Raises:
        LinkError: it isn't one of the web, or leads nowhere.
    """
    address = address.strip()
    if not address:
        raise LinkError("the source has no address")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise LinkError("its address can't be understood") from None
    if parts.scheme not in ("http", "https"):
        raise LinkError("its address isn't a web address (http or https)")
    if not host:
        raise LinkError("its address has no host name")
    plain = _ascii_host(host)
    if ":" in plain:
        plain = f"[{plain}]"
    if not _HOST.fullmatch(plain):
        raise LinkError("its address has an invalid host name")
    where = plain if port is None else f"{plain}:{port}"
    user, at, _ = parts.netloc.rpartition("@")
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    rest += f"#{parts.fragment}" if parts.fragment else ""
    safe = quote(_STRAY.sub("%25", rest), safe=_ALLOWED, errors="replace")
    login = quote(_STRAY.sub("%25", user), safe=_ALLOWED.replace("@", ""), errors="replace") + at
    written = "" if host.isascii() and not user else f"{user}{at}{host}"
    return LinkTarget(f"{parts.scheme}://{login}{where}{safe}", where, written)


def _ascii_host(host: str) -> str:
    """Return a host as the network knows it (IDNA, RFC 3490)."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        raise LinkError("its address has an invalid host name") from None


def opens_here(environment: Mapping[str, str]) -> bool:
    """Tell whether a browser would open where the user sees it, which it doesn't over SSH.

    On Linux that takes a display; a browser for terminals would draw over the explorer.
    """
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")):
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_in_browser(link: LinkTarget) -> bool:
    """Open a link in the browser, and tell whether there is one; wait until it was asked.

    A separate process without a terminal asks it, because browsers like to write on one.
    """
    import subprocess  # noqa: PLC0415  # only where something is opened

    try:
        told = subprocess.run(  # noqa: S603  # no shell; the address begins with http
            [sys.executable, "-I", "-c", _OPENING, link.address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            check=False,
        )
    except OSError:
        return False
    return told.returncode == 0


_OPENING: Final = "import sys, webbrowser; sys.exit(not webbrowser.open(sys.argv[1]))"
