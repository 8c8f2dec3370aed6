"""`quoth complete`: what a word that is being typed in a shell may become.

Asked by the scripts of `quoth completion` at each tab, so it is quick and never complains: where
nothing can be offered, nothing is. Names come from the store that the command line means, if it is
small or an index of it is kept; no tab waits for a store to be read.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from quoth.basics.exits import Exit
from quoth.basics.text import neutralise
from quoth.cli.bash_words import BashLine, WordCompletion, loses
from quoth.cli.exits import RefusedError
from quoth.cli.printing import shown

if TYPE_CHECKING:
    from quoth.basics.places import FilePath
    from quoth.query.language.names import NamedValue
    from quoth.query.language.tree import FieldName
    from quoth.query.run import Engine
    from quoth.store import Location

# What one answer does not need, it does not wait for.
# ruff: noqa: PLC0415

FILES: Final = ":files"
"""Asks the shell for the names of files."""
LIST: Final = ":list"
"""Asks the shell to show what follows, and to insert nothing."""
_MOST: Final = 200
"""Candidates that are offered at most."""
_OF_ACTORS: Final = ("merge", "split")
_OF_FILES: Final = ("import", "restore", "new")
_FIELDS: Final = {
    "--speaker": "by", "--to": "by", "--via": "by", "--for": "by", "--mention": "by",
    "--affiliation": "by", "--actor": "by", "--topic": "topic", "--source": "source",
    "--medium": "medium", "--tag": "tag", "--stance": "stance", "--kind": "kind",
    "--status": "status", "--polarity": "polarity",
    "--coder": "coder", "--layer": "layer",
}  # fmt: skip
"""The options that have the values of a field of searches."""
_REMADE: Final = frozenset('"“”„():')
"""Signs in a value that keep a command from putting its quotation marks back."""


def complete(arguments: Sequence[str]) -> Exit:
    """Print what the last word of a command line may become, for a shell.

    The first argument is the shell. For zsh and fish the others are the words up to the cursor,
    without `quoth`; for bash they are the line up to the cursor and its `COMP_WORDBREAKS`.
    """
    shell, *typed = arguments or ("",)
    line = BashLine(*typed[:2]) if shell == "bash" else None
    words = typed if line is None else line.words
    found = candidates(words)
    if any(one.word == FILES for one in found):
        answers = [FILES]
    elif line is not None:
        answers = line.answers(found)
    else:
        listed = loses(words[-1] if words else "", [one.word for one in found])
        answers = [LIST] * listed + [_with_purpose(one) for one in found]
    with contextlib.suppress(OSError, AttributeError):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        sys.stdout.write("".join(f"{answer}\n" for answer in answers))
        sys.stdout.flush()
    return Exit.DONE


def _with_purpose(candidate: WordCompletion) -> str:
    """Return a candidate as a line, with what it is."""
    about = shown(candidate.about).replace("\t", " ")
    return f"{candidate.word}\t{about}" if about else candidate.word


def candidates(words: Sequence[str]) -> list[WordCompletion]:
    """Return what the last of some words may become, none that could act on a terminal."""
    from quoth.index.segment.layout import Damaged
    from quoth.store import StoreError

    if not words:
        return []
    with contextlib.suppress(StoreError, RefusedError, Damaged, OSError):
        try:
            return _offered(words)
        except Damaged:  # the index of the store, which is asked again without it
            from quoth.index.opening import forget

            return _offered(words, forget(_store_of(words[:-1]).path))
    return []


def _offered(words: Sequence[str], cache: FilePath | None = None) -> list[WordCompletion]:
    """Return the first candidates for the last of some words, those that are neutral."""
    found = _Line(words[:-1], words[-1], cache).candidates()
    return [one for one in islice(found, _MOST) if one.word == neutralise(one.word).text]


def _store_of(words: Sequence[str]) -> Location:
    """Return where the store is that a command line means.

    Raises:
        RefusedError: the file of settings can't be followed.
    """
    from quoth.cli.arguments import with_sample_named
    from quoth.cli.store_at_hand import location_of, settings_if_any
    from quoth.store.location import SAMPLES

    options = argparse.Namespace()
    words = with_sample_named(words)
    for place, word in enumerate(words):
        name = word.removeprefix("--sample=")
        if name != word and name in SAMPLES:
            options.sample = name
        elif word == "--store" and place + 1 < len(words):
            options.store = words[place + 1]
        elif word.startswith("--store="):
            options.store = word.removeprefix("--store=")
    return location_of(options, settings_if_any())


class _Line:
    """A command line that is being typed."""

    def __init__(self, before: Sequence[str], word: str, cache: FilePath | None) -> None:
        """Take the words before, and the one at the cursor; and where indexes are kept."""
        from quoth.cli.arguments import COMMANDS
        from quoth.cli.parser import Parser, of_all

        self._before = before
        self._word = word
        self._store = _Names(before, cache)
        values = {place + 1 for place, one in enumerate(before) if one == "--store"}
        commands = (
            one for place, one in enumerate(before) if one in COMMANDS and place not in values
        )
        self._command = next(commands, "")
        parser = Parser(prog="quoth")
        of_all(parser)
        if self._command:
            COMMANDS[self._command][1](parser)
        self._options = {
            option: action
            for action in parser._actions  # argparse has no other way to ask
            for option in action.option_strings
        }

    def candidates(self) -> Iterator[WordCompletion]:
        """Yield what the word may become."""
        option, equals, typed = self._word.partition("=")
        last = self._options.get(self._before[-1]) if self._before else None
        if last is not None and last.nargs != 0:
            values = self._values(self._before[-1], last, self._word)
            return chain(values, self._words()) if last.nargs == "?" else values
        if equals and (action := self._options.get(option)) is not None:
            return _behind(f"{option}=", self._values(option, action, typed))
        if self._word == "-" or self._word.startswith("--"):
            return _starting(
                self._word,
                (WordCompletion(name, one.help or "") for name, one in self._options.items()),
            )
        return self._words()

    def _words(self) -> Iterator[WordCompletion]:
        """Yield what a word that isn't an option may become."""
        from quoth.cli.arguments import ASKING, COMMANDS

        command = self._command
        if not command:
            named = (WordCompletion(name, purpose) for name, (purpose, _) in COMMANDS.items())
            return _starting(self._word, named)
        if command in ASKING:
            return self._query(self._word)
        if command == "tag" and self._word[:1] in ("+", "-"):
            return _behind(self._word[0], self._names("tag", self._word[1:]))
        if command in _OF_ACTORS:
            return self._names("by", self._word)
        if command in _OF_FILES:
            return iter((WordCompletion(FILES),))
        if command == "help":
            from quoth.presenting.help import NAMES, about

            topics = [WordCompletion(name, about(name)) for name in NAMES]
            commands = [WordCompletion(name, purpose) for name, (purpose, _) in COMMANDS.items()]
            return _starting(self._word, {one.word: one for one in (*commands, *topics)}.values())
        if command == "completion":
            from quoth.cli.completion import SHELLS

            return _starting(self._word, map(WordCompletion, SHELLS))
        return iter(())

    def _values(self, option: str, action: argparse.Action, typed: str) -> Iterator[WordCompletion]:
        """Yield what the value of an option may become."""
        if action.choices is not None:
            return _starting(typed, map(WordCompletion, map(str, action.choices)))
        if action.metavar == "QUERY":
            return self._query(typed)
        if action.metavar in ("FILE", "DIR"):
            return iter((WordCompletion(FILES),))
        if option == "--rule":
            from quoth.checking.rules import RULES

            return _starting(typed, map(WordCompletion, RULES))
        if option == "--format" and self._command == "import":
            from quoth.formats.incoming.sniffing import READERS

            return _starting(typed, map(WordCompletion, map(str, READERS)))
        return self._names(_FIELDS[option], typed) if option in _FIELDS else iter(())

    # What a store holds.

    def _query(self, word: str) -> Iterator[WordCompletion]:
        """Yield what a word of a search may become."""
        from quoth.query.language.completion import complete as completed
        from quoth.query.language.fields import KEYWORDS

        if not word:
            return (WordCompletion(f"{one.word}:", one.help) for one in KEYWORDS)
        field = re.fullmatch(r"(-?[A-Za-z]+:)([^\"“”„:()]*)", word)
        # Quotation marks that the shell removed are restored: by:ann archer is one name.
        text = f'{field[1]}"{field[2]}' if field and " " in field[2] else word
        saved = _saved() if "@" in word else {}
        found = completed(text, len(text), self._store, _MOST, saved)
        return (
            WordCompletion(_as_word(text[: one.start] + one.text, in_field=bool(field)), one.help)
            for one in found
        )

    def _names(self, field: str, typed: str) -> Iterator[WordCompletion]:
        """Yield the values of a field that may be meant, as they are."""
        from quoth.query.language.completion import complete as completed

        if set(typed) & set('"“”„'):
            return
        text = f'{field}:"{typed}' if typed else f"{field}:"
        for one in completed(text, len(text), self._store, _MOST):
            yield WordCompletion(" ".join(one.text.strip('"').split()), one.help)


