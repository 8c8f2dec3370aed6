"""The arguments of the commands that change a store."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from quoth.cli.options import as_json, limited
from quoth.cli.record_options import options

_ADD: Final = """\
Adds a statement, or the kind of record that the first word names: actor, source, event, topic or
check. The words are its quote, its name, its title or the claim; - reads a quote from stdin.

How much of a quote is verbatim has no default: say --kind direct, mixed or indirect. Only a quote
that you put in quotation marks as a whole, '"We will not."', is direct by itself. A statement is a
draft, which searches leave out, until it is confirmed: --status confirmed says that you checked it
against its source.

The actors, sources and topics that a statement names must exist, by id or by name; --new creates
those that don't, in the same change. --json adds many at once, all of them or none: objects from
stdin, one per line, with the fields of the store's records. They may have names instead of ids, and
need a "type" unless they are statements; options apply to all that don't set the field themselves.
The ids of the new records are printed."""
_ADD_END: Final = """\
examples:
  quoth add --speaker "Ann Archer" --source "The Herald, 20 March" --new \\
      --status confirmed '"Bread is dear."'
  quoth add actor "Ann Archer" --kind person --role Baker --alias "A. Archer"
  quoth add --json < statements.jsonl"""
_EDIT: Final = """\
Changes fields of records. += adds to a list and -= removes from it, as does a + or a - before each
item: tags=+nato; field= empties a field. Fields that refer to other records take an id or a name.
The id of a statement, or an id that only one record has, is enough; else write actor:ID, source:ID,
topic:ID or event:ID, or name the --table.

--query changes all statements that a search finds, and - reads ids from stdin, one per line. All of
it is one change, which quoth undo undoes. On a terminal quoth first shows what would change, and
asks; --dry-run only shows it."""
_EDIT_END: Final = """\
examples:
  quoth edit 15 said=2025-03-18~ status=confirmed tags+=nato
  quoth edit actor:ann role="Head Baker" aliases-="A. Archer"
  quoth edit --query "by:macron said:2025" status=confirmed --dry-run
  quoth find --ids status:draft | quoth edit - status=confirmed\
"""
_IMPORT: Final = """\
Imports files of other formats: tables (CSV, TSV), JSON, JSON Lines, other stores, GDELT, Quotebank,
brat and DNA. Columns are recognised by their names; --dry-run shows which go where, and what would
be added. All of it is one change, which `quoth undo` undoes; if you interrupt it, the store is
unchanged. A row that can't be imported is reported with its line, and left out. A statement that is
already there in every field is never added twice."""

_INTAKE: Final = """\
Imports articles: their sources, and drafts of the statements in them (who said what, to whom,
through whom and when). Drafts are left out of searches until you have reviewed them: “review” in
the explorer shows them beside the article; `quoth help keys` shows its key. Plain text, Markdown
(.md) and web pages (.html) can be imported; for a folder, all such files in it, each article once.

