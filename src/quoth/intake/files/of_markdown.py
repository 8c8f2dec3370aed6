"""Markdown into articles, by markdown-it: the text without its marks, a paragraph a block.

The text between two lines of dashes at the head of a file describes the article (front matter, as
Jekyll and its kin write it). Plain `name: value` lines of it are understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from quoth.intake.files.clipping import Clipping, told
from quoth.intake.text.layout import FEWEST_QUESTIONS

_FRONT: Final = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_FIELD: Final = re.compile(r"^([A-Za-z]++)[ \t]*+:[ \t]*+(\S.*+)$", re.MULTILINE)

_LONGEST: Final = 5_000
"""Characters of a block whose marks are looked for together: that takes time that grows faster."""
_LABEL: Final = re.compile(r"[^\s:][^:?.!]{0,40}:\s")
"""Who asks, before the question: "Sunday Post: What went wrong?"."""
_BOLD: Final = "bold"
"""The kind of a paragraph that is all in bold."""


def article(text: str) -> Clipping:
    """Return the article of a Markdown file; paragraphs are set off by an empty line."""
    front = _FRONT.match(text)
    fields = dict(_fields(front.group(1))) if front else {}
    known = told(fields)
    reader = MarkdownIt("commonmark")
    reader.core.ruler.at("inline", _read_marks)
    tokens = reader.parse(text[front.end() :] if front else text)
    blocks = list(_blocks(tokens))
    if blocks and blocks[0][0] == "h1":
        known.setdefault("title", blocks[0][1])
        blocks = blocks[1:]
    return Clipping("\n\n".join(_with_questions(blocks)) + "\n", **known)


def _with_questions(blocks: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the texts of blocks; those in bold keep their marks where they are an interview's."""
    bold = [words for kind, words in blocks if kind == _BOLD and not _LABEL.match(words)]
    questions = sum(words.endswith("?") for words in bold)
    is_interview = questions >= FEWEST_QUESTIONS and 2 * questions >= len(bold)
    for kind, words in blocks:
        is_asked = is_interview and kind == _BOLD and not _LABEL.match(words)
        yield f"**{words}**" if is_asked else words


def _fields(front: str) -> Iterator[tuple[str, str]]:
    """Yield the fields at the head of a file."""
    for match in _FIELD.finditer(front):
        name, value = match[1], match[2].rstrip(" \t\r")
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        yield name, value


def _read_marks(state: StateCore) -> None:
    """Look for the marks in each block, piece by piece where it is long."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            for piece in _in_pieces(token.content):
                state.md.inline.parse(piece, state.md, state.env, token.children)


def _in_pieces(text: str) -> Iterator[str]:
    """Yield a text piece by piece, cut at a blank where there is one."""
    start = 0
    while len(text) - start > _LONGEST:
        cut = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in " \n")
        end = cut if cut > 0 else start + _LONGEST
        yield text[start:end]
        start = end
    yield text[start:]


def _blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield what kind of block each text stands in, and the text."""
    kind = ""
    for token in tokens:
        if token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = ""
        elif token.type == "inline" and (words := _words(token)):
            yield kind or (_BOLD if _is_bold(token) else ""), words


def _is_bold(token: Token) -> bool:
    """Tell whether all the words of a block are in bold."""
    depth = 0
    for child in token.children or ():
        depth += child.nesting if child.type.startswith("strong_") else 0
        if child.content.strip() and not depth:
            return False
    return any(child.type == "strong_open" for child in token.children or ())


def _words(token: Token) -> str:
    """Return the words of a block, without marks, addresses and pictures."""
    said = {"text": None, "code_inline": None, "softbreak": " ", "hardbreak": " "}
    parts = [
        said[child.type] or child.content for child in token.children or () if child.type in said
    ]
    return " ".join("".join(parts).split())
