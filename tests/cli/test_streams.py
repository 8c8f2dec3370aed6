"""Data goes to stdout, words to stderr, and the exit code says how it went."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import pytest

from quoth import __version__
from quoth.basics.exits import Exit
from quoth.cli import arguments as described
from quoth.cli import main as entry
from quoth.cli.printing import Printer
from quoth.commands import KeyTable
from quoth.index.segment.layout import Damaged
from quoth.settings import Settings
from quoth.store import Location
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables, write_store

Save = Callable[[Tables], Path]
NOTICE = "quoth: this is the sample; --store names another store\n"
COMMANDS = [
    ("find", "bread"),
    ("show", "1"),
    ("actors",),
    ("timeline",),
    ("stats",),
]


# -- Which store -----------------------------------------------------------------------------------


def test_a_store_may_be_named_before_or_after_the_command(save: Save, quoth: Quoth) -> None:
    store = str(save(small_tables()))
    before = quoth("--store", store, "find", "--json", "bread")
    after = quoth("find", "--json", "bread", "--store", store)
    assert before == after
    assert before.records[0]["quote"] == "Bread is dear"
    assert before.err == ""


def test_the_environment_may_name_the_store(
    save: Save, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_STORE", str(save(small_tables())))
    said = quoth("find", "--json", "bread")
    assert (len(said.records), said.err) == (1, "")


def test_an_option_comes_before_the_environment(
    save: Save, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUOTH_STORE", "/nowhere/at/all.json")
    assert quoth("--store", str(save(small_tables())), "stats").code == 0


def test_ones_own_store_is_opened_where_there_is_one(
    tmp_path: Path, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_store(tmp_path / "own.json", small_tables())
    monkeypatch.setattr("quoth.store.location.own_path", lambda: own)
    said = quoth("stats", "--json")
    assert (said.records[0]["store"], said.err) == (str(own), "")


def test_who_sees_the_sample_unasked_is_told(quoth: Quoth) -> None:
    said = quoth("stats", "--json")
    assert said.records[0]["title"] == "coalition-of-the-willing"
    assert said.err == NOTICE


@pytest.mark.parametrize("arguments", [("--sample", "stats"), ("stats", "--sample")])
def test_who_asks_for_the_sample_is_not_told(quoth: Quoth, arguments: tuple[str, ...]) -> None:
    said = quoth(*arguments)
    assert (said.code, said.err) == (0, "")


# -- Exit codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_a_broken_store_is_one_line_and_exit_code_3(
    tmp_path: Path, quoth: Quoth, command: tuple[str, ...]
) -> None:
    path = tmp_path / "none.json"
    said = quoth(*command, "--store", str(path))
    assert said == (3, "", f"quoth: {path}: there is no such file; check the name\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("show", "1", "2"),
        ("no-such-command",),
        ("find", "bread", "--no-such-option"),
        ("timeline", "--by", "hour"),
        ("--store",),
    ],
)
def test_wrong_usage_is_exit_code_2(quoth: Quoth, arguments: tuple[str, ...]) -> None:
    said = quoth(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("usage: quoth")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("finde", "bread"), "there is no command “finde”; did you mean find?"),
        (("--store", "a.json", "finde", "show"), "there is no command “finde”; did you mean find?"),
        (("a.json",), "there is no command “a.json”; `quoth --store a.json` opens a store"),
        (
            ("bread",),
            (
                "there is no command “bread”; `quoth find bread` searches, "
                "`quoth --help` lists the commands"
            ),
        ),
    ],
)
def test_a_command_that_there_is_not_is_answered_with_the_one_that_was_meant(
    quoth: Quoth, arguments: tuple[str, ...], told: str
) -> None:
    said = quoth(*arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith(f"quoth: error: {told}\n")


def test_an_interrupted_command_is_exit_code_130(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(entry, "_run", interrupt)
    assert quoth("stats") == (130, "", "")


def test_help_tells_every_command_and_the_exit_codes(quoth: Quoth) -> None:
    said = quoth("--help")
    assert (said.code, said.err) == (0, "")
    for word in (*described.COMMANDS, "QUOTH_STORE", "exit codes"):
        assert word in said.out


@pytest.mark.parametrize("command", ["find", "show", "actors", "timeline", "stats"])
def test_every_command_has_help(quoth: Quoth, command: str) -> None:
    said = quoth(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert "--json" in said.out


@pytest.mark.parametrize("columns", [80, 100])
@pytest.mark.parametrize("command", [None, *sorted(described.COMMANDS)])
def test_help_fits_a_terminal(
    quoth: Quoth, command: str | None, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    said = quoth(*((command,) if command else ()), "--help")
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= columns
    assert all(line == line.rstrip() for line in said.out.splitlines())


def test_help_keeps_lists_and_examples_when_it_is_wrapped(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = quoth("edit", "--help").out
    assert "Changes fields of records. += adds to a list and -=\nremoves from it" in said
    assert "examples:\n  quoth edit 15 said=2025-03-18~ status=confirmed tags+=nato\n" in said


@pytest.mark.parametrize("command", sorted(described.COMMANDS))
def test_help_says_in_sentences_what_a_command_does(quoth: Quoth, command: str) -> None:
    description = quoth(command, "--help").out.split("\n\n")[1]
    assert description[0].isupper() or description.startswith("quoth ")
    assert description.rstrip()[-1] in ".:" or command in ("analyse", "completion")


def test_help_lists_no_command_without_a_purpose(quoth: Quoth) -> None:
    said = quoth("--help").out
    assert said.startswith("usage: quoth [-h] [--store FILE] [--sample [NAME]] [--version] COMMAND")
    assert "  COMMAND\n" not in said


def test_the_version_is_told(quoth: Quoth) -> None:
    assert quoth("--version") == (0, f"quoth {__version__}\n", "")


# -- The explorer's door ---------------------------------------------------------------------------


def test_without_a_terminal_the_explorer_says_what_to_use(shell: Quoth) -> None:
    said = shell()
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "quoth: the explorer needs a terminal; try `quoth find WORDS` or `quoth --help`\n"
    )


def sit_at_a_terminal(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Pretend that a person sits at a terminal of a kind."""
    monkeypatch.setenv("TERM", kind)
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(isatty=lambda: True))
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)


