"""Running Amity: prepare and examine the store, serve, work on a timer, add people. Called by `amity.cli`."""
