"""Lines to stdout and stderr: neutral, and styled only where a person reads them."""

from __future__ import annotations

# ruff: noqa: PLC0415  # what one command does not need, it does not wait for
import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, TextIO

from quoth.basics.dates import DateStyle
from quoth.basics.text import ALTERED_SIGN, neutralise

# For terminals that can't show our own signs; the data they can't show becomes question marks.
_PLAIN_SIGNS: Final = str.maketrans(
    {"→": "->", "–": "-", "—": "--", "“": '"', "”": '"', "·": "-", "█": "#", "░": ":", "…": "...",
     "‡": "!", "↵": " / ", "’": "'", "◆": "*"}
)  # fmt: skip
_MOST_HELD: Final = 1 << 16
"""Characters and bytes that are held back, and a little more."""
_BOLD: Final = "\x1b[1m"
_DIM: Final = "\x1b[2m"
_PLAIN: Final = "\x1b[0m"


class Printer:
    """Prints data to one stream and words about it to another."""

    def __init__(self, out: TextIO, err: TextIO, environment: Mapping[str, str]) -> None:
        """Take the streams, and the environment for `NO_COLOR` and `TERM`."""
        self._out = out
        self._err = err
        self.is_styled = (
            out.isatty() and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
        )
        self._plain = not _can_show(out)
        self._is_dumb = environment.get("TERM") == "dumb"
        self.is_terminal = out.isatty()
        self.dates = DateStyle.DAY
        """How dates are written."""
        self._held: list[Callable[[], object]] | None = None
        """What is to be printed once it is sure; nothing if all is printed at once."""
        self.has_printed = False
        """Whether any of what was held back last was printed after all."""
        self._length = 0
        self._check: Callable[[], None] = lambda: None

    # What is not sure yet.

    @contextlib.contextmanager
    def held(self, check: Callable[[], None]) -> Iterator[None]:
        """Hold back what is printed until it is certain to be right; drop it at an error.

        It is printed at the end; or once it is much, as soon as `check` has found that what it is
        made of, and what follows, is sound.
        """
        self._held, self._length, self._check = [], 0, check
        self.has_printed = False
        try:
            yield
            self._release()
        finally:
            self._held = None

    def _release(self) -> None:
        """Print what was held back, in order, and all that follows at once."""
        held, self._held = self._held or [], None
        for print_it in held:
            self.has_printed = True
            print_it()

    def _print(self, print_it: Callable[[], object], length: int) -> None:
        """Print something, or hold it back."""
        if self._held is None:
            print_it()
            return
        self._held.append(print_it)
        self._length += length
        if self._length > _MOST_HELD:
            self._check()
            self._release()

    # What is printed.

    def line(self, text: str = "") -> None:
        """Print a line of our own making, whose data is neutral."""
        self._write((text.translate(_PLAIN_SIGNS) if self._plain else text) + "\n")

    def changed_ids(self, ids: Iterable[str], query: str | None) -> None:
        """Print the ids of the records that a command changed, one per line, for a pipe.

        On a terminal the ids of what a query found would push everything else off the screen; the
        line that follows says how many there are.
        """
        if query is None or not self.is_terminal:
            kept = list(ids)
            together = "".join(kept)
            is_safe = together.isascii() and together.isprintable()
            self.line("\n".join(kept if is_safe else map(shown, kept)))

    def _write(self, text: str) -> None:
        """Print a text as it is."""
        self._print(partial(self._out.write, text), len(text))

    def wrapped(self, text: str, indent: str = "") -> None:
        """Print a text, wrapped on a terminal and whole in a pipe."""
        for part in text.split("\n"):
            for line in self.lines(part, indent):
                self.line(line)

    def lines(self, text: str, indent: str = "") -> list[str]:
        """Cut a line to the width of the terminal; leave it whole in a pipe."""
        if not self.is_terminal:
            return [indent + text]
        import shutil

        from quoth.cli.wrapping import wrapped

        width = max(shutil.get_terminal_size().columns, len(indent) + 20)
        return wrapped(text, width, indent) or [""]

    def record(self, record: Mapping[str, object]) -> None:
        """Print a record as one line of JSON, in ASCII, so that nothing in it can act."""
        import json

        self._write(json.dumps(record, ensure_ascii=True) + "\n")

    def data(self, data: bytes) -> None:
        """Print what is made for another program, as it is."""
        self._print(partial(self._write_data, data), len(data))

    def _write_data(self, data: bytes) -> None:
        """Print bytes behind the texts before them."""
        self._out.flush()
        self._out.buffer.write(data)

    def flush(self) -> None:
        """Write what is still to be written.

        Raises:
            OSError: it can't be.
        """
        self._out.flush()

    def give_up(self) -> None:
        """Drop what could not be written, so that it isn't tried again at the end."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._out.fileno())
        os.close(nowhere)

    def say(self, text: str) -> None:
        """Say something to a person, on stderr, in one line."""
        words = self._in_words(text) + "\n"
        self._print(partial(self._err.write, words), len(words))

    def ask(self, question: str) -> None:
        """Ask a person something, on stderr; the answer is typed behind it."""
        self._err.write(self._in_words(question.rstrip()) + " ")
        self._err.flush()

    def murmur(self, text: str) -> bool:
        """Print something that the next message replaces; return whether it is visible.

        Only a terminal shows it.
        """
        if not self._err.isatty() or self._is_dumb:
            return False
        self._err.write("\r\x1b[K" + self._in_words(text))
        self._err.flush()
        return bool(text)

    def _in_words(self, text: str) -> str:
        """Return a text as stderr can show it."""
        safe = shown(text)
        return safe if _can_show(self._err) else safe.translate(_PLAIN_SIGNS)

    def strong(self, text: str) -> str:
        """Return a neutral text so that it stands out where that can be shown."""
        return f"{_BOLD}{text}{_PLAIN}" if self.is_styled else text

    def faint(self, text: str) -> str:
        """Return a neutral text so that it steps back where that can be shown."""
        return f"{_DIM}{text}{_PLAIN}" if self.is_styled else text


def shown(text: str, *, lines: bool = False) -> str:
    """Return a text of a store, safe to print, marked where that altered it."""
    neutral, altered = neutralise(text, lines=lines)
    return f"{neutral} {ALTERED_SIGN}" if altered else neutral


def table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows of neutral cells as aligned lines; the columns in `right` end flush."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _can_show(stream: TextIO) -> bool:
    """Tell whether a stream's encoding has our signs."""
    try:
        "→–“█‡".encode(stream.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def standard_printer() -> Printer:
    """Return the printer of this process; what its streams can't encode is replaced."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    # A stream that the shell closed is None.
    out = sys.stdout or open(os.devnull, "w", encoding="utf-8")
    err = sys.stderr or open(os.devnull, "w", encoding="utf-8")
    return Printer(out, err, os.environ)


def end_with_the_pipe() -> None:
    """End the process silently once its output is no longer read, as other filters do."""
    import signal

    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
