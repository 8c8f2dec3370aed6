"""The message and the report of an unexpected error, which hold nothing from a store.

The message of an exception may contain a person's data, and so may the values of its frames. A
report names the types of the errors and the places in the code, which is enough to fix them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Final

from quoth import __version__
from quoth.basics.places import state_folder

# What only a crash needs is imported by it.
# ruff: noqa: PLC0415

EXIT_CODE: Final = 70
"""An internal error of the software, as in sysexits.h."""
_KEPT: Final = 10
"""Reports that are kept; the oldest go."""
_DEEPEST: Final = 5
"""How many errors behind an error are reported."""
_LIBRARIES: Final = ("textual", "rich", "tinydb", "rapidfuzz", "platformdirs", "numpy")


def said_of(error: BaseException) -> str:
    """Write a report of an error, and return the one line that says so."""
    return f"quoth: {reported(error)}"


def reported(error: BaseException) -> str:
    """Write a crash report, and return the line about the error, without the program's name."""
    kind = type(error).__name__
    told = f"it crashed ({kind}); saved changes are safe; "
    try:
        path = _keep(report(error))
    except OSError:
        place = next(iter(reversed([*_places(error)])), "nowhere known")
        return f"{told}please report it: {kind} at {place}, quoth {__version__}"
    return f"{told}a report without your data is in {path}"


def report(error: BaseException) -> str:
    """Return a report of an error: versions, kinds of errors, places in the code, and no data."""
    import platform

    lines = [
        "quoth crashed. This report holds no data: no messages, no values.",
        "",
        f"when      {time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime())} UTC",
        f"quoth     {__version__}",
        f"python    {platform.python_version()}, {platform.system()} {platform.machine()}",
        f"terminal  {_terminal()}",
        f"with      {', '.join(_versions())}",
    ]
    for depth, one in enumerate(_chain(error)):
        lines += ["", "the error:" if not depth else "behind it:"]
        lines += [f"  {place}" for place in _places(one)]
        lines.append(f"  {type(one).__module__}.{type(one).__qualname__}")
    return "\n".join(lines) + "\n"


def _terminal() -> str:
    """Return what kind of a terminal it was, and how large."""
    kind = "".join(filter(str.isprintable, os.environ.get("TERM", "none")[:40]))
    try:
        size = os.get_terminal_size(2)
    except OSError:
        return kind
    return f"{kind}, {size.columns}x{size.lines}"


def _versions() -> Iterator[str]:
    """Yield the libraries that are loaded, with their versions."""
    from importlib.metadata import PackageNotFoundError, version

    for name in _LIBRARIES:
        if name in sys.modules:
            try:
                yield f"{name} {version(name)}"
            except PackageNotFoundError:
                yield name


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those behind it, the innermost last."""
    told: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(told) < _DEEPEST:
        one = waiting.pop(0)
        if one is None or one in told:
            continue
        told.append(one)
        yield one
        # Textual's workers keep what broke them as `error`.
        inner = getattr(one, "error", None)
        waiting += [inner if isinstance(inner, BaseException) else None, one.__cause__]
        waiting += [one.__context__, *getattr(one, "exceptions", ())]


def _places(error: BaseException) -> Iterator[str]:
    """Yield the places in the code that an error passed, the innermost last."""
    from traceback import walk_tb

    for frame, line in walk_tb(error.__traceback__):
        code = frame.f_code
        yield f"{_short(code.co_filename)}:{line} {code.co_qualname}"


def _short(filename: str) -> str:
    """Return a file's name below the folder that it was imported from, which is a person's own."""
    above = [folder for folder in sys.path if folder and filename.startswith(folder + os.sep)]
    start = len(max(above, key=len)) if above else filename.rfind(os.sep)
    return filename[start + 1 :]


def _keep(text: str) -> str:
    """Write a report where its owner alone can read it, and return where that is.

    Raises:
        OSError: it can't be written.
    """
    from pathlib import Path

    folder = Path(state_folder(), "crashes")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    path = folder / f"{name}-{os.getpid()}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    for old in sorted(folder.glob("*.txt"))[:-_KEPT]:
        old.unlink(missing_ok=True)
    return str(path)
