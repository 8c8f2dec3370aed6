"""fzf as a filter, started for each search: every word as a loose sequence of letters."""

from __future__ import annotations

from tests.benchmarks.search.engine import Place, Texts
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.rivals.lines import first_ids, write_lines


class Fzf:
    """Pipes the quotes through `fzf --filter`."""

    def __init__(self, place: Place) -> None:
        """Know where the lines are kept."""
        self._lines = place.folder / "lines.txt"

    def build(self, statements: Texts) -> None:
        """Write the quotes as lines."""
        write_lines(self._lines, statements)

    def open(self, statements: Texts) -> None:
        """Do nothing: the lines are there."""

    def search(self, text: str) -> list[str]:
        """Return the lines that fzf prints first."""
        typed = " ".join(folded(text))
        command = ["fzf", f"--filter={typed}", "--delimiter=\t", "--nth=2"]
        return first_ids(command, self._lines) if typed else []

    def index_bytes(self) -> int:
        """Return the size of the lines."""
        return self._lines.stat().st_size
