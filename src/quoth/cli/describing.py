"""The arguments of the commands that change a store."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from quoth.cli.options import as_json, limited
from quoth.cli.record_options import options

_ADD: Final = """\
Adds a statement, or what the first word says: an actor, a source, an event, a topic or a
check. The words are its quote, its name, its title or the claim; - reads a quote from stdin.

How much of a quote is verbatim has no default: say --kind direct, mixed or indirect. Only a quote
that you put in quotation marks as a whole, '"We will not."', is direct by itself. A statement is a
draft, which searches leave out, until it is confirmed: --status confirmed says that you held it
against its source.

Whoever and whatever a statement names has to be there, by id or by name; --new makes what isn't, in
the same change. --json adds many at once, all of them or none: objects from stdin, one a line, with
the fields of the store's records, names where those have ids, and a "type" where it is no
statement; options hold for all of them that don't say it themselves. The ids of what was added are
printed."""
_ADD_END: Final = """\
examples:
  quoth add --speaker "Ann Archer" --source "The Herald, 20 March" --status confirmed --new \\
      '"Bread is dear."'
  quoth add actor "Ann Archer" --kind person --role Baker --alias "A. Archer"
  quoth add --json < statements.jsonl"""
_EDIT: Final = """\
Changes fields of records. A list gains with += and loses with -=, or with a + or a - before each
item: tags=+nato; field= empties one. Who and what a field refers to may be written by name. The id
of a statement, or one that only one record has, is enough; else write actor:ID, source:ID, topic:ID
or event:ID, or name the --table.

--query changes all statements that a search finds, and - reads ids from stdin, one per line. All of
them are one change, which quoth undo takes back. On a terminal quoth says first what would change,
and asks; --dry-run only says it."""
_EDIT_END: Final = """\
examples:
  quoth edit 15 said=2025-03-18~ status=confirmed tags+=nato
  quoth edit actor:ann role="Head Baker" aliases-="A. Archer"
  quoth edit --query "by:macron said:2025" topics=+nato status=confirmed --dry-run
  quoth find --ids status:draft | quoth edit - status=confirmed\
"""
_IMPORT: Final = """\
Adds what is in files of other formats: tables (CSV, TSV), JSON, JSON Lines, other stores, GDELT,
Quotebank, brat and DNA. Columns are known by their names; --dry-run says which go where, and what
would be added. All of it is one change, which `quoth undo` takes back; who interrupts it finds the
store as it was. A row that can't be taken is told with its line, and left out. What is there
already in every field is never added twice."""

_INTAKE: Final = """\
Takes articles in: their sources, and drafts of the statements in them, who said what, to whom,
through whom and when. Drafts are left out of searches until a person has read them: “review” in the
explorer goes through them, beside the article; `quoth help keys` shows its key. Plain text,
Markdown (.md) and web pages (.html) can be taken in; a folder is taken in with all such files in
it, each article once.

