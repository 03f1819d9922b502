"""Pages about people, for staff; and the way out of a client's pages."""
