"""Who stands where, who agrees with whom, who is heard: numbers over the statements of a query.

Every number is a count of codings, or made of such counts by a formula that `quoth help analysis`
names; each can be opened, and then shows exactly the statements that it counts.
"""
