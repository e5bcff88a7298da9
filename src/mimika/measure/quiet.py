"""The video packages write logs of their own past Python; a person at the terminal should not have to read them."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# Must stand in the environment before the packages are loaded.
QUIET = {"GLOG_minloglevel": "3", "TF_CPP_MIN_LOG_LEVEL": "3", "OPENCV_LOG_LEVEL": "SILENT"}


@contextmanager
def hushed() -> Iterator[None]:
    """Send what native code writes to standard error nowhere, and drop warnings, while models are loaded."""
    os.environ.update({k: v for k, v in QUIET.items() if k not in os.environ})
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
