"""Statistics of change, one a file.

Equality, said once for all of them: a score at a cut-off is on the clinical side; a change counts when it is
larger than a threshold that was computed, and from that number on when a source gives it in points.
"""
