"""The command line: thin commands for pipes, and the door to the explorer."""
