"""Standoff annotations of brat (https://brat.nlplab.org/standoff.html): a file beside each text.

The text-bound annotations `Source`, `Cue` and `Content` of the attribution corpora (PARC3, PolNeAR)
make the statements, put together by events (`E`) or by relations (`R`). A content's offsets are
counted in characters, or as its words show; it may stand in several pieces.

A file of either kind is read with the one beside it; of a folder, all. As in PolNeAR, the texts may
be in a folder `text`, and an annotation's name may end in who made it (`article_ab12.ann`).

(It is long because annotations refer to each other: all kinds of lines are read before any.)
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics.files import is_folder, whole
from quoth.basics.places import FilePath
from quoth.basics.quotations import quoted_spans
from quoth.formats.incoming.lines import LONGEST, guarded
from quoth.formats.incoming.records import (
    AS_IT_IS,
    UNATTRIBUTED,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    Remark,
    Told,
    shortened,
    unheard,
)
from quoth.presenting.verbatim import kind_of, unmarked
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


class Group(NamedTuple):
    """Annotations that belong together, by their ids, and the events and relations that say so."""

    keys: list[str]
    owners: list[str]


class Annotated(NamedTuple):
    """A text and the annotations of it."""

    name: str
    title: str
    """Of the text: its first line, if it may be that, else the file's name."""
    text: str
    bound: Mapping[str, Bound]
    groups: Sequence[Group]
    """The annotations that belong together."""
    notes: Mapping[str, str]
    marks: Mapping[str, Mapping[str, object]]
    """The attributes and references of annotations."""
    file: str
    quotations: list[tuple[int, int]]
    """Where the text's quotations stand."""
    paragraphs: list[int]
    """Where those after the first begin."""


