"""The driver that sends only what changed."""
