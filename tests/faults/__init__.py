"""Processes that are killed, disks that are full, and programs that write at once."""
