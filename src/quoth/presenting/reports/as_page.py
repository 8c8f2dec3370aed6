"""A report as one page of HTML: tables, picture, and every number linked to its statements.

The page loads nothing and runs nothing: it forbids itself all but its own style, and its picture is
part of it. It reads aloud in order, and prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from quoth.basics.text import neutralise
from quoth.presenting.quotation import citation
from quoth.presenting.reports.report import Report, ReportCell, ReportTable
from quoth.store.snapshot import Snapshot

_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ max-width: 70rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
  color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }}
table {{ border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }}
th, td {{ border: 1px solid #949494; padding: .2rem .5rem; text-align: right; }}
th[scope=row], thead th:first-child {{ text-align: left; }}
a {{ color: #0b57a4; }}
a:target, li:target, section:target {{ outline: .15rem solid #d55e00; }}
svg {{ max-width: 100%; height: auto; }}
dl {{ display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; }}
dd {{ margin: 0; }}
</style>
</head>
<body>
<main>
<h1 dir="auto">{title}</h1>
"""
_MOST: Final = 1_000
"""Numbers that are linked to their statements; a reader opens far fewer."""


def page_pieces(
    report: Report, corpus: Snapshot, facts: Mapping[str, str], picture: str = ""
) -> Iterator[str]:
    """Yield the page.

    Args:
        report: The report.
        corpus: Where the statements are.
        facts: What else the page says of how it was made: the query, the version, the digest.
        picture: A picture, as SVG.
    """
    yield _HEAD.format(title=_safe(report.title))
    yield "<dl>\n"
    for name, value in facts.items():
        yield f'<dt>{_safe(name)}</dt><dd dir="auto">{_safe(value)}</dd>\n'
    yield "</dl>\n<ul>\n"
    for line in (*report.said, *report.notes):
        yield f'<li dir="auto">{_safe(line)}</li>\n'
    yield "</ul>\n"
    if picture:
        yield f'<figure role="img" aria-label="{_safe(report.title)}">\n{_bare(picture)}</figure>\n'
    links = _Links()
    for table in report.tables:
        yield from _table(table, links)
    yield from _opened(links, corpus)
    yield "</main>\n</body>\n</html>\n"


class _Links:
    """The numbers that are linked, in the order of the page."""

    def __init__(self) -> None:
        """Begin with none."""
        self.cells: list[tuple[str, ReportCell]] = []
        self.left = 0

    def of(self, what: str, cell: ReportCell) -> str:
        """Return a cell's text, linked to its statements where it has some."""
        text = _safe(cell.text)
        if cell.opens is None:
            return text
        if len(self.cells) >= _MOST:
            self.left += 1
            return text
        self.cells.append((what, cell))
        return f'<a href="#n{len(self.cells)}">{text}</a>'


def _table(table: ReportTable, links: _Links) -> Iterator[str]:
    """Yield a table."""
    yield "<table>\n"
    if table.title:
        yield f'<caption dir="auto">{_safe(table.title)}</caption>\n'
    heads = "".join(f'<th scope="col" dir="auto">{_safe(head)}</th>' for head in table.head)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        first, *others = row
        yield f'<tr><th scope="row" dir="auto">{links.of(first.text, first)}</th>'
        for head, cell in zip(table.head[1:], others, strict=True):
            yield f"<td>{links.of(f'{first.text} · {head}', cell)}</td>"
        yield "</tr>\n"
    yield "</tbody>\n</table>\n"


def _opened(links: _Links, corpus: Snapshot) -> Iterator[str]:
    """Yield the statements of each number, and then each statement once, with its citation."""
    if links.left:
        yield f"<p>{links.left:,} more numbers aren't linked to their statements here.</p>\n"
    rows: dict[int, None] = {}
    yield "<h2>Which statements each number counts</h2>\n"
    for place, (what, cell) in enumerate(links.cells, 1):
        assert cell.opens is not None  # noqa: S101  # those alone are linked
        opened = cell.opens()
        rows.update(dict.fromkeys(opened.rows))
        told = ", ".join(f'<a href="#s{row}">{_safe(_id(corpus, row))}</a>' for row in opened.rows)
        number = f" = {_safe(cell.text)}" if cell.number is not None else ""
        repeated = f" ({opened.repeated:,} more repeat them)" if opened.repeated else ""
        yield (
            f'<section id="n{place}"><p dir="auto">{_safe(what)}{number}: '
            f"{told}{repeated}</p></section>\n"
        )
    yield "<h2>The statements</h2>\n<ul>\n"
    for row in rows:
        statement = corpus.read_statement(row)
        words = _safe(citation(corpus, statement))
        yield f'<li id="s{row}" dir="auto">{_safe(statement.id)}: {words}</li>\n'
    yield "</ul>\n"


def _id(corpus: Snapshot, row: int) -> str:
    """Return the id of a statement."""
    return corpus.statements[row].id


def _safe(text: str) -> str:
    """Return a text in which nothing acts."""
    return escape(neutralise(text, lines=False).text)


def _bare(svg: str) -> str:
    """Return a picture without what only a file of its own needs."""
    return re.sub(r"^.*?(?=<svg)", "", svg, count=1, flags=re.DOTALL)
