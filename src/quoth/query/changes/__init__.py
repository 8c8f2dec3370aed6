"""What somebody said before and after: positions on a topic over time, and two queries compared."""
