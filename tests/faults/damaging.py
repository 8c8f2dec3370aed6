"""The index of a store, damaged in every way, and what commands then answer.

A store has an index in one of three states: as it was built, with what was appended since, and with
what was changed on top. Of each there is a clean copy; a trial damages a file of another copy, runs
a command, and compares what it prints with what it prints where no index can be kept.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import struct
import sys
import time
import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from quoth.cli.main import main
from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.index.opening import open_corpus
from quoth.index.segment import layout
from quoth.store import file
from quoth.store.parsing import Document
from tests.making import small_stores_kept

_PREFIX: Final = struct.Struct("<8sIII")
_ODD: Final[Sequence[object]] = (
    None, True, -1, 0, 1, 7, 1 << 31, 1 << 40, 1 << 70, 2.5, "", "x", [], [[]], [None], {},
    {"a": 1},
)  # fmt: skip
"""What stands in JSON where something else should."""
_PAGE: Final = 4096


class Said(NamedTuple):
    """What a command left behind."""

    code: int | str
    """Its exit code, or the error that it broke down with."""
    out: bytes
    err: bytes


class State(NamedTuple):
    """A store, the clean copy of what is kept of it, and the right answers."""

    name: str
    store: Path
    kept: Path
    cache: Path
    answers: dict[tuple[str, ...], Said]


# -- Stores ----------------------------------------------------------------------------------------


@contextlib.contextmanager
def trusted_at_once() -> Iterator[None]:
    """Have a file's stamp trusted as soon as it is a moment old, so that no checks hide damage.

    What is appended to, or changed in, a store of some hundred statements is kept, too.
    """
    with small_stores_kept(1 << 12), patch.object(file, "_TICK", -(10**18)):
        yield


def states(folder: Path, store: Path) -> list[State]:
    """Return a store with an index of each kind, and what commands answer about it."""
    return [_state(folder, store, name, change) for name, change in _CHANGES.items()]


def _state(folder: Path, store: Path, name: str, change: Callable[[Path], None]) -> State:
    """Return a store that was changed once its index was built."""
    path = folder / name / "store.json"
    path.parent.mkdir()
    shutil.copy(store, path)
    cache, kept = path.with_name("cache"), path.with_name("kept")
    with patch.dict(os.environ, QUOTH_CACHE=str(cache)):
        open_corpus(path)
        change(path)
        assert open_corpus(path).opened.what in ("appended", "kept")
        assert open_corpus(path).opened.what == "kept"
    cache.rename(kept)
    cache.write_text("nothing can be kept here")
    answers = {question: ask(path, cache, question) for question in questions(path)}
    cache.unlink()
    return State(name, path, kept, cache, answers)


def _append(path: Path) -> None:
    """Put a few statements behind the last, as another program does."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    last = max(map(int, tables["statements"]))
    new = dict(tables["statements"]["1"])
    text = path.read_text(encoding="utf-8").rstrip().removesuffix("}").rstrip().removesuffix("}")
    for number in range(last + 1, last + 4):
        text = f'{text.rstrip()},\n "{number}": {json.dumps(new | {"note": f"new {number}"})}'
    path.write_text(text + "\n}\n}\n", encoding="utf-8")


def _change(path: Path) -> None:
    """Edit, add and delete with quoth, and have it all in the file."""
    workspace = Workspace(path)
    tables = json.loads(path.read_text(encoding="utf-8"))
    spoken, actor = tables["statements"], tables["actors"]["1"]

    def edit(table: str, key: str, after: Document | None) -> Edit:
        return Edit(table, key, tables[table][key], after)

    new: Document = spoken["5"] | {"quote": "An entirely different remark on glaciers"}
    workspace.commit(
        Change(
            "change",
            [
                edit("statements", "7", spoken["7"] | {"note": "looked at again"}),
                edit("statements", "9", None),
                edit("actors", "1", actor | {"aliases": ["Somebody Else"]}),
                Edit("statements", "", None, new),
            ],
        )
    )
    workspace.fold()


_CHANGES: Final[dict[str, Callable[[Path], None]]] = {
    "built": lambda path: None,
    "appended": _append,
    "changed": _change,
}


