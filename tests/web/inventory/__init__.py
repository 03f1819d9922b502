"""The inventory slice."""
