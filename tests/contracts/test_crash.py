"""Whatever was said to be kept is there after the program was killed."""

import os

import pytest
from benchmarks.crash import crashes, report

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX")


def test_no_answer_is_lost_and_no_store_damaged():
    outcomes = crashes(5)
    assert [(o.lost, o.is_sound) for o in outcomes] == [(0, True)] * 5
    assert max(o.said for o in outcomes) > 10


def test_the_report_counts_what_was_kept():
    lines = report(1)
    assert lines[0].startswith("Crashes")
    assert [line.split()[-1] for line in lines[2:]] == ["0", "0"]
