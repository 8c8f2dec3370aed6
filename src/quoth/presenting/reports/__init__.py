"""An analysis as a value, and how it is written: as text, a table, a page, a picture, a network."""
