"""Statistics of change, one a file."""
