"""The language of queries: one for the search bar, the command line and saved searches.

Words are searched fuzzily, a `"phrase"` exactly; `by:macron`, `said:"last week"` and their like ask
for properties; `-` excludes, `OR` widens, parentheses group, `@name` stands for a saved search.

Its modules are imported one by one: to search takes `parsing`, and nothing of `completion`.
"""
