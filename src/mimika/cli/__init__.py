"""The command line: parse, call a use case, print."""

import os

# Before numpy is loaded: products here are small, and a second thread of theirs spins while it waits for the next one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
