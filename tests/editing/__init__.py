"""Changes to a store, and what they survive."""
