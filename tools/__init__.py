"""What `dev.py` runs inside the development environment: one file a verb."""