Title, date and the like are read from the file: a first line like “date 2025-03-20”, lines like
“Title: ...” before an empty one, front matter, a page's metadata. The options here take precedence
over the file."""
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
    command.usage = "quoth add [actor|source|event|topic|check] WORDS [--FIELD VALUE ...]"
    command.set_defaults(fields={})
    _words(command, "WORDS", "the quote, the name or the title")
    command.add_argument("--new", action="store_true", help="create records that don't exist yet")
    command.add_argument("--json", action="store_true", help="read objects, one per line, on stdin")
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
        "--create", action="store_true", help="create the store that is named, if it doesn't exist"
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
    _words(command, "WORDS", "the ids, then the changes; - reads ids from stdin")
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
    command.description = "Adds tags to statements with +, and removes tags with -."
    _words(command, "WORDS", "ids of statements, and tags; - reads ids from stdin")
    _many(command)


def remove(command: argparse.ArgumentParser) -> None:
    """Describe `quoth rm`."""
    command.description = (
        "Deletes records, all or none; it refuses those that others refer to. The id of a\n"
        "statement, or an id that only one record has, is enough; else write actor:ID, or name\n"
        "the --table. --query deletes all statements that a search finds."
    )
    _words(command, "ID", "what to delete; - reads ids from stdin")
    _table(command)
    _many(command)


def merge(command: argparse.ArgumentParser) -> None:
    """Describe `quoth merge`."""
    command.usage = "quoth merge KEEP OTHER ... [--dry-run]\n       quoth merge --propose"
    command.description = (
        "Merges actors into the first one, named by id or name. Everything that refers to the\n"
        "others refers to it then, and it gets their names and the fields that only they had.\n"
        "--propose lists actors that are likely duplicates, and changes nothing."
    )
    _words(command, "ACTOR", "the actor to keep, then its duplicates")
    _dry(command)
    command.add_argument("--propose", action="store_true", help="list likely duplicates")
    limited(command, 20)
    as_json(command)


def split(command: argparse.ArgumentParser) -> None:
    """Describe `quoth split`."""
    command.usage = "quoth split ACTOR NEW-NAME STATEMENT ... [--dry-run]"
    command.description = "Creates a new actor, and gives them some statements of another actor."
    _words(command, "WORDS", "the actor, the new one's name, and ids of statements")
    _dry(command)


def _dry(command: argparse.ArgumentParser) -> None:
    """Describe how nothing but a preview is had."""
    command.add_argument("--dry-run", action="store_true", help="only say what would change")


def log(command: argparse.ArgumentParser) -> None:
    """Describe `quoth log`."""
    command.description = "Lists the changes made to the store, the newest first."
    limited(command, 20)
    as_json(command)


def wording(command: argparse.ArgumentParser) -> None:
    """Describe `quoth wording`."""
    command.description = (
        "Records your decision about the wordings of two statements: that they are the same\n"
        "quote, a misquote, or different quotes. It takes precedence over what `quoth variants`\n"
        "finds, until you change or undo it."
    )
    command.add_argument(
        "words", nargs="*", metavar="ID",
        help="the ids of two statements, then same, misquote or different",
    )  # fmt: skip
    command.add_argument("--right", metavar="ID", help="the statement with the right wording")
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
        "Shows or changes which coders are assigned to which sources, each in a layer of their\n"
        "own, and who is done. --done closes sources for you, under the coder's name in the\n"
        "config file, else your login name. Sources are named by id or title.\n\n"
        "In a store that is coded --blind, the coders of a source see nothing of it but their\n"
        "own layer until they close it. `quoth help coding` explains layers."
    )
    _words(command, "SOURCE", "ids or titles; to list assignments, the default is all")
    form = command.add_mutually_exclusive_group()
    for option, about in (("to", "assign these coders"), ("take-from", "unassign these coders")):
        form.add_argument(f"--{option}", action="append", metavar="NAME", help=about)
    form.add_argument("--done", action="store_true", help="your coding of them is done")
    form.add_argument("--reopen", action="store_true", help="your coding isn't done after all")
    form.add_argument(
        "--blind", action="store_true", help="hide others' coding until a coder's own is done"
    )
    form.add_argument("--open", action="store_true", help="everyone sees all layers")
    as_json(command)


def curate(command: argparse.ArgumentParser) -> None:
    """Describe `quoth curate`."""
    command.usage = (
        "quoth curate [QUERY] [--json]\n"
        "       quoth curate [--accept-same] [--take ID] [--majority ID] [--none ID] ..."
    )
    command.description = (
        "Lists the places that coders differ on and that aren't settled yet, the most costly for\n"
        "agreement first; or settles some of them. The result is a curated statement whose field\n"
        "“from” keeps the ids of those it settles; the layers are kept. A source is listed once\n"
        "everyone it is assigned to has closed it. One command makes one change."
    )
    _words(command, "QUERY", "the statements, as with find (default: all)")
    command.add_argument("--accept-same", action="store_true", help="accept all that are the same")
    for option, about in (
        ("take", "accept the coder's statement with this id"),
        ("majority", "accept what most coders say at this statement's place"),
        ("none", "it isn't a statement: keep it as rejected"),
    ):
        command.add_argument(f"--{option}", action="append", metavar="ID", help=about)
    as_json(command)
    limited(command, 20)


def undo(command: argparse.ArgumentParser) -> None:
    """Describe `quoth undo`, which has nothing to choose."""
    command.description = (
        "Undoes the last change to the store, in whichever session it was made. Repeat it to go\n"
        "further back. `quoth log` lists the changes, and `quoth redo` redoes what was undone."
    )


def redo(command: argparse.ArgumentParser) -> None:
    """Describe `quoth redo`, which has nothing to choose."""
    command.description = "Redoes the change that was undone last."


def import_(command: argparse.ArgumentParser) -> None:
    """Describe `quoth import`."""
    command.usage = "quoth import FILE ... [--format FORMAT] [--map COLUMN=FIELD] ..."
    command.description = _IMPORT
    _words(command, "FILE", "what to import; - is stdin")
    command.add_argument("--format", metavar="FORMAT", help="its format (default: detected)")
    command.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help="the field of a column; COLUMN=extra keeps it unread, COLUMN=ignore leaves it out",
    )  # fmt: skip
    command.add_argument(
        "--default", action="append", default=[], metavar="FIELD=VALUE",
        help="a value for rows without one; said=published takes the day of publication",
    )  # fmt: skip
    command.add_argument(
        "--dates", choices=("day-first", "month-first"), default="",
        help="how to read dates such as 03/04/2025, if no other date of the column shows it",
    )  # fmt: skip
    command.add_argument(
        "--encoding", metavar="NAME", default="",
        help="its encoding, such as windows-1252 (default: by its byte-order mark, else UTF-8)",
    )  # fmt: skip
    command.add_argument(
        "--duplicates", choices=("ask", "skip", "add"), default="ask",
        help="what to do with statements nearly the same as others; in a script “ask” adds and "
        "counts them",
    )  # fmt: skip
    command.add_argument(
        "--strict", action="store_true", help="import nothing if a row can't be imported"
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
        ("published", "DATE", "when it was published; dates in the text are relative to it"),
        ("title", "TEXT", "its title (default: the article's own, or the file's name)"),
        ("publisher", "TEXT", "who published it"),
        ("author", "TEXT", "who wrote it"),
        ("url", "URL", "its address"),
    ):
        command.add_argument(f"--{option}", metavar=metavar, help=purpose)
    command.add_argument(
        "--include",
        choices=("thoughts",),
        help="also draft what is only thought, felt, planned or done",
    )
    _dry(command)
    _create(command)
    command.add_argument(
        "--json", action="store_true", help="print the drafts, one object per line; store nothing"
    )


DESCRIBED: Final[Mapping[str, Callable[[argparse.ArgumentParser], None]]] = {
    "add": add, "import": import_, "intake": intake, "edit": edit, "tag": tag, "rm": remove,
    "merge": merge, "split": split, "wording": wording, "assign": assign, "curate": curate,
    "undo": undo, "redo": redo, "log": log,
}  # fmt: skip
"""What describes the arguments of each command that changes a store."""
