"""What a coder is told is the same whether another coded something or nothing.

All that reads asks the copy, which is the same (`tests/store/server/test_secrets.py`); so most of
what is tried here changes something.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.basics.places import default_cache
from tests.cli.conftest import Quoth
from tests.postgres import ServerCluster, databases
from tests.store.server.desk import coded, filled, without_ben

pytestmark = pytest.mark.parametrize("quoth", ["read as it is"], indirect=True)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("find", "has:layer", "--json"), ("find", "layer:ben OR layer:an"), ("show", "bens-own"),
    ("agree", "--json"), ("check", "--json"), ("complete", "zsh", "find", "layer:"),
    ("edit", "bens-own", "note=x"), ("rm", "3", "--yes"), ("edit", "6", "id=bens-own"),
    ("edit", "6", "id=free"), ("wording", "bens-own", "2", "same"), ("rm", "guild", "--yes"),
    ("rm", "5", "--yes"), ("undo",), ("assign", "paper", "--done"), ("curate", "--json"), ("log",),
    ("stats", "layer:ann"),
)  # fmt: skip
"""What Ann, a coder, may try to see of what Ben coded."""


@pytest.fixture
def addresses(postgres_cluster: ServerCluster, quoth: Quoth) -> Iterator[list[tuple[str, str]]]:
    """Return the address and the name of a store with a layer of Ben's, and of one without."""
    with databases(postgres_cluster) as made:
        pair = [filled(made(), tables) for tables in (coded(), without_ben())]
        yield [(one.uri("ann"), one.name) for one in pair]
    shutil.rmtree(Path(default_cache(), "servers"), ignore_errors=True)


def test_every_command_says_the_same(quoth: Quoth, addresses: list[tuple[str, str]]) -> None:
    for words in COMMANDS:
        at = 2 if words[0] == "complete" else len(words)
        told = []
        for address, name in addresses:
            said = quoth(*words[:at], "--store", address, *words[at:])
            if words == ("undo",):
                assert (said.code, said.out) == (0, "delete statement 5\n")
            told.append((said.code, said.out.replace(name, "it"), said.err.replace(name, "it")))
        assert told[0] == told[1], words
    assert "3" in told[0][1], "what was deleted is there again"
    for path in Path(default_cache()).rglob("*"):
        if path.is_file():
            assert not any(one in path.read_bytes() for one in (b"bens-own", b"far too"))
