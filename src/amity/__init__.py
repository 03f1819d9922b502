"""Records and tools for clinicians who deliver interpersonal psychotherapy (IPT)."""
