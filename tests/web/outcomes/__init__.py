"""The outcomes of a service: what is counted, by whom, and what is shown of it."""
