"""Who is said to have said what: cues, sources, contents."""
