"""What the templates of the inventory draw with."""
