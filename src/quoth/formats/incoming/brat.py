"""Standoff annotations of brat (https://brat.nlplab.org/standoff.html): a file beside each text.

The text-bound annotations `Source`, `Cue` and `Content` of the attribution corpora (PARC3, PolNeAR)
make the statements, put together by events (`E`) or by relations (`R`). A content's offsets are
counted in characters; it may stand in several pieces.

A file of either kind is read with the one beside it; of a folder, all. As in PolNeAR, the texts may
be in a folder `text`, and an annotation's name may end in who made it (`article_ab12.ann`).
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics.files import is_folder, whole
from quoth.basics.places import FilePath
from quoth.formats.incoming.lines import LONGEST, guarded, lines
from quoth.formats.incoming.records import (
    UNATTRIBUTED,
    BadRow,
    FormatError,
    Incoming,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    Told,
    unheard,
)
from quoth.presenting.verbatim import kind_of, quoted_spans, unmarked
from quoth.store.model import Kind

_ROLES: Final = ("Source", "Cue", "Content")
_PRONOUNS: Final = frozenset(
    ("i", "you", "he", "she", "it", "we", "they", "who", "whom", "me", "him", "her", "us", "them",
     "this", "that", "these", "those", "which", "one")
)  # fmt: skip
"""Who these stand for can't be known from the annotation alone."""
_LONGEST_TITLE: Final = 200
_OVERLAP: Final = 32
"""How often annotations may cover a text."""
_SPARE: Final = 1 << 20


class Bound(NamedTuple):
    """A text-bound annotation: what it is called, and the spans that it covers."""

    role: str
    spans: Sequence[tuple[int, int]]
    line: int


class Annotated(NamedTuple):
    """A text and the annotations of it."""

    name: str
    title: str
    """Of the text: its first line, if it may be that, else the file's name."""
    text: str
    bound: Mapping[str, Bound]
    groups: Sequence[Sequence[str]]
    """The annotations that belong together, by their ids."""
    notes: Mapping[str, str]
    file: str
    quotations: list[tuple[int, int]]
    """Where the text's quotations stand."""
    paragraphs: list[int]
    """Where those after the first begin."""


