"""A file of settings is followed as a whole, or refused with one line that says where."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.theme import BUILTIN_THEMES

from quoth.basics.dates import DateStyle
from quoth.commands import COMMANDS, Context, KeyTable, together
from quoth.settings import DEFAULTS, Density, Settings, SettingsError, load
from quoth.settings.example import example
from quoth.settings.key_clashes import checked
from quoth.settings.model import OPTIONS
from quoth.settings.model import THEMES as THEME_NAMES
from quoth.settings.parsing import parse
from quoth.tui.look.themes import THEMES

FILE = "/home/somebody/config.toml"


def settings(text: str) -> tuple[Settings, KeyTable]:
    """Return what a file sets, and the commands with the keys that it gives them."""
    found = parse(text.encode(), FILE)
    return found, checked(found, FILE)


def test_all_may_be_set() -> None:
    found, table = settings(
        'theme = "nord"\ndensity = "compact"\ndates = "iso"\nstore = "a/b.json"\nmouse = false\n'
        '[keys]\nsearch = "ctrl+f"\nfilter = ["/", "F5"]\n'
    )
    assert found.theme == "nord"
    assert found.density is Density.COMPACT
    assert found.dates is DateStyle.ISO
    assert found.store == "/home/somebody/a/b.json"
    assert found.mouse is False
    assert table.key("search") == "ctrl-f"
    assert table.changed == {"search": ("ctrl+f",), "filter": ("slash", "f5")}
    assert found.lines["dates"] == 3
    assert found.lines["keys.filter"] == 8


def test_nothing_has_to_be_set() -> None:
    found, table = settings("# nothing\n")
    assert found == DEFAULTS
    assert table.commands == COMMANDS


def test_a_path_of_ones_home_or_an_absolute_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/other")
    assert settings('store = "~/a.json"')[0].store == "/home/other/a.json"
    assert settings('store = "/a.json"')[0].store == "/a.json"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("theme", "config.toml: it is not TOML (Expected '=' after a key"),
        ("a = 1\ntheme =\nb = 2", "line 2, column 8: it is not TOML (Invalid value)"),
        ("a = 1\n\x00", "it is not TOML"),
        ('them = "nord"', "line 1: there is no option “them”; did you mean “theme”"),
        ("zzzzzz = 1", "line 1: there is no option “zzzzzz”; there are theme, density, "),
        ("\ntheme = 3", 'line 2: “theme” is 3; write it in quotation marks, as "quoth-dark"'),
        ('theme = "nrod"', "line 1: “theme” is “nrod”; did you mean “nord”"),
        ('dates = "european"', "“dates” is “european”; it may be day, us, iso"),
        ('mouse = "yes"', "“mouse” is “yes”; write true or false"),
        ("mouse = 1", "“mouse” is 1; write true or false"),
        ('store = " "', "“store” is “”; name a file"),
        ('keys = "f"', "line 1: “keys” is a table"),
        ('[keys]\nserch = "f5"', "line 2: keys.serch: there is no command of this name; did you"),
        ("[keys]\nsearch = []", "line 2: keys.search: name at least one key"),
        ('[keys]\nsearch = ["f5", 3]', "line 2: keys.search: ['f5', 3] is not a key"),
        ('keys.search = "f55"', "line 1: keys.search: there is no key “f55”"),
        ('[keys]\nsave = "x"', "line 2: keys.save: “x” is typed there"),
    ],
)
def test_what_cannot_be_followed_is_one_line(text: str, problem: str) -> None:
    with pytest.raises(SettingsError) as refused:
        settings(text)
    said = str(refused.value)
    assert said.startswith(FILE)
    assert problem in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("keys", "blamed", "other"),
    [
        ('search = "f"', "search", "filter"),
        ('read = "j"', "read", "down"),
        ('add_record = "x"', "add_record", "drop"),
        ('period_left = "q"', "period_left", "leave"),
        ('help = "ctrl+c"', "help", "leave_at_once"),
        ('take_statement = "space"', "take_statement", "read_first"),
        ('close = "enter"', "close", "toggle"),
        ('search = "f5"\nfilter = "F5"', "filter", "search"),
    ],
)
def test_one_key_never_has_two_commands_in_one_place(keys: str, blamed: str, other: str) -> None:
    with pytest.raises(SettingsError, match=f"keys.{blamed}: .* is the key of “{other}” as well"):
        settings(f"[keys]\n{keys}\n")


def test_keys_may_be_exchanged_and_be_those_of_other_places() -> None:
    _, table = settings('[keys]\nsearch = "f"\nfilter = "/"\nspell_out = "h"\n')
    assert table.key("search") == "f"
    assert table.key("filter") == "/"


@given(st.sampled_from([command.id for command in COMMANDS]), st.sampled_from("fjqx/0hvZ"))
def test_a_table_that_is_taken_has_each_key_once_where_it_works(command: str, key: str) -> None:
    try:
        _, table = settings(f'[keys]\n{command} = "{key}"\n')
    except SettingsError:
        return
    for place in Context:
        keys = [key for one in table.of(*together(place)) for key in one.keys]
        assert len(keys) == len(set(keys))


@given(st.binary(max_size=40) | st.text(max_size=40).map(str.encode))
def test_no_file_breaks_it(data: bytes) -> None:
    try:
        parse(data, FILE)
    except SettingsError as error:
        assert str(error).isprintable()  # noqa: PT017  # what it says if it is raised at all


def test_the_example_sets_nothing_and_with_its_marks_away_what_holds_anyhow() -> None:
    text = "\n".join(example())
    assert settings(text)[0] == DEFAULTS
    unmarked = re.sub(r"^# (\w+ = .*)$", r"\1", text, flags=re.MULTILINE)
    found, table = settings(unmarked)
    assert table.commands == COMMANDS
    assert set(found.keys) == {command.id for command in COMMANDS}
    assert {option.name for option in OPTIONS} <= set(found.lines)
    assert found._replace(store="", theme="", coder="", keys={}, lines={}) == DEFAULTS
    assert found.theme == THEMES[0].name


def test_the_themes_are_those_of_the_explorer() -> None:
    assert set(THEME_NAMES) == {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}


def test_the_file_is_in_the_folder_for_settings_or_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load({}) == DEFAULTS
    (tmp_path / "quoth").mkdir()
    (tmp_path / "quoth" / "config.toml").write_text('theme = "nord"')
    assert load({}).theme == "nord"
    assert load({"QUOTH_CONFIG": os.devnull}) == DEFAULTS
    with pytest.raises(SettingsError, match=r"there is no such file, and \$QUOTH_CONFIG names it"):
        load({"QUOTH_CONFIG": str(tmp_path / "none.toml")})
    with pytest.raises(SettingsError, match="it can't be read"):
        load({"QUOTH_CONFIG": str(tmp_path)})


def test_a_file_in_another_encoding_is_told() -> None:
    with pytest.raises(SettingsError, match="line 2: it is not in UTF-8"):
        parse(b'# a\ntheme = "\xe9"\n', FILE)
    assert parse('\ufefftheme = "nord"'.encode(), FILE).theme == "nord"
