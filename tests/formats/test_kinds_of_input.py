"""What people and programs write in files, each kind with what is right of it."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import zipfile
from pathlib import Path

import pytest

from quoth.basics.dates import DateError, parse
from quoth.basics.written_dates import edtf
from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import Plan, plan
from quoth.formats.incoming.gdelt import named
from quoth.formats.incoming.records import UNATTRIBUTED, FormatError
from quoth.store.parsing import Document
from tests.formats.bringing import added, bad, statements, written

ROWS = "quote,speaker,source\nBread is dear.,Ann,Paper\nMilk – cheap.,André,Paper\n"
WORDS = ["Bread is dear.", "Milk – cheap."]


def taken(path: Path, **options: str) -> tuple[list[Document], Plan]:
    """Return the statements that a file adds to an empty store."""
    made = plan([path], NOTHING, duplicates="add", **options)  # type: ignore[arg-type]
    return added(made, "statements"), made


def quotes(path: Path, **options: str) -> list[object]:
    """Return the words that a file adds."""
    return [one["quote"] for one in taken(path, **options)[0]]


# -- Rows ------------------------------------------------------------------------------------------


def test_a_mark_that_nobody_closes_takes_no_other_row(tmp_path: Path) -> None:
    path = written(
        tmp_path, "t.tsv",
        "statement\tspeaker\tsource\n\"Bread is dear.\tAnn\tPaper\nMilk is cheap.\tBob\tPaper\n"
        "\"We will bake.\"\tDee\tPaper\n\"Salt\" is dear.\tEve\tPaper\nA 5\" loaf\tFay\tPaper\n",
    )  # fmt: skip
    found = [(one.quote, one.speaker.name) for one in statements(path)]
    assert found == [
        ('"Bread is dear.', "Ann"), ("Milk is cheap.", "Bob"), ("We will bake.", "Dee"),
        ('"Salt" is dear.', "Eve"), ('A 5" loaf', "Fay"),
    ]  # fmt: skip


def test_a_mark_closed_rows_later_joins_nothing(tmp_path: Path) -> None:
    rows = 'quote,speaker,source\n"Bread,Ann,Paper\nMilk,Bob,Paper\nA 5",Cy,Paper\n'
    path = written(tmp_path, "t.csv", rows)
    assert [one.quote for one in statements(path)] == ['"Bread', "Milk", 'A 5"']
    unclear = 'quote,speaker,source\n"Bread,Ann,Paper\nMilk\nA 5",Cy,Paper\nSalt,Dee,Paper\n'
    (told,) = bad(written(tmp_path, "u.csv", unclear))
    assert (told.line, "lines 2 to 4" in told.problem) == (2, True)


def test_a_cell_over_lines_is_one(tmp_path: Path) -> None:
    rows = 'quote,speaker,source\n"Bread, milk,\nand eggs, too",Ann,Paper\n'
    (one,) = statements(written(tmp_path, "t.csv", rows))
    assert one.quote == "Bread, milk,\nand eggs, too"


def test_marks_escaped_by_backslashes_are_marks(tmp_path: Path) -> None:
    rows = 'quote,speaker,source\n"She said \\"no\\", twice",Ann,Paper\n'
    (one,) = statements(written(tmp_path, "t.csv", rows))
    assert one.quote == 'She said "no", twice'


def test_surplus_cells_that_are_empty_are_nothing(tmp_path: Path) -> None:
    rows = "quote,speaker,source\nBread,Ann,Paper,,\nMilk,Bob,Paper,,x\n"
    (told,) = bad(written(tmp_path, "t.csv", rows))
    assert told.line == 3


def test_what_stands_before_the_header_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "Quotes of March\n\nquote,speaker,source\nBread,Ann,Paper\n")
    found, made = taken(path)
    assert [one["quote"] for one in found] == ["Bread"]
    assert [(one.line, one.what) for one in made.report.remarks] == [(1, "Quotes of March")]


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "quote,speaker,source,note,note\nBread,Ann,Paper,a,b\n")
    (one,), made = taken(path)
    assert (one["note"], one["note 2"]) == ("a", "b")
    assert made.report.remarks[0].what == "note"


def test_columns_may_be_parted_by_bars(tmp_path: Path) -> None:
    assert quotes(written(tmp_path, "t.csv", "quote|speaker|source\nBread, dear|Ann|P\n")) == [
        "Bread, dear"
    ]


def test_apostrophes_of_another_program_are_the_texts_own(tmp_path: Path) -> None:
    rows = "quote,speaker,source\n'-5 degrees' is warm,Ann,Paper\n''Bread'' she said,Bob,Paper\n"
    path = written(tmp_path, "t.csv", rows)
    assert quotes(path) == ["'-5 degrees' is warm", "''Bread'' she said"]


def test_what_is_said_of_a_speaker_without_a_name_is_kept(tmp_path: Path) -> None:
    (one,) = statements(written(tmp_path, "t.csv", "quote,source,party\nBread,Paper,Guild\n"))
    assert one.extra == {"speaker_affiliation": "Guild"}


def test_an_import_in_which_nobody_speaks_says_so(tmp_path: Path) -> None:
    _, made = taken(written(tmp_path, "t.csv", "quote,source\nBread,Paper\n"))
    assert "no row names a speaker" in made.report.remarks[0].text


# -- Agreement -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["-1", "1"], ["oppose", "support"]),
        (["−1", "0", "+1"], ["oppose", "neutral", "support"]),
        (["-1.0", "1.0"], ["oppose", "support"]),
        (["0", "1"], ["oppose", "support"]),
        (["no", "YES"], ["oppose", "support"]),
        (["strongly disagree", "Agree"], ["oppose", "support"]),
        (["2", "5"], [None, None]),
        (["-2", "2"], ["oppose", "support"]),
        (["N/A", "no"], [None, "oppose"]),
        (["!agree", "not agree"], []),
    ],
)
def test_agreement_is_what_it_says(
    tmp_path: Path, values: list[str], expected: list[str | None]
) -> None:
    rows = "".join(f"Bread {at},Ann,Paper,bread,{one}\n" for at, one in enumerate(values))
    path = written(tmp_path, "t.csv", "quote,speaker,source,topic,agreement\n" + rows)
    found, made = taken(path)
    positions = [one.get("stances", [{"position": None}])[0]["position"] for one in found]  # type: ignore[index]
    assert positions == expected
    assert made.report.bad_count == len(values) - len(expected)
    if "5" in values or "2" in values:  # a number that says how much is kept
        assert [one["stance"] for one in found] == values
    if "5" in values:
        assert "scale isn't known" in made.report.remarks[0].text


def test_a_position_on_nothing_is_kept(tmp_path: Path) -> None:
    rows = "quote,speaker,source,stance\nBread,Ann,Paper,support\n"
    (one,) = statements(written(tmp_path, "t.csv", rows))
    assert (one.stances, one.extra) == ((), {"stance": "support"})


# -- Dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thu, 20 Mar 2025 10:15:00 GMT", "2025-03-20T10:15:00Z"),
        ("Thursday, March 20, 2025", "2025-03-20"),
        ("20-Mar-2025", "2025-03-20"),
        ("20 March 2025 10:15", "2025-03-20T10:15"),
        ("3/20/2025 10:15 PM", "2025-03-20T22:15"),
        ("20th of March 2025", "2025-03-20"),
        ("Thu Mar 20 10:15:00 +0000 2025", "2025-03-20T10:15:00+0000"),
        ("Thu Mar 20 2025 10:15:00 GMT+0100 (CET)", "2025-03-20T10:15:00+0100"),
        ("2025-Mar-20", "2025-03-20"),
        ("March 20, 2025 at 10:15 am", "2025-03-20T10:15"),
        ("20 Mar 2025 10:15 EST", "2025-03-20T10:15"),
        ("5 June 2025 at 3pm", "2025-06-05T15:00"),
    ],
)
def test_dates_as_people_and_programs_write_them(text: str, expected: str) -> None:
    assert edtf(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Friday, March 20, 2025", "20 Mar 2025 13:15 PM", "-0000", "-0000-01-01", "03/04/2025",
     "2016-05-02T12:00:00+15:00", "2016-05-02T12:00:00-13", "2016-05-02T12:00:00+14:30"],
)  # fmt: skip
def test_dates_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DateError):
        edtf(text)


@pytest.mark.parametrize("zone", ["Z", "+14:00", "-12:00", "-11:30", "+0545", "+01"])
def test_zones_that_there_are_can_be_told(zone: str) -> None:
    assert parse(f"2016-05-02T12:00:00{zone}").text.endswith(zone)


def dated(*dates: str) -> str:
    """Return a table of statements said on some dates."""
    rows = [f"Bread {at},Ann,Paper,{date}\n" for at, date in enumerate(dates)]
    return "quote,speaker,source,date\n" + "".join(rows)


def test_a_column_settles_what_stands_first(tmp_path: Path) -> None:
    found, made = taken(written(tmp_path, "t.csv", dated("04/03/2025", "20/03/2025")))
    assert [one["said"] for one in found] == ["2025-03-04", "2025-03-20"]
    assert "day-first" in made.report.remarks[0].text
    path = written(tmp_path, "u.jsonl", "".join(
        json.dumps({"quote": f"Bread {date}", "speaker": "Ann", "source": "P", "date": date}) + "\n"
        for date in ("04/03/2025", "3/20/2025")
    ))  # fmt: skip
    assert [one["said"] for one in taken(path)[0]] == ["2025-04-03", "2025-03-20"]


@pytest.mark.parametrize("others", [(), ("20/03/2025", "3/20/2025")])
def test_where_a_column_settles_nothing_a_person_says_it(
    tmp_path: Path, others: tuple[str, ...]
) -> None:
    path = written(tmp_path, "t.csv", dated("04/03/2025", *others))
    found, made = taken(path)
    assert (len(found), made.report.bad[0].line) == (len(others), 2)
    assert "--dates" in made.report.bad[0].remedy
    assert taken(path, dates="day-first")[0][0]["said"] == "2025-03-04"
    assert taken(path, dates="month-first")[0][0]["said"] == "2025-04-03"


@pytest.mark.parametrize("number", ["45736", "202503", "1742465700"])
def test_a_mere_number_is_no_year(tmp_path: Path, number: str) -> None:
    _, made = taken(written(tmp_path, "t.csv", dated(number)))
    assert made.report.bad[0].line == 2


# -- Files -----------------------------------------------------------------------------------------


def test_packed_files_are_read(tmp_path: Path) -> None:
    data = ROWS.encode()
    for name, packed in (("gz", gzip.compress(data)), ("bz2", bz2.compress(data)),
                         ("xz", lzma.compress(data))):  # fmt: skip
        assert quotes(written(tmp_path, f"t.csv.{name}", packed)) == WORDS
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("t.csv", data)
    assert quotes(tmp_path / "t.zip") == WORDS
    with zipfile.ZipFile(tmp_path / "t.zip", "a") as archive:
        archive.writestr("u.csv", data)
    with pytest.raises(FormatError, match="zip, and holds 2 files"):
        taken(tmp_path / "t.zip")
    with pytest.raises(FormatError, match="packed by gzip, and can't be unpacked"):
        taken(written(tmp_path, "cut.csv.gz", gzip.compress(data)[:40]))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_a_mark_says_what_a_file_is_encoded_in(tmp_path: Path, encoding: str) -> None:
    assert quotes(written(tmp_path, "t.csv", ROWS.encode(encoding))) == WORDS


def test_a_person_says_what_a_file_is_encoded_in(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", ROWS.encode("cp1252"))
    with pytest.raises(FormatError, match="line 3: the text isn't UTF-8"):
        taken(path)
    found, made = taken(path, encoding="windows-1252")
    assert [one["quote"] for one in found] == WORDS
    assert [one["name"] for one in added(made, "actors")] == ["Ann", "André"]
    for wrong in ("martian", "base64"):
        with pytest.raises(FormatError, match="there is no encoding"):
            taken(path, encoding=wrong)
    with pytest.raises(FormatError, match="isn't ASCII"):
        taken(path, encoding="ascii")


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_lines_end_as_they_do(tmp_path: Path, end: str) -> None:
    assert quotes(written(tmp_path, "t.csv", ROWS.replace("\n", end))) == WORDS


def test_a_carriage_return_within_a_row_joins_nothing(tmp_path: Path) -> None:
    (told,) = bad(written(tmp_path, "t.csv", "quote\nBread\rMilk\nSalt\n"))
    assert told.line == 2


# -- JSON ------------------------------------------------------------------------------------------


def test_of_lists_in_an_object_those_with_words_are_read(tmp_path: Path) -> None:
    row = {"speaker": "Ann", "source": "Paper"}
    text = json.dumps({
        "pages": [{"page": 1}], "2024": [{"text": "Bread", **row}],
        "more": {"2025": [{"text": "Milk", **row}]},
    })  # fmt: skip
    path = written(tmp_path, "t.json", text)
    assert quotes(path) == ["Bread", "Milk"]
    assert [one.what for one in taken(path)[1].report.remarks] == ["pages"]
    with pytest.raises(FormatError, match="something follows the end"):
        taken(written(tmp_path, "u.json", f"{text}\n{text}"))


def test_an_object_that_begins_as_a_store_may_be_none(tmp_path: Path) -> None:
    row = {"quote": "Bread", "speaker": "Ann", "source": "Paper"}
    path = written(tmp_path, "t.json", json.dumps({"meta": {"count": 1}, "data": [row]}))
    assert quotes(path) == ["Bread"]


# -- GDELT -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "quote", "after", "speaker"),
    [
        ("Cross. But Ann Archer said, “", "bread is dear", ".", "Ann Archer"),
        ("", "Milk is cheap.", "” But Bob Baker said that is wrong.", ""),
        ("", "Milk is cheap.", "” Bob Baker said that is wrong.", ""),
        ("", "eggs are dear", ",” said Cy Cole Monday.", "Cy Cole"),
        ("", "eggs are dear", ",” Cy Cole said on Monday.", "Cy Cole"),
        ("", "eggs are dear", ". Then Cy Cole said so.", ""),
        ("", "salt is cheap", ",” said Dee Dunn Enterprises Ltd of Hull.", ""),
    ],
)
def test_nobody_is_made_up_out_of_the_next_sentence(
    before: str, quote: str, after: str, speaker: str
) -> None:
    found, _ = named(before, after, quote)
    assert (found.name if found is not UNATTRIBUTED else "") == speaker


# -- brat ------------------------------------------------------------------------------------------

BRAT = (
    "T1\tSource 12 22\tAnn Archer\nT2\tCue 23 27\tsaid\nT3\tContent 28 41\tbread is dear\n"
    "T4\tAttribution 23 27\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
)
TEXT = "Bread news\n\nAnn Archer said bread is dear.\n"


def test_notes_and_attributes_of_an_event_are_kept(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT)
    more = (
        "#1\tAnnotatorNotes E1\tcheck the tape\nA1\tNegation E1\nA2\tSure T3 high\n*\tEquiv T1 T2\n"
    )
    (one,) = statements(written(tmp_path, "a.ann", BRAT + more))
    assert one.note == "check the tape"
    assert one.extra == {"brat_Negation": True, "brat_Sure": "high"}


def test_one_source_of_two_events_says_two_things(tmp_path: Path) -> None:
    written(
        tmp_path, "a.txt", "Bread news\n\nAnn Archer praised the bakers, and said bread is dear.\n"
    )
    path = written(tmp_path, "a.ann", (
        "T1\tSource 12 22\tAnn Archer\nT2\tCue 23 30\tpraised\nT3\tContent 31 41\tthe bakers\n"
        "T5\tCue 47 51\tsaid\nT6\tContent 52 65\tbread is dear\n"
        "E1\tAttribution:T2 Content:T3 Cue:T2 Source:T1\nE2\tAttribution:T5 Content:T6 Source:T1\n"
    ))  # fmt: skip
    found = [(one.quote, one.speaker.name) for one in statements(path)]
    assert found == [("the bakers", "Ann Archer"), ("bread is dear", "Ann Archer")]


def test_words_may_go_over_lines_and_offsets_be_units(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Bread 🍞 news\n\nAnn Archer said bread\nis dear.\n")
    shifted = BRAT.replace("bread is dear", "bread\nis dear")
    for old in (41, 28, 27, 23, 22, 12):
        shifted = shifted.replace(f" {old}", f" {old + 3}")
    (one,) = statements(written(tmp_path, "a.ann", shifted))
    assert (one.quote, one.line) == ("bread is dear", 3)
    assert one.locator == {"paragraph": 2, "start": 30, "end": 43}
    _, made = taken(tmp_path / "a.ann")
    assert "UTF-16 units" in made.report.remarks[0].text


def test_one_file_in_another_encoding_costs_no_other(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT)
    written(tmp_path, "a.ann", BRAT)
    written(tmp_path, "b.txt", TEXT.replace("news", "böde").encode("cp1252"))
    written(tmp_path, "b.ann", BRAT)
    found, made = taken(tmp_path)
    assert len(found) == 2
    assert "Windows-1252" in str(made.report.remarks[0])


def test_an_event_without_a_content_is_told(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", TEXT)
    (told,) = bad(
        written(tmp_path, "a.ann", BRAT.replace("Content:T3 ", "").replace("T3\t", "T9\tX"))
    )
    assert told.field == "E1"


def test_an_encoding_is_that_of_all_texts_of_a_folder_and_of_a_text_with_its_annotations(
    tmp_path: Path,
) -> None:
    for name, text in (("a.txt", TEXT), ("a.ann", BRAT)):
        (tmp_path / name).write_bytes(text.replace("dear", "déär").encode("cp437"))
    for path in (tmp_path, tmp_path / "a.ann", tmp_path / "a.txt"):
        (one,), made = taken(path, encoding="cp437")
        assert one["quote"] == "bread is déär"
        assert not made.report.remarks
    _, made = taken(tmp_path, encoding="utf-8")
    (told,) = made.report.bad
    assert "isn't UTF-8" in told.problem
    assert told.file.endswith("a.txt")


def test_an_encoding_of_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="this folder has no annotated text"):
        taken(tmp_path, encoding="windows-1252")


def test_rows_without_a_speaker_among_others_are_counted(tmp_path: Path) -> None:
    rows = "quote,who,source\nBread,Ann,Paper\nMilk,,Paper\nTea,,Paper\n"
    _, made = taken(written(tmp_path, "t.csv", rows))
    assert [one.text for one in made.report.remarks] == [
        "2 rows name no speaker: they are by “Unattributed”"
    ]
