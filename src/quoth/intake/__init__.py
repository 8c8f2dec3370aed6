"""From an article's text to drafts of its statements: offline, explained, and read by a person."""
