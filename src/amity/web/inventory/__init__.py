"""The interpersonal inventory: the people in a client's life, and the circles they stand on."""
