"""ripgrep, started for each search: the words exactly as typed, in a row, the last may go on."""

from __future__ import annotations

from tests.benchmarks.search.engine import WANTED, Place, Texts
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.rivals.lines import first_ids, write_lines


class Ripgrep:
    """Looks for the typed words as one string, in the order of the file."""

    def __init__(self, place: Place) -> None:
        """Know where the lines are kept."""
        self._lines = place.folder / "lines.txt"

    def build(self, statements: Texts) -> None:
        """Write the quotes as lines."""
        write_lines(self._lines, statements)

    def open(self, statements: Texts) -> None:
        """Do nothing: the lines are there."""

    def search(self, text: str) -> list[str]:
        """Return the first lines that hold the words."""
        words = folded(text)
        if not words:
            return []
        pattern = f" {' '.join(words)}"
        command = [
            "rg", "--no-config", "--no-line-number", "--fixed-strings", f"--max-count={WANTED}",
            "-e", pattern, "-",
        ]  # fmt: skip
        return first_ids(command, self._lines)

    def index_bytes(self) -> int:
        """Return the size of the lines."""
        return self._lines.stat().st_size
