"""A client's own way in and out, and the page they come to. Nothing here says what it is about."""
