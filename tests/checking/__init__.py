"""What is wrong, or may be, with what a store holds."""
