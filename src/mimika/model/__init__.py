"""Frozen value types: the words the whole code speaks in."""
