"""The lines of a file, decoded one by one: nothing in them can use up the memory or raise."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, TypeVar

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.formats.incoming.records import BadRow, FormatError, Told, unheard
from quoth.store.parsing import Document, finite, refuse_constant

LONGEST: Final = 1 << 25
"""Bytes of the longest line that is read, and of the longest record a store may have."""
WHOLE: Final = 1 << 30
"""Bytes of the largest file of a format that has to be read whole."""
_TELL: Final = 1 << 18
_MARKS: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_Read = TypeVar("_Read")


class FileLine(NamedTuple):
    """A line's number, from 1, and its text, line break included."""

    number: int
    text: str


def guarded(path: FilePath, read: Callable[[], _Read]) -> _Read:
    """Return what is read of a file, and say in one line why it can't be."""
    try:
        return read()
    except FileNotFoundError:
        raise FormatError(path, 0, "there is no such file", "check the name") from None
    except IsADirectoryError:
        raise FormatError(path, 0, "this is a folder", "name a file") from None
    except PermissionError:
        raise FormatError(path, 0, "it may not be read", "ask for permission to read it") from None
    except files.UnfitFileError as error:
        raise FormatError(path, 0, error.problem, error.remedy) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FormatError(path, 0, f"it can't be read ({reason})", "check the name") from None


def beginning(path: FilePath, size: int = 1 << 16) -> bytes:
    """Return the first bytes of a file."""

    def read() -> bytes:
        with files.opened(path) as file:
            return file.read(size)

    return guarded(path, read)


def whole_text(path: FilePath, told: Told = unheard) -> str:
    """Return the text of a file, decoded from UTF-8 with or without its mark."""
    size = guarded(path, lambda: Path(path).stat().st_size)
    if size > WHOLE:
        raise FormatError(path, 0, "it is larger than 1 GiB", "split it, or save it as JSON Lines")
    data = guarded(path, lambda: files.whole(path, WHOLE))
    told(len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(path, data.count(b"\n", 0, error.start) + 1, data) from None


def lines(
    path: FilePath, told: Told = unheard, passed: Callable[[bytes], None] = lambda _piece: None
) -> Generator[FileLine | BadRow, None, None]:
    """Yield the lines of a file; in place of one that is too long, that it is.

    `passed` is called with each piece of such a line.

    Raises:
        FormatError: the file can't be read, or a line isn't UTF-8.
    """
    with guarded(path, lambda: files.opened(path)) as file:
        number = done = unsaid = 0
        while piece := guarded(path, lambda: file.readline(LONGEST)):
            number += 1
            size = len(piece)
            if size == LONGEST and not piece.endswith(b"\n"):
                if not piece.strip(b"\0"):
                    raise FormatError(
                        path, number, "there are only zero bytes from here on", "restore a copy"
                    )
                passed(piece)
                size += _skip_line(path, file, passed)
                yield BadRow(number, "", "the line is longer than 32 MiB", "split the record")
            else:
                yield FileLine(number, _decoded(piece, number, path))
            done += size
            unsaid += size
            if unsaid >= _TELL:
                told(done)
                unsaid = 0
        told(done)


def _skip_line(path: FilePath, file: BinaryIO, passed: Callable[[bytes], None]) -> int:
    """Pass what is left of a line, and return how much that was."""
    skipped = 0
    while piece := guarded(path, lambda: file.readline(LONGEST)):
        passed(piece)
        skipped += len(piece)
        if piece.endswith(b"\n"):
            break
    return skipped


def _decoded(piece: bytes, number: int, path: FilePath) -> str:
    """Return the text of a line."""
    try:
        return piece.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        raise _not_utf8(path, number, piece) from None


def _not_utf8(path: FilePath, line: int, data: bytes) -> FormatError:
    """Return the error for a text of another encoding."""
    named = next((name for mark, name in _MARKS if line == 1 and data.startswith(mark)), "")
    problem = f"the text is {named}, not UTF-8" if named else "the text isn't UTF-8"
    return FormatError(
        path, line, problem, "save it as UTF-8, or name its encoding: --encoding windows-1252"
    )


@cache
def json_decoder() -> json.JSONDecoder:
    """Return what reads JSON as strictly as a store is read."""
    return json.JSONDecoder(
        object_pairs_hook=_object, parse_constant=refuse_constant, parse_float=finite
    )


def _object(pairs: list[tuple[str, object]]) -> Document:
    """Return a JSON object, unless it has a key twice: one of the two would be lost."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key appears twice")
    return made
