"""The arguments of the commands that change a store."""

from __future__ import annotations

import argparse
from typing import Final

from quoth.cli.arguments import as_json, limited

_STATEMENT: Final = {
    "speaker": ("NAME", "who said it, by id or name"),
    "source": ("TITLE", "where it was published, by id, title or address; also of an event"),
    "said": ("DATE", "when, in EDTF: 2025-03-20, 2025-03, 2025-03-18~, 2025-03-17/2025-03-20"),
    "kind": ("KIND", "direct, mixed, indirect; of an actor: person, organisation, state, group"),
    "to": ("NAME", "to whom"),
    "via": ("NAME", "who carried it, from the speaker's end"),
    "for": ("NAME", "on whose behalf it was said"),
    "mention": ("NAME", "whom it mentions"),
    "topic": ("NAME", "what it is on"),
    "stance": ("TOPIC:SIDE", "the side it takes: support, oppose or neutral"),
    "medium": ("TEXT", "press conference, interview, X, ..."),
    "context": ("TEXT", "a sentence of your own that makes it readable alone"),
    "cue": ("TEXT", "the word that attributes it: told, wrote"),
    "paragraph": ("N", "where in the source, counted from 1"),
    "tag": ("TAG", "a tag"),
    "status": ("STATUS", "confirmed, draft or rejected"),
}  # fmt: skip
_OTHERS: Final = {
    "name": ("NAME", "its name or title, instead of the words"),
    "id": ("ID", "its id (default: made of its name; a statement's number)"),
    "note": ("TEXT", "a note"),
    "role": ("TEXT", "of an actor: its role"),
    "affiliation": ("NAME", "of an actor: to whom it belongs"),
    "country": ("CODE", "of an actor: two letters"),
    "alias": ("NAME", "of an actor: another name"),
    "wikidata": ("QID", "of an actor: its item"),
    "publisher": ("TEXT", "of a source"),
    "author": ("TEXT", "of a source"),
    "published": ("DATE", "of a source"),
    "url": ("URL", "of a source"),
    "archived": ("URL", "of a source: a copy that stays"),
    "accessed": ("DATE", "of a source"),
    "licence": ("TEXT", "of a source"),
    "when": ("DATE", "of an event"),
    "actor": ("NAME", "of an event: who took part"),
}
_FIELDS: Final = {
    "to": "addressee", "for": "on_behalf_of", "mention": "mentions", "topic": "topics",
    "stance": "stances", "tag": "tags", "alias": "aliases", "actor": "actors",
}  # fmt: skip
"""The field of each option that has another name."""
_ADD: Final = """\
Adds a statement, or what the first word says: an actor, a source, an event or a topic. The words
are its quote, its name or its title; - reads a quote from stdin.

How much of a quote is verbatim has no default: say --kind direct, mixed or indirect. Only a quote
that you put in quotation marks as a whole, '"We will not."', is direct by itself.

Whoever and whatever a statement names has to be there, by id or by name; --new makes what isn't, in
the same change. --json adds many at once, all of them or none: objects from stdin, one a line, with
the fields of the store's records, names where those have ids, and a "type" where it is no
statement. The ids of what was added are printed."""
_ADD_END: Final = """\
examples:
  quoth add --speaker "Ann Archer" --source "The Herald, 20 March" --new '"Bread is dear."'
  quoth add actor "Ann Archer" --kind person --role Baker --alias "A. Archer"
  quoth add --json < statements.jsonl"""
_EDIT: Final = """\
Changes fields of one record. A list gains with += and loses with -=; field= empties one. Who and
what a field refers to may be written by name. The id of a statement, or one that only one record
has, is enough; else write actor:ID, source:ID, topic:ID or event:ID, or name the --table."""
_EDIT_END: Final = """\
examples:
  quoth edit 15 said=2025-03-18~ status=confirmed tags+=nato
  quoth edit actor:ann role="Head Baker" aliases-="A. Archer"\
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
        fields.setdefault(_FIELDS.get(name, name), []).append(values)
        namespace.fields = fields


def _words(command: argparse.ArgumentParser, metavar: str, purpose: str) -> None:
    """Describe the words of a command, between which options may stand."""
    command.add_argument("words", nargs="*", metavar=metavar, help=purpose)


def add(command: argparse.ArgumentParser) -> None:
    """Describe `quoth add`."""
    command.description, command.epilog = _ADD, _ADD_END
    command.usage = "quoth add [actor | source | event | topic] WORDS [--FIELD VALUE ...]"
    command.set_defaults(fields={})
    _words(command, "WORDS", "the quote, the name or the title")
    command.add_argument("--new", action="store_true", help="make who and what isn't there yet")
    command.add_argument("--json", action="store_true", help="read objects from stdin, one a line")
    _create(command)
    for title, options in (("of a statement", _STATEMENT), ("of all, or of others", _OTHERS)):
        group = command.add_argument_group(title)
        for option, (metavar, purpose) in options.items():
            group.add_argument(
                f"--{option}", action=Given, dest="fields", metavar=metavar, help=purpose,
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
    command.usage = "quoth edit ID FIELD=VALUE ... [--table TABLE]"
    _words(command, "WORDS", "the id, and what is to change")
    _table(command)


def tag(command: argparse.ArgumentParser) -> None:
    """Describe `quoth tag`."""
    command.usage = "quoth tag ID ... +TAG -TAG ..."
    command.description = "Puts tags on statements, with +, and takes others off, with -."
    _words(command, "WORDS", "ids of statements, and tags")


def remove(command: argparse.ArgumentParser) -> None:
    """Describe `quoth rm`."""
    command.description = (
        "Deletes records, all or none; not those that others refer to. The id of a statement, or\n"
        "one that only one record has, is enough; else write actor:ID, or name the --table."
    )
    _words(command, "ID", "what to delete")
    _table(command)
    command.add_argument("--yes", action="store_true", help="don't ask")


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
