"""The shapes of content: one frozen model a kind."""
