"""A store's file, record by record, each with the bytes it stands in; in little memory.

`parsing` reads the whole file at once and says exactly what is wrong with it. This reads one window
after another, for files of any size, and knows only whether it understands them: on
`NotUnderstood`, the caller has `parsing` say what is wrong.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import os
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from json.decoder import scanstring  # type: ignore[attr-defined]  # what `json` reads with
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.store.parsing import Document, finite, refuse_constant

CHUNK: Final = 1 << 18
"""Bytes of the file that one checksum covers."""
_WINDOW: Final = 1 << 21
HIGHEST_KEY: Final = 10**18
"""Stands for all keys that are as high or higher, which no program gives."""
_DIGITS: Final = 19
"""Digits of the lowest number that eight bytes may not hold."""
_BLANKS: Final = " \t\n\r"
LONGEST: Final = 1 << 25
"""Characters of the longest record, or key, that is waited for."""


class NotUnderstood(Exception):  # noqa: N818  # it is not the file's error
    """The file isn't a store that can be read record by record."""


class Record(NamedTuple):
    """One record of a table, and the bytes of the file from its key to its end."""

    table: str
    key: str
    document: Document
    start: int
    end: int


@cache
def decoder() -> json.JSONDecoder:
    """Return what reads a record as strictly as the whole file is read."""
    return json.JSONDecoder(
        object_pairs_hook=_object, parse_constant=refuse_constant, parse_float=finite
    )


def _object(pairs: list[tuple[str, object]]) -> Document:
    """Return a JSON object, unless it has a key twice."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotUnderstood("a key appears twice")
    return made


@cache
def _key_pattern() -> re.Pattern[str]:
    """Return the pattern of a record's key: digits, any of which may be written as an escape."""
    return re.compile(r'[ \t\n\r]*"((?:[0-9]|\\u003[0-9])+)"[ \t\n\r]*:[ \t\n\r]*(?={)')


class Scanner:
    """Reads a file from somewhere on; `checks` are the checksums of its chunks, once it is read."""

    def __init__(
        self,
        path: FilePath,
        window: int = _WINDOW,
        read: Callable[[int, int], bytes] | None = None,
    ) -> None:
        """Name the file, and how many of its bytes are looked at together; nothing is read yet.

        Where the file is open already, `read` returns so many of its bytes from one on.
        """
        self._path = path
        self._read = read
        self._window = window
        self.checks = array("I")
        self.read = 0
        """Bytes read so far."""
        self.tables: list[str] = []
        """The tables met so far, in order."""

    def records(self) -> Iterator[Record]:
        """Yield every record of the file, in order.

        Raises:
            NotUnderstood: the file isn't what a store looks like, or it can't be read.
        """
        if self._read is not None:
            yield from self._file(_Window(self._pieces(self._read)))
            return
        try:
            file = files.opened(self._path)
        except (OSError, ValueError) as error:
            raise NotUnderstood(str(error)) from error
        with file:
            descriptor = file.fileno()
            window = _Window(self._pieces(lambda _, size: _read_whole(descriptor, size)))
            yield from self._file(window)

    def _pieces(self, read: Callable[[int, int], bytes]) -> Iterator[bytes]:
        """Yield the bytes of the file, taking checksums."""
        while piece := read(self.read, _WINDOW):
            view = memoryview(piece)
            for start in range(0, len(piece), CHUNK):
                self.checks.append(zlib.crc32(view[start : start + CHUNK]))
            self.read += len(piece)
            for start in range(0, len(piece), self._window):
                yield piece[start : start + self._window]

    def _file(self, window: "_Window") -> Iterator[Record]:
        """Read the whole file."""
        window.skip_mark()
        window.expect("{")
        if not window.take("}"):
            while True:
                name, _ = window.string()
                if name in self.tables:
                    raise NotUnderstood("a table appears twice")
                self.tables.append(name)
                window.expect(":")
                yield from _table(window, name)
                if not window.take(","):
                    window.expect("}")
                    break
        window.expect_end()


def resume(pieces: Iterator[bytes], start: int) -> Iterator[Record]:
    """Yield the statements that follow one that ends at some byte, in the file's last table.

    `pieces` are the bytes from there on, to the file's end.

    Raises:
        NotUnderstood: it is not so.
    """
    window = _Window(pieces, start)
    if window.take(","):
        yield from _members(window, "statements")
    else:
        window.expect("}")
    window.expect("}")
    window.expect_end()


def _table(window: "_Window", table: str) -> Iterator[Record]:
    """Read a table."""
    window.expect("{")
    if not window.take("}"):
        yield from _members(window, table)


def _members(window: "_Window", table: str) -> Iterator[Record]:
    """Read the records of a table, the first of which comes next, and the table's end."""
    seen = Keys()
    while True:
        key, document, start = window.record()
        if not seen.add(number_of(key)):
            raise NotUnderstood("a key appears twice")
        yield Record(table, key, document, start, window.byte)
        if not window.take(","):
            window.expect("}")
            return


def number_of(key: str) -> int | str:
    """Return a number as TinyDB writes it, or the text where it is none, or absurdly long."""
    plain = key.isascii() and key.isdecimal() and key[0] != "0" and len(key) < _DIGITS
    return int(key) if plain else key


