"""What trains the linear models of quoth's intake."""
