"""The people and organisations of an article, and which name means whom."""
