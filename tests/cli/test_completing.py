"""What is typed in a shell is completed, and nothing that is offered can act."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.cli.bash_words import BashLine, WordCompletion, loses
from quoth.cli.completing import candidates
from tests.cli.conftest import Quoth
from tests.making import write_store

MACRON = "by:Emmanuel Macron"


@pytest.fixture(autouse=True)
def _nobody(home: Path) -> None:
    """Have no store but the sample."""


def offered(*words: str) -> list[str]:
    """Return what the last of some words may become."""
    return [one.word for one in candidates(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("fi",), ["find"]),
        (("--sa",), ["--sample"]),
        (("--sample", "qu"), ["quillhaven"]),
        (("--sample", "fi"), ["find"]),
        (("find", "--sample=qu"), ["--sample=quillhaven"]),
        (("find", "--sample", "quillhaven", "by:osr"), ["by:Osric Bannock"]),
        (("export", "--format", "gr"), ["graphml"]),
        (("export", "--format=gr"), ["--format=graphml"]),
        (("import", "--format", "gd"), ["gdelt"]),
        (("timeline", "--by", "de"), ["decade"]),
        (("completion", "b"), ["bash"]),
        (("help", "scr"), ["screen-readers"]),
        (("help", "fi"), ["find"]),
        (("export", "--output", "x"), [":files"]),
        (("--store", "x"), [":files"]),
        (("find", "--store=x"), [":files"]),
        (("import", "x"), [":files"]),
        (("find", "to"), ["to:", "topic:"]),
        (("find", "by:emm"), [MACRON]),
        (("find", "peace", "by:emmanuel mac"), [MACRON]),
        (("find", "-by:emm"), [f"-{MACRON}"]),
        (("find", "by:macorn"), [MACRON]),
        (("find", 'by:"emm'), ['by:"Emmanuel Macron"']),
        (("find", "peace OR by:emm"), ['peace OR by:"Emmanuel Macron"']),
        (("pick", "kind:mi"), ["kind:mixed"]),
        (("export", "said:yes"), ["said:yesterday"]),
        (("find", "sort:n"), ["sort:newest"]),
        (("stats", "sort:n"), ["sort:newest"]),
        (("rm", "--query", "sort:n"), ["sort:newest"]),
        (("new", "x"), [":files"]),
        (("merge", "emm"), ["Emmanuel Macron"]),
        (("add", "--speaker", "emm"), ["Emmanuel Macron"]),
        (("add", "--kind", "dir"), ["direct"]),
        (("check", "--rule", "look"), ["lookalike"]),
        (("find", "peace"), []),
        (("show", "x"), []),
        ((), []),
    ],
)
def test_words_are_completed(words: tuple[str, ...], expected: list[str]) -> None:
    assert offered(*words) == expected


def test_all_commands_and_fields_are_offered_at_first() -> None:
    assert {"find", "pick", "config", "help"} <= set(offered(""))
    assert {"by:", "topic:", "sort:"} <= set(offered("find", ""))


def test_names_are_those_of_the_store_that_is_meant(tmp_path: Path) -> None:
    store = write_store(
        tmp_path / "a.json",
        {
            "statements": {},
            "actors": {
                str(number): {"id": name, "name": name}
                for number, name in enumerate(("Zoe (baker)", "Zo\x1b[2Je", 'Zoran "Z" Ilić'), 1)
            },
        },
    )
    assert offered("--store", str(store), "find", "by:zo") == [
        'by:"Zoe (baker)"',
        "by:Zoran Z Ilić",
    ]
    assert offered("find", f"--store={store}", "by:zora") == ["by:Zoran Z Ilić"]


@pytest.mark.parametrize("text", ["", "{", '{"actors": 3}'])
def test_where_a_store_cannot_be_read_nothing_is_said(
    quoth: Quoth, tmp_path: Path, text: str
) -> None:
    store = tmp_path / "a.json"
    store.write_text(text)
    for path in (store, tmp_path / "none.json"):
        assert quoth("complete", "zsh", "--store", str(path), "find", "by:a") == (0, "", "")


def test_settings_that_are_wrong_offer_no_name(quoth: Quoth, home: Path) -> None:
    (home / "quoth").mkdir()
    (home / "quoth" / "config.toml").write_text("broken")
    assert quoth("complete", "fish", "find", "by:emm") == (0, "", "")
    assert quoth("complete", "fish", "fin").out == "find\tsearch quotes, misspelt or not\n"


def test_each_is_told_with_what_it_is(quoth: Quoth) -> None:
    said = quoth("complete", "zsh", "find", "by:emm")
    assert said == (0, f"{MACRON}\tPresident of France · 3 statements\n", "")
    assert quoth("complete", "fish", "import", "x").out == ":files\n"
    assert quoth("complete", "zsh", "find", "by:e").out.startswith(":list\n")


# -- bash ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("quoth", [""][:0]),
        ("quoth ", [""]),
        ("quoth find by:ma", ["find", "by:ma"]),
        ("quoth find  by:Ann\\ Ar", ["find", "by:Ann Ar"]),
        ('quoth find "by:Ann Ar', ["find", "by:Ann Ar"]),
        ("quoth find by:'Ann Ar' x", ["find", "by:Ann Ar", "x"]),
        ('quoth find "a\\"b" ', ["find", 'a"b', ""]),
        ("quoth find '' ", ["find", "", ""]),
    ],
)
def test_a_line_is_taken_apart_as_bash_does(line: str, words: list[str]) -> None:
    assert BashLine(line).words == words


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("quoth find by:em", "Emmanuel\\ Macron"),
        ('quoth find by:"em', "Emmanuel Macron"),
        ('quoth find "by:em', "by:Emmanuel Macron"),
        ("quoth find 'by:em", "by:Emmanuel Macron"),
    ],
)
def test_bash_is_given_what_it_puts_in_quoted_as_there(line: str, answer: str) -> None:
    assert BashLine(line).answers([WordCompletion(MACRON)]) == [answer]


def test_signs_that_mean_something_to_a_shell_are_quoted() -> None:
    evil = WordCompletion("by:$(touch x)`'\"\\;&")
    assert BashLine("quoth find by:").answers([evil]) == ["\\$\\(touch\\ x\\)\\`\\'\\\"\\\\\\;\\&"]
    assert BashLine('quoth find by:"').answers([evil]) == ["\\$(touch x)\\`'\\\"\\\\;&"]
    assert BashLine("quoth find by:'").answers([evil]) == ["$(touch x)`'\\''\"\\;&"]


def test_less_than_was_typed_never_takes_its_place() -> None:
    assert loses("ar", ["Ann Archer", "Andy Arlen"])
    assert not loses("an", ["Ann Archer", "Andy Arlen"])
    assert not loses("ar", ["Ann", "Bob"])
    assert not loses("ar", ["Ann Archer"])
    several = [WordCompletion("by:Ann Archer"), WordCompletion("by:Andy Arlen")]
    answers = BashLine("quoth find by:ar").answers(several)
    assert len({answer[0] for answer in answers}) > 1
    assert len(BashLine("quoth find by:an").answers(several)) == 2


# -- The scripts, in their shells ------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_can_read_its_script(quoth: Quoth, shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not here")
    script = tmp_path / "script"
    script.write_text(quoth("completion", shell).out)
    done = subprocess.run([program, "-n", str(script)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not here")
@pytest.mark.parametrize(
    ("words", "reply"),
    [
        (["fi"], ["find"]),
        (["find", "by", ":", "emm"], ["Emmanuel\\ Macron"]),
        (["export", "--format", "=", "gr"], ["graphml"]),
        (["find", "peace"], []),
    ],
)
def test_bash_is_offered_names(
    quoth: Quoth, tmp_path: Path, words: list[str], reply: list[str]
) -> None:
    (tmp_path / "quoth").write_text(f'#!/bin/sh\nexec {sys.executable} -m quoth "$@"\n')
    (tmp_path / "quoth").chmod(0o755)
    line = "quoth --sample " + " ".join(words).replace(" : ", ":").replace(" = ", "=")
    script = f"""{quoth("completion", "bash").out}
COMP_WORDS=(quoth --sample {" ".join(words)}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}
_quoth
for one in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$one"; done
"""
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
    )
    assert done.stdout.splitlines() == reply