def read(path: FilePath, choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the attributions of an annotated text, or of all in a folder.

    Raises:
        FormatError: there is no annotated text.
    """
    pairs = guarded(path, lambda: pairs_of(Path(path)))
    if not pairs:
        raise FormatError(
            path, 0, "there is no text with annotations", "keep each .ann beside its .txt"
        )
    done = 0
    others: Counter[str] = Counter()
    for annotations, text in pairs:
        yield from _attributions(annotations, text, others, choices.codec)
        done += guarded(annotations, annotations.stat).st_size
        told(done)
    for role, number in others.items():
        yield Remark(role, f"{number:,} of these belong to no attribution, and aren't imported")


def is_pair(path: FilePath) -> bool:
    """Tell whether a file, or what is in a folder, is read together with others beside it."""
    named = Path(path)
    return (is_folder(named) or named.suffix in (".ann", ".txt")) and bool(pairs_of(named))


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


def _attributions(
    annotations: Path, text_file: Path, others: Counter[str], codec: str
) -> Iterator[IncomingStatement | BadRow | Remark]:
    """Yield the attributions of one text."""
    found: list[str] = []
    for file in (text_file, annotations):
        if guarded(file, file.stat).st_size > LONGEST:
            yield BadRow(0, "", "it is larger than 32 MiB", "split it", str(file))
            return
        data = guarded(file, lambda file=file: whole(file, LONGEST))  # type: ignore[misc]
        try:
            text, problem = (data.decode(codec), "") if codec else _decoded(data)
        except UnicodeError:
            yield BadRow(0, "", f"the text isn't {codec.upper()}", "name its encoding", str(file))
            return
        if problem:
            yield Remark("", problem, file=str(file))
        found.append(text)
    remarks: list[BadRow | Remark] = []
    read_ones = _annotated(annotations, text_file.stem, found, remarks)
    yield from remarks
    yield from _statements(read_ones, others)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return a text, and what to tell where it isn't UTF-8: the words beside offsets check it."""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text, f"line {line} isn't UTF-8: it is read as Windows-1252"


def _statements(
    found: Annotated, others: Counter[str]
) -> Iterator[IncomingStatement | BadRow | Remark]:
    """Yield the statements of annotations, and which of them make none."""
    named: set[str] = set()
    for group in found.groups:
        statement = _statement(found, group)
        is_part = any(found.bound[key].role in _ROLES for key in group.keys)
        if statement is not None or is_part:
            named.update(group.keys)
        if statement is not None:
            yield statement
        elif is_part:
            line = min(found.bound[key].line for key in group.keys)
            name = group.owners[0] if group.owners else group.keys[0]
            yield BadRow(line, name, "it has no content", "link it to what was said", found.file)
    for key, bound in found.bound.items():
        if key in named:
            continue
        if bound.role == "Content":
            yield BadRow(
                bound.line, key, "no attribution names it", "link it to its cue", found.file
            )
        else:
            others[bound.role] += 1


def _annotated(
    path: Path, name: str, texts: Sequence[str], told: list[BadRow | Remark]
) -> Annotated:
    """Read a file of annotations, of which the text and its own are given."""
    text, annotations = texts
    bound: dict[str, tuple[str, int]] = {}
    links: dict[str, list[str]] = {}
    notes: dict[str, str] = {}
    marks: dict[str, dict[str, object]] = {}
    for line, entry in _entries(annotations):
        key, _, rest = entry.partition("\t")
        if key.startswith("T"):
            bound[key] = rest, line
        elif key.startswith(("E", "R")):
            links[key] = _linked(rest)
        elif key.startswith("#"):
            target, _, note = rest.partition("\t")
            target = target.rpartition(" ")[2]
            note = " ".join(note.split())
            notes[target] = f"{notes[target]}; {note}" if target in notes else note
        elif key.startswith(("A", "M", "N")):
            kind, _, value = rest.partition(" ")
            target, _, value = value.partition(" ")
            marks.setdefault(target, {})[f"brat_{kind}"] = value.replace("\t", " ") or True
        else:
            told.append(Remark(shortened(entry), "it isn't imported", line, str(path)))
    spans = _spans(bound, text, told, str(path))
    return Annotated(
        name, _title(text) or name, text, spans, _groups(links, spans), notes, marks, str(path),
        quoted_spans(text), _paragraphs(text),
    )  # fmt: skip


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Yield each annotation with the line that it begins at: its words may go over several."""
    begins, held = 0, ""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if _key_pattern().match(line):
            if held:
                yield begins, held
            begins, held = number, line
        elif held:
            held += f"\n{line}"
        elif line.strip():
            yield number, line
    if held:
        yield begins, held.rstrip("\n")


@cache
def _key_pattern() -> re.Pattern[str]:
    """Return the pattern of what begins an annotation."""
    return re.compile(r"(?:[TERAMN#]\d+|\*)\t")


def _spans(
    bound: Mapping[str, tuple[str, int]], text: str, told: list[BadRow | Remark], file: str
) -> dict[str, Bound]:
    """Return the text-bound annotations, by how their offsets are counted: their words tell."""
    best: dict[str, Bound] = {}
    wrong: list[BadRow] = []
    for counted, places in _countings(text):
        found: dict[str, Bound] = {}
        bad: list[BadRow] = []
        left = _OVERLAP * len(text) + _SPARE
        for key, (rest, line) in bound.items():
            one = _bound(rest, line, text, places, left)
            if isinstance(one, Bound):
                found[key] = one
                left -= _covered(one.spans)
            else:
                bad.append(BadRow(line, key, one, "correct the offsets", file))
        if not bad:
            if counted:
                told.append(
                    Remark("", f"its offsets count {counted}, as its words show", file=file)
                )
            return found
        if not wrong or len(bad) < len(wrong):
            best, wrong = found, bad
    told += wrong
    return best


def _countings(text: str) -> Iterator[tuple[str, Sequence[int] | None]]:
    """Yield the ways in which offsets may be counted, and where each character then stands."""
    yield "", None
    if any(sign > "\uffff" for sign in text):
        yield "UTF-16 units", _places(1 + (sign > "\uffff") for sign in text)
    if "\r\n" in text:
        yield (
            "line ends as one character",
            _places(int(text[at : at + 2] != "\r\n") for at in range(len(text))),
        )
    if not text.isascii():
        yield "bytes of UTF-8", _places(len(sign.encode("utf-8", "replace")) for sign in text)


def _places(widths: Iterable[int]) -> list[int]:
    """Return where characters of some widths stand, and where the last one ends."""
    return [0, *accumulate(widths)]


def _covered(spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters some spans have."""
    return sum(end - start for start, end in spans)


def _bound(rest: str, line: int, text: str, places: Sequence[int] | None, most: int) -> Bound | str:
    """Return a text-bound annotation of so many characters at most, or what is wrong with it."""
    head, _, words = rest.partition("\t")
    role, _, offsets = head.partition(" ")
    spans = []
    for piece in offsets.split(";"):
        start, _, end = piece.strip().partition(" ")
        if not (_is_number(start) and _is_number(end)):
            return "it has no offsets"
        span = int(start), int(end)
        if places is not None:
            if span[1] > places[-1]:
                return "its offsets lead beyond the text"
            span = bisect_left(places, span[0]), bisect_left(places, span[1])
        spans.append(span)
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


def _groups(links: Mapping[str, Sequence[str]], bound: Mapping[str, Bound]) -> list[Group]:
    """Return the annotations that belong together.

    Each event is a statement of its own, though two may name one source. Relations lead from one
    annotation to the next, but not from one statement to another by a source that both have.
    """
    events: dict[str, Group] = {}
    by_key: dict[str, list[Group]] = {}
    for owner, linked in links.items():
        if owner.startswith("E"):
            group = Group([key for key in dict.fromkeys(linked) if key in bound], [owner])
            if group.keys:
                events[owner] = group
            for key in group.keys:
                by_key.setdefault(key, []).append(group)
    related: list[tuple[str, list[str]]] = []
    for owner, linked in links.items():
        if not owner.startswith("R"):
            continue
        keys = [key for key in linked if key in bound]
        hosts = [events[key] for key in linked if key in events]
        hosts += [one for key in keys if bound[key].role != "Source" for one in by_key.get(key, ())]
        for host in hosts:
            host.owners.append(owner)
            host.keys.extend(key for key in keys if key not in host.keys)
        if keys and not hosts:
            related.append((owner, keys))
    return [*events.values(), *_related(related, bound)]


def _related(
    relations: Sequence[tuple[str, Sequence[str]]], bound: Mapping[str, Bound]
) -> list[Group]:
    """Return the annotations that relations put together: cues and contents, then their sources."""
    leaders: dict[str, str] = {}

    def leader(key: str) -> str:
        while leaders.setdefault(key, key) != key:
            leaders[key] = key = leaders[leaders[key]]
        return key

    for _, keys in relations:
        inner = [key for key in keys if bound[key].role != "Source"]
        for one, other in pairwise(inner):
            leaders[leader(other)] = leader(one)
        for key in inner:
            leader(key)
    groups: dict[str, Group] = {}
    for key in leaders:
        groups.setdefault(leader(key), Group([], [])).keys.append(key)
    for owner, keys in relations:
        inner = [key for key in keys if bound[key].role != "Source"]
        for host in {leader(key) for key in inner}:
            groups[host].owners.append(owner)
            groups[host].keys.extend(key for key in keys if key not in groups[host].keys)
        if not inner:
            groups[owner] = Group([*keys], [owner])
    return [*groups.values()]


def _statement(found: Annotated, group: Group) -> IncomingStatement | None:
    """Return the statement of annotations that belong together; nothing without a content."""
    sources, cues, contents = (
        [found.bound[key] for key in group.keys if found.bound[key].role == role] for role in _ROLES
    )
    spans = sorted({span for content in contents for span in content.spans})
    if not spans:
        return None
    start, end = spans[0][0], max(last for _, last in spans)
    quote = _words(found.text, spans)
    kind = kind_of(found.text, spans, found.quotations)
    names = [_words(found.text, source.spans) for source in sources]
    speaker, extra = _speaker(names)
    members = [*dict.fromkeys((*group.owners, *group.keys))]
    for key in members:
        extra.update(found.marks.get(key, {}))
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
        note="; ".join(found.notes[key] for key in members if found.notes.get(key)),
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
    """Return who said it; the annotation doesn't say whom a pronoun of the text refers to."""
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
