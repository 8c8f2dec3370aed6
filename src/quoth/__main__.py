"""`python -m quoth` is the `quoth` command."""

from __future__ import annotations

import sys

from quoth.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
