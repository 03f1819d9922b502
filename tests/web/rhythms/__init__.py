"""The rhythms slice."""