# -- Commands --------------------------------------------------------------------------------------


def questions(path: Path) -> list[tuple[str, ...]]:
    """Return commands that read all that an index has, in few lines and in many."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    spoken = tables["statements"]["3"]
    long, longer = sorted(spoken["quote"].split(), key=lambda word: (len(word), word))[-2:]
    misspelt = longer[:3] + longer[4:]
    names = {actor["id"]: actor["name"] for actor in tables["actors"].values()}
    speaker = names[spoken["speaker"]]
    topic = next(iter(tables["topics"].values()))["id"]
    every = ("--json", "--limit", "0")
    return [
        ("find", "--json", long, longer),
        ("find", *every, misspelt),
        ("find", "--limit", "5", f"{longer[:4]}"),
        ("find", *every, f"by:{speaker}", "sort:oldest"),
        ("find", *every, f"topic:{topic}", "sort:speaker"),
        ("find", *every, "since:1990", "-status:draft", f"-{long}"),
        ("export", "--format", "jsonl"),
        ("export", "--format", "csv", f"by:{speaker}"),
        ("export", "--format", "markdown"),
        ("stats", "--json"),
        ("actors", "--json"),
        ("timeline", "--json"),
        ("show", "--json", "3"),
        ("complete", "fish", "find", f"by:{speaker[:3]}"),
    ]


def ask(path: Path, cache: Path, question: Sequence[str]) -> Said:
    """Run a command in this process."""
    store = ("--store", str(path))
    words = (*question[:1], *store, *question[1:])
    if question[0] == "complete":
        words = (*question[:-1], *store, question[-1])
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    code: int | str
    with (
        patch.dict(os.environ, QUOTH_CACHE=str(cache)),
        patch.object(sys, "stdout", out), patch.object(sys, "stderr", err),
        patch("signal.signal"),
    ):  # fmt: skip
        try:
            code = int(main(words))
        except SystemExit as left:
            code = f"it left with {left.code}"
        except Exception as error:  # noqa: BLE001  # that is what is looked for
            code = f"{type(error).__name__}: {error}"
        for stream in (out, err):
            stream.flush()
    return Said(code, out.buffer.getvalue(), err.buffer.getvalue())


# -- Damage ----------------------------------------------------------------------------------------


class Segment:
    """A segment's file, taken apart so that it can be put together otherwise."""

    def __init__(self, data: bytes) -> None:
        """Take the file."""
        length = _PREFIX.unpack_from(data)[2]
        self.header: dict[str, Any] = json.loads(data[_PREFIX.size : _PREFIX.size + length])
        self.body = bytearray(data[len(data) - self.header["length"] :])

    def sealed(self) -> bytes:
        """Return the file with all of its checksums right."""
        chunk = layout.CHUNK
        pieces = [self.body[start : start + chunk] for start in range(0, len(self.body), chunk)]
        table = array("I", map(zlib.crc32, pieces)).tobytes()
        text = json.dumps(self.header).encode("ascii")
        text += b" " * (-(_PREFIX.size + len(text)) % 16)
        check = zlib.crc32(table, zlib.crc32(text))
        start = _PREFIX.pack(b"quothseg", layout.VERSION, len(text), check)
        return start + text + table + bytes(-len(table) % 16) + self.body


def spoil(cache: Path, beginnings: tuple[str, ...]) -> None:
    """Flip a bit in each section of all segments whose name begins in some way."""
    for path in cache.glob("*.segment"):
        data = bytearray(path.read_bytes())
        segment = Segment(bytes(data))
        for name, (start, size, _) in segment.header["sections"].items():
            if size and name.startswith(beginnings):
                data[len(data) - len(segment.body) + start + size // 2] ^= 1
        path.write_bytes(data)


Damage = Callable[[random.Random, Path], None]


def _a_segment(chance: random.Random, cache: Path) -> Path:
    """Return one of the segments."""
    return chance.choice(sorted(cache.glob("*.segment")))


def _a_file(chance: random.Random, cache: Path) -> Path:
    """Return one of the files."""
    manifest = [*cache.glob("*.json")] if chance.random() < 0.2 else []
    return manifest[0] if manifest else _a_segment(chance, cache)


def flip_a_bit(chance: random.Random, cache: Path) -> None:
    """Flip a bit anywhere."""
    path = _a_file(chance, cache)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def overwrite(chance: random.Random, cache: Path) -> None:
    """Write over some bytes."""
    path = _a_file(chance, cache)
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    length = min(chance.choice((1, 2, 8, 60, 5_000)), len(data) - place)
    data[place : place + length] = chance.randbytes(length)
    path.write_bytes(data)


def zero_a_page(chance: random.Random, cache: Path) -> None:
    """Have a page of zeros where the system lost one."""
    path = _a_segment(chance, cache)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data)) // _PAGE * _PAGE
    data[start : start + _PAGE] = bytes(len(data[start : start + _PAGE]))
    path.write_bytes(data)


