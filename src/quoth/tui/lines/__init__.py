"""Records as lines of text: statements, articles, drafts, lanes, titles."""
