"""Tables are read whatever separates their columns; a bad row leaves the others alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.formats.incoming.lines import LONGEST
from quoth.formats.incoming.mapping import chosen
from quoth.formats.incoming.records import (
    BadRow,
    Choices,
    FormatError,
    IncomingActor,
    IncomingSource,
    IncomingStance,
    IncomingStatement,
    IncomingTopic,
)
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from quoth.formats.incoming.table import mapping_of
from quoth.formats.incoming.table import read as read_table
from tests.formats.bringing import bad, read, statements, written


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_columns_may_be_separated_by_any_of_three_signs(
    tmp_path: Path, sign: str, mark: str
) -> None:
    header = sign.join(["Quote", "Speaker", "Date", "Title"])
    row = sign.join(['"Bread, is; dear"', "Ann Archer", "2025-03-20", "The Paper"])
    path = written(tmp_path, "table.csv", f"{mark}{header}\r\n{row}\r\n")
    assert sniffed(path) is ImportFormat.TABLE
    (one,) = statements(path)
    assert one.quote == "Bread, is; dear"
    assert one.speaker.name == "Ann Archer"
    assert one.said == "2025-03-20"
    assert one.source.title == "The Paper"
    assert one.line == 2


def test_every_field_has_its_column(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "table.csv",
        "quote,kind,speaker,role,affiliation,country,speaker kind,said,via,topics,stances,tags,"
        "start,end,paragraph,status,mood,url,publisher\n"
        '"“Bread is dear”",Verbatim,Ann Archer,Baker,Guild,GB,politician,20 March 2025,'
        'Wire; Other Wire,bread,"bread: against; milk: pro",a; b,3,20,1,Draft,angry,'
        "https://paper.example/1,The Paper\n",
    )
    (one,) = statements(path)
    assert (one.quote, one.kind, one.said) == ("Bread is dear", "direct", "2025-03-20")
    assert one.speaker[2:6] == ("person", "Baker", "Guild", "GB")
    assert [actor.name for actor in one.via] == ["Wire", "Other Wire"]
    assert one.stances == (
        IncomingStance(IncomingTopic("bread"), "oppose"),
        IncomingStance(IncomingTopic("milk"), "support"),
    )
    assert one.locator == {"start": 3, "end": 20, "paragraph": 1}
    assert one.tags == ("a", "b")
    assert one.status == "draft"
    assert one.extra == {"mood": "angry"}


def test_a_bad_row_is_told_by_its_line_and_leaves_the_others_alone(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "table.csv",
        'quote,date\n"two\nlines",2025-03-20\nodd,03/04/2025\na,b,c\n\nlast,\n',
    )
    found = read(path)
    assert [one.line for one in found] == [2, 4, 5, 7]
    first, second = bad(path)
    assert (first.line, first.field) == (4, "said")
    assert "day or the month first" in first.problem
    assert (second.line, second.field) == (5, "")
    assert str(second) == (
        "line 5: it has 3 columns and the header 2; put quotation marks around the texts"
    )


def test_an_apostrophe_that_begins_a_cell_is_the_texts_own(tmp_path: Path) -> None:
    # Only quoth's own tables put one before a cell that a spreadsheet would take for a formula.
    path = written(tmp_path, "table.csv", "quote\n'=1+1\n''tis so\n'tis so\n")
    assert [one.quote for one in statements(path)] == ["'=1+1", "''tis so", "'tis so"]
    own = written(tmp_path, "own.csv", OWN + "q1,'=1+1,direct,ann,Ann,,p,Paper,,,,,\n")
    assert [one.quote for one in statements(own)] == ["=1+1"]


def test_a_spreadsheet_may_name_the_separator(tmp_path: Path) -> None:
    path = written(tmp_path, "table.csv", "sep=;\nquote;speaker\nBread, dear;Ann\n")
    (one,) = statements(path)
    assert one.quote == "Bread, dear"
    assert one.line == 3


def test_a_person_maps_a_column(tmp_path: Path) -> None:
    path = written(tmp_path, "table.csv", "words of it,whose\nBread is dear,Ann\n")
    decided = chosen(["words of it=quote", "whose=speaker"], path)
    assert mapping_of(path, decided).extra == ()
    (one,) = read_table(path, Choices(decided))
    assert not isinstance(one, BadRow)
    assert one[0] == "Bread is dear"
    with pytest.raises(FormatError, match="there is no column “mood”; name one of words of it"):
        mapping_of(path, {"mood": "quote"})


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"quote,speaker\nBread,Ann\nMilk,\xff\n", "line 3: the text isn't UTF-8"),
        ("quote\nBread\n".encode("utf-16"), "line 1: the text is UTF-16, not UTF-8"),
        (b"", "the file is empty"),
        (b"\n\n", "the file is empty"),
    ],
)
def test_a_file_that_is_no_table_is_one_line(tmp_path: Path, data: bytes, problem: str) -> None:
    path = written(tmp_path, "table.csv", data)
    with pytest.raises(FormatError) as caught:
        read(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cell_beyond_all_measure_is_a_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, "table.csv", "quote,cue\n" + "x" * LONGEST + ",said\nBread,said\n")
    found = read(path)
    assert isinstance(found[0], BadRow)
    assert [one.line for one in found] == [2, 3]


OWN = "id,quote,kind,speaker,speaker_name,said,source,source_title,via,topics,start,extra,mood\n"


def test_in_our_own_tables_ids_are_ids_and_texts_stay_as_they_are(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "own.csv",
        OWN + 'q1," “Bread” ",direct,ann,Ann Archer,2025,p,Paper,wire; ann,b,3,'
        '"{""locator"": {""page"": 4}, ""pages"": [1]}",grim\n',
    )
    (one,) = statements(path)
    assert one.quote == " “Bread” "
    assert one.speaker == IncomingActor("Ann Archer", "ann")
    assert one.source == IncomingSource("Paper", "p")
    assert one.via == (IncomingActor("", "wire"), IncomingActor("", "ann"))
    assert one.topics == (IncomingTopic("", "b"),)
    assert one.locator == {"start": 3, "page": 4}
    assert one.extra == {"pages": [1], "mood": "grim"}


def test_a_row_of_ours_that_somebody_changed_is_read_as_any_but_for_its_ids(tmp_path: Path) -> None:
    path = written(
        tmp_path, "own.csv",
        OWN + "q1,Bread is dear,Verbatim,ann,Ann Archer,20 March 2025,p,Paper,wire;ann,b,,,\n"
        "q2,Bread is dear,perhaps,ann,Ann Archer,,p,Paper,,,,,\n",
    )  # fmt: skip
    one, other = read(path)
    assert isinstance(one, IncomingStatement)
    assert (one.kind, one.said) == ("direct", "2025-03-20")
    assert one.speaker == IncomingActor("Ann Archer", "ann")
    assert one.via == (IncomingActor("", "wire"), IncomingActor("", "ann"))
    assert isinstance(other, BadRow)
    assert other.field == "kind"


@pytest.mark.parametrize(
    ("cell", "extra", "locator"),
    [
        ('{"mood": "grim"}', {"mood": "grim"}, {"start": 3}),
        ('{"locator": {"page": 4, "start": 9}}', {}, {"start": 3, "page": 4}),
        ('{"locator": 7}', {"locator": 7}, {"start": 3}),
        ("grim", {"extra": "grim"}, {"start": 3}),
        ("[1]", {"extra": "[1]"}, {"start": 3}),
        ('{"a": 1, "a": 2}', {"extra": '{"a": 1, "a": 2}'}, {"start": 3}),
    ],
)
def test_further_fields_in_a_cell_are_fields(
    tmp_path: Path, cell: str, extra: dict[str, object], locator: dict[str, object]
) -> None:
    quoted = cell.replace('"', '""')
    path = written(tmp_path, "a.csv", f'quote,start,extra\nBread,3,"{quoted}"\n')
    (one,) = statements(path)
    assert one.extra == extra
    assert one.locator == locator