def read(path: FilePath, _decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the attributions of an annotated text, or of all in a folder.

    Raises:
        FormatError: there is no annotated text, or one isn't UTF-8.
    """
    pairs = guarded(path, lambda: pairs_of(Path(path)))
    if not pairs:
        raise FormatError(
            path, 0, "there is no text with annotations", "keep each .ann beside its .txt"
        )
    done = 0
    for annotations, text in pairs:
        yield from _attributions(annotations, text)
        done += guarded(annotations, annotations.stat).st_size
        told(done)


def size_of(path: Path) -> int:
    """Return how many bytes of annotations there are."""
    return sum(guarded(one, one.stat).st_size for one, _ in pairs_of(path))


def pairs_of(path: Path) -> list[tuple[Path, Path]]:
    """Return the files of annotations that a file or a folder leads to, each with its text."""
    if not is_folder(path):
        found = [path] if path.suffix == ".ann" else [path.with_suffix(".ann")]
    else:
        found = sorted(guarded(path, lambda: _below(path)))
    pairs = ((annotations, _text_of(annotations)) for annotations in found)
    return [(one, text) for one, text in pairs if text is not None and one.is_file()]


def _below(folder: Path) -> list[Path]:
    """Return the files of annotations in a folder, and in those in it; no link is followed."""
    found: list[Path] = []
    waiting = [folder]
    while waiting:
        try:
            entries = list(os.scandir(waiting.pop()))
        except PermissionError:
            continue
        waiting += (Path(one) for one in entries if one.is_dir(follow_symlinks=False))
        found += (Path(one) for one in entries if one.name.endswith(".ann"))
    return found


def _text_of(annotations: Path) -> Path | None:
    """Return the text that a file of annotations belongs to."""
    stems = (annotations.stem, annotations.stem.rpartition("_")[0])
    folders = (annotations.parent, annotations.parent.parent / "text")
    for stem in stems:
        for folder in folders:
            text = folder / f"{stem}.txt"
            if stem and text.is_file():
                return text
    return None


def _attributions(annotations: Path, text_file: Path) -> Iterator[IncomingStatement | BadRow]:
    """Yield the attributions of one text."""
    if guarded(text_file, text_file.stat).st_size > LONGEST:
        yield BadRow(0, "", "its text is larger than 32 MiB", "split it", str(annotations))
        return
    data = guarded(text_file, lambda: whole(text_file, LONGEST))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError(
            text_file, line, "the text isn't UTF-8", "save the file as UTF-8"
        ) from None
    bad: list[BadRow] = []
    found = _annotated(annotations, text_file.stem, text, bad)
    yield from bad
    named: set[str] = set()
    for group in found.groups:
        named.update(group)
        statement = _statement(found, group)
        if statement is not None:
            yield statement
    for key, bound in found.bound.items():
        if bound.role == "Content" and key not in named:
            yield BadRow(
                bound.line, key, "no attribution names it", "link it to its cue", found.file
            )


def _annotated(path: Path, name: str, text: str, bad: list[BadRow]) -> Annotated:
    """Read a file of annotations."""
    bound: dict[str, Bound] = {}
    links: list[list[str]] = []
    notes: dict[str, str] = {}
    left = _OVERLAP * len(text) + _SPARE
    for line in lines(path):
        if isinstance(line, BadRow):
            bad.append(line._replace(file=str(path)))
            continue
        key, _, rest = line.text.rstrip("\r\n").partition("\t")
        if key.startswith("T"):
            found = _bound(rest, line.number, text, left)
            if isinstance(found, Bound):
                bound[key] = found
                left -= _covered(found.spans)
            else:
                bad.append(BadRow(line.number, key, found, "correct the offsets", str(path)))
        elif key.startswith(("E", "R")):
            links.append(_linked(rest))
        elif key.startswith("#"):
            target, _, note = rest.partition("\t")
            notes[target.rpartition(" ")[2]] = note.strip()
    return Annotated(
        name, _title(text) or name, text, bound, _groups(links, bound), notes, str(path),
        quoted_spans(text), _paragraphs(text),
    )  # fmt: skip


def _covered(spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters some spans have."""
    return sum(end - start for start, end in spans)


def _bound(rest: str, line: int, text: str, most: int) -> Bound | str:
    """Return a text-bound annotation of so many characters at most, or what is wrong with it."""
    head, _, words = rest.partition("\t")
    role, _, offsets = head.partition(" ")
    spans = []
    for piece in offsets.split(";"):
        start, _, end = piece.strip().partition(" ")
        if not (_is_number(start) and _is_number(end)):
            return "it has no offsets"
        spans.append((int(start), int(end)))
    if any(not start < end <= len(text) for start, end in spans):
        return "its offsets lead beyond the text"
    if _covered(spans) > most:
        return "it covers, with those before it, the text many times over"
    covered = " ".join(text[start:end] for start, end in spans)
    if words and "".join(covered.split()) != "".join(words.split()):
        return "the text doesn't have its words at its offsets"
    return Bound(role, tuple(sorted(spans)), line)


def _is_number(text: str) -> bool:
    """Tell whether a text is an offset."""
    return text.isascii() and text.isdigit() and len(text) < 12


def _linked(rest: str) -> list[str]:
    """Return the ids that an event or a relation links."""
    return [part.rpartition(":")[2] for part in rest.split() if ":" in part]


def _groups(links: Sequence[Sequence[str]], bound: Mapping[str, Bound]) -> list[list[str]]:
    """Return the annotations that belong together: linked by an event, or from one to the next."""
    leaders: dict[str, str] = {}

    def leader(key: str) -> str:
        while leaders.setdefault(key, key) != key:
            leaders[key] = key = leaders[leaders[key]]
        return key

    for link in links:
        known = [key for key in link if key in bound]
        for one, other in pairwise(known):
            leaders[leader(other)] = leader(one)
        for key in known:
            leader(key)
    groups: dict[str, list[str]] = {}
    for key in leaders:
        groups.setdefault(leader(key), []).append(key)
    return list(groups.values())


def _statement(found: Annotated, group: Sequence[str]) -> IncomingStatement | None:
    """Return the statement of annotations that belong together; nothing without a content."""
    sources, cues, contents = (
        [found.bound[key] for key in group if found.bound[key].role == role] for role in _ROLES
    )
    spans = sorted({span for content in contents for span in content.spans})
    if not spans:
        return None
    start, end = spans[0][0], max(last for _, last in spans)
    quote = _words(found.text, spans)
    kind = kind_of(found.text, spans, found.quotations)
    names = [_words(found.text, source.spans) for source in sources]
    speaker, extra = _speaker(names)
    if len(spans) > 1:
        extra["spans"] = [list(span) for span in spans]
    return IncomingStatement(
        quote=unmarked(quote) if kind is Kind.DIRECT else quote,
        kind=str(kind),
        speaker=speaker,
        source=IncomingSource(title=found.title, id=found.name),
        cue=" ".join(_words(found.text, cue.spans) for cue in cues),
        locator={
            "paragraph": bisect_right(found.paragraphs, start) + 1,
            "start": start,
            "end": end,
        },
        note="; ".join(found.notes[key] for key in group if found.notes.get(key)),
        extra=extra,
        line=contents[0].line,
    )


def _words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words of spans, in one line; what stands between them is left out with a sign."""
    pieces = [" ".join(text[start:end].split()) for start, end in spans]
    joined = pieces[0]
    for (_, before), (after, _), piece in zip(spans, spans[1:], pieces[1:], strict=False):
        left_out = any(character.isalnum() for character in text[before:after])
        joined += f" … {piece}" if left_out else f" {piece}"
    return joined


def _speaker(names: Sequence[str]) -> tuple[IncomingActor, dict[str, object]]:
    """Return who said it; whom the text calls by a pronoun nobody knows from the annotation."""
    extra: dict[str, object] = {}
    if not names:
        return UNATTRIBUTED, extra
    if len(names) > 1:
        extra["further_speakers"] = list(names[1:])
    if names[0].casefold() in _PRONOUNS:
        return UNATTRIBUTED, {"speaker_as_written": names[0], **extra}
    return IncomingActor(names[0]), extra


def _title(text: str) -> str:
    """Return the first line of a text, if it may be its title."""
    first = text.removeprefix("\ufeff").lstrip().partition("\n")[0].strip()
    return first if len(first) <= _LONGEST_TITLE else ""


def _paragraphs(text: str) -> list[int]:
    """Return where the paragraphs after the first begin: after empty lines, if there are any."""
    begins = len(text) - len(text.removeprefix("\ufeff").lstrip())
    parted = re.compile(r"\n\s*\n" if re.search(r"\n[ \t\r]*\n", text) else r"\n")
    return [match.end() for match in parted.finditer(text, begins)]
