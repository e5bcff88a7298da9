"""What was kept by an earlier program is read for ever: the format of a kept talk does not change unnoticed."""

from pathlib import Path

import pytest
from tests.contracts.talks import FULL

from mimika.store.coding import FORMAT, decoded, encoded
from mimika.store.faults_of_talks import NewerTalkError

KEPT = Path(__file__).parent / "kept"


@pytest.mark.parametrize("format", range(1, FORMAT + 1))
def test_a_talk_kept_in_any_format_is_still_read(format):
    assert decoded("k", format, (KEPT / f"format-{format}.json").read_bytes()) == FULL


def test_a_talk_is_written_as_its_format_says():
    # If this fails, Talk has changed: raise FORMAT, let `decoded` read the old one, and add a file of the new one.
    assert encoded(FULL) == (KEPT / f"format-{FORMAT}.json").read_bytes().rstrip()


def test_a_format_of_the_future_is_not_guessed_at():
    with pytest.raises(NewerTalkError):
        decoded("k", FORMAT + 1, encoded(FULL))