What is known of an article is taken from the file where it stands there: a first line like “date
2025-03-20”, lines like “Title: ...” before an empty one, front matter, a page's metadata. What is
said here goes before that."""
_INTAKE_END: Final = """\
examples:
  quoth intake article.txt --published 2025-03-20 --publisher "The Herald"
  pbpaste | quoth intake -
  quoth intake clippings/
  quoth intake article.html --json"""


class Given(argparse.Action):
    """Collects the fields that options give, each as often as it is given."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        """Take one."""
        name = self.option_strings[0].removeprefix("--")
        fields = {field: list(texts) for field, texts in (namespace.fields or {}).items()}
        fields.setdefault(options()[name].field, []).append(values)
        namespace.fields = fields


def _words(command: argparse.ArgumentParser, metavar: str, purpose: str) -> None:
    """Describe the words of a command, between which options may stand."""
    command.add_argument("words", nargs="*", metavar=metavar, help=purpose)


def add(command: argparse.ArgumentParser) -> None:
    """Describe `quoth add`."""
    command.description, command.epilog = _ADD, _ADD_END
    command.usage = "quoth add [actor | source | event | topic | check] WORDS [--FIELD VALUE ...]"
    command.set_defaults(fields={})
    _words(command, "WORDS", "the quote, the name or the title")
    command.add_argument("--new", action="store_true", help="make who and what isn't there yet")
    command.add_argument("--json", action="store_true", help="read objects from stdin, one a line")
    _create(command)
    groups: dict[str, argparse._ArgumentGroup] = {}
    for name, one in options().items():
        if one.group not in groups:
            groups[one.group] = command.add_argument_group(one.group)
        groups[one.group].add_argument(
            f"--{name}", action=Given, dest="fields", metavar=one.metavar, help=one.about,
            default=argparse.SUPPRESS,
        )  # fmt: skip


def _create(command: argparse.ArgumentParser) -> None:
    """Describe how a store that is named is made."""
    command.add_argument(
        "--create", action="store_true", help="make the store that is named, if it isn't there"
    )


def _table(command: argparse.ArgumentParser) -> None:
    """Describe how a table is named."""
    command.add_argument("--table", metavar="TABLE", help="actor, source, event, topic, statement")


def edit(command: argparse.ArgumentParser) -> None:
    """Describe `quoth edit`."""
    command.description, command.epilog = _EDIT, _EDIT_END
    command.usage = (
        "quoth edit ID ... FIELD=VALUE ... [--table TABLE]\n"
        "       quoth edit --query QUERY FIELD=VALUE ... [--dry-run | --yes]"
    )
    _words(command, "WORDS", "the ids, and what is to change; - reads ids from stdin")
    _table(command)
    _many(command)


def _many(command: argparse.ArgumentParser) -> None:
    """Describe how many statements are changed at once."""
    command.add_argument("--query", metavar="QUERY", help="all statements that this finds")
    _dry(command)
    command.add_argument("--yes", action="store_true", help="don't ask")


def tag(command: argparse.ArgumentParser) -> None:
    """Describe `quoth tag`."""
    command.usage = (
        "quoth tag ID ... +TAG -TAG ...\n"
        "       quoth tag --query QUERY +TAG -TAG ... [--dry-run | --yes]"
    )
    command.description = "Puts tags on statements, with +, and takes others off, with -."
    _words(command, "WORDS", "ids of statements, and tags; - reads ids from stdin")
    _many(command)


def remove(command: argparse.ArgumentParser) -> None:
    """Describe `quoth rm`."""
    command.description = (
        "Deletes records, all or none; not those that others refer to. The id of a statement, or\n"
        "one that only one record has, is enough; else write actor:ID, or name the --table.\n"
        "--query deletes all statements that a search finds."
    )
    _words(command, "ID", "what to delete; - reads ids from stdin")
    _table(command)
    _many(command)


def merge(command: argparse.ArgumentParser) -> None:
    """Describe `quoth merge`."""
    command.usage = "quoth merge KEEP OTHER ... [--dry-run]\n       quoth merge --propose"
    command.description = (
        "Makes actors one with the first, by id or name: all that names the others names it, and\n"
        "it gains their names and what only they had filled in. --propose looks for actors that\n"
        "seem to be one under several spellings, and changes nothing."
    )
    _words(command, "ACTOR", "whom to keep, and who is the same")
    _dry(command)
    command.add_argument("--propose", action="store_true", help="say which actors seem to be one")
    limited(command, 20)
    as_json(command)


def split(command: argparse.ArgumentParser) -> None:
    """Describe `quoth split`."""
    command.usage = "quoth split ACTOR NEW-NAME STATEMENT ... [--dry-run]"
    command.description = "Makes a new actor, who is named in some statements in place of another."
    _words(command, "WORDS", "the actor, the new one's name, and ids of statements")
    _dry(command)


def _dry(command: argparse.ArgumentParser) -> None:
    """Describe how nothing but a preview is had."""
    command.add_argument("--dry-run", action="store_true", help="only say what would change")


def log(command: argparse.ArgumentParser) -> None:
    """Describe `quoth log`."""
    command.description = "Says what was done to the store by you, the last first."
    limited(command, 20)
    as_json(command)


def wording(command: argparse.ArgumentParser) -> None:
    """Describe `quoth wording`."""
    command.description = (
        "Keeps what you decide about the wordings of two statements: that they are the same\n"
        "quote, a misquote, or different ones. It comes before all that `quoth variants` finds,\n"
        "until you decide otherwise or take it back."
    )
    command.add_argument(
        "words", nargs="*", metavar="ID",
        help="the ids of two statements, then same, misquote or different",
    )  # fmt: skip
    command.add_argument("--right", metavar="ID", help="whose wording is the right one")
    command.add_argument("--note", metavar="TEXT", help="why")
    command.add_argument("--by", metavar="NAME", help="who decided it")


def assign(command: argparse.ArgumentParser) -> None:
    """Describe `quoth assign`."""
    command.usage = (
        "quoth assign [SOURCE ...]\n"
        "       quoth assign SOURCE ... --to NAME ... | --take-from NAME ...\n"
        "       quoth assign SOURCE ... --done | --reopen\n"
        "       quoth assign --blind | --open"
    )
    command.description = (
        "Says who is to code which sources, each in a layer of their own, and who is done; or\n"
        "changes that. --done closes sources for you, under the coder's name of the config file,\n"
        "else your login name. Sources are named by id or title.\n\n"
        "In a store that is coded --blind, whoever codes a source sees nothing of it but their\n"
        "own layer until they close it. `quoth help coding` explains layers."
    )
    _words(command, "SOURCE", "the ids or titles; all, where nothing is changed")
    form = command.add_mutually_exclusive_group()
    for option, about in (("to", "have these code them"), ("take-from", "no longer have these")):
        form.add_argument(f"--{option}", action="append", metavar="NAME", help=about)
    form.add_argument("--done", action="store_true", help="your coding of them is done")
    form.add_argument("--reopen", action="store_true", help="it isn't, after all")
    form.add_argument(
        "--blind", action="store_true", help="hide others' coding until one's own is done"
    )
    form.add_argument("--open", action="store_true", help="everybody sees all layers")
    as_json(command)


def curate(command: argparse.ArgumentParser) -> None:
    """Describe `quoth curate`."""
    command.usage = (
        "quoth curate [QUERY] [--json]\n"
        "       quoth curate [--accept-same] [--take ID ...] [--majority ID ...] [--none ID ...]"
    )
    command.description = (
        "Lists the places that coders differ on and that aren't settled yet, what costs most\n"
        "agreement first; or settles some of it. What counts becomes a curated statement, which\n"
        "keeps in “from” the ids of those it settles; the layers stay. A source waits until all\n"
        "have closed it to whom it is assigned. All that is settled at once is one change."
    )
    _words(command, "QUERY", "of which statements, as with find; of all without one")
    command.add_argument("--accept-same", action="store_true", help="all that are the same")
    for option, about in (
        ("take", "the coder's statement that has this id counts"),
        ("majority", "what most coders say of the place of this one"),
        ("none", "it is no statement: it is kept as rejected"),
    ):
        command.add_argument(f"--{option}", action="append", metavar="ID", help=about)
    as_json(command)
    limited(command, 20)


def step(_command: argparse.ArgumentParser) -> None:
    """Describe `quoth undo` and `quoth redo`, which have nothing to choose."""


def import_(command: argparse.ArgumentParser) -> None:
    """Describe `quoth import`."""
    command.usage = "quoth import FILE ... [--format FORMAT] [--map COLUMN=FIELD] [--dry-run] ..."
    command.description = _IMPORT
    _words(command, "FILE", "what to import; - is stdin")
    command.add_argument("--format", metavar="FORMAT", help="else it is found out")
    command.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help="which field a column is; COLUMN=extra keeps it as it is, COLUMN=ignore leaves it out",
    )  # fmt: skip
    command.add_argument(
        "--default", action="append", default=[], metavar="FIELD=VALUE",
        help="what stands in where a row doesn't say; said=published takes the day of publication",
    )  # fmt: skip
    command.add_argument(
        "--dates", choices=("day-first", "month-first"), default="",
        help="how to read dates such as 03/04/2025, where no other date of the column shows it",
    )  # fmt: skip
    command.add_argument(
        "--encoding", metavar="NAME", default="",
        help="what the file is encoded in, such as windows-1252; else UTF-8, or as its mark says",
    )  # fmt: skip
    command.add_argument(
        "--duplicates", choices=("ask", "skip", "add"), default="ask",
        help="what becomes of statements nearly the same as others; where nobody can be asked "
        "they are added, and counted",
    )  # fmt: skip
    command.add_argument(
        "--strict", action="store_true", help="import nothing where a row can't be taken"
    )
    _dry(command)
    _create(command)
    as_json(command)


def intake(command: argparse.ArgumentParser) -> None:
    """Describe `quoth intake`."""
    command.usage = "quoth intake FILE | FOLDER | - ... [--published DATE] [--title TEXT] ..."
    command.description, command.epilog = _INTAKE, _INTAKE_END
    _words(command, "FILE", "an article, or a folder of them; - is stdin")
    for option, metavar, purpose in (
        ("published", "DATE", "when it was published; dates in it are understood by that"),
        ("title", "TEXT", "its title; else its own, or the file's name"),
        ("publisher", "TEXT", "who published it"),
        ("author", "TEXT", "who wrote it"),
        ("url", "URL", "where it stands"),
    ):
        command.add_argument(f"--{option}", metavar=metavar, help=purpose)
    command.add_argument(
        "--include",
        choices=("thoughts",),
        help="draft, too, what is only thought, felt, planned or done",
    )
    _dry(command)
    _create(command)
    command.add_argument(
        "--json", action="store_true", help="print the drafts, one object a line; store nothing"
    )


DESCRIBED: Final[Mapping[str, Callable[[argparse.ArgumentParser], None]]] = {
    "add": add, "import": import_, "intake": intake, "edit": edit, "tag": tag, "rm": remove,
    "merge": merge, "split": split, "wording": wording, "assign": assign, "curate": curate,
    "undo": step, "redo": step, "log": log,
}  # fmt: skip
"""What describes the arguments of each command that changes a store."""
