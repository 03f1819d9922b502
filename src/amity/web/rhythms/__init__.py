"""Social rhythms: a diary of the times of a day, what is aimed at, and what put a day out of rhythm."""
