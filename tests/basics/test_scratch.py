"""What is not finished is known as such: nothing takes it from a process that lives."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from quoth.basics.scratch import folder_for_now, hold, making, put, sweep

_HOLDING = """
import sys, time
from quoth.basics.scratch import folder_for_now, hold, making
with making(sys.argv[1]) as (file, path), folder_for_now() as folder:
    held = hold(sys.argv[1])
    file.write(b"half")
    file.flush()
    print(path, held[1], folder, sep="\\n", flush=True)
    sys.stdin.read()
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there, nothing is locked like that")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder for what is only there for a while."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_what_a_process_makes_is_there_while_it_lives_and_not_after_it_is_killed(
    tmp_path: Path, temporary: Path
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDING, work], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        made = [Path(process.stdout.readline().decode().rstrip()) for _ in range(3)]
        with making(str(work)), folder_for_now():
            sweep(str(work))
            assert all(one.exists() for one in made)
        process.kill()
        process.wait()
        assert all(one.exists() for one in made)
        with making(str(work)) as (_, path), folder_for_now() as folder:
            assert [one.exists() for one in made] == [False] * 3
            assert list(work.iterdir()) == [Path(path)]
            assert list(temporary.iterdir()) == [Path(folder)]
    assert list(work.iterdir()) == list(temporary.iterdir()) == []


def test_what_is_put_in_place_stays_and_all_else_goes(tmp_path: Path) -> None:
    with making(str(tmp_path)) as (file, made):
        file.write(b"whole")
        put(file, made, tmp_path / "kept")
    with suppress(ZeroDivisionError), making(str(tmp_path)) as (file, _):
        file.write(b"%d" % (1 // 0))
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_bytes() == b"whole"


def test_files_of_other_names_and_kinds_are_left_alone(tmp_path: Path) -> None:
    name = ".quoth-0123456789abcdef.part"
    others = [
        ".quoth-.part",
        "quoth-0123456789abcdef.part",
        f"{name}s",
        f"a{name}",
        ".store.json.x",
    ]
    for other in others:
        (tmp_path / other).write_bytes(b"")
    os.mkfifo(tmp_path / ".quoth-0123456789abcde0.part")
    (tmp_path / ".quoth-0123456789abcde1.part").mkdir()
    (tmp_path / ".quoth-0123456789abcde2.part").symlink_to(tmp_path / others[0])
    (tmp_path / name).write_bytes(b"half")
    sweep(str(tmp_path))
    assert not (tmp_path / name).exists()
    assert len(list(tmp_path.iterdir())) == len(others) + 3


def test_a_file_that_may_only_be_read_is_swept_too(tmp_path: Path) -> None:
    descriptor, path = hold(str(tmp_path))
    os.fchmod(descriptor, 0o444)
    os.close(descriptor)
    sweep(str(tmp_path))
    assert not Path(path).exists()


def test_many_who_write_at_once_never_lose_a_file_to_each_other(tmp_path: Path) -> None:
    failed: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for number in range(100):
                with making(str(tmp_path)) as (file, made):
                    file.write(b"whole")
                    put(file, made, tmp_path / f"{name}-{number}", durably=False)
        except BaseException as error:  # noqa: BLE001  # told below
            failed.append(error)

    threads = [threading.Thread(target=write, args=(str(name),)) for name in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert {one.read_bytes() for one in tmp_path.iterdir()} == {b"whole"}
    assert len(list(tmp_path.iterdir())) == 400


@pytest.mark.skipif(os.name == "nt", reason="folders are not swept there")
def test_a_folder_that_is_swept_as_it_is_made_is_made_again(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def mkdir(path: str, mode: int) -> None:
        made.append(path)
        os_mkdir(path, mode)
        if len(made) == 1:
            Path(path).rmdir()  # as another process does, whose sweep finds it held by nobody

    os_mkdir = os.mkdir
    monkeypatch.setattr("os.mkdir", mkdir)
    with folder_for_now() as folder:
        assert Path(folder).is_dir()
        assert [folder] == made[1:]
