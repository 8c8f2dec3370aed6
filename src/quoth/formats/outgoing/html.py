"""A sheet of quotes as one page of HTML (https://html.spec.whatwg.org).

The page loads nothing and runs nothing: it forbids itself all but its own style. It follows the
reader's light or dark colours, reads aloud in order, and prints. Only addresses of the web are
links, and each shows where it leads. A text may be in any language and script, so each finds its
own direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from quoth.formats.outgoing.selection import Selection
from quoth.formats.outgoing.sheet import CitationPart, Quote, SpeakerHeading, heading, quotes

_HEAD: Final = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --ink: #1b1b1b; --faint: #595959; --paper: #fff;
  --line: #767676; --link: #0b57a4; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ink: #e8e8e8; --faint: #b0b0b0; --paper: #181818; --line: #8a8a8a; --link: #8ab8f0; }}
}}
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.5 Georgia, "Times New Roman", serif;
  overflow-wrap: anywhere; }}
h1, h2 {{ line-height: 1.25; }}
h2 {{ margin: 2.5rem 0 0; }}
a {{ color: var(--link); }}
figure {{ margin: 1.5rem 0; break-inside: avoid; }}
.words {{ margin: 0 0 .5rem; font-size: 1.15rem; white-space: pre-line; }}
blockquote.words {{ padding-left: 1rem; border-left: .25rem solid var(--line); }}
.about, .remarks, dl {{ margin: 0; color: var(--faint); font-size: .9rem; }}
dt {{ float: left; clear: left; margin-right: .5rem; }}
dt::after {{ content: ":"; }}
dd {{ margin: 0; }}
</style>
</head>
<body>
<main>
<h1 dir="auto">{title}</h1>
<p class="about">{size}</p>
"""
TAIL: Final = "</main>\n</body>\n</html>\n"


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the page, quote by quote."""
    title, size = heading(selection)
    yield head(title, size)
    speaker = None
    for quote in quotes(selection):
        if quote.speaker != speaker:
            yield "</section>\n" if speaker else ""
            speaker = quote.speaker
            yield _opening(speaker)
        yield figure(quote)
    yield ("</section>\n" if speaker else "") + TAIL


def head(title: str, about: str) -> str:
    """Return how a page begins; `TAIL` ends it."""
    return _HEAD.format(title=escape(title), size=escape(about))


def _opening(speaker: SpeakerHeading) -> str:
    """Return the beginning of the section of a speaker."""
    about = f'<p class="about" dir="auto">{escape(speaker.about)}</p>\n' if speaker.about else ""
    return f'<section>\n<h2 dir="auto">{escape(speaker.name)}</h2>\n{about}'


def figure(quote: Quote) -> str:
    """Return one quote with all that belongs to it."""
    element = "blockquote" if quote.is_verbatim else "p"
    words = f'<{element} class="words" dir="auto">{escape(quote.words)}</{element}>'
    remarks = f'<p class="remarks">{escape(" · ".join(quote.remarks))}</p>'
    source = ", ".join(map(_part, quote.citation))
    fields = [*((label, escape(value)) for label, value in quote.fields), ("Source", source)]
    terms = "".join(f'<dt>{label}</dt><dd dir="auto">{value}</dd>\n' for label, value in fields)
    return (
        f"<figure>\n{words}\n<figcaption>\n{remarks}\n<dl>\n{terms}</dl>\n</figcaption>\n"
        "</figure>\n"
    )


def _part(part: CitationPart) -> str:
    """Return a part of a citation; an address as a link that says where it leads."""
    if not part.link:
        return escape(part.text)
    address = escape(part.link)
    return f'{escape(part.text)}<a href="{address}" rel="noopener noreferrer">{address}</a>'