def test_over_ssh_the_explorer_says_how_to_get_a_terminal(
    shell: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    assert "over SSH it takes `ssh -t`" in shell().err


def test_in_a_pipe_the_explorer_says_what_prints(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit_at_a_terminal(monkeypatch, "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False)
    said = quoth()
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(
        "quoth: the explorer prints nothing; in a pipe use `quoth find WORDS`"
    )


def test_on_a_terminal_without_a_name_the_explorer_says_how_to_name_it(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit_at_a_terminal(monkeypatch, "")
    said = quoth()
    assert (said.code, said.out) == (2, "")
    assert "TERM isn't set" in said.err


@pytest.mark.parametrize("kind", ["dumb", "unknown"])
def test_on_a_terminal_that_cannot_show_it_the_explorer_says_what_to_use(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    sit_at_a_terminal(monkeypatch, kind)
    said = quoth()
    assert (said.code, said.out) == (2, "")
    assert said.err == ("quoth: this terminal can't show the explorer; try `quoth find WORDS`\n")


def test_on_a_terminal_the_explorer_opens_on_the_store(
    save: Save, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Location] = []

    def explore(location: Location, settings: Settings, table: KeyTable) -> int:
        opened.append(location)
        return 0

    sit_at_a_terminal(monkeypatch, "xterm-256color")
    monkeypatch.setitem(sys.modules, "quoth.tui", types.SimpleNamespace(explore=explore))
    store = save(small_tables())
    assert quoth("--store", str(store)) == (0, "", "")
    assert [location.path for location in opened] == [str(store)]


# -- Pipes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_gets_no_escape_sequences(
    save: Save, quoth: Quoth, command: tuple[str, ...]
) -> None:
    said = quoth(*command, "--store", str(save(small_tables())))
    assert said.code == 0
    assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize("command", [("actors",), ("find", "the", "--json"), ("stats",)])
def test_a_reader_who_has_left_is_no_trouble(home: Path, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "quoth", *command, "--sample"],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "utf-16"])
@pytest.mark.parametrize("command", [("find", "garantee"), ("timeline",), ("show", "10")])
def test_no_encoding_breaks_anything(home: Path, command: tuple[str, ...], encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quoth", *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stderr.decode(encoding)
    assert done.stdout.decode(encoding)


def test_signs_that_an_encoding_lacks_are_written_in_ascii(shell: Quoth) -> None:
    said = shell("find", "--sample", "ironclad", environment={"PYTHONIOENCODING": "ascii"})
    assert said.out.isascii()
    assert "Alexander Grushko - 17-20 Mar 2025 - mixed" in said.out
    assert " -> Reuters -> " in said.out
    assert "?" not in said.out


def test_letters_that_an_encoding_lacks_become_question_marks(save: Save, shell: Quoth) -> None:
    tables = small_tables()
    tables["actors"]["1"]["name"] = "Łódź"
    store = str(save(tables))
    said = shell("find", "--store", store, "bread", environment={"PYTHONIOENCODING": "ascii"})
    assert said.out.startswith("1  ??d? - 19 Mar 2025")


# -- A person at a terminal ------------------------------------------------------------------------


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self) -> None:
        """Start with nothing on it."""
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_styled() -> None:
    printer = Printer(Terminal(), io.StringIO(), {"TERM": "xterm"})
    assert printer.strong("who") == "\x1b[1mwho\x1b[0m"
    assert printer.faint("when") == "\x1b[2mwhen\x1b[0m"


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_that_wants_no_style_gets_none(environment: dict[str, str]) -> None:
    printer = Printer(Terminal(), io.StringIO(), environment)
    assert printer.strong("who") == "who"
    assert printer.faint("when") == "when"


@pytest.mark.parametrize(
    ("out", "query", "printed"),
    [
        (Terminal(), "bread", ""),
        (Terminal(), None, "a\nb\n"),
        (io.StringIO(), "bread", "a\nb\n"),
    ],
)
def test_ids_of_what_a_query_changed_are_for_a_pipe(
    out: TextIO, query: str | None, printed: str
) -> None:
    printer = Printer(out, io.StringIO(), {})
    printer.changed_ids(["a", "b"], query)
    printer.flush()
    out.seek(0)
    assert out.read() == printed


def test_an_empty_no_color_does_not_count() -> None:
    assert "\x1b" in Printer(Terminal(), io.StringIO(), {"NO_COLOR": ""}).strong("who")


def test_a_terminal_gets_its_lines_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    printer = Printer(Terminal(), io.StringIO(), {})
    lines = printer.lines("many words " * 12, "    ")
    assert len(lines) > 3
    assert all(line.startswith("    ") and len(line) <= 40 for line in lines)


def test_a_pipe_gets_its_lines_whole() -> None:
    printer = Printer(io.StringIO(), io.StringIO(), {})
    assert printer.lines("many words " * 12) == ["many words " * 12]


# -- What is not certain yet -----------------------------------------------------------------------


def printer_on(out: io.StringIO) -> Printer:
    """Return a printer that prints everything to one stream, in order."""
    return Printer(out, out, {})


def test_what_is_held_back_is_printed_in_order_at_the_end() -> None:
    out = io.StringIO()
    printer = printer_on(out)
    with printer.held(lambda: pytest.fail("so little is checked by nobody")):
        printer.line("first")
        printer.say("second")
        printer.record({"third": 3})
        assert out.getvalue() == ""
    printer.line("fourth")
    assert out.getvalue() == 'first\nsecond\n{"third": 3}\nfourth\n'


def test_what_is_held_back_is_dropped_at_an_error() -> None:
    out = io.StringIO()
    printer = printer_on(out)

    def print_wrongly() -> None:
        with printer.held(lambda: None):
            printer.line("wrong")
            raise Damaged

    with pytest.raises(Damaged):
        print_wrongly()
    assert not printer.has_printed
    printer.line("right")
    assert out.getvalue() == "right\n"


def test_much_is_printed_only_after_a_check() -> None:
    out, checked = io.StringIO(), []
    printer = printer_on(out)
    with printer.held(lambda: checked.append(len(out.getvalue()))):
        while not out.getvalue():
            printer.line("much" * 20)
        assert checked == [0]
        printer.line("more")
        assert out.getvalue().endswith("more\n")
    assert len(checked) == 1


def test_where_the_check_fails_nothing_is_printed() -> None:
    def fail() -> None:
        raise Damaged

    out = io.StringIO()
    printer = printer_on(out)

    def print_much() -> None:
        with printer.held(fail):
            while True:
                printer.line("much" * 20)

    with pytest.raises(Damaged):
        print_much()
    assert out.getvalue() == ""


def test_a_file_that_cannot_be_used_is_named_and_not_taken_for_the_output(
    save: Save, quoth: Quoth, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "/disk/index\x1b[2J")

    monkeypatch.setattr("quoth.cli.find.find", full)
    said = quoth("--store", str(save(small_tables())), "find", "bread")
    assert said.code == Exit.OUTPUT
    assert said.err == "quoth: /disk/index␛[2J ‡: it can't be used (No space left on device)\n"
