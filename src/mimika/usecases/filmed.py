"""What a film adds to a case: measures become observations of findings that the knowledge has, each with its reasons.

A film shows a minute or two. What is seen in it is there; what is not seen in it may come tomorrow. So a film says yes
and leaves the rest open, with one exception: how often a person blinks can be told either way. Closing both eyes
briefly is blinking, on no side and no spasm; it takes closures of one eye, long closures or twitches to say more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from mimika.measure.asymmetry import asymmetry, leading_side
from mimika.measure.signals import EYE_SIDES, Estimate, Event, Measurement, Region, Run
from mimika.model.case import Case, Complaint, Observation, Person, Sex
from mimika.model.knowledge import KnowledgeBase
from mimika.model.shown import Shown
from mimika.usecases.case_file import with_complaints
from mimika.usecases.inputs import checked_age

# So many events make a habit of it; one or two may be a sneeze or a fault of the measurement.
LEAST_EVENTS = 5
LEAST_LONG = 3
# Resting blinks a minute above which blepharospasm is likelier (source S4 of the knowledge).
MANY_BLINKS = 27.0
MANY_EVENTS = 10
CERTAIN = 0.01
MOST_SHARE, LEAST_SHARE = 0.5, 0.2
JERKS_HZ = (2.5, 7.0)
JERKS_AFTER_S = 3.0

OneSide = Literal["left", "right"]


def _yes(finding: str, *measures: str, side: OneSide | None = None) -> Shown:
    return Shown(finding, value=True, measures=measures, side=side)


def shown_in(film: Measurement, talking: Measurement | None = None) -> tuple[Shown, ...]:
    """Return what a film shows; a second one of the same person talking tells more of blinking.

    Groups of measures that are not assessable show nothing.
    """
    if not film.is_assessable("eyes") and not film.is_assessable("twitches"):
        return ()
    seen = _Seen(film)
    rules = (_side, _closures, _half_face, _linked, _mouth, _lid_flicker, _other_regions, _beat, _brow, _many)
    found = [shown for rule in rules for shown in rule(seen)]
    return (*found, *_blinking(film, talking))


def case_without_story(age_years: float | None = None, sex: Sex | None = None) -> Case:
    """Return the case of somebody who only shows a film: they come because something moves.

    Raises:
        AgeOutOfRangeError: If nobody is of that age.
    """
    return Case(Person(checked_age(age_years), sex), (Complaint("movement"),))


def with_film(kb: KnowledgeBase, case: Case, shown: tuple[Shown, ...]) -> Case:
    """Return the case with what the film shows as observations of origin "video".

    Findings that the knowledge does not have are left out.
    """
    seen = tuple(Observation(s.finding, s.value, "video") for s in shown if s.finding in kb.findings)
    return with_complaints(kb, replace(case, observations=(*case.observations, *seen)))


class _Seen:
    """Events of a film sorted the way the rules ask for them."""

    def __init__(self, film: Measurement) -> None:
        self.film = film
        self.measures: Mapping[str, Estimate] = film.measures
        self.runs: tuple[Run, ...] = film.runs
        self.is_at_will = film.task == "close"
        self.closures = [e for e in film.events if e.kind != "twitch" and not self.is_at_will]
        self.twitches = [e for e in film.events if e.kind == "twitch"]
        self.long = [e for e in self.closures if e.kind != "blink"]
        self.one_eyed = [e for e in self.closures if e.side != "both"]
        self.sided = [*self.one_eyed, *(e for e in self.twitches if e.side in EYE_SIDES)]

    def count(self, *regions: Region) -> int:
        """Return how many twitches there are of some regions."""
        return sum(e.region in regions for e in self.twitches)

    def of_eye(self, side: OneSide) -> list[Event]:
        """Return what the eye of one side did without the other."""
        lids = f"lids-{side}"
        return [*(e for e in self.one_eyed if e.side == side), *(e for e in self.twitches if e.region == lids)]

    def side(self) -> OneSide | None:
        """Return the side on which nearly all happens, if it is one and certain."""
        if len(self.sided) < LEAST_EVENTS:
            return None
        leading = leading_side(asymmetry(*(sum(e.side == s for e in self.sided) for s in EYE_SIDES)))
        return leading if leading in EYE_SIDES and not self._is_of_both() else None

    def is_of_both(self) -> bool:
        """Return whether what happens happens on both sides at once."""
        return self._is_of_both() and len(self.one_eyed) < LEAST_SHARE * max(1, len(self.closures))

    def _is_of_both(self) -> bool:
        both_long = sum(e.side == "both" for e in self.long)
        mirrored = self.measures.get("twitch-both-share")
        is_beating = {"lids-left", "lids-right"} <= {r.region for r in self.runs if r.events >= LEAST_EVENTS}
        return both_long >= LEAST_LONG or is_beating or (mirrored is not None and mirrored.low > MOST_SHARE)


def _side(seen: _Seen) -> Iterator[Shown]:
    side = seen.side()
    if side is not None:
        yield Shown("side", "one-side", ("twitch-asymmetry", "closure-asymmetry", "one-eyed-share"), side)
    elif seen.is_of_both():
        yield Shown("side", "both-together", ("one-eyed-share", "twitch-both-share", "closure-rate"))


def _closures(seen: _Seen) -> Iterator[Shown]:
    if len(seen.long) < LEAST_LONG:
        return
    yield _yes("eyes-squeeze-shut", "closure-rate", "tonic-share", "closed-share")
    if sum(e.side == "both" for e in seen.long) >= (1 - LEAST_SHARE) * len(seen.long):
        yield _yes("lid-spasms-on-exam", "closure-rate", "one-eyed-share")


def _half_face(seen: _Seen) -> Iterator[Shown]:
    """One eye and the mouth or cheek of its side act together, and the other eye does not."""
    for side in EYE_SIDES:
        if seen.side() == side and len(seen.of_eye(side)) >= LEAST_EVENTS and _moves_with_eye(seen, side):
            yield _yes("half-face-contracts", f"eye-mouth-share.{side}", f"eye-mouth-chance.{side}", side=side)


def _linked(seen: _Seen) -> Iterator[Shown]:
    """The mouth of one side moves with most blinks of both eyes: what a past palsy leaves behind."""
    blinks = [e for e in seen.closures if e.kind == "blink" and e.side == "both"]
    for side in EYE_SIDES:
        other = "right" if side == "left" else "left"
        share = seen.measures.get(f"eye-mouth-share.{side}")
        is_one_sided = not _moves_with_eye(seen, other)
        is_of_blinks = len(blinks) >= LEAST_EVENTS and len(seen.one_eyed) < LEAST_SHARE * len(seen.closures)
        if share and share.low > MOST_SHARE and is_one_sided and is_of_blinks and _moves_with_eye(seen, side):
            yield _yes("eye-and-mouth-linked", f"eye-mouth-share.{side}", f"eye-mouth-chance.{side}", side=side)


def _moves_with_eye(seen: _Seen, side: str) -> bool:
    share, chance = (seen.measures.get(f"eye-mouth-{what}.{side}") for what in ("share", "chance"))
    return bool(share and chance and share.value >= LEAST_SHARE and chance.value < CERTAIN)


def _mouth(seen: _Seen) -> Iterator[Shown]:
    corners: tuple[Region, ...] = ("mouth-corner-left", "mouth-corner-right")
    if seen.count(*corners) >= LEAST_EVENTS:
        yield _yes("mouth-corner-pulls", *(f"twitch-rate.{c}" for c in corners))


def _lid_flicker(seen: _Seen) -> Iterator[Shown]:
    """Lids of one eye twitch without closing it, and nothing below goes with them."""
    for side in EYE_SIDES:
        lids: Region = "lids-left" if side == "left" else "lids-right"
        closing = sum(e.side == side for e in seen.one_eyed)
        is_open = closing < LEAST_SHARE * seen.count(lids)
        is_many = seen.side() == side and seen.count(lids) >= LEAST_EVENTS
        if is_many and is_open and not _moves_with_eye(seen, side):
            yield _yes("one-eyelid-flickers", f"twitch-rate.{lids}", side=side)


def _other_regions(seen: _Seen) -> Iterator[Shown]:
    cheeks = {side: seen.count("cheek-left" if side == "left" else "cheek-right") for side in EYE_SIDES}
    for side, count in cheeks.items():
        if count >= LEAST_EVENTS and len(seen.of_eye(side)) < LEAST_SHARE * count:
            yield _yes("cheek-twitches", f"twitch-rate.cheek-{side}", side=side)
    if seen.count("brow-left", "brow-right") >= LEAST_EVENTS:
        yield _yes("forehead-moves", "twitch-rate.brow-left", "twitch-rate.brow-right")
    if seen.count("nose") >= LEAST_EVENTS:
        yield _yes("nose-moves", "twitch-rate.nose")


def _beat(seen: _Seen) -> Iterator[Shown]:
    """Most of what is not a single blink comes in an even beat; after the eyes close, it is a sign of its own."""
    in_runs = max((sum(r.events for r in seen.runs if r.region == x.region) for x in seen.runs), default=0)
    strongest = max((sum(e.region == r.region for e in seen.film.events) for r in seen.runs), default=0)
    if in_runs >= LEAST_EVENTS and in_runs >= MOST_SHARE * strongest:
        yield _yes("rhythmic", "rhythm-hz", "rhythm-rate")
    if any(_is_after_closing(seen, run) for run in seen.runs):
        yield _yes("jerks-after-eye-closure", "rhythm-hz")


def _is_after_closing(seen: _Seen, run: Run) -> bool:
    """Return whether both lids jerk three to six times a second within seconds of a longer closure."""
    if not run.region.startswith("lids") or run.events < LEAST_EVENTS:
        return False
    if not JERKS_HZ[0] <= run.frequency_hz <= JERKS_HZ[1]:
        return False
    closed = [e for e in seen.film.events if e.kind in {"long-closure", "tonic-closure"}]
    is_after = any(e.start_s <= run.start_s <= e.end_s + JERKS_AFTER_S for e in closed)
    twins = [r for r in seen.runs if r.region.startswith("lids") and r.region != run.region]
    return is_after and any(r.start_s < run.end_s and run.start_s < r.end_s for r in twins)


def _brow(seen: _Seen) -> Iterator[Shown]:
    for side in EYE_SIDES:
        share = seen.measures.get(f"brow-rise-share.{side}")
        if share and share.count >= LEAST_EVENTS and share.value >= MOST_SHARE and share.low >= LEAST_SHARE:
            yield _yes("brow-lift-sign", f"brow-rise-share.{side}", side=side)


def _many(seen: _Seen) -> Iterator[Shown]:
    """What comes ten times in one film comes ten times a day."""
    if len(seen.twitches) + len(seen.long) + len(seen.one_eyed) >= MANY_EVENTS:
        yield _yes("many-a-day", "twitch-rate", "closure-rate")


def _blinking(rest: Measurement, talking: Measurement | None) -> Iterator[Shown]:
    rate = rest.measures.get("blink-rate")
    if rate is None or rest.task != "rest":
        return
    if rate.low > MANY_BLINKS:
        yield _yes("frequent-blinking", "blink-rate")
    elif rate.high < MANY_BLINKS:
        yield Shown("frequent-blinking", value=False, measures=("blink-rate",))
    in_talk = talking.measures.get("blink-rate") if talking is not None and talking.task == "talk" else None
    if in_talk is not None:
        is_above = MANY_BLINKS < rate.value > in_talk.value
        yield Shown("blink-rate-rest-above-talk", is_above, ("blink-rate",))
