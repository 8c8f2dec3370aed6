"""One day of work on one store: what is done, by whom, and whether everything shown is true.

Each step does something to the store, or looks at it. What it may change is known from the command
alone; what is shown must be what the same command shows of a copy of the plain records, made for
that purpose and read without an index. Where a question needs no search, `plain` answers it too.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.errors import EditError
from quoth.editing.workspace import Workspace
from quoth.store.folding import fold
from quoth.store.storage import open_database
from tests.days import plain, stores
from tests.days.plain import Asked, Difference, Plain, Tables, difference
from tests.days.shell import BREAKDOWN, Said, quoth

DONE: Final = 0
_LINE: Final = re.compile(r'"(line|score)": [0-9.]+, ')
_ABOUT: Final = 0.03
"""By how much scores may differ where words are as rare as they were before an edit."""
"""Where `quoth check` says that a record stands, which is up to whoever wrote the file."""
_SAID_NO: Final = (1, 2, 3)
"""Exit codes of a command that was understood and has changed nothing."""


class Step(NamedTuple):
    """A change that can be undone: the store before and after it."""

    before: Tables
    after: Tables
    made: Difference


class KilledError(BaseException):
    """The process ends here."""


class Day:
    """A store, whoever works on it, and what is known to be true of it."""

    def __init__(self, folder: Path, random: Random, size: str) -> None:
        """Begin with a store of some size in a folder of its own."""
        self.folder, self.random = folder, random
        self.store = folder / "store.json"
        self.copy = folder / "copy" / "store.json"
        self.copy.parent.mkdir()
        if stores.SIZES[size]:
            stores.write(self.store, stores.tables(random, stores.SIZES[size]), random)
        self._copied: Tables | None = None
        self._read: tuple[object, Tables] | None = None
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._foreign: set[tuple[str, str]] = set()
        """Records that other programs changed: a change of those may not be undone any more."""
        self._colleague: Workspace | None = None
        self.trail: list[str] = []
        """What was done, for whoever wants to know how it came about."""

    # What is there.

    @property
    def tables(self) -> Tables:
        """The plain records, read again whenever a file of theirs is another."""
        files = [
            path.stat() if path.exists() else None
            for path in (self.store, Path(f"{self.store}.journal"))
        ]
        stamps = [one and (one.st_ino, one.st_size, one.st_mtime_ns) for one in files]
        if self._read is None or self._read[0] != stamps:
            self._read = stamps, plain.tables_of(self.store)
        return self._read[1]

    def quoth(self, *words: str | Path) -> Said:
        """Run a command on the store."""
        self.trail.append("quoth " + " ".join(map(str, words)))
        said = quoth(words[0], "--store", self.store, *words[1:])
        assert said.code != BREAKDOWN, self.told(said)
        assert "Traceback" not in said.err, self.told(said)
        return said

    def told(self, what: object) -> str:
        """Return what happened, and all that led to it."""
        return "\n".join([*self.trail[-60:], str(what)])

    # Changes.

    def changed(
        self, *words: str | Path, expects: Callable[[Difference], bool] = lambda _: True
    ) -> None:
        """Run a command that changes the store as it is expected to, or says why it doesn't."""
        before = self.tables
        said = self.quoth(*words)
        self.settled(said.code, before, expects, said)

    def settled(
        self,
        code: int,
        before: Tables,
        expects: Callable[[Difference], bool] = lambda _: True,
        said: object = "",
    ) -> None:
        """Look whether what became of the store is what was to be expected."""
        after = self.tables
        made = difference(before, after)
        if code != DONE:
            assert code in _SAID_NO, self.told(said)
            assert not made.touched, self.told(f"{said} changed {made}")
            return
        assert expects(made), self.told(f"{said} did {made}")
        assert not Plain(after).dangling(), self.told(Plain(after).dangling())
        if made.touched:
            self.did(Step(before, after, made))

    def did(self, step: Step) -> None:
        """Take note of a change that can be undone."""
        self._done.append(step)
        self._undone.clear()

    def step(self, *, back: bool) -> None:
        """Undo the last change, or redo the one that was undone last."""
        before = self.tables
        said = self.quoth("undo" if back else "redo")
        after = self.tables
        steps = self._done if back else self._undone
        if said.code != DONE:
            assert said.code in _SAID_NO, self.told(said)
            assert before == after, self.told(said)
            if steps and not self._foreign:
                raise AssertionError(self.told(f"{said}\nis not what {steps[-1].made} allows"))
            return
        self.stepped(difference(before, after), back=back)

    def stepped(self, made: Difference, *, back: bool) -> None:
        """Look whether what was undone or redone is as it was, and nothing else is different."""
        steps, others = (self._done, self._undone) if back else (self._undone, self._done)
        assert steps, self.told("something is undone, though nothing was done")
        step = steps.pop()
        others.append(step)
        wanted = step.before if back else step.after
        assert made.touched <= step.made.touched, self.told(f"{made} isn't {step.made}")
        now = self.tables
        for table, key in step.made.touched - self._foreign:
            if table == "meta":  # a store that was begun for the change stays
                continue
            one = now.get(table, {}).get(key)
            assert one == wanted.get(table, {}).get(key), self.told(f"{table} {key} is {one}")

    def foreign(self, before: Tables) -> None:
        """Take note of what another program changed."""
        self._foreign |= difference(before, self.tables).touched

    # Who does what.

    def some(self, table: str) -> str | None:
        """Return the id of one of a table's records, if it has any."""
        rows = self.tables.get(table, {})
        ids = [one.get("id") or key for key, one in rows.items()]
        return self.random.choice(ids) if ids else None

    def add(self) -> None:
        """Add a statement, and whoever it needs."""
        random = self.random
        words = [stores.quote(random), "--speaker", self.some("actors") or stores.name(random)]
        words += ["--source", self.some("sources") or "The Herald", "--new"]
        words += ["--kind", random.choice(stores.KINDS)]
        for option, values in (("said", stores.DATES), ("tag", stores.TAGS)):
            if random.random() < 0.5:
                words += [f"--{option}", random.choice(values)]
        if not self.store.exists():
            words.append("--create")

        def one_more(made: Difference) -> bool:
            tables = [table for table, _ in made.added]
            return tables.count("statements") == 1 and not (made.changed or made.deleted)

        self.changed("add", *words, expects=one_more)

    def add_other(self) -> None:
        """Add an actor, a source, an event or a topic."""
        random = self.random
        kind = random.choice(["actor", "source", "event", "topic"])
        words = [kind, stores.name(random)]
        if kind == "event":
            words += ["--when", random.choice(stores.DATES)]
        if kind == "actor" and (home := self.some("actors")) and random.random() < 0.4:
            words += ["--affiliation", home]
        self.changed("add", *words, expects=lambda made: len(made.touched) == len(made.added) == 1)

    def edit(self) -> None:
        """Change a field of a record."""
        random = self.random
        table = random.choice(["statements", "statements", "actors", "sources"])
        one = self.some(table)
        if one is None:
            return
        fields = {
            "statements": {
                "quote": stores.quote(random), "said": random.choice([*stores.DATES, ""]),
                "status": random.choice(["draft", "confirmed", "rejected"]),
                "kind": random.choice(stores.KINDS), "speaker": self.some("actors") or "",
                "topics": random.choice([*stores.TOPICS, ""]), "note": "another note",
                "on_behalf_of": self.some("actors") or "", "via": self.some("actors") or "",
            },
            "actors": {
                "name": stores.name(random), "aliases+": stores.name(random),
                "affiliation": random.choice([self.some("actors") or "", ""]),
                "id": f"actor-{random.randint(0, 60)}",
            },
            "sources": {"title": stores.quote(random), "publisher": random.choice(stores.LAST)},
        }[table]  # fmt: skip
        field, value = random.choice([*fields.items()])
        named = f"{table[:-1]}:{one}"
        self.changed(
            "edit", named, f"{field}={value}",
            expects=lambda made: field == "id" or (
                len(made.changed) <= 1 and not made.added and not made.asked_to_go
            ),
        )  # fmt: skip

    def tag(self) -> None:
        """Put a tag on some statements, or take one off."""
        ids = {one for _ in range(self.random.randint(1, 4)) if (one := self.some("statements"))}
        sign = self.random.choice("+-")

        def only_tags(made: Difference) -> bool:
            return (
                not made.added
                and not made.deleted
                and all(
                    {**before, "tags": 0} == {**after, "tags": 0}
                    for before, after in made.changed.values()
                )
            )

        if ids:
            self.changed(
                "tag", *sorted(ids), f"{sign}{self.random.choice(stores.TAGS)}", expects=only_tags
            )

    def remove(self) -> None:
        """Delete records."""
        table = self.random.choice(["statements", "statements", "actors", "topics", "sources"])
        one = self.some(table)
        if one is not None:
            self.changed(
                "rm", f"{table[:-1]}:{one}", "--yes",
                expects=lambda made: (
                    not made.added and not made.changed
                    # An actor of an intake may be what was to be deleted.
                    and len(made.asked_to_go) <= 1 <= len(made.deleted)
                ),
            )  # fmt: skip

    def merge(self) -> None:
        """Merge two actors."""
        keep, other = self.some("actors"), self.some("actors")
        if keep and other:
            quotes = sorted(one["quote"] for one in self.tables["statements"].values())
            self.changed(
                "merge", keep, other,
                expects=lambda _: other not in Plain(self.tables).actors
                and quotes == sorted(one["quote"] for one in self.tables["statements"].values()),
            )  # fmt: skip

    def split(self) -> None:
        """Give a statement of an actor to a new one."""
        one = self.some("statements")
        if one is not None:
            speaker = Plain(self.tables).statements[one]["speaker"]
            self.changed("split", speaker, stores.name(self.random), one)

    def import_(self) -> None:
        """Import a table, in which somebody may be under several spellings."""
        random, path = self.random, self.folder / "rows.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["quote", "speaker", "kind", "date", "title"])
            for _ in range(random.choice([1, 3, 30])):
                writer.writerow(
                    [
                        stores.quote(random), stores.name(random), random.choice(stores.KINDS),
                        random.choice(["2025-03-18", "2024", ""]), random.choice(stores.LAST),
                    ]
                )  # fmt: skip
        create = [] if self.store.exists() else ["--create"]
        self.changed(
            "import", path, "--duplicates", random.choice(["skip", "add"]), *create,
            expects=lambda made: not made.deleted and not made.changed,
        )  # fmt: skip

    def intake(self) -> None:
        """Take in an article."""
        random, path = self.random, self.folder / "article.txt"
        who = stores.name(random)
        path.write_text(
            f"{stores.quote(random)}\n\n“{stores.quote(random)},” {who} told reporters on Monday. "
            f"{random.choice(stores.LAST)} said that {stores.quote(random).lower()}.\n",
            encoding="utf-8",
        )
        create = [] if self.store.exists() else ["--create"]
        self.changed("intake", path, "--published", "2025-03-20", *create)

    def repair(self) -> None:
        """Repair what loses nothing."""
        before = self.tables
        said = self.quoth("check", "--fix", "--quiet")
        assert said.code in (DONE, *_SAID_NO), self.told(said)
        if difference(before, self.tables).touched:
            self.did(Step(before, self.tables, difference(before, self.tables)))

    # Other programs.

    def colleague(self) -> None:
        """Have a program that stays open change something; it may fold, or leave it for later."""
        random = self.random
        if not self.store.exists():
            return
        if self._colleague is None:
            self._colleague = Workspace(self.store)
        before, workspace = self.tables, self._colleague
        workspace.editor.catch_up()
        one = self.some("statements")
        found = workspace.editor.current.find("statements", one) if one else None
        self.trail.append(f"a colleague edits {one}")
        if found is None:
            assert one is None, self.told(one)
            return
        key, document = found
        after: dict[str, Any] | None = document | {"note": stores.quote(random)}
        if random.random() < 0.3:
            after = None
        with contextlib.suppress(EditError):
            workspace.commit(Change("colleague", [Edit("statements", key, document, after)]))
        if random.random() < 0.4:
            self.trail.append("and folds")
            workspace.fold()
        self.settled(DONE, before)
        if random.random() < 0.2:
            self.trail.append("a colleague leaves")
            self._colleague = None

    def tinydb(self) -> None:
        """Have another program write the store by TinyDB."""
        if not self.store.exists():
            return
        self.trail.append("TinyDB writes")
        before, random = self.tables, self.random
        database = open_database(self.store)
        actors = [*Plain(before).actors]
        sources = [one["id"] for one in before.get("sources", {}).values()]
        if actors and sources:
            made = stores.statement(random, actors, sources)
            made = {one: value for one, value in made.items() if one not in ("topics", "stances")}
            database.table("statements").insert(made)
        database.close()
        self.foreign(before)

    def rewrite(self) -> None:
        """Have a program that knows nothing of us write the whole store anew, or some of it."""
        if not self.store.exists() or Path(f"{self.store}.journal").exists():
            return
        self.trail.append("another program rewrites the store")
        before, random = self.tables, self.random
        tables = json.loads(json.dumps(before))
        rows = tables.setdefault("statements", {})
        for key in random.sample(sorted(rows), min(len(rows), random.choice([0, 1, 5]))):
            if random.random() < 0.5:
                rows[key]["quote"] = stores.quote(random)
            else:
                del rows[key]
        stores.write(self.store, tables, random)
        self.foreign(before)

    def damage_index(self) -> None:
        """Spoil a file of the cache: a flipped bit, a lost end, or all of it."""
        cache = Path(os.environ["QUOTH_CACHE"])
        files = [path for path in sorted(cache.rglob("*")) if path.is_file()]
        if not files:
            return
        path = self.random.choice(files)
        self.trail.append(f"{path.name} is damaged")
        data = bytearray(path.read_bytes())
        if not data or self.random.random() < 0.2:
            path.unlink()
            return
        place = self.random.randrange(len(data))
        if self.random.random() < 0.2:
            del data[place:]
        else:
            data[place] ^= 1 << self.random.randrange(8)
        spoilt = path.with_name(f"{path.name}.spoilt")
        spoilt.write_bytes(data)
        spoilt.replace(path)

    def fold(self) -> None:
        """Fold what is in the journal."""
        if self.store.exists():
            self.trail.append("fold")
            before = self.tables
            fold(self.store)
            assert before == self.tables, self.told("a fold changed something")

    def killed(self) -> None:
        """Have a command end at some call of the system; the store is as before, or as after."""
        left = self.random.randint(0, 12)
        self.trail.append(f"killed after {left} calls:")
        before = self.tables
        with pytest.MonkeyPatch.context() as patch:
            for name in ("fsync", "replace", "unlink", "ftruncate", "write"):
                real = getattr(os, name)

                def counted(*words: Any, _real: Any = real, **more: Any) -> Any:
                    nonlocal left
                    left -= 1
                    if left < 0:
                        raise KilledError
                    return _real(*words, **more)

                patch.setattr(os, name, counted)
            with contextlib.suppress(KilledError):
                self.add()
                return
        after = self.tables
        made = difference(before, after)
        log = [json.loads(line) for line in self.quoth("log", "--json", "--limit", "0").lines]
        if sum(not one["undone"] for one in log) > len(self._done):
            self.did(Step(before, after, made))
        else:  # it is kept, though the history doesn't know of it
            self._foreign |= made.touched

    # Looking.

    def look(self) -> None:
        """Ask for something, and compare it with what a plain copy answers."""
        if not self.store.exists():
            return
        words = self.random.choice(self._questions())
        said = self.quoth(*words)
        with self.plain_copy():
            expected = quoth(words[0], "--store", self.copy, *words[1:])
        if words[0] == "find" and "relevance" in words[1] and "--json" in words:
            self._look_at_scores(said, expected)
        else:
            told, expected = self._comparable(said), self._comparable(expected)
            assert told == expected, self.told(f"{_apart(told, expected)}")

    def _look_at_scores(self, said: Said, expected: Said) -> None:
        """Look whether the same was found, in the same order as far as scores tell it apart.

        How rare a word is, which scores depend on, is counted with what was edited since.
        """
        assert said.code == expected.code, self.told(_apart(said, expected))
        plain_ones = [json.loads(line) for line in expected.lines]
        ranks = {one["id"]: rank for rank, one in enumerate(plain_ones)}
        scores = {one["id"]: one["score"] for one in plain_ones}
        found = [json.loads(line)["id"] for line in said.lines]
        assert sorted(found) == sorted(ranks), self.told({*found} ^ {*ranks})
        rest = min(scores.values(), default=0.0)
        for one, other in pairwise(found):
            is_same = scores[one] == scores[other] == rest
            is_near = scores[one] > scores[other] - _ABOUT and not is_same
            assert ranks[one] < ranks[other] or is_near, self.told(
                f"{one} ({scores[one]}) before {other} ({scores[other]}); {_apart(said, expected)}"
            )

    def _comparable(self, said: Said) -> Said:
        """Return an output without what differs between two files of the same records."""
        texts = (text.replace(str(self.copy), str(self.store)) for text in said[1:])
        return Said(said.code, *(_LINE.sub("", text) for text in texts))

    @contextlib.contextmanager
    def plain_copy(self) -> Iterator[None]:
        """Have a copy of the plain records beside the store, which is read without an index."""
        tables = self.tables
        if tables is not self._copied:
            stores.write(self.copy, tables)
            self._copied = tables
        with stores.no_index(self.folder):
            yield

    def _questions(self) -> list[list[str]]:
        """Return the commands that only look."""
        random = self.random
        word, other = random.choice(stores.WORDS), random.choice(stores.WORDS)
        slip = word[:1] + word[2:] if len(word) > 4 else word
        who = (self.some("actors") or "ann").replace(" ", "-")
        name = stores.name(random).split()[-1]
        fields = [
            f"by:{who}", f"by:{name}", f"topic:{random.choice(stores.TOPICS)}", "kind:direct",
            "status:draft", f"said:{random.choice(['2025', '2025-03', '2024'])}", "tag:star",
            "has:note", f"via:{name}", f"source:{random.choice(stores.LAST)}", "-kind:mixed",
        ]  # fmt: skip
        order = random.choice(["newest", "oldest", "speaker", "relevance"])
        texts = [
            word, f"{word} {other}", slip, f'"{word} {other}"', f"{word} -{other}",
            f"{word} OR {other}", random.choice(fields), f"{word} {random.choice(fields)}",
            f"{random.choice(fields)} {random.choice(fields)}", name.lower(),
        ]  # fmt: skip
        text = f"{random.choice(texts)} sort:{order}"
        formats = ["jsonl", "csv", "text", "markdown", "graphml", "dna", "bibtex"]
        return [
            ["find", text, "--json", "--limit", "0"],
            ["find", text, "--json", "--limit", "0"],
            ["find", text.replace("relevance", "newest")],
            ["stats", "--json"],
            ["actors", "--json"],
            ["timeline", "--json"],
            ["timeline", "--json", "--by", "month"],
            ["merge", "--propose", "--json", "--limit", "0"],
            ["check", "--json"],
            ["export", "--format", random.choice(formats), "--sort", order],
            ["export", random.choice(fields), "--format", "jsonl"],
            ["show", self.some("statements") or "1", "--json"],
        ]

    def ask(self) -> None:
        """Ask what needs no search, and compare it with the plainest answer."""
        if not self.store.exists():
            return
        random, reading = self.random, Plain(self.tables)
        values: dict[str, str | None] = {
            "by": self.some("actors"), "to": self.some("actors"), "via": self.some("actors"),
            "about": self.some("actors"), "topic": self.some("topics"), "tag": "star",
            "kind": random.choice(stores.KINDS), "source": self.some("sources"),
            "status": random.choice(["draft", "rejected", "confirmed"]),
            "said": random.choice(["2025", "2025-03", "2024", "2025-03-20"]),
        }  # fmt: skip
        names = random.sample(sorted(values), random.choice([1, 1, 2]))
        fields = {one: value for one in names if (value := values[one]) and " " not in value}
        asked = Asked(fields, random.choice(["newest", "oldest", "speaker"]))
        expected = reading.found(asked)
        if not fields or ("tag" in fields and not reading.has_tag("star")):
            return
        said = self.quoth("find", asked.text, "--json", "--limit", "0")
        if said.code == 2:  # no statement has such a value, or several actors are meant
            assert not expected or "several" in said.err, self.told(said)
            return
        found = [json.loads(line)["id"] for line in said.lines]
        assert found == expected, self.told(f"{asked.text}: {found}\nplain: {expected}")
        numbers = json.loads(self.quoth("stats", "--json").out)
        wanted = reading.numbers()
        assert {name: numbers[name] for name in wanted} == wanted, self.told((numbers, wanted))
        voices = reading.counts(reading.standing().values())["actor"]
        people = [json.loads(line) for line in self.quoth("actors", "--json").lines]
        assert {one["id"]: one["statements"] for one in people} == {
            actor: voices[actor] for actor in reading.actors
        }, self.told("actors")

    # A step.

    def explore(self) -> None:
        """Work in the explorer for a while."""
        from tests.days.exploring import explore  # noqa: PLC0415  # it lives this day

        if self.store.exists():
            explore(self, self.random.randint(5, 40))

    def live_beside(self) -> None:
        """Do what is done by others, while the explorer is open."""
        self.random.choice(
            [self.add, self.edit, self.tag, self.merge, self.colleague, self.tinydb, self.rewrite]
        )()

    def live(self) -> None:
        """Do one thing, whatever it is."""
        weights: dict[Callable[[], None], int] = {
            self.add: 4, self.add_other: 2, self.edit: 6, self.tag: 3, self.remove: 3,
            self.merge: 2, self.split: 1, self.import_: 1, self.intake: 1, self.repair: 1,
            self.undo: 6, self.redo: 3, self.colleague: 4, self.tinydb: 1, self.rewrite: 1,
            self.damage_index: 2, self.fold: 1, self.killed: 2, self.look: 12, self.ask: 6,
            self.explore: 1,
        }  # fmt: skip
        (do,) = self.random.choices([*weights], [*weights.values()])
        do()

    def undo(self) -> None:
        """Undo the last change."""
        self.step(back=True)

    def redo(self) -> None:
        """Redo what was undone last."""
        self.step(back=False)


def _apart(one: Said, other: Said) -> str:
    """Return where two outputs part."""
    if one.code != other.code:
        return f"codes {one.code}, {other.code}: {one.err[:300]} | {other.err[:300]}"
    ours, plain_ones = one.out.splitlines(), other.out.splitlines()
    for number, (left, right) in enumerate(zip(ours, plain_ones, strict=False)):
        if left != right:
            return f"line {number}:\n  {left[:400]}\n  {right[:400]}"
    return f"{len(ours)} lines, {len(plain_ones)} plain ones; {one.err[:300]} | {other.err[:300]}"