def counted(key: str) -> int:
    """Return a record's key as a number, `HIGHEST_KEY` at most."""
    return int(key) if len(key) < len(str(HIGHEST_KEY)) else HIGHEST_KEY


class Keys:
    """Numbers that were met, most of them in ascending order: eight bytes each."""

    def __init__(self) -> None:
        """Start with none."""
        self._ascending = array("Q", [0])
        self._others: set[int | str] = set()

    def add(self, key: int | str) -> bool:
        """Add a number from 1, and tell whether it is new."""
        if isinstance(key, int) and self._ascending[-1] < key:
            self._ascending.append(key)
            return True
        if key in self:
            return False
        self._others.add(key)
        return True

    def __iter__(self) -> Iterator[int | str]:
        yield from islice(self._ascending, 1, None)
        yield from self._others

    def __contains__(self, key: object) -> bool:
        if isinstance(key, int):
            place = bisect_left(self._ascending, key)
            if place < len(self._ascending) and self._ascending[place] == key:
                return True
        return key in self._others


def _read_whole(descriptor: int, size: int) -> bytes:
    """Return so many bytes of a file, fewer only at its end."""
    pieces = []
    try:
        while size and (piece := os.read(descriptor, size)):
            pieces.append(piece)
            size -= len(piece)
    except OSError as error:
        raise NotUnderstood(str(error)) from error
    return b"".join(pieces)


class _Window:
    """The characters of a file that are at hand, and a place in them."""

    def __init__(self, pieces: Iterator[bytes], byte: int = 0) -> None:
        """Take the bytes of the file, from some byte on."""
        self._pieces = pieces
        self._rest = b""
        self._text = ""
        self._place = 0
        self._counted = 0
        self._byte = byte
        self._ascii = True
        self._scan = decoder().scan_once  # type: ignore[attr-defined]  # `raw_decode` calls it
        self._more()

    @property
    def byte(self) -> int:
        """The byte of the file at which the place is."""
        passed = self._place - self._counted
        if not self._ascii:
            passed = len(self._text[self._counted : self._place].encode("utf-8", "surrogatepass"))
        self._byte += passed
        self._counted = self._place
        return self._byte

    def _more(self) -> bool:
        """Get more characters, letting go of those passed, and tell whether there were any."""
        if len(self._text) - self._place > LONGEST:
            raise NotUnderstood("a record is too long")
        piece = next(self._pieces, b"")
        if not piece:
            if self._rest:
                raise NotUnderstood("it ends within a character")
            return False
        piece = self._rest + piece
        end = _whole_characters(piece)
        _ = self.byte
        try:
            text = piece[:end].decode("utf-8")
        except UnicodeDecodeError:
            raise NotUnderstood("it isn't UTF-8") from None
        self._rest = piece[end:]
        self._text = self._text[self._place :] + text
        self._place = self._counted = 0
        self._ascii = self._text.isascii()
        return True

    def _next(self) -> str:
        """Return the next character that isn't whitespace; nothing at the end of the file."""
        while True:
            text, place = self._text, self._place
            end = len(text)
            while place < end and text[place] in _BLANKS:
                place += 1
            self._place = place
            if place < end:
                return text[place]
            if not self._more():
                return ""

    def skip_mark(self) -> None:
        """Pass the mark with which some programs begin UTF-8."""
        while not self._text and self._more():
            pass
        if self._text.startswith("\ufeff"):
            self._place = 1

    def take(self, sign: str) -> bool:
        """Pass a sign if it comes next, and tell whether it did."""
        if self._next() != sign:
            return False
        self._place += 1
        return True

    def expect(self, sign: str) -> None:
        """Pass a sign that has to come next."""
        if not self.take(sign):
            raise NotUnderstood(f"there is no {sign}")

    def expect_end(self) -> None:
        """Make sure that nothing more comes."""
        if self._next():
            raise NotUnderstood("something follows the end")

    def string(self) -> tuple[str, int]:
        """Pass a text, and return it with the byte at which it starts."""
        self._next()
        start = self.byte
        self.expect('"')
        while True:
            try:
                text, self._place = scanstring(self._text, self._place, True)
            except ValueError:
                self._place -= 1
                if not self._more():
                    raise NotUnderstood("a text has no end") from None
                self._place += 1
            else:
                return text, start

    def record(self) -> tuple[str, Document, int]:
        """Pass a record, and return its key, what it holds, and the byte its key starts at."""
        while True:
            match = _key_pattern().match(self._text, self._place)
            if match is not None:
                try:
                    document, end = self._scan(self._text, match.end())
                except NotUnderstood:
                    raise
                except (ValueError, RecursionError, StopIteration):  # it may go on further
                    pass
                else:
                    self._place = match.start(1) - 1
                    start = self.byte
                    self._place = end
                    return _plain_key(match[1]), document, start
            if not self._more():
                raise NotUnderstood("a record can't be read")


def _plain_key(written: str) -> str:
    """Return a record's key as it is meant; a number from 1."""
    key = written.replace("\\u003", "")
    if key[0] == "0":
        raise NotUnderstood("a record's key is a number from 1")
    return key


def _whole_characters(piece: bytes) -> int:
    """Return how many bytes at the start of a piece are whole characters."""
    end = len(piece)
    for back in range(1, min(4, end) + 1):
        byte = piece[end - back]
        if byte < 0x80:
            return end
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return end - back if back < needed else end
    return end
