"""The words clients read, in other languages: gathered, kept in catalogues, compiled, checked."""
