"""The search benchmark: how fast statements are found, and how surely, beside other engines.

`queries` asks what people half remember, with the slips of `slips` and the spellings of
`spellings`; `answers` says what may be found by it. Each engine of `engines` is built and searched
by a `worker`, a process of its own, on the texts that `preparing` took out of a store; `measuring`
turns what the workers saw into figures, `lookups` times whole commands, and `report` and `plot`
show it all. `tests/benchmarks/search_bench.py` is the command.
"""