def cut_off(chance: random.Random, cache: Path) -> None:
    """Have only the beginning of a file, as when a disk was full."""
    path = _a_file(chance, cache)
    data = path.read_bytes()
    path.write_bytes(data[: chance.choice((0, 7, 20, chance.randrange(len(data)), len(data) - 1))])


def lengthen(chance: random.Random, cache: Path) -> None:
    """Put something behind the end."""
    path = _a_segment(chance, cache)
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.choice((1, 16, 4096))))


def swap_sections(chance: random.Random, cache: Path) -> None:
    """Have the bytes of two sections in each other's place, the checksums being right."""
    path = _a_segment(chance, cache)
    segment = Segment(path.read_bytes())
    sections = segment.header["sections"]
    one, other = chance.sample(sorted(sections), 2)
    sections[one], sections[other] = sections[other], sections[one]
    path.write_bytes(segment.sealed())


def edit_the_header(chance: random.Random, cache: Path) -> None:
    """Have the header say something else, its checksum being right."""
    path = _a_segment(chance, cache)
    segment = Segment(path.read_bytes())
    part = chance.choice((segment.header, segment.header["facts"], segment.header["sections"]))
    name = chance.choice(sorted(part))
    match chance.randrange(3):
        case 0:
            del part[name]
        case 1:
            part[name] = chance.choice(_ODD)
        case _:
            part[name] = chance.choice(list(part.values()))
    path.write_bytes(segment.sealed())


def craft_a_section(chance: random.Random, cache: Path) -> None:
    """Have other numbers in a section, its checksums being right."""
    path = _a_segment(chance, cache)
    segment = Segment(path.read_bytes())
    _craft(chance, segment)
    path.write_bytes(segment.sealed())


def _craft(chance: random.Random, segment: Segment) -> None:
    """Write other numbers into a section."""
    sections = segment.header["sections"]
    start, size, typecode = sections[chance.choice([n for n in sorted(sections) if sections[n][1]])]
    numbers = array(typecode, bytes(segment.body[start : start + size]))
    place = chance.randrange(len(numbers))
    most = (1 << 8 * numbers.itemsize - typecode.islower()) - 1
    match chance.randrange(6):
        case 0:
            numbers[place] = most
        case 1:
            numbers[place] = 0
        case 2:
            numbers[place] = min(numbers[place] + 1, most)
        case 3:
            numbers.reverse()
        case 4:
            numbers = array(typecode, [most]) * len(numbers)
        case _:
            shifted = numbers[1:]
            shifted.append(most)
            numbers = shifted
    segment.body[start : start + size] = numbers.tobytes()


def lose_a_file(chance: random.Random, cache: Path) -> None:
    """Have a file that is missing, or something else in its place."""
    path = _a_file(chance, cache)
    path.unlink()
    match chance.randrange(5):
        case 0:
            path.mkdir()
        case 1:
            os.mkfifo(path)
        case 2:
            path.symlink_to("/dev/zero")
        case 3:
            path.symlink_to(path)
        case _:
            pass


def open_to_others(chance: random.Random, cache: Path) -> None:
    """Let others write a file."""
    _a_file(chance, cache).chmod(0o666)


def exchange_files(chance: random.Random, cache: Path) -> None:
    """Have one file in the place of another."""
    path = _a_segment(chance, cache)
    path.write_bytes(_a_file(chance, cache).read_bytes())


