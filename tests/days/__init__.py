"""Days of work on one store, in the shell and in the explorer, beside a plain reading of it."""
