"""The panes and bars of the explorer: each is bound to a result, and only posts messages upward."""
