"""A driver that keeps what Textual wrote beside what it sent, line by line of a file."""

from __future__ import annotations

import json
import os
from pathlib import Path

from quoth.tui.frugal.driver import FrugalDriver


class RecordingDriver(FrugalDriver):
    """Writes `[[columns, lines], what Textual wrote, what was sent]` to the file named by RECORD.

    Textual takes it in the place of its own where `TEXTUAL_DRIVER` names it.
    """

    def _reduced(self, data: str) -> str:
        """Return what is sent, and write it down."""
        sent = super()._reduced(data)
        size = os.get_terminal_size(self.fileno)
        with Path(os.environ["RECORD"]).open("a", encoding="utf-8") as record:
            print(json.dumps([size, data, sent]), file=record)
        return sent
