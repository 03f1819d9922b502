"""Techniques: worksheets that client and clinician fill in, and the guides they read."""
