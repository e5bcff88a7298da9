"""The knowledge files: read, checked, frozen, kept compiled."""
