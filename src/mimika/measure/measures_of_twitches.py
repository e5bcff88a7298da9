"""What is told of the movements of the regions: how often each, which side, both at once, in what beat."""

from collections.abc import Mapping, Sequence

import numpy as np

from mimika.measure.asymmetry import asymmetry
from mimika.measure.rates import per_minute
from mimika.measure.rhythm import runs
from mimika.measure.shares import share
from mimika.measure.signals import SIDED, Estimate, Event, Region, Run

LEAST_FOR_SHARE = 5
NEAR_S = 0.1
# In % of the eye distance, about 2 mm.
BLIND_FROM = 2.0
Z95 = 1.959963984540054


def of_twitches(twitches: Sequence[Event], told_from: Mapping[Region, float], observed_s: float) -> dict[str, Estimate]:
    """Return twitch-rate, twitch-rate.REGION, twitch-asymmetry and twitch-both-share.

    A region in which nothing moved and in which only large movements could be told has no rate: none seen is not zero.
    """
    out = {"twitch-rate": per_minute(len(twitches), observed_s)}
    for region, least in told_from.items():
        count = sum(e.region == region for e in twitches)
        if count or least <= BLIND_FROM:
            out[f"twitch-rate.{region}"] = per_minute(count, observed_s)
    sided = [e for e in twitches if e.side in {"left", "right"}]
    if sided:
        out["twitch-asymmetry"] = asymmetry(*(sum(e.side == side for e in sided) for side in ("left", "right")))
    if len(sided) >= LEAST_FOR_SHARE:
        out["twitch-both-share"] = share(sum(_is_mirrored(e, sided) for e in sided), len(sided))
    return out


def beats(by_region: Mapping[Region, Sequence[Event]], observed_s: float) -> tuple[Run, ...]:
    """Return the even runs of every region, in order of their start."""
    found = [run for region, events in by_region.items() for run in runs(events, region, observed_s)]
    return tuple(sorted(found, key=lambda r: (r.start_s, r.region)))


def of_beats(found: Sequence[Run], observed_s: float) -> dict[str, Estimate]:
    """Return rhythm-rate, and rhythm-hz with the events of the longest run where there is one."""
    out = {"rhythm-rate": per_minute(len(found), observed_s)}
    if found:
        run = max(found, key=lambda r: r.events)
        reach = Z95 * run.spacing_cv / float(np.sqrt(run.events - 1)) * run.frequency_hz
        low, high = run.frequency_hz - reach, run.frequency_hz + reach
        out["rhythm-hz"] = Estimate(run.frequency_hz, low, high, "hz", run.events)
    return out


def _is_mirrored(event: Event, others: Sequence[Event]) -> bool:
    part = next(p for p in SIDED if event.region.startswith(p))
    return any(
        o.region.startswith(part) and o.side != event.side and abs(o.start_s - event.start_s) <= NEAR_S for o in others
    )