def _starting(typed: str, known: Iterable[WordCompletion]) -> Iterator[WordCompletion]:
    """Yield the candidates that begin with what was typed."""
    return (one for one in known if one.word.startswith(typed))


def _behind(start: str, values: Iterable[WordCompletion]) -> Iterator[WordCompletion]:
    """Yield words that begin with something, each with a value behind it."""
    for one in values:
        yield one if one.word == FILES else one._replace(word=start + one.word)


def _as_word(text: str, *, in_field: bool) -> str:
    """Return a field with its value as a command takes it: without marks that it puts back."""
    name, _, value = text.partition(":")
    bare = value[1:-1] if value.startswith('"') and value.endswith('"') else value
    bare = " ".join(bare.split())
    return f"{name}:{bare}" if in_field and bare and not _REMADE & set(bare) else text


def _saved() -> Mapping[str, str]:
    """Return the searches that a query may name."""
    from quoth.settings.searches import Searches, default_path

    return Searches(default_path()).saved()


class _Names:
    """The names of the store that a command line means, which is opened for the first of them."""

    def __init__(self, words: Sequence[str], cache: FilePath | None) -> None:
        """Take the words of the command line, and where indexes are kept."""
        self._words = words
        self._cache = cache

    def entries(self, name: FieldName) -> Sequence[NamedValue]:
        """Return the values that statements have of a field; none of a store still to be read.

        Raises:
            StoreError: the store can't be read.
            RefusedError: the file of settings can't be followed.
        """
        engine = self._engine
        return engine.names(name) if engine is not None else ()

    @cached_property
    def _engine(self) -> Engine | None:
        """What knows the names, if they are at hand."""
        from quoth.cli.store_at_hand import who_asks
        from quoth.index.opening import at_hand
        from quoth.query.layered import engine_of

        location = _store_of(self._words)
        corpus = at_hand(location.path, cache=self._cache)
        return None if corpus is None else engine_of(corpus, dict, partial(who_asks, location))
