"""Talks that a person asked to keep: resumed later, erased for good."""
