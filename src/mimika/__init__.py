"""From what a person notices about face, jaw and head to an explained, safe assessment."""

__version__ = "0.1.0"
