"""A segment: a file that says where everything in a store is, made once and then looked into."""
