"""What tests of the explorer may ask for."""

from __future__ import annotations

import pytest

from tests.tui.driving import Opened, open_explorer


@pytest.fixture
def explorer() -> Opened:
    """Return what opens the explorer."""
    return open_explorer
