"""`quoth find`: half-remembered words in, statements out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.cli.find import FindForm, FindOptions, find
from quoth.cli.printing import Printer
from quoth.index.corpus import Corpus
from quoth.query.run import Engine
from quoth.settings.searches import Searches, default_path
from quoth.store.model import Statement
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import corpus_of_quotes, small_tables


def test_a_misspelt_quote_is_found(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "ironclad", "garantee")
    assert said.code == 0
    assert said.out == (
        "15  Alexander Grushko · 17–20 Mar 2025 · mixed · newspaper\n"
        '    The Kremlin demands an "ironclad" guarantee that Ukraine will stay out of NATO.\n'
        "    → A Russian newspaper → Reuters"
        " → News article on the coalition of the willing, 20 March 2025\n"
    )
    assert said.err == ""


def test_direct_words_are_in_quotation_marks(quoth: Quoth) -> None:
    assert "“We must now move forward" in quoth("find", "--sample", "move forward").out


def test_words_may_be_given_together_or_apart(quoth: Quoth) -> None:
    together = quoth("find", "--sample", "ironclad garantee")
    assert together == quoth("find", "--sample", "ironclad", "garantee")


def test_a_found_statement_has_stable_names_first(quoth: Quoth) -> None:
    (found,) = quoth("find", "--sample", "--json", "ironclad").records
    assert list(found)[:8] == [
        "id",
        "score",
        "quote",
        "kind",
        "speaker",
        "speaker_name",
        "said",
        "source",
    ]
    assert found["id"] == "15"
    assert 0 < found["score"] <= 1
    assert found["kind"] == "mixed"
    assert found["speaker"] == "alexander-grushko"
    assert found["speaker_name"] == "Alexander Grushko"
    assert found["said"] == "2025-03-17/2025-03-20"
    assert found["source"] == "article-2025-03-20"


def test_a_found_statement_has_the_rest_of_its_record(quoth: Quoth) -> None:
    (found,) = quoth("find", "--sample", "--json", "ironclad").records
    assert found["via"] == ["russian-newspaper", "reuters"]
    assert found["stances"] == [{"topic": "ukraine-in-nato", "position": "oppose"}]
    assert found["locator"] == {"paragraph": 9, "start": 1881, "end": 1959}


def test_an_undated_statement_says_so(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    tables = small_tables()
    del tables["statements"]["1"]["said"]
    store = str(save(tables))
    assert "Ann Archer · undated · direct" in quoth("find", "--store", store, "bread").out
    assert quoth("find", "--store", store, "--json", "bread").records[0]["said"] is None


def test_fields_that_nobody_knows_are_printed_too(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    tables = small_tables()
    tables["statements"]["1"] |= {"mood": "grim", "score": 7}
    (found,) = quoth("find", "--store", str(save(tables)), "--json", "bread").records
    assert found["mood"] == "grim"
    assert found["score"] != 7


def test_the_best_come_first(quoth: Quoth) -> None:
    scores = [found["score"] for found in quoth("find", "--sample", "--json", "peace").records]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)


def test_a_limit_is_kept_and_mentioned(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--json", "--limit", "2", "peace")
    everything = quoth("find", "--sample", "--json", "--limit", "0", "peace")
    assert said.records == everything.records[:2]
    assert said.err == (f"quoth: 2 of {len(everything.records)} shown; --limit 0 shows all\n")
    assert everything.err == ""


def test_a_limit_may_be_larger_than_any_store(quoth: Quoth) -> None:
    assert quoth("find", "--sample", "--limit", "9" * 40, "ironclad").code == 0


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", "", "٣"])
def test_a_limit_is_a_number_from_nought(quoth: Quoth, limit: str) -> None:
    said = quoth("find", "--sample", f"--limit={limit}", "ironclad")
    assert said.code == 2
    assert f"“{limit}” isn't a whole number from 0" in said.err


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_what_nobody_said_is_not_found(quoth: Quoth, as_json: list[str]) -> None:
    said = quoth("find", "--sample", *as_json, "xyzzy", "plugh")
    assert said == (1, "", "quoth: nothing matches “xyzzy plugh”\n")


@pytest.mark.parametrize("command", ["find", "actors", "timeline", "stats"])
def test_signs_alone_are_no_search(quoth: Quoth, command: str) -> None:
    said = quoth(command, "--sample", "!!!")
    assert said == (2, "", "quoth: there is no word to search for\n")


@pytest.mark.parametrize("query", [[], [""], ["  "], ["sort:newest"]])
def test_without_a_word_all_statements_are_listed(quoth: Quoth, query: list[str]) -> None:
    said = quoth("find", "--sample", *query)
    assert said.code == 0
    assert said.err == "quoth: 20 of 24 shown; --limit 0 shows all\n"
    assert len(quoth("find", "--sample", "--json", "--limit", "0", *query).records) == 24


def test_ids_and_lines_are_those_of_all_that_is_found(quoth: Quoth) -> None:
    records = quoth("find", "--sample", "--json", "--limit", "0", "by:macron").records
    ids = [record["id"] for record in records]
    assert quoth("find", "--sample", "--ids", "by:macron").out.splitlines() == ids
    lines = quoth("find", "--sample", "--lines", "by:macron").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ids
    assert quoth("find", "--sample", "--ids", "--limit", "1", "by:macron").out == f"{ids[0]}\n"
    assert quoth("find", "--sample", "--ids", "nosuchthing").code == 1
    assert quoth("find", "--sample", "--ids", "--json", "a").code == 2


@pytest.mark.parametrize("sign", ["\t", "\n", "\r", "\x1b[2J", "\u202e", "\x85", "\u2028"])
def test_a_line_is_four_cells_whatever_is_in_it(
    save: Callable[[Tables], Path], quoth: Quoth, sign: str
) -> None:
    tables = small_tables()
    tables["statements"]["1"]["quote"] = f"Bread{sign}is dear"
    tables["actors"]["1"]["name"] = f"Ann{sign}Archer"
    said = quoth("find", "--lines", "--store", str(save(tables)))
    assert said.out.endswith("\n")
    cells = said.out.removesuffix("\n").split("\t")
    assert cells[0] == "1"
    assert len(cells) == 4
    assert all(cell.isprintable() for cell in cells)


def test_words_that_begin_with_a_hyphen_follow_two(quoth: Quoth) -> None:
    assert quoth("find", "--sample", "--", "-ironclad").code == 0


# -- The language ----------------------------------------------------------------------------------


def ids(quoth: Quoth, *arguments: str) -> set[str]:
    """Return the ids of all that is found."""
    said = quoth("find", "--sample", "--json", "--limit", "0", *arguments)
    assert (said.code, said.err) == (0, "")
    return {found["id"] for found in said.records}


def test_fields_phrases_and_alternatives_are_understood(quoth: Quoth) -> None:
    assert ids(quoth, "by:grushko") == {"14", "15"} < ids(quoth, "by:russia")
    assert ids(quoth, '"operational phase"') == {"5"}
    either = ids(quoth, "by:macron", "OR", "by:leavitt")
    assert either == ids(quoth, "by:macron") | ids(quoth, "by:leavitt")


def test_a_word_with_a_dash_before_it_is_left_out(quoth: Quoth) -> None:
    all_of_russia, without = ids(quoth, "by:russia"), ids(quoth, "by:russia", "-nato")
    assert without < all_of_russia
    assert ids(quoth, "by:russia", "nato") == all_of_russia - without


@pytest.mark.parametrize(
    "arguments",
    [
        ("-nato", "by:russia"),
        ("by:russia", "-nato"),
        ("--limit", "9", "-nato", "by:russia"),
        ("-nato", "--limit=9", "by:russia"),
        ("--limit", "9", "--", "by:russia", "-nato"),
        ("by:russia -nato",),
    ],
)
def test_what_is_left_out_may_stand_anywhere(quoth: Quoth, arguments: tuple[str, ...]) -> None:
    said = quoth("find", "--sample", *arguments)
    assert said == quoth("find", "--sample", "by:russia -nato")
    assert said.code == 0


@pytest.mark.parametrize("word", ["-hamas", "-by:russia", "-1945", "-s", "-(nato OR peace)"])
def test_whatever_is_left_out_is_no_option(quoth: Quoth, word: str) -> None:
    found = ids(quoth, "by:trump", word)
    assert found == ids(quoth, f"by:trump {word}")
    assert found


def test_what_is_left_out_may_stand_alone(quoth: Quoth) -> None:
    assert ids(quoth, "-by:russia") | ids(quoth, "by:russia") == {str(n) for n in range(1, 25)}


def test_a_group_keeps_its_order_around_what_is_left_out(quoth: Quoth) -> None:
    parts = ids(quoth, "by:macron", "-zelenskyy", "OR", "by:leavitt")
    assert parts == ids(quoth, "by:macron -zelenskyy OR by:leavitt")
    assert parts != ids(quoth, "by:macron OR by:leavitt -zelenskyy")


@pytest.mark.parametrize("option", ["--limt", "--foo=1"])
def test_a_misspelt_option_is_no_word(quoth: Quoth, option: str) -> None:
    said = quoth("find", "--sample", "-nato", option)
    assert said.code == 2
    assert f"unrecognized arguments: -nato {option}" in said.err or option in said.err
    assert "\0" not in said.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("find", "--since", "2025"), "--since; in a query, write since:2025"),
        (("find", "--since=2025", "war"), "--since=2025; in a query, write since:2025"),
        (("find", "war", "--by", "Keir Starmer"), "in a query, write by:'\"Keir Starmer\"'"),
        (("timeline", "--topic"), "in a query, write topic:…"),
        (("export", "--sinse", "2025"), "in a query, write since:2025"),
        (("find", "--limt", "3"), "did you mean --limit?"),
    ],
)
def test_an_option_that_a_query_has_a_word_for_is_said(
    quoth: Quoth, arguments: tuple[str, ...], message: str
) -> None:
    said = quoth(arguments[0], "--sample", *arguments[1:])
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"usage: quoth {arguments[0]} ")
    assert said.err.splitlines()[-1].endswith(message)


def test_no_other_command_takes_such_words(quoth: Quoth) -> None:
    assert quoth("show", "--sample", "-nato").code == 2


@pytest.mark.parametrize("argument", ["by:Keir Starmer", "-by:Keir Starmer", "said:March 2025"])
def test_quotation_marks_that_the_shell_took_are_put_back(quoth: Quoth, argument: str) -> None:
    field, _, value = argument.partition(":")
    assert ids(quoth, argument) == ids(quoth, f'{field}:"{value}"')


def test_a_query_in_one_argument_stays_what_it_is(quoth: Quoth) -> None:
    assert ids(quoth, "by:trump call") == ids(quoth, "by:trump", "call") < ids(quoth, "by:trump")


# -- What is not understood ------------------------------------------------------------------------


@pytest.mark.parametrize("options", [[], ["--json"], ["--explain"]])
@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("kind:dirct", ["there is no kind “dirct”; did you mean “direct”"]),
        ("from:macron", ["there is no field “from:”; did you mean “by:”"]),
        ("by:zzz topic:qqq", ["no actor here is called “zzz”", "no topic here is called “qqq”"]),
        ("by:", ["“by:” needs a value right after it"]),
        ("peace OR", ["there is nothing after “OR”"]),
        ("(peace", ["this “(” is not closed yet"]),
        ('"peace', ["this quotation is not closed yet"]),
        ("@mine", ["there is no saved search “mine”"]),
        ("peace said:30-02-2025", None),
    ],
)
def test_each_problem_is_one_line_and_exit_code_2(
    quoth: Quoth, query: str, problems: list[str] | None, options: list[str]
) -> None:
    said = quoth("find", "--sample", *options, query)
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    if problems is None:
        assert lines[0].startswith("quoth: “30-02-2025” is not a date")
        assert len(lines) == 1
    else:
        assert lines == [f"quoth: {problem}" for problem in problems]


# -- Searches with a name --------------------------------------------------------------------------


def test_a_saved_search_is_found_by_its_name(quoth: Quoth) -> None:
    searches = Searches(default_path())
    searches.save("the deal", "by:russia -nato")
    searches.save("quotes", "kind:direct")
    assert ids(quoth, '@"the deal"') == ids(quoth, "by:russia -nato")
    assert ids(quoth, "-@quotes", "by:macron") == ids(quoth, "by:macron -kind:direct")


def test_a_damaged_file_of_searches_is_said(quoth: Quoth) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_text("{")
    said = quoth("find", "--sample", "@mine")
    assert said.code == 2
    damaged, unknown = said.err.splitlines()
    assert "the file of searches is damaged" in damaged
    assert unknown == "quoth: there is no saved search “mine”"


def test_no_file_of_searches_is_read_without_a_name(quoth: Quoth) -> None:
    default_path().parent.mkdir(parents=True)
    default_path().write_text("{")
    assert quoth("find", "--sample", "ironclad").err == ""


# -- quoth find --explain --------------------------------------------------------------------------


def test_an_explanation_says_what_each_word_stood_for_and_what_it_cost(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", "by:grushko", "ironclad", "garantee")
    assert said.code == 0
    lines = said.err.splitlines()
    assert lines[0] == "all of:"
    assert "  said by “grushko”" in lines
    assert "  “ironclad” is ironclad (as typed)" in lines
    assert any(line.startswith("  “garantee” is guarantee (like it, 0.") for line in lines)
    assert any(line.startswith("1 of 24 statements match") for line in lines)
    assert any("ms to find them" in line for line in lines)
    assert "ms to open the store, " in lines[-1]
    assert said.out.splitlines()[-1].startswith(
        "    words: ironclad → ironclad (as typed), garantee → guarantee (like it, 0."
    )


def test_an_explanation_of_what_has_no_words_names_none(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", "kind:direct")
    assert said.err.splitlines()[0] == "of the kind “direct”"
    assert "words:" not in said.out


def test_an_explanation_says_which_phrase_was_there(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", '"operational phase"')
    assert said.out.splitlines()[-1] == "    phrase: “operational phase”"


def test_an_explanation_says_where_most_of_the_words_had_to_do(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", "ironclad", "guarantee", "xyzzy")
    assert "  “xyzzy” is in no statement" in said.err
    assert "no statement has all words: those with most of them are shown" in said.err


def test_an_explanation_goes_with_each_record(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", "--json", "ironclad")
    (found,) = said.records
    assert found["explain"] == ["words: ironclad → ironclad (as typed)"]
    assert "the word “ironclad”" in said.err
    assert "explain" not in quoth("find", "--sample", "--json", "ironclad").records[0]


def test_an_explanation_comes_though_nothing_matches(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--explain", "xyzzy")
    assert (said.code, said.out) == (1, "")
    assert "“xyzzy” is in no statement" in said.err
    assert said.err.endswith("quoth: nothing matches “xyzzy”\n")


@pytest.mark.parametrize(
    "pasted",
    ["(" * 20_000, ") " * 9_000, "by: " * 10_000, "a OR " * 10_000, "x" * 50_000, "bye:x " * 9_000],
)
@pytest.mark.parametrize("command", [["find"], ["export", "--format", "csv"]])
def test_a_screen_pasted_by_mistake_is_refused_in_few_lines(
    quoth: Quoth, command: list[str], pasted: str
) -> None:
    said = quoth(*command, "--sample", pasted)
    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) <= 6
    assert len(said.err) <= 600
    assert "at most; what follows is left out" in said.err


def test_what_matches_nothing_is_repeated_as_far_as_a_line_goes(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "xyzzy" * 500)
    assert said.code == 1
    assert said.err == f"quoth: nothing matches “{('xyzzy' * 8)[:40]}…”\n"


def test_a_pattern_is_searched_for(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--ids", r"/secur(e|ity) guarant/")
    assert (said.code, said.out) == (0, "11\n")


def test_a_bad_pattern_is_refused_in_a_line(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "/(peace/")
    assert (said.code, said.out) == (2, "")
    assert said.err == "quoth: “/(peace/” isn't a pattern: missing ) at its character 7\n"


@pytest.mark.parametrize("form", [FindForm.FULL, FindForm.IDS, FindForm.LINES])
def test_each_statement_is_printed_as_soon_as_it_is_read(
    monkeypatch: pytest.MonkeyPatch, form: FindForm
) -> None:
    corpus = corpus_of_quotes(*(f"peace {number}" for number in range(9)))
    read: list[int] = []
    read_when_printed: list[int] = []
    read_statement = Corpus.read_statement

    def reading(self: Corpus, row: int) -> Statement:
        read.append(row)
        return read_statement(self, row)

    class Out(io.StringIO):
        def write(self, text: str) -> int:
            read_when_printed.append(len(read))
            return len(text)

    monkeypatch.setattr(Corpus, "read_statement", reading)
    options = FindOptions(0, as_json=True, explain=False, form=form)
    find(Engine(corpus), Printer(Out(), io.StringIO(), {}), ["peace"], options)
    assert read_when_printed == list(range(1, 10))
