"""The clinician's side of a client's own pages: what is opened together."""