def spoil_the_lock(chance: random.Random, cache: Path) -> None:
    """Have no file to lock, and a reason to need one."""
    (lock,) = cache.glob("*.lock")
    lock.unlink()
    chance.choice((os.mkdir, os.mkfifo))(lock)
    flip_a_bit(chance, cache)


def edit_the_manifest(chance: random.Random, cache: Path) -> None:
    """Have a manifest say something else, its checksum being right."""
    (path,) = cache.glob("*.json")
    contents = json.loads(path.read_bytes().partition(b"\n")[2])
    names = contents["segments"]
    missing = names[0].replace("-", "-0")
    others: dict[str, Sequence[object]] = {
        "segments": [*_ODD, names[1:], names[:1], names[::-1], names * 2, [*names, missing]],
        "layered": [not contents["layered"], None, "yes"],
        "stamp": [*_ODD, contents["stamp"][::-1], [*contents["stamp"], 1], [0] * 5],
        "settled": [False, None, 1],
        "store": _ODD,
        "version": _ODD,
    }
    name = chance.choice(sorted(others))
    contents[name] = chance.choice(others[name])
    if chance.random() < 0.2:
        del contents[name]
    text = json.dumps(contents).encode("ascii")
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(text), text))


DAMAGES: Final[Sequence[Damage]] = (
    flip_a_bit, flip_a_bit, flip_a_bit, flip_a_bit, overwrite, overwrite, zero_a_page, zero_a_page,
    cut_off, lengthen, swap_sections, edit_the_header, craft_a_section, craft_a_section,
    lose_a_file, open_to_others, exchange_files, spoil_the_lock, edit_the_manifest,
)  # fmt: skip


def forge(chance: random.Random, cache: Path) -> None:
    """Craft a section or the header, and have the manifest vouch for what was crafted."""
    (path,) = cache.glob("*.json")
    contents = json.loads(path.read_bytes().partition(b"\n")[2])
    names = contents["segments"]
    changed = chance.randrange(len(names))
    renamed: dict[str, str] = {}
    for place, name in enumerate(names):
        segment = Segment((cache / name).read_bytes())
        facts = segment.header["facts"]
        facts[layout.OVER] = [renamed[one] for one in facts[layout.OVER]]
        if place == changed:
            (_craft if chance.random() < 0.7 else _forge_header)(chance, segment)
        data = segment.sealed()
        seal = f"{_PREFIX.unpack_from(data)[3]:08x}"
        start, _, end = name.split("-")
        renamed[name] = f"{start}-{seal}-{end}"
        (cache / renamed[name]).write_bytes(data)
        (cache / renamed[name]).chmod(0o600)
    contents["segments"] = [renamed[name] for name in names]
    text = json.dumps(contents).encode("ascii")
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(text), text))


def _forge_header(chance: random.Random, segment: Segment) -> None:
    """Have a section missing, another in its place, or a fact that is something else."""
    sections, facts = segment.header["sections"], segment.header["facts"]
    name = chance.choice(sorted(sections))
    match chance.randrange(3):
        case 0:
            del sections[name]
        case 1:
            other = chance.choice(sorted(sections))
            sections[name], sections[other] = sections[other], sections[name]
        case _:
            facts[chance.choice(sorted(facts))] = chance.choice(_ODD)


# -- Trials ----------------------------------------------------------------------------------------


class Trial(NamedTuple):
    """A command that was run with a damaged index."""

    seed: int
    state: str
    damage: str
    question: tuple[str, ...]
    said: Said
    is_right: bool
    seconds: float


def tried(state: State, seed: int, damages: Sequence[Damage] = DAMAGES) -> Trial:
    """Damage a copy of what is kept of a store, and ask a command about it."""
    chance = random.Random(seed)  # noqa: S311  # whatever comes
    damage = chance.choice(damages)
    shutil.rmtree(state.cache, ignore_errors=True)
    shutil.copytree(state.kept, state.cache)
    damage(chance, state.cache)
    question = chance.choice(list(state.answers))
    began = time.perf_counter()
    said = ask(state.store, state.cache, question)
    took = time.perf_counter() - began
    is_right = said == state.answers[question]
    return Trial(seed, state.name, damage.__name__, question, said, is_right, took)
