"""What is read by its name is a regular file: looked at before it is opened, and within a limit."""

from __future__ import annotations

import io
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from quoth.basics import files
from quoth.basics.files import UnfitFileError
from quoth.store.replacing import replacing

if not hasattr(os, "mkfifo"):  # pragma: no cover
    pytest.skip("no named pipes here", allow_module_level=True)

MIB = 1 << 20


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Return a named pipe that no program writes into."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.fixture
def listener() -> Iterator[Path]:
    """Return the socket of a program that listens; such a name may not be long."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as made:
        path = Path(folder, "socket")
        made.bind(str(path))
        yield path


def test_a_pipe_is_refused_without_waiting_for_a_writer(pipe: Path) -> None:
    with pytest.raises(UnfitFileError, match="this is a pipe, not a file"):
        files.opened(pipe)
    with pytest.raises(UnfitFileError, match="this is a pipe, not a file"):
        files.written(pipe).close()


def test_a_pipe_that_takes_a_file_s_place_after_a_look_at_it_is_refused_too(
    pipe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regular = Path(__file__).stat()
    monkeypatch.setattr(os, "stat", lambda _path: regular)
    with pytest.raises(UnfitFileError, match="this is a pipe"):
        files.opened(pipe)


def test_a_socket_is_refused(listener: Path) -> None:
    with pytest.raises(UnfitFileError, match="this is a socket, not a file"):
        files.opened(listener)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_device_that_never_ends_is_refused(device: str) -> None:
    with pytest.raises(UnfitFileError, match="this is a device, not a file"):
        files.whole(device, MIB)


def test_the_null_device_is_an_empty_file() -> None:
    assert files.whole(os.devnull, 0) == b""


def test_folders_and_names_that_are_not_there_are_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.opened(tmp_path)
    with pytest.raises(FileNotFoundError):
        files.opened(tmp_path / "nothing")
    for name in ("a" * 5_000, "a\0b"):
        assert not files.is_folder(name)
        assert not files.is_there(name)


def test_a_link_is_what_it_leads_to(tmp_path: Path, pipe: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "to-pipe").symlink_to("pipe")
    assert files.whole(tmp_path / "link", 5) == b"words"
    with pytest.raises(UnfitFileError, match="this is a pipe"):
        files.whole(tmp_path / "to-pipe", 5)


def test_a_file_beyond_its_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 1025)
    with pytest.raises(UnfitFileError, match="it is larger than 1 KiB"):
        files.whole(path, 1024)
    assert files.whole(path, 1025) == b"x" * 1025


def test_a_file_that_grows_beyond_its_limit_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(files, "check_size", _late(files.check_size))
    with pytest.raises(UnfitFileError, match="it is larger than 1 KiB"):
        files.whole(path, 1024)


def _late(check: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Return a check that its first call passes, as if the file had been small then."""
    calls = iter((True,))
    return lambda size, most: None if next(calls, False) else check(size, most)


def hole(path: Path, size: int, before: bytes = b"", after: bytes = b"") -> Path:
    """Make a file with a hole."""
    with path.open("wb") as file:
        file.write(before)
        file.truncate(size)
        file.seek(0, os.SEEK_END)
        file.write(after)
    return path


def test_of_a_hole_no_more_is_read_than_its_first_piece(tmp_path: Path) -> None:
    path = hole(tmp_path / "file", 1 << 33, before=b"{")
    with pytest.raises(UnfitFileError, match="there are only zero bytes from byte 1,048,577 on"):
        files.whole(path, 1 << 34)


def test_what_may_end_in_a_hole_is_read_up_to_it(tmp_path: Path) -> None:
    words = b"x" * MIB
    path = hole(tmp_path / "file", 4 * MIB + 7, before=words)
    assert files.whole(path, 8 * MIB, may_end_in_hole=True) == words
    hole(path, 4 * MIB + 7, before=words, after=b"x")
    with pytest.raises(UnfitFileError, match="there are only zero bytes"):
        files.whole(path, 8 * MIB, may_end_in_hole=True)


def test_nothing_but_a_file_is_replaced(tmp_path: Path, pipe: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(os.devnull)
    for name in ("file", "nothing"):
        files.check_replaceable(tmp_path / name)
    for path in (pipe, tmp_path, tmp_path / "link"):
        with pytest.raises(UnfitFileError), replacing(path):
            pass
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "link", "pipe"]


def test_the_copy_of_a_hole_is_a_hole(tmp_path: Path) -> None:
    path = hole(tmp_path / "file", 64 * MIB, before=b"x", after=b"y")
    with path.open("rb") as source, (tmp_path / "copy").open("wb") as target:
        files.copy(source, target)
    copy = tmp_path / "copy"
    assert copy.read_bytes() == path.read_bytes()
    assert copy.stat().st_blocks <= path.stat().st_blocks + 2 * MIB // 512


def test_a_copy_ends_where_the_file_does_even_in_a_hole() -> None:
    target = io.BytesIO()
    files.copy(io.BytesIO(bytes(3 * MIB)), target)
    assert target.tell() == 3 * MIB
