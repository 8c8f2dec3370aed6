"""The tests: what the program promises, told part by part."""
