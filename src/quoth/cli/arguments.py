"""The words of a shell into the options of one command.

Each command describes its own arguments, and only those of the commands that are named are asked
for: to describe them all would take longer than a search.

(It is long because the arguments of most commands are described here, one function each.)
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from quoth import __version__
from quoth.basics.exits import MEANINGS
from quoth.cli.options import as_json, limited, queried
from quoth.cli.parser import WORD, Parser, of_all
from quoth.store.location import SAMPLES

_USAGE: Final = "quoth [-h] [--store FILE] [--sample [NAME]] [--version] COMMAND ..."
_DESCRIPTION: Final = "Explore who said what, when. Without a command, opens the explorer."
_EPILOG: Final = """\
The store is the one that --store names, else $QUOTH_STORE, else that of the config file, else your
own in the platform's data directory, else the first bundled sample.

exit codes: {}"""

_FIRST_SAMPLE: Final = f"--sample={SAMPLES[0]}"
ASKING: Final = (
    "find",
    "export",
    "pick",
    "actors",
    "timeline",
    "stats",
    "variants",
    "changes",
    "claims",
    "compare",
    "analyse",
    "agree",
)
"""The commands that take a query."""
_MARKED: Final = (*ASKING, "tag", "edit", "rm")
"""The commands that take words which begin with a dash."""
_WORDS: Final = dict.fromkeys(ASKING, "query") | dict.fromkeys(
    (
        "add",
        "edit",
        "tag",
        "rm",
        "merge",
        "split",
        "wording",
        "assign",
        "curate",
        "import",
        "intake",
    ),
    "words",
)
"""The commands that take words between which options may stand, and what those are kept as."""


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options of a command; what can't be understood ends the process, in one line."""
    arguments = with_sample_named(arguments)
    parser, commands = _parser(arguments)
    may_be_word = any(word == "--" or not word.startswith("--") for word in arguments)
    if may_be_word and arguments[0] not in COMMANDS:
        from quoth.cli.unknown_command import refuse_unknown  # noqa: PLC0415  # rarely needed

        refuse_unknown(parser, arguments, COMMANDS)
    options, unknown = parser.parse_known_args(_with_words_marked(arguments))
    words, rest = _words_of(unknown)
    if rest or (unknown and options.command not in _WORDS):
        from quoth.cli.unknown_option import refuse_options  # noqa: PLC0415  # rarely needed

        command = commands.get(options.command, parser)
        has_query = options.command in ASKING
        refuse_options(command, rest or unknown, arguments, has_query=has_query)
    if options.command in _WORDS:
        kept = _WORDS[options.command]
        found = [word.removeprefix(WORD) for word in (*getattr(options, kept), *words)]
        if not found and _needs_words(options):
            name = f"quoth {options.command}"
            parser.error(f"{name} needs arguments; see `{name} --help`")
        setattr(options, kept, found)
    if isinstance(getattr(options, "query", None), str):
        options.query = options.query.removeprefix(WORD)
    if "sample" in options and "store" in options:
        parser.error("--sample and --store name two different stores")
    return options


