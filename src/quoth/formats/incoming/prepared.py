"""A file as its reader wants it: unpacked, in UTF-8, its lines ended by line feeds.

Most files are that already, and stay where they are. Of others a copy is read, which is gone at the
end: of one that gzip, bzip2, xz or zip packed, of one in UTF-16 that begins with its mark, of one
in an encoding that a person names, and of one whose lines end in carriage returns alone.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import codecs
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, cast

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.basics.scratch import folder_for_now
from quoth.formats.incoming.brat import is_pair
from quoth.formats.incoming.lines import beginning, guarded
from quoth.formats.incoming.records import FormatError, Remark

_MOST: Final = 1 << 31
"""Bytes of a file once it is unpacked."""
_PIECE: Final = 1 << 20
_PACKED: Final = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"PK\3\4", "zip"),
)
_PACKS: Final = (".gz", ".gzip", ".bz2", ".xz", ".zip")
_MARKS: Final = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)  # fmt: skip
_START: Final = 1 << 16


class PreparedFile(NamedTuple):
    """A file that can be read, and what there is to tell of how it came to be."""

    path: FilePath
    remarks: tuple[Remark, ...] = ()
    codec: str = ""
    """What its reader has to read it as, of files that belong together and stay where they are."""


@contextmanager
def prepared(path: FilePath, encoding: str = "") -> Iterator[PreparedFile]:
    """Yield a file as its reader wants it, for as long as it is needed.

    Args:
        path: The file; a folder stays as it is, and so do annotations beside their text.
        encoding: What a person said that it is in; nothing where its mark says so, or it is UTF-8.

    Raises:
        FormatError: it can't be read, isn't in that encoding, or is a folder with an encoding.
    """
    codec = _codec(path, encoding)
    if codec and is_pair(path):
        yield PreparedFile(path, codec=codec)
        return
    if files.is_folder(path):
        if codec:
            raise FormatError(
                path, 0, "--encoding: this folder has no annotated text",
                "name the files in it",
            )  # fmt: skip
        yield PreparedFile(path)
        return
    with folder_for_now() as folder:
        ready = PreparedFile(path)
        start = beginning(path, _START)
        if packing := _packing(start):
            ready = _unpacked(path, packing, folder)
            start = beginning(ready.path, _START)
        codec = codec or next((name for mark, name in _MARKS if start.startswith(mark)), "")
        if codec or _ends_in_returns(start):
            ready = _recoded(path, ready, codec or "utf-8", folder)
        try:
            yield ready
        except FormatError as error:
            if error.file != ready.path:
                raise
            raise FormatError(path, error.line, error.problem, error.remedy) from None


def _codec(path: FilePath, encoding: str) -> str:
    """Return the name of an encoding that a person named."""
    if not encoding:
        return ""
    try:
        found = codecs.lookup(encoding)
        "".encode(found.name)  # some turn bytes into bytes
    except (LookupError, ValueError, TypeError):
        raise FormatError(
            path, 0, f"there is no encoding “{encoding}”", "name one such as windows-1252 or utf-16"
        ) from None
    return "utf-8-sig" if found.name == "utf-8" else found.name


def _packing(start: bytes) -> str:
    """Return what packed a file that begins so."""
    return next((name for mark, name in _PACKED if start.startswith(mark)), "")


def _ends_in_returns(start: bytes) -> bool:
    """Tell whether lines end in carriage returns, and in nothing else."""
    return b"\r" in start.rstrip(b"\r") and b"\n" not in start and b"\0" not in start


def _unpacked(path: FilePath, packing: str, folder: str) -> PreparedFile:
    """Return a file unpacked into a folder."""
    import bz2  # noqa: PLC0415  # for packed files alone
    import gzip  # noqa: PLC0415
    import lzma  # noqa: PLC0415
    import zipfile  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    name = Path(path).name
    if name.casefold().endswith(_PACKS):
        name = Path(name).stem
    target = Path(folder, "unpacked", name or "file")
    target.parent.mkdir()
    try:
        with guarded(path, lambda: files.opened(path)) as file, target.open("wb") as copy:
            if packing == "zip":
                with zipfile.ZipFile(file) as archive:
                    members = [one for one in archive.infolist() if not one.is_dir()]
                    if len(members) != 1:
                        raise FormatError(
                            path, 0, f"it is packed by zip, and holds {len(members)} files",
                            "unpack it, and name those that are meant",
                        )  # fmt: skip
                    with archive.open(members[0]) as packed:
                        _copy(path, packed.read, copy)
            else:
                opening: Callable[[BinaryIO], object] = {
                    "gzip": gzip.open,
                    "bzip2": bz2.open,
                    "xz": lzma.open,
                }[packing]  # type: ignore[assignment]
                with cast("BinaryIO", opening(file)) as reader:
                    _copy(path, reader.read, copy)
    except (OSError, EOFError, RuntimeError, ValueError, zlib.error, lzma.LZMAError,
            zipfile.BadZipFile, NotImplementedError) as error:  # fmt: skip
        raise FormatError(
            path, 0, f"it is packed by {packing}, and can't be unpacked ({error})",
            "unpack it yourself",
        ) from None  # fmt: skip
    return PreparedFile(target)


def _copy(path: FilePath, read: Callable[[int], bytes], copy: BinaryIO) -> None:
    """Copy what is read, up to so much."""
    size = 0
    while piece := read(_PIECE):
        size += len(piece)
        if size > _MOST:
            raise FormatError(
                path, 0, f"it is larger than {files.spelt(_MOST)} once unpacked", "split it"
            )
        copy.write(piece)


def _recoded(path: FilePath, ready: PreparedFile, codec: str, folder: str) -> PreparedFile:
    """Return a file in UTF-8, its lines ended by line feeds."""
    name = Path(ready.path).name
    target = Path(folder, name)
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    with guarded(path, lambda: files.opened(ready.path)) as file, target.open("wb") as copy:
        first = True
        while True:
            piece = guarded(path, lambda: file.read(_PIECE))
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeError:
                raise FormatError(
                    path, line, f"the text isn't {codec.upper()}", "name its encoding"
                ) from None
            if first:
                text, first = text.removeprefix("\ufeff"), False
            text = text if "\n" in text else text.replace("\r", "\n")
            line += text.count("\n")
            copy.write(text.encode("utf-8", "surrogatepass"))
            if not piece:
                break
    return ready._replace(path=target)
