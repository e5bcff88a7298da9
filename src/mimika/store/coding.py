"""A talk to bytes and back: JSON, with the number of its format beside it."""

import msgspec

from mimika.model.finding import ComplaintKind
from mimika.model.talk import Talk
from mimika.store.faults_of_talks import NewerTalkError, TalkNotKeptError, UnreadableTalkError

FORMAT = 1


def encoded(talk: Talk) -> bytes:
    """Return the talk as bytes.

    Raises:
        TalkNotKeptError: If it would not come back as it is: JSON has no infinity, UTF-8 no half of a character.
    """
    try:
        data = msgspec.json.encode(talk)
        if msgspec.json.decode(data, type=Talk) == talk:
            return data
    except (msgspec.MsgspecError, UnicodeError):
        pass
    raise TalkNotKeptError


def decoded(key: str, format: int, data: bytes) -> Talk:
    """Return the talk of bytes.

    Raises:
        NewerTalkError: If a later program wrote them.
        UnreadableTalkError: If they cannot be read.
    """
    if format > FORMAT:
        raise NewerTalkError(key)
    try:
        return msgspec.json.decode(data, type=Talk)
    except (msgspec.MsgspecError, UnicodeError):
        raise UnreadableTalkError(key) from None


def complaints_of(talk: Talk) -> list[ComplaintKind]:
    """Return why the person came, told or chosen, each kind once."""
    heard = (c.kind for c in talk.heard.complaints if not c.is_absent)
    return list(dict.fromkeys([*heard, *talk.complaints]))
