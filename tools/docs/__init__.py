"""`dev.py docs`: the pages of docs/reference that are written from the source, so that they are never old."""
