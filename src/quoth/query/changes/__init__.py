"""How positions change: an actor's positions on a topic over time, and two queries compared."""
