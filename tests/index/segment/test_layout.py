"""A segment that was cut off, overwritten or made up is noticed before a wrong number is read."""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.index.segment import layout
from quoth.index.segment.layout import Damaged, Sections, SegmentWriter, seal_of
from quoth.index.segment.part import Part
from tests.making import records_of, say, segment_of, tables_of
from tests.strategies import any_text

SECTIONS: dict[str, array[int]] = {
    "bytes": array("B", range(200)),
    "none": array("I"),
    "numbers": array("I", range(0, 9_000, 7)),
    "long": array("q", [-1, 1 << 62]),
}
TEXTS = ["a", "é\ud800", ["b", None]]


def written() -> bytes:
    """Return a small segment."""
    writer = SegmentWriter()
    for name, values in SECTIONS.items():
        writer.numbers(name, values)
    writer.texts("texts", TEXTS)
    return b"".join(writer.finish({"rows": 3}))


def contents(data: bytes) -> tuple[object, ...]:
    """Return all that a segment says."""
    sections = Sections(data)
    numbers = {name: sections.numbers(name) for name in SECTIONS}
    return (
        dict(sections.facts),
        {name: (view.typecode, view.whole().tolist()) for name, view in numbers.items()},
        sections.texts("texts"),
    )


@pytest.fixture(autouse=True, scope="module")
def _small_chunks() -> Iterator[None]:
    """Have many chunks in a small segment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "CHUNK", 64)
        yield


def test_a_segment_gives_back_what_was_written() -> None:
    expected = {name: (values.typecode, values.tolist()) for name, values in SECTIONS.items()}
    assert contents(written()) == ({"rows": 3}, expected, TEXTS)
    assert "numbers" in Sections(written())
    assert "number" not in Sections(written())


@given(st.data())
def test_a_part_of_a_section_can_be_read_alone(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name, values in SECTIONS.items() if values]))
    view, values = Sections(written()).numbers(name), SECTIONS[name]
    start = data.draw(st.integers(0, len(values) - 1))
    end = data.draw(st.integers(start, len(values)))
    assert view.piece(start, end).tolist() == values[start:end].tolist()
    assert view[start] == values[start]
    assert len(view) == len(values)


def test_a_section_that_is_not_there_is_noticed() -> None:
    with pytest.raises(Damaged):
        Sections(written()).numbers("number")
    with pytest.raises(Damaged):
        Sections(written()).texts("bytes")


# -- Accidents -------------------------------------------------------------------------------------


def noticed(data: bytes, expected: tuple[object, ...]) -> bool:
    """Tell whether a damaged segment is noticed; else it has to say what it said before."""
    try:
        assert contents(data) == expected
    except Damaged:
        return True
    return False


def test_every_byte_that_is_overwritten_is_noticed_or_says_nothing() -> None:
    whole = written()
    expected = contents(whole)
    noticed_at = [
        noticed(bytes([*whole[:place], byte ^ flip, *whole[place + 1 :]]), expected)
        for place, byte in enumerate(whole)
        for flip in ((1, 0x80, 0xFF) if place < 64 else (1 << place % 8,))
    ]
    assert noticed_at.count(False) < 16 * 4  # what fills up the table of checksums


def test_a_segment_that_is_cut_off_anywhere_is_noticed() -> None:
    whole = written()
    for length in range(len(whole)):
        with pytest.raises(Damaged):
            contents(whole[:length])


def test_what_follows_a_segment_is_not_read() -> None:
    assert contents(written() + b"more") == contents(written())


@given(st.binary(max_size=200))
def test_any_bytes_are_no_segment(data: bytes) -> None:
    with pytest.raises(Damaged):
        Sections(data)


def test_a_damaged_chunk_does_not_disturb_the_others() -> None:
    whole = bytearray(written())
    whole[-64 * 3] ^= 1
    sections = Sections(bytes(whole))
    assert sections.numbers("bytes").whole().tolist() == SECTIONS["bytes"].tolist()
    for _ in range(2):
        with pytest.raises(Damaged):
            sections.check_all()


# -- Malice ----------------------------------------------------------------------------------------


def sealed(header: Any, body: bytes = b"", checks: bytes | None = None) -> bytes:
    """Return a segment of any header, its checksums right."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode("ascii")
    text += b" " * (-(20 + len(text)) % 16)
    if checks is None:
        pieces = [body[start : start + 64] for start in range(0, len(body), 64)]
        checks = array("I", map(zlib.crc32, pieces)).tobytes()
    start = struct.pack(
        "<8sIII", b"quothseg", layout.VERSION, len(text), zlib.crc32(checks, zlib.crc32(text))
    )
    return start + text + checks + bytes(-len(checks) % 16) + body


def header_of(**changed: Any) -> dict[str, Any]:
    """Return a header that is right but for what is changed."""
    right = {
        "facts": {"rows": 0},
        "sections": {"a": [0, 16, "I"], "b": [16, 16, "B"]},
        "length": 32,
        "checks": 1,
        "sizes": layout._sizes(),
    }
    return right | changed


