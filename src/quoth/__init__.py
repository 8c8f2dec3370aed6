"""A keyboard-driven terminal explorer of who said what, when.

Data flows one way through the package: a file is read by `quoth.store`, becomes an immutable
`quoth.index.corpus`, is asked by `quoth.query`, and its result is shown by `quoth.cli` or
`quoth.tui`.
"""

from __future__ import annotations

__version__ = "0.1.0"
