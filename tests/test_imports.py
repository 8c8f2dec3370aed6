"""Only the explorer needs Textual, so a pipe never waits for it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import quoth

PACKAGE = Path(quoth.__file__).parent


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Return the modules of the package, parsed, by their dotted names.

    They are millions of objects: nothing may keep them when this module's tests are done.
    """
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(module: ast.Module) -> set[str]:
    """Return the top-level packages that a module names in an import, wherever in it."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".", maxsplit=1)[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".", maxsplit=1)[0])
    return found


def test_only_the_explorer_names_textual_or_rich(modules: dict[str, ast.Module]) -> None:
    elsewhere = [name for name in modules if not f"{name}.".startswith("quoth.tui.")]
    assert len(elsewhere) > 30
    assert [name for name in elsewhere if imported(modules[name]) & {"textual", "rich"}] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["find", "garantee"],
        ["show", "15"],
        ["actors"],
        ["timeline"],
        ["stats"],
        ["find", "xyzzy"],
        ["variants"],
        ["changes"],
        ["compare", "by:macron", "by:trump"],
    ],
)
def test_no_command_loads_textual(arguments: list[str]) -> None:
    script = (
        "import sys; from quoth.cli.main import main; "
        f"main({[*arguments, '--sample']!r}); "
        "print(sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    loaded = ast.literal_eval(done.stderr.splitlines()[-1])
    assert "quoth" in loaded
    assert not {"textual", "rich", "asyncio"} & set(loaded)


def test_who_searches_waits_for_nothing_that_changes_a_store() -> None:
    script = (
        "import sys; from quoth.cli.main import main; main(['find', 'garantee', '--sample']); "
        "print(sorted(name for name in sys.modules if name.startswith('quoth.')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    loaded = ast.literal_eval(done.stderr.splitlines()[-1])
    layers = (
        "quoth.editing",
        "quoth.formats",
        "quoth.query.families",
        "quoth.query.changes",
        "quoth.checking",
        "quoth.cli.describing",
    )
    assert [name for name in loaded if name.startswith(layers)] == []


def test_who_has_set_nothing_waits_for_nothing_that_reads_settings(tmp_path: Path) -> None:
    script = (
        "import sys; from quoth.cli.main import main; main(['find', 'garantee', '--sample']); "
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "QUOTH_CONFIG"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment | {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)},
    )
    loaded = ast.literal_eval(done.stderr.splitlines()[-1])
    unwanted = (
        "tomllib",
        "quoth.settings",
        "quoth.commands",
        "quoth.basics.keys",
        "quoth.settings.remembered",
    )
    assert [name for name in loaded if name.startswith(unwanted)] == []


# -- The house ------------------------------------------------------------------------------------


def imports_of(name: str, among: dict[str, ast.Module]) -> set[str]:
    """Return what a module imports of the package: in functions and for annotations as well."""
    found = set()
    for node in ast.walk(among[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {one if one in among else node.module for one in inner}
    return (found & among.keys()) - {name}


def test_no_modules_import_each_other_in_a_circle(modules: dict[str, ast.Module]) -> None:
    waiting = {name: imports_of(name, modules) for name in modules}
    while free := {name for name, needed in waiting.items() if not needed & waiting.keys()}:
        for name in free:
            del waiting[name]
    assert waiting == {}


def test_no_public_class_name_has_two_meanings(modules: dict[str, ast.Module]) -> None:
    defined = [
        node.name
        for module in modules.values()
        for node in module.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [name for name, number in Counter(defined).items() if number > 1] == []


def test_the_first_listing_of_the_package_is_short() -> None:
    entries = [
        entry
        for entry in PACKAGE.iterdir()
        if (entry.suffix == ".py" or (entry / "__init__.py").exists())
        and not entry.name.startswith("__")
    ]
    assert len(entries) <= 14