def _words_of(unknown: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the words among what argparse left over, and the options that there aren't."""
    end = unknown.index("--") if "--" in unknown else len(unknown)
    options = [
        word for word in unknown[:end] if word.startswith("-") and word != "-" and " " not in word
    ]
    words = [word for word in unknown[:end] if word not in options]
    return [*words, *unknown[end + 1 :]], options


def _needs_words(options: argparse.Namespace) -> bool:
    """Tell whether a command can do nothing without words."""
    if options.command == "add":
        return not (options.json or options.fields)
    if options.command == "merge":
        return not options.propose
    if options.command in ("edit", "tag", "rm") and options.query is not None:
        return False
    return options.command not in (*ASKING, "assign", "curate")


def _with_words_marked(arguments: Sequence[str]) -> Sequence[str]:
    """Mark what a query excludes, such as `-nato`, so that it isn't read as an option."""
    asking = [place for place, argument in enumerate(arguments) if argument in _MARKED]
    if not asking:
        return arguments
    first = asking[0] + 1
    last = arguments.index("--") if "--" in arguments[first:] else len(arguments)
    return [
        f"{WORD}{argument}" if first <= place < last and _excludes(argument) else argument
        for place, argument in enumerate(arguments)
    ]


def with_sample_named(arguments: Sequence[str]) -> list[str]:
    """Return a command line whose `--sample` is `--sample=NAME`.

    Beside a command, a word behind it is a name only if a sample has it: any other may be one of a
    query.
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    is_bare = COMMANDS.keys().isdisjoint(arguments)
    named: list[str] = []
    for place, word in enumerate(arguments):
        is_name = word in SAMPLES or (is_bare and not word.startswith("-"))
        if place < end and is_name and _asks_for_sample(arguments[place - 1]) and named:
            named[-1] = f"--sample={word}"
        else:
            named.append(_FIRST_SAMPLE if place < end and _asks_for_sample(word) else word)
    return named


def _asks_for_sample(word: str) -> bool:
    """Tell whether a word is `--sample`, which may be shortened as other options may."""
    return len(word) > len("--s") and "--sample".startswith(word)


def _excludes(argument: str) -> bool:
    """Tell whether an argument is one of a query: what is not to be found."""
    return (
        argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
    )


def _parser(arguments: Sequence[str]) -> tuple[Parser, Mapping[str, argparse.ArgumentParser]]:
    """Describe the commands that are named; where none is, the help lists them all the same.

    Returns:
        The parser of a whole command line, and those of the commands by name.
    """
    store = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    of_all(store)
    parser = Parser(
        prog="quoth", usage=_USAGE, description=_DESCRIPTION, epilog=_ending(), parents=[store]
    )
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", prog="quoth", title="commands", description=_listed(),
        help=argparse.SUPPRESS,
    )  # fmt: skip
    for name in frozenset(arguments).intersection(COMMANDS):
        purpose, describe = COMMANDS[name]
        sentence = f"{purpose[0].upper()}{purpose[1:]}."
        describe(commands.add_parser(name, parents=[store], description=sentence))
    return parser, commands.choices


def _ending() -> str:
    """Return which store is opened, and what the exit codes mean."""
    codes = ", ".join(f"{code} {meaning}" for code, meaning in MEANINGS.items())
    return _EPILOG.format(codes)


def _listed() -> str:
    """Return all commands in their groups, each with what it is for."""
    groups = [
        "\n".join((f"{title}:", *(f"  {name:<11} {COMMANDS[name][0]}" for name in names)))
        for title, names in _GROUPS.items()
    ]
    return "\n\n".join(groups)


def _find(command: argparse.ArgumentParser) -> None:
    """Describe `quoth find`."""
    command.description = (
        "Searches quotes, contexts and names, misspelt or not, and prints what matches, the best\n"
        "first. Exits with 1 if nothing matches. `quoth help query` explains the language."
    )
    command.add_argument(
        "query", nargs="*", metavar="QUERY",
        help="words, a \"phrase\", by:name, topic:name, said:2025-03, -not, OR, ( ), /regex/ "
        "(default: all statements)",
    )  # fmt: skip
    command.add_argument(
        "--explain",
        action="store_true",
        help="say why each statement matched, and the time it took",
    )
    command.add_argument(
        "--new", action="store_true",
        help="only what this search has not shown before; with a saved search, a watch for cron",
    )  # fmt: skip
    form = command.add_mutually_exclusive_group()
    as_json(form)
    form.add_argument(
        "--ids", dest="form", action="store_const", const="ids", default="full",
        help="only ids, one per line; all of them unless --limit says how many",
    )  # fmt: skip
    form.add_argument(
        "--lines", dest="form", action="store_const", const="lines", default="full",
        help="one line per statement: id, date, speaker and quote, with tabs between; all of them",
    )  # fmt: skip
    limited(command, 20)
    command.set_defaults(limit=None)


def _export(command: argparse.ArgumentParser) -> None:
    """Describe `quoth export`."""
    command.description = "Writes statements in another format. `quoth help formats` explains each."
    from quoth.formats.outgoing.exporting import FORMATS  # noqa: PLC0415  # for those who ask for it

    queried(command)
    command.add_argument(
        "--format", choices=FORMATS, metavar="FORMAT",
        help=f"one of {', '.join(FORMATS)} (default: by the ending of the output's name)",
    )  # fmt: skip
    command.add_argument("--output", metavar="FILE", help="a file to write (default: stdout)")
    command.add_argument("--force", action="store_true", help="replace the file if it exists")
    command.add_argument(
        "--sort", choices=("relevance", "newest", "oldest", "speaker"),
        help="the order (default: the query's; for sheets of quotes, by speaker)",
    )  # fmt: skip
    limited(command, 0)


def _show(command: argparse.ArgumentParser) -> None:
    """Describe `quoth show`."""
    command.description = "Prints one statement with all its fields."
    command.add_argument(
        "id", metavar="ID", help="the id of a statement; `quoth find --ids` prints ids"
    )
    as_json(command)


def _actors(command: argparse.ArgumentParser) -> None:
    """Describe `quoth actors`."""
    command.description = "Lists who speaks, and how often, the most frequent first."
    queried(command)
    as_json(command)
    limited(command, 0)


def _stats(command: argparse.ArgumentParser) -> None:
    """Describe `quoth stats`."""
    command.description = "Counts what the store holds, or what a query finds."
    queried(command)
    as_json(command)


def _new(command: argparse.ArgumentParser) -> None:
    """Describe `quoth new`."""
    command.description = (
        "Begins an empty store, and prints where it is: the file that you name, or the one that\n"
        "quoth would open if it existed, or your own in the platform's data directory. It never\n"
        "overwrites an existing file."
    )
    command.add_argument(
        "file", nargs="?", metavar="FILE",
        help="the file of the store, or postgres://… for one on a server (quoth help server)",
    )  # fmt: skip
    command.add_argument("--title", metavar="TEXT", help="its title (default: the file's name)")


def _push(command: argparse.ArgumentParser) -> None:
    """Describe `quoth push`."""
    command.description = (
        "Copies a whole store to a PostgreSQL server, where `quoth new postgres://…` began an\n"
        "empty one: all of it or nothing. `quoth pull` brings it back without loss.\n"
        "\n"
        "The records of JSON Lines or Parquet that quoth exported (.jsonl, .parquet) are added to\n"
        "the store there, 20,000 at a time; after an interruption it continues where it stopped."
    )
    command.add_argument("address", metavar="ADDRESS", help="postgres://USER@HOST/DATABASE")
    command.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="a store's file (default: the one quoth opens), JSON Lines, or Parquet",
    )


def _pull(command: argparse.ArgumentParser) -> None:
    """Describe `quoth pull`."""
    command.description = (
        "Writes what you may see of a store on a PostgreSQL server to a store in a new file. An\n"
        "existing file is never overwritten."
    )
    command.add_argument("address", metavar="ADDRESS", help="postgres://USER@HOST/DATABASE")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="the file")


def _timeline(command: argparse.ArgumentParser) -> None:
    """Describe `quoth timeline`."""
    command.description = "Counts what was said in each period, and lists what happened in it."
    queried(command)
    command.add_argument(
        "--by", choices=("day", "week", "month", "year", "decade"), help="the period of each line"
    )
    as_json(command)
    for name in ("svg", "png"):
        command.add_argument(
            f"--{name}", metavar="FILE", help="write a picture (needs the extra “plots”)"
        )
    command.add_argument("--force", action="store_true", help="replace existing files")


def _check(command: argparse.ArgumentParser) -> None:
    """Describe `quoth check`."""
    command.description = (
        "Reports what is wrong with the store, or may be. `quoth help check` explains the rules."
    )
    as_json(command)
    command.add_argument("--fix", action="store_true", help="make lossless repairs, after a backup")
    command.add_argument(
        "--rule", action="append", default=[], metavar="RULE", help="only this rule; repeatable"
    )
    command.add_argument("--quiet", action="store_true", help="print nothing; set the exit code")


def _backup(command: argparse.ArgumentParser) -> None:
    """Describe `quoth backup`."""
    command.description = "Copies the store to a file with the date in its name."
    command.add_argument("--to", metavar="DIR", help="the folder to put it in")


def _restore(command: argparse.ArgumentParser) -> None:
    """Describe `quoth restore`."""
    command.description = "Replaces the store by a backup, and keeps the store as it was beside it."
    command.add_argument("file", nargs="?", metavar="FILE", help="the backup (default: the newest)")
    command.add_argument("--from", dest="folder", metavar="DIR", help="the folder to look in")
    command.add_argument("--list", action="store_true", help="only list the backups")


def _pick(command: argparse.ArgumentParser) -> None:
    """Describe `quoth pick`."""
    command.description = (
        "Opens the explorer to pick one statement, and prints it: the quote with its citation.\n"
        "The screen is drawn on stderr, so that stdout may be a pipe. Exits with 1 if you pick\n"
        "none."
    )
    command.add_argument(
        "query", nargs="*", metavar="QUERY", help="the search to start with, as with find"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print its record, as one object")
    form.add_argument("--id", action="store_true", help="print its id")


def _config(command: argparse.ArgumentParser) -> None:
    """Describe `quoth config`."""
    command.description = (
        "Shows every setting and where it comes from (the config file, the environment or the\n"
        "default), and checks the file."
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--path", action="store_true", help="only print where the file is looked for")
    form.add_argument("--example", action="store_true", help="print a file with every option")
    as_json(form)


def _completion(command: argparse.ArgumentParser) -> None:
    """Describe `quoth completion`."""
    from quoth.cli.completion import SHELLS  # noqa: PLC0415  # for those who ask for it
    from quoth.commands import KeyTable  # noqa: PLC0415
    from quoth.presenting import help as texts  # noqa: PLC0415

    topic = texts.lines("completion", KeyTable(), texts.Facts())
    command.description = "\n".join(topic)
    command.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh or fish")


def _help(command: argparse.ArgumentParser) -> None:
    """Describe `quoth help`."""
    command.description = "Explains a topic; without one, lists the topics."
    command.add_argument("topic", nargs="?", metavar="TOPIC", help="a topic, or a command")


def _later(name: str) -> Callable[[argparse.ArgumentParser], None]:
    """Return what describes a command that few who search wait for: its module is read then."""

    def describe(command: argparse.ArgumentParser) -> None:
        from quoth.cli import describing, describing_studies  # noqa: PLC0415  # for those who ask

        {**describing.DESCRIBED, **describing_studies.DESCRIBED}[name](command)

    return describe


COMMANDS: Final[dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]]] = {
    "find": ("search quotes, misspelt or not", _find),
    "show": ("one statement, its whole record", _show),
    "actors": ("who speaks, and how often", _actors),
    "pick": ("choose a statement in the explorer, and print it", _pick),
    "timeline": ("how much was said when", _timeline),
    "stats": ("what the store holds, in numbers", _stats),
    "variants": ("one quote in several wordings, and what differs", _later("variants")),
    "changes": ("whose position changed, when, and how sure that is", _later("changes")),
    "claims": ("what fact-checkers found of what was said", _later("claims")),
    "compare": ("two searches side by side", _later("compare")),
    "analyse": ("who stands where, agrees with whom, is heard", _later("analyse")),
    "agree": ("how far several coders agree, and where not", _later("agree")),
    "export": ("write statements in another format", _export),
    "new": ("begin an empty store", _new),
    "add": ("add a statement, an actor, a source, an event, a topic, a check", _later("add")),
    "import": ("import files of other formats", _later("import")),
    "intake": ("draft the statements of an article", _later("intake")),
    "edit": ("change fields of a record", _later("edit")),
    "tag": ("add tags to statements, or remove them", _later("tag")),
    "rm": ("delete records that nothing refers to", _later("rm")),
    "merge": ("merge duplicate actors, or list likely ones", _later("merge")),
    "split": ("move some statements of an actor to a new one", _later("split")),
    "wording": ("decide whether two wordings are one quote, and which is right", _later("wording")),
    "assign": ("who is to code which sources, and who is done", _later("assign")),
    "curate": ("settle what coders disagree on", _later("curate")),
    "undo": ("undo the last change", _later("undo")),
    "redo": ("redo the change undone last", _later("redo")),
    "log": ("the changes made, the newest first", _later("log")),
    "check": ("what is wrong with the store, or may be", _check),
    "backup": ("copy the store, with the date in its name", _backup),
    "restore": ("restore a backup", _restore),
    "push": ("put a store on a PostgreSQL server", _push),
    "pull": ("write a store on a server as a file", _pull),
    "config": ("the settings, and where each comes from", _config),
    "completion": ("tab completion for bash, zsh and fish", _completion),
    "help": ("keys, the language of searches, dates, and other topics", _help),
}
_GROUPS: Final = {
    "to read": (
        "find",
        "show",
        "pick",
        "actors",
        "timeline",
        "stats",
        "variants",
        "changes",
        "claims",
        "compare",
        "analyse",
        "agree",
        "export",
    ),
    "to write": (
        "new",
        "add",
        "import",
        "intake",
        "edit",
        "tag",
        "rm",
        "merge",
        "split",
        "wording",
        "assign",
        "curate",
        "undo",
        "redo",
        "log",
    ),
    "to keep": ("check", "backup", "restore", "push", "pull"),
    "to make it yours": ("config", "completion", "help"),
}
