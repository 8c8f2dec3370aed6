"""Families of wordings: one utterance as several statements have it, and how they differ.

Nothing of a family is stored but what a person decides. Wordings are compared by the words that
are verbatim alone: all of a direct quote, each stretch in quotation marks of a mixed one.
"""
