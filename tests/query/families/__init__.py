"""What the families of wordings promise."""
