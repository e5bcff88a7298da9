"""Where talks lie while people talk: in memory until someone asks to keep one, then in the store.

Nothing is kept by default. A key is a random word that nobody can guess; it says nothing about the person.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Protocol

from mimika.model.finding import ComplaintKind
from mimika.model.talk import Talk
from mimika.model.text import Language
from mimika.usecases.inputs import NoSuchTalkError

KEY_BYTES = 18
# Talks nobody has kept: the ones left alone longest make room for new ones.
MOST_TALKS = 2000
LOCKS = 64


class Kept(Protocol):
    """What is known of a kept talk without reading it."""

    @property
    def key(self) -> str:
        """Its key."""

    @property
    def language(self) -> Language:
        """Its language."""

    @property
    def changed_at(self) -> datetime:
        """When it last changed, UTC."""

    @property
    def complaints(self) -> tuple[ComplaintKind, ...]:
        """Why the person came."""


class Shelf(Protocol):
    """What keeps talks on this machine."""

    def save(self, key: str, talk: Talk) -> None:
        """Keep a talk; it is on the disk when this returns."""

    def load(self, key: str) -> Talk | None:
        """Return a kept talk."""

    def delete(self, key: str) -> None:
        """Erase a talk for good."""

    def list(self) -> "tuple[Kept, ...]":
        """Return what is kept, newest first."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A talk and whether it is kept."""

    talk: Talk
    is_kept: bool


class Desk:
    """Talks by key.

    Args:
        open_shelf: Opens what keeps talks.
        is_shelf_there: Whether anything was ever kept, so that nothing is made on the disk unasked.
    """

    def __init__(self, open_shelf: Callable[[], Shelf], is_shelf_there: Callable[[], bool]) -> None:
        self._open_shelf = open_shelf
        self._is_shelf_there = is_shelf_there
        self._talks: OrderedDict[str, Talk] = OrderedDict()
        self._lock = RLock()
        self._locks = tuple(RLock() for _ in range(LOCKS))

    def begin(self, talk: Talk) -> str:
        """Return the key of a new talk."""
        key = secrets.token_urlsafe(KEY_BYTES)
        self._hold(key, talk)
        return key

    def get(self, key: str) -> Lying:
        """Return a talk.

        Raises:
            NoSuchTalkError: If there is none of this key (any more).
        """
        with self._lock:
            if key in self._talks:
                self._talks.move_to_end(key)
                return Lying(self._talks[key], is_kept=False)
        kept = self._open_shelf().load(key) if self._is_shelf_there() else None
        if kept is None:
            raise NoSuchTalkError
        return Lying(kept, is_kept=True)

    def change(self, key: str, step: Callable[[Talk], Talk]) -> Talk:
        """Take a talk one step further; a kept one is on the disk when this returns.

        Raises:
            NoSuchTalkError: If there is none of this key (any more).
        """
        with self._lock_of(key):
            lying = self.get(key)
            talk = step(lying.talk)
            if lying.is_kept:
                self._open_shelf().save(key, talk)
            else:
                self._hold(key, talk)
        return talk

    def keep(self, key: str) -> None:
        """Keep a talk on this machine from now on.

        Raises:
            NoSuchTalkError: If there is none of this key (any more).
        """
        with self._lock_of(key):
            talk = self.get(key).talk
            self._open_shelf().save(key, talk)
            with self._lock:
                self._talks.pop(key, None)

    def erase(self, key: str) -> None:
        """Erase a talk for good, kept or not."""
        with self._lock_of(key):
            with self._lock:
                self._talks.pop(key, None)
            if self._is_shelf_there():
                self._open_shelf().delete(key)

    def kept(self) -> tuple[Kept, ...]:
        """Return what is kept, newest first."""
        return self._open_shelf().list() if self._is_shelf_there() else ()

    def _lock_of(self, key: str) -> RLock:
        """Return the lock of a key, so that two steps of one talk do not overtake each other."""
        return self._locks[hash(key) % LOCKS]

    def _hold(self, key: str, talk: Talk) -> None:
        with self._lock:
            self._talks[key] = talk
            self._talks.move_to_end(key)
            while len(self._talks) > MOST_TALKS:
                self._talks.popitem(last=False)
