"""Running Amity."""
