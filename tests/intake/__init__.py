"""The intake: articles become drafts, and a person has the last word."""
