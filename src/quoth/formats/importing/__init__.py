"""An import: rows matched with the store, planned, then one change."""
