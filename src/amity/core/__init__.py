"""What the content means: arithmetic and rules. No Django, no input or output but reading content files."""
