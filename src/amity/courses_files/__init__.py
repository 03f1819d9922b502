"""`amity simulate` and `amity outcomes`: courses in files, made up and counted. Needs `amity[analytics]`."""

from amity.courses_files.command import add_outcomes, add_simulate

__all__ = ["add_outcomes", "add_simulate"]
