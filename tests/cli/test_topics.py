"""`quoth help` explains, in lines that fit any terminal, by the tables that quoth goes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.basics.exits import Exit
from quoth.cli.topics import TOPICS
from quoth.commands import COMMANDS
from quoth.formats.incoming.sniffing import READERS
from quoth.formats.outgoing.exporting import FORMATS
from quoth.query.language.building import LONGEST, MOST_WORDS
from quoth.query.language.fields import KEYWORDS
from tests.cli.conftest import WITH_AN_INDEX, Quoth

STORES = (WITH_AN_INDEX,)


@pytest.mark.parametrize("topic", [None, *TOPICS])
def test_every_topic_is_plain_and_fits(
    quoth: Quoth, topic: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/c")
    monkeypatch.setenv("XDG_DATA_HOME", "/d")
    said = quoth("help", *([topic] if topic else []))
    assert (said.code, said.err) == (0, "")
    lines = [line for line in said.out.splitlines() if ".json" not in line]
    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert "\x1b" not in said.out


def test_the_topics_are_listed(quoth: Quoth) -> None:
    said = quoth("help").out
    assert all(f"  {topic} " in said for topic in TOPICS)


def test_what_tables_hold_is_told(quoth: Quoth) -> None:
    keys, fields = quoth("help", "keys").out, quoth("help", "query").out
    assert all(command.help.split()[0] in keys for command in COMMANDS)
    assert all(f"  {one.word}:" in fields for one in KEYWORDS)
    formats = quoth("help", "formats").out
    assert all(f"  {name} " in formats for name in FORMATS)
    assert all(str(name) in formats for name in READERS)
    assert all(f"  {int(code)} " in quoth("help", "exit-codes").out for code in Exit)


def test_keys_are_those_of_whoever_asks(quoth: Quoth, home: Path) -> None:
    (home / "quoth").mkdir()
    (home / "quoth" / "config.toml").write_text('[keys]\nsearch = "ctrl+f"\n')
    assert "  ctrl-f " in quoth("help", "keys").out


def test_keys_in_a_sentence_are_those_in_force(quoth: Quoth, home: Path) -> None:
    (home / "quoth").mkdir()
    (home / "quoth" / "config.toml").write_text('[keys]\nundo = "ctrl+f"\n')
    assert "  ctrl-f U " in quoth("help", "editing").out


def test_an_invalid_config_file_stops_only_the_list_of_keys(quoth: Quoth, home: Path) -> None:
    (home / "quoth").mkdir()
    (home / "quoth" / "config.toml").write_text("[keys\n")
    assert quoth("help", "keys").code == Exit.USAGE
    assert quoth("help", "config").code == Exit.DONE
    assert "  u U " in quoth("help", "editing").out


def test_a_topic_comes_before_a_command_and_names_its_options(quoth: Quoth) -> None:
    for name in ("check", "intake", "import"):
        assert f"quoth {name} --help" in quoth("help", name).out


def test_limits_are_those_in_force(quoth: Quoth) -> None:
    text = " ".join(quoth("help", "query").out.split())
    assert f"at most {MOST_WORDS} words and fields and {LONGEST:,} characters" in text


def test_a_command_is_explained_too(quoth: Quoth) -> None:
    assert quoth("help", "find") == quoth("find", "--help")


def test_what_there_is_no_help_on_is_said_with_what_is_near(quoth: Quoth) -> None:
    assert quoth("help", "querry") == (
        Exit.USAGE, "", "quoth: there is no help on “querry”; did you mean “query”\n",
    )  # fmt: skip
    assert "`quoth help` lists the topics" in quoth("help", "zzzzzz\x1b[2J").err
