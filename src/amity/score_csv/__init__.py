"""`amity score`: a CSV of answers → the same CSV with scores, bands and flags. Streams; needs no Django.

Cells that are carried over keep their bytes, also those that a spreadsheet would read as a formula: the
output is the input with columns added, to be read by statistics programs.
"""

from amity.score_csv.command import add_arguments, run

__all__ = ["add_arguments", "run"]