def test_a_header_that_is_right_is_read() -> None:
    sections = Sections(sealed(header_of(), bytes(32)))
    assert sections.numbers("a").whole().tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "changed",
    [
        {"facts": 1},
        {"facts": None},
        {"facts": ["rows"]},
        {"sections": None},
        {"sections": []},
        {"sections": {"a": None}},
        {"sections": {"a": [0, 16]}},
        {"sections": {"a": [0, 16, "I", 1]}},
        {"sections": {"a": [0, 16, "f"]}},
        {"sections": {"a": [0, 16, "@I"]}},
        {"sections": {"a": [0, 16, ["I"]]}},
        {"sections": {"a": [0, 16, None]}},
        {"sections": {"a": [0, 15, "I"]}},
        {"sections": {"a": [0, 16.0, "I"]}},
        {"sections": {"a": ["0", 16, "I"]}},
        {"sections": {"a": [-16, 16, "I"]}},
        {"sections": {"a": [0, -16, "I"]}},
        {"sections": {"a": [8, 16, "I"]}},
        {"sections": {"a": [0, 48, "I"]}},
        {"sections": {"a": [48, 0, "I"]}},
        {"sections": {"a": [0, 1 << 80, "I"]}},
        {"sections": {"a": [1 << 80, 0, "I"]}},
        {"sections": {"a": [0, 32, "I"], "b": [16, 16, "I"]}},
        {"length": -1},
        {"length": 33},
        {"length": 1 << 90},
        {"length": 32.0},
        {"length": "32"},
        {"length": None},
        {"checks": 0},
        {"checks": 2},
        {"checks": -1},
        {"checks": 1.0},
        {"checks": "1"},
        {"checks": 1 << 90},
        {"sizes": "little"},
        {"sizes": None},
    ],
)
def test_a_header_that_lies_is_noticed_though_its_checksums_are_right(
    changed: dict[str, Any],
) -> None:
    with pytest.raises(Damaged):
        Sections(sealed(header_of(**changed), bytes(32)))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b'"facts"',
        b"7",
        b"{",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
        b'{"checks": ' + b"9" * 10_000 + b"}",
        b"NaN",
    ],
)
def test_a_header_that_is_something_else_is_noticed(text: bytes) -> None:
    with pytest.raises(Damaged):
        Sections(sealed(text, bytes(32)))


@pytest.mark.parametrize("name", ["facts", "sections", "length", "checks", "sizes"])
def test_a_header_in_which_something_is_missing_is_noticed(name: str) -> None:
    header = header_of()
    del header[name]
    with pytest.raises(Damaged):
        Sections(sealed(header, bytes(32)))


@pytest.mark.parametrize("text", [b"[" * 50_000, b"{}", b'"a"', b"[1,", b"\xff", b"", b"9" * 9_999])
def test_texts_that_are_something_else_are_noticed(text: bytes) -> None:
    body = text + bytes(-len(text) % 16)
    header = header_of(
        sections={"a": [0, len(text), "B"]}, length=len(body), checks=-(-len(body) // 64)
    )
    with pytest.raises(Damaged):
        Sections(sealed(header, body)).texts("a")


# -- A whole part ----------------------------------------------------------------------------------


def small_part() -> bytes:
    """Return the segment of a small corpus."""
    spoken = [say("Bread is dear", 1, topics=("bread",)), say("Salt is not", 2, said=None)]
    return segment_of(tables_of(records_of(spoken)))


USES: tuple[Callable[[Part], object], ...] = (
    lambda part: part.text(1),
    lambda part: part.vocabulary.term("bread"),
    lambda part: part.postings.rows(0).rows(),
    lambda part: part.offsets.whole().tolist(),
    lambda part: part.overlapping(0, 10**6).rows(),
    lambda part: part.candidates("actors", "ann"),
    lambda part: part.names.of(0),
    lambda part: part.sections.texts("actors.ids"),
)


@pytest.mark.parametrize("rows", [-1, 1, 3, 1 << 40, "2", None, 2.0, [], True])
def test_a_part_that_lies_about_its_rows_is_noticed(rows: Any) -> None:
    whole = small_part()
    assert Part(whole).rows == 2
    length = struct.unpack_from("<8sIII", whole)[2]
    header = json.loads(whole[20 : 20 + length])
    header["facts"]["rows"] = rows
    text = json.dumps(header).encode("ascii")
    body = whole[-header["length"] :]
    with pytest.raises(Damaged):
        Part(sealed(text, body))


def answers(data: bytes) -> list[object]:
    """Return what a part says."""
    part = Part(data)
    return [use(part) for use in USES]


def test_a_part_that_is_overwritten_anywhere_says_what_it_said_or_nothing() -> None:
    whole = small_part()
    expected = answers(whole)
    damaged = 0
    for place in range(0, len(whole), 5):
        data = bytearray(whole)
        data[place] ^= 1 << place % 8
        try:
            assert answers(bytes(data)) == expected
        except Damaged:
            damaged += 1
    assert damaged


@given(any_text)
def test_ids_are_hashed_whatever_they_hold(record_id: str) -> None:
    assert 0 <= layout.hash_of(record_id) < 1 << 32


def test_what_is_let_go_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "some.segment"
    path.write_bytes(written())
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    for data in (memoryview(mapped), written()):
        sections = Sections(data)
        sections.check_all()
        sections.let_go()
        for name, values in SECTIONS.items():
            assert sections.numbers(name).whole().tolist() == values.tolist()


def test_a_seal_changes_with_every_byte_that_means_something() -> None:
    bodies = [bytes(32), bytes(31) + b"x", b"x" + bytes(31)]
    files = [sealed(header_of(), body) for body in bodies]
    files.append(sealed(header_of(facts={"rows": 1}), bytes(32)))
    assert len({seal_of(data) for data in files}) == len(files)
    with pytest.raises(Damaged):
        seal_of(files[0][:19])


def test_sections_may_be_left_out_of_a_check() -> None:
    whole = bytearray(written())
    whole[-64 * 3] ^= 1
    sections = Sections(bytes(whole))
    sections.check_all(("numbers", "long", "texts"))
    with pytest.raises(Damaged):
        sections.check_all(("texts",))
