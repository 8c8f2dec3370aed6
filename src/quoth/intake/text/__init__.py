"""An article as tokens, quotation marks and phrases; the word lists and the weights."""
