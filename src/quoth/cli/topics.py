"""`quoth help`: topics, as plain text of 80 columns.

Keys, fields, formats and exit codes are those of the tables that quoth itself goes by.
"""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from quoth.cli.exits import MEANINGS, Exit
from quoth.cli.printing import Printer, shown
from quoth.guessing import guess, named
from quoth.places import settings_path

# What one topic does not need, it does not wait for.
# ruff: noqa: PLC0415

_COLUMNS: Final = 79


class Topic(NamedTuple):
    """Something that can be explained."""

    about: str
    lines: Callable[[], Iterable[str]]


def explain(topic: str | None, printer: Printer) -> Exit:
    """Print what there is to say on a topic; without one, which there are."""
    if topic is None:
        _print(printer, _contents())
        return Exit.DONE
    name = topic.casefold()
    if name in TOPICS:
        _print(printer, TOPICS[name].lines())
        return Exit.DONE
    from quoth.cli.arguments import COMMANDS, parsed

    if name in COMMANDS:
        parsed([name, "--help"])  # prints it, and ends the process
    remedy = guess(name, (*TOPICS, *COMMANDS)) or "; `quoth help` lists the topics"
    printer.say(f"quoth: there is no help on {named(topic)}{remedy}")
    return Exit.USAGE


def _print(printer: Printer, lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        printer.line(line)


def _contents() -> Iterator[str]:
    """Yield the topics."""
    yield "quoth help TOPIC explains one of these, quoth help COMMAND a command:"
    yield ""
    yield from _table([(name, topic.about) for name, topic in TOPICS.items()])


def _table(rows: Iterable[tuple[str, str]], indent: int = 2) -> Iterator[str]:
    """Yield rows of two columns, the second wrapped."""
    rows = list(rows)
    width = min(max(len(first) for first, _ in rows), 22)
    for first, second in rows:
        head = f"{' ' * indent}{first:<{width}}  "
        hanging = " " * (indent + width + 2)
        if len(head) > len(hanging):
            yield head.rstrip()
            head = hanging
        yield from _wrapped(second, head, hanging)


def _wrapped(text: str, head: str = "", hanging: str = "") -> list[str]:
    """Return a text in lines."""
    wrapped = textwrap.wrap(
        text, _COLUMNS, initial_indent=head, subsequent_indent=hanging, break_on_hyphens=False
    )
    return wrapped or [head.rstrip()]


def _text(*paragraphs: str) -> Iterator[str]:
    """Yield paragraphs, an empty line between them; one that is indented stays as it is."""
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ""
        if paragraph.startswith("  "):
            yield from paragraph.split("\n")
        else:
            yield from _wrapped(" ".join(paragraph.split()))


# -- The topics ------------------------------------------------------------------------------------


def _query() -> Iterator[str]:
    """Explain the language of searches."""
    from quoth.query.language.fields import KEYWORDS

    yield from _text(
        "One language, in the search bar of the explorer, for quoth find, quoth pick and quoth "
        "export. In a shell, put what has quotation marks or parentheses between apostrophes.",
        "  ironclad garantee     these words, misspelt or not, in any order\n"
        '  "operational phase"   exactly these words in a row\n'
        "  -nato  -by:russia     all but these\n"
        "  peace OR ceasefire    one or the other; parentheses group\n"
        "  @name                 a search that was given this name",
        "Fields; a name is found by its aliases too, misspelt or not. A value with a blank goes "
        'between quotation marks: by:"ann archer".',
    )
    yield ""
    yield from _table(
        (" ".join(f"{word}:" for word in (one.word, *one.aliases)), one.help) for one in KEYWORDS
    )


def _dates() -> Iterable[str]:
    """Explain dates."""
    return _text(
        "A date is never more precise than its source. It is written in EDTF, levels 0 and 1 "
        "(https://www.loc.gov/standards/datetime/):",
        "  2025-03-20               that day\n"
        "  2025-03                  in that month\n"
        "  2025-03-17/2025-03-20    some time between, such as “this week”\n"
        "  2025-03-18~              about then\n"
        "  2025-03-18?              perhaps\n"
        "  /2025-03-20              by then; nobody knows since when\n"
        "  2025-03-01/..            since then\n"
        "  202X                     in those ten years\n"
        "  2025-21                  in that spring (22 summer, 23 autumn, 24 winter)",
        "In a search, said:, since: and until: take these, and what people write: yesterday, "
        '"last week", "20 March 2025". A statement is found if it may have been said then.',
        "How dates are shown is an option of the config file: see quoth help config.",
    )


def _keys() -> Iterator[str]:
    """Explain the keys, as they are for whoever asks."""
    from quoth.cli.settled import settings_now, table_now
    from quoth.commands import Place

    table = table_now(settings_now())
    yield from _text("The keys of the explorer. quoth help config says how to have others.")
    for place in Place:
        yield ""
        yield f"{place.value}:"
        yield from _table((command.shown_keys, command.help) for command in table.of(place))


def _store() -> Iterable[str]:
    """Explain which store is opened."""
    from quoth.store.location import own_path, sample_path

    return _text(
        "A store is one JSON file. quoth opens the first of these that there is:",
        "  1. the file that --store names, or the sample with --sample\n"
        "  2. the file that $QUOTH_STORE names\n"
        '  3. the file that the config file names: store = "~/quotes/store.json"\n'
        f"  4. your own: {shown(own_path())}\n"
        f"  5. the bundled sample: {shown(sample_path())}",
        "quoth config says which it is. quoth add and quoth import begin your own if there is "
        "none. Stores that were opened before are in the explorer's palette, as “open”.",
    )


def _config() -> Iterator[str]:
    """Explain the file of settings."""
    from quoth.commands import Table
    from quoth.settings.model import OPTIONS

    path = settings_path(os.environ)
    yield from _text(
        "Nothing has to be set. What is, is in a TOML file; another is used where $QUOTH_CONFIG "
        "names it:",
        f"  {shown(path)}",
        "  quoth config             what is set, and by whom; whether the file is right\n"
        "  quoth config --example   one with all that may be set, and all keys\n"
        "  quoth config --path      where it is looked for",
        "Options:",
    )
    theme = Table().key("theme")
    yield from _table((option.name, option.purpose.format(theme=theme)) for option in OPTIONS)
    yield ""
    yield from _text(
        "Below [keys] stands a command a line, with the key or the keys it is to have: search = "
        '"ctrl+f". What can\'t be followed is refused with its line, and nothing is done: an '
        "option, a theme, a command or a key that there isn't, and two commands with one key where "
        "both work.",
        "Where the cursor was in a store, and the colours chosen in the explorer, are remembered "
        "by themselves; a theme in the file comes before that.",
    )


def _formats() -> Iterator[str]:
    """Explain the formats."""
    from quoth.formats.exporting import FORMATS
    from quoth.formats.sniffing import OTHER_NAMES, READERS

    yield from _text("quoth export writes these, by --format or by the name of --output:")
    yield ""
    yield from _table(
        (one.name, f"{one.holds} ({', '.join(one.endings)})") for one in FORMATS.values()
    )
    others: dict[str, list[str]] = {}
    for name, format_ in OTHER_NAMES.items():
        others.setdefault(format_, []).append(name)
    read = [
        f"{format_} ({', '.join(others[format_])})" if format_ in others else str(format_)
        for format_ in READERS
    ]
    yield ""
    yield from _text(
        f"quoth import reads {', '.join(read)}. It finds out which a file is; --format says it."
    )


def _pick() -> Iterable[str]:
    """Explain how a statement is picked for another program."""
    return _text(
        "quoth pick opens the explorer, and prints the statement that is taken there. The screen "
        "is drawn on stderr, so that it works wherever a command's output is used:",
        "  quoth pick ironclad | xclip          the quote and its citation\n"
        '  quoth edit "$(quoth pick --id)" tags+=nato\n'
        "  quoth pick --json by:macron | jq .url",
        "It exits with 1 if none is taken, and with 130 after ctrl+c.",
    )


def _completion() -> Iterator[str]:
    """Explain completion in a shell."""
    from quoth.cli.completion import USAGE

    yield from USAGE.split("\n")


def _screen_readers() -> Iterable[str]:
    """Explain what to use with a screen reader or a braille display."""
    return _text(
        "The explorer draws three panes at once, which is hard to listen to. Everything in it can "
        "be had as plain lines that are read from top to bottom:",
        "  quoth find WORDS            who, when and how; the words; the chain\n"
        "  quoth find WORDS --explain  why each was found as well\n"
        "  quoth show ID               a statement, one field a line\n"
        "  quoth actors                a line an actor\n"
        "  quoth timeline              a line a period\n"
        "  quoth help keys             every key of the explorer",
        "In a pipe lines are whole, however long: quoth find WORDS | less. NO_COLOR=1 has nothing "
        "stand out, TERM=dumb has no sequence sent at all, and in a locale that is not UTF-8 the "
        "signs are ASCII. quoth add, edit, tag, merge and undo change the store without the "
        "explorer. No meaning is carried by colour alone, there or here.",
    )


def _ssh() -> Iterable[str]:
    """Explain what to know on a server."""
    return _text(
        "The explorer sends only the cells that changed, so it may be used over a slow link. The "
        "mouse costs bytes: mouse = false in the config file leaves it to your terminal.",
        "Copying goes through the terminal (OSC 52), to the clipboard of the machine that you sit "
        "at, if your terminal allows it; in tmux: set -g set-clipboard on.",
        "Colours are those the terminal says it has: TERM and COLORTERM. NO_COLOR=1 goes without.",
        "quoth find, show and the other commands need no terminal; quoth pick draws on stderr.",
    )


def _exit_codes() -> Iterator[str]:
    """Explain the exit codes."""
    yield from _text("What a command tells the shell:")
    yield ""
    yield from _table((str(int(code)), meaning) for code, meaning in MEANINGS.items())


TOPICS: Final[Mapping[str, Topic]] = {
    "query": Topic("the language of searches", _query),
    "dates": Topic("how dates are written, and what they mean", _dates),
    "keys": Topic("every key of the explorer", _keys),
    "store": Topic("which store is opened", _store),
    "config": Topic("the config file", _config),
    "formats": Topic("what comes in and goes out", _formats),
    "pick": Topic("a statement for another program", _pick),
    "completion": Topic("tab in bash, zsh and fish", _completion),
    "screen-readers": Topic("plain lines instead of the explorer", _screen_readers),
    "ssh": Topic("on a server", _ssh),
    "exit-codes": Topic("what a command tells the shell", _exit_codes),
}
