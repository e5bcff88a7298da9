"""Sphinx settings for `make docs`: Markdown through MyST, nothing fetched from a network."""

from mimika import __version__

project = "Mimika"
author = "The Mimika authors"
project_copyright = "2026, The Mimika authors"
release = __version__

extensions = ["myst_parser"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

html_theme = "alabaster"
html_theme_options = {"description": "From what a person notices to an explained, safe assessment"}
html_show_sphinx = False
