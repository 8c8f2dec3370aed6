"""What the README and the maps name exists, and the README stays short enough to be read."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoth
from quoth import commands
from quoth.cli.arguments import COMMANDS
from quoth.formats.help_facts import facts as format_facts
from quoth.presenting import help as texts
from quoth.query.language.help_facts import facts as language_facts

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "quoth"
README, MAP, FIGURES = (
    ROOT / "README.md",
    PACKAGE / "README.md",
    ROOT / "tests" / "benchmarks" / "README.md",
)
DOCUMENTS = (README, MAP, FIGURES)
CODE = re.compile(r"`([^`\n]+)`")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|md|json|tcss|txt|svg))|[\w.]+(?:/[\w.-]+)+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLES = frozenset({"article.txt", "quotes.md", "quotes.csv", "OUT.json", "all.parquet"})
"""Files in examples."""


def named_in_code(text: str) -> Iterator[str]:
    """Yield what a document has between backticks, and the lines of its blocks for a shell."""
    for block in BLOCK.findall(text):
        yield from block.splitlines()
    yield from CODE.findall(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def paths(text: str) -> set[str]:
    """Return the paths that a document names in code."""
    pieces = {piece for code in named_in_code(text) for piece in code.split()}
    return {piece for piece in pieces if PATH.fullmatch(piece)} - EXAMPLES


def exists(path: str) -> bool:
    """Tell whether a path is one of the repository, or of the package."""
    return path.startswith(".venv/") or any((at / path).exists() for at in (ROOT, PACKAGE))


def test_the_readme_is_short() -> None:
    assert README.stat().st_size <= 12_000


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert [path for path in sorted(paths(text)) if not exists(path)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    near = [link for link in links if "://" not in link]
    assert [link for link in near if not (document.parent / link).exists()] == []


def test_paths_are_found_in_documents_at_all() -> None:
    assert "formats/incoming/sniffing.py" in paths(MAP.read_text(encoding="utf-8"))
    assert "tests/benchmarks/faults.py" in paths(FIGURES.read_text(encoding="utf-8"))
    assert not exists("formats/nothing.py")


def test_every_benchmark_has_its_command_in_the_list() -> None:
    text = FIGURES.read_text(encoding="utf-8")
    for script in FIGURES.parent.glob("*.py"):
        assert f"tests/benchmarks/{script.name}" in text


def test_every_file_and_folder_of_the_package_is_on_the_map() -> None:
    text = MAP.read_text(encoding="utf-8")
    for entry in PACKAGE.iterdir():
        if entry.suffix == ".py" and not entry.name.startswith("__"):
            assert f"`{entry.name}`" in text
        elif (entry / "__init__.py").exists():
            assert f"`{entry.name}/`" in text


NAMES_IN_TABLES = re.compile(r"`(_?[A-Z_]{4,}|[A-Z][a-z]+(?:[A-Z][a-z]+)*|_[a-z_]+)`")


def test_names_on_the_map_are_in_the_file_named_beside_them() -> None:
    rows = [row for row in MAP.read_text(encoding="utf-8").splitlines() if row.startswith("| ")]
    for row in rows:
        files = [name for name in CODE.findall(row) if (PACKAGE / name).is_file()]
        sources = "".join((PACKAGE / name).read_text(encoding="utf-8") for name in files)
        for name in NAMES_IN_TABLES.findall(row) if files else ():
            assert re.search(rf"\b{name}\b", sources), f"{name} is not in {files}"


def commands_of_quoth(text: str) -> Iterator[list[str]]:
    """Yield the commands of quoth in a text, in words."""
    for code in named_in_code(text):
        for part in re.findall(r"(?<![\w/])quoth (.*)", code.split("  #")[0]):
            yield shlex.split(part.split(" | ")[0])


def test_every_command_of_the_readme_exists() -> None:
    found = list(commands_of_quoth(README.read_text(encoding="utf-8")))
    assert len(found) > 10
    for first, *rest in found:
        assert first in COMMANDS or first in ("COMMAND", "--sample"), first
        if first == "help" and rest:
            assert rest[0] in (*texts.NAMES, "TOPIC")


def test_every_command_in_the_help_exists() -> None:
    for name in texts.NAMES:
        facts = language_facts().and_those(format_facts())
        lines = texts.lines(name, commands.KeyTable(), facts)
        for command in (re.match(r"  quoth ([a-z]+)", line) for line in lines):
            assert command is None or command[1] in COMMANDS


def test_every_topic_is_in_the_readme_and_on_the_disk() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in texts.NAMES)
    folder = Path(texts.__file__).parent
    assert {path.stem for path in folder.glob("*.txt")} == set(texts.NAMES)


def test_the_licence_is_part_of_the_package() -> None:
    text = (Path(quoth.__file__).parent / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License")
    assert "The quoth maintainers" in text


def test_ci_can_read_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    for marker, ending in (("open", "quoth --sample"), ("test", "pytest -n auto")):
        block = text.split(f"<!-- {marker} -->\n```sh\n")[1].split("\n```")[0]
        assert block.endswith(ending)
        assert "\n" not in block
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
