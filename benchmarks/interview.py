"""How many questions a talk needs, and how well it ends: our order of questions beside a fixed and a random one."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from time import perf_counter

import numpy as np

from benchmarks.people import People, askable, people_of
from mimika.engine.criteria import judge, view
from mimika.engine.known import Known, settle
from mimika.engine.network import Indices, Network
from mimika.engine.next_question import suits
from mimika.engine.plan import plan_of
from mimika.engine.posterior import chances, posterior
from mimika.engine.prior import entry_weights
from mimika.engine.red_flags import red_flags
from mimika.engine.urgency import urgency
from mimika.model.assessment import Truth, Urgency
from mimika.model.case import Case, Complaint, Observation, Person, Value
from mimika.model.condition import LEVELS
from mimika.model.finding import ComplaintKind, Finding
from mimika.model.knowledge import KnowledgeBase
from mimika.model.talk import Answer, Screen, Talk
from mimika.usecases.assessing import Assessing
from mimika.usecases.talking import Talking

SEED, TOLD, WORKERS = 13, 3, 2
SAID = {Truth.MET: True, Truth.NOT_MET: False, Truth.OPEN: None}
# No order needs more than this for a person who has an answer to everything.
MOST_SCREENS, MOST_ANSWERS = 60, 150
HOW_MADE = """\
  A person: a cause, equally many of each condition of the complaint or as often as it comes with it; age and sex as
  that cause has them; every finding that a person or a witness can tell, drawn from P(finding | cause), those of a
  group together; no sign that makes another complaint where the cause shows none, none outgrown. The story: age, sex,
  complaint and three of its signs that are there.
  A screen of red flags is answered by each rule on all that is true of the person; every question is answered, until
  the engine stops. A fixed and a random order get as many answers, lists counted by the item.
  This is an upper bound, not a clinic."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One simulated person: the true answers, and what is told at first."""

    kind: ComplaintKind
    cause: int
    person: Person
    truth: dict[str, Value]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one talk went; `held` is after how many answers the right cause stood first for good, by order.

    `questions` are those asked one at a time; `screens` counts the lists of dangers and of what is left too.

    `rank` is the place of the right cause at the end (0 is first), by order of questions; `all` knows every answer.
    """

    cause: int
    screens: int
    questions: int
    ticks: int
    rank: dict[str, int]
    held: dict[str, int]
    missed: tuple[str, ...]
    is_under: bool
    seconds: tuple[float, ...]


def report(network: Network, people_each: int, people: int, *, step: int = 1) -> list[str]:
    """Return the lines to print; `step` takes only every so many conditions, for a quick run."""
    lines = ["The talk", *HOW_MADE.splitlines()]
    rng = np.random.default_rng(SEED)
    for kind in network.kb.complaints:
        known = network.causes(kind)[:-1]
        weights = entry_weights(network, kind)[known]
        lots = {
            f"{people_each} of each condition": np.repeat(known[::step], people_each),
            f"{people} as they come": rng.choice(known, people, p=weights / weights.sum()),
        }
        for name, causes in lots.items():
            lines += _lines(network, kind, name, talks(network, draw(network, kind, causes)))
    return lines


def draw(network: Network, kind: ComplaintKind, causes: Indices) -> list[Someone]:
    """Return one person for each cause."""
    rng = np.random.default_rng(SEED)
    people = people_of(network, causes, rng, kind)
    return [_someone(network, kind, people, i, rng) for i in range(len(causes))]


def _someone(network: Network, kind: ComplaintKind, people: People, i: int, rng: np.random.Generator) -> Someone:
    findings, cause = network.kb.findings, int(people.causes[i])
    truth: dict[str, Value] = {}
    ages, sexes = people.cases.age_years, people.cases.sex
    assert ages is not None
    assert sexes is not None
    person = Person(float(ages[i]), "female" if sexes[i] == 1 else "male")
    for (_, name), states in people.cases.states.items():
        opens = findings[name].opens_as
        is_elsewhere = opens is not None and opens != kind and cause not in network.causes(opens)
        is_possible = not is_elsewhere and suits(network, name, person)
        truth[name] = _value(findings[name], int(states[i]) if is_possible else 0)
    there = [f for f, value in truth.items() if value is True and findings[f].of == kind]
    told = rng.permutation(there)[:TOLD].tolist()
    return Someone(kind, cause, person, truth, tuple(told))


def _value(finding: Finding, state: int) -> Value:
    return bool(state) if finding.kind == "boolean" else finding.states[state]


def talks(network: Network, people: Sequence[Someone]) -> list[Outcome]:
    """Return how the talk with each went, on two processes."""
    parts = [people[i::WORKERS] for i in range(WORKERS)]
    with ProcessPoolExecutor(WORKERS, get_context("fork")) as pool:
        return [o for part in pool.map(_talks, [network] * WORKERS, parts) for o in part]


def _talks(network: Network, people: Sequence[Someone]) -> list[Outcome]:
    use = Talking(Assessing(network.kb))
    rng = np.random.default_rng(SEED)
    return [_talk(use, someone, rng) for someone in people]


def _talk(use: Talking, someone: Someone, rng: np.random.Generator) -> Outcome:
    network = use.use.network
    true = Case(someone.person, (Complaint(someone.kind),), tuple(Observation(f, v) for f, v in someone.truth.items()))
    heard = Case(
        someone.person, true.complaints, tuple(Observation(f, value=True, origin="words") for f in someone.told)
    )
    talk = Talk("en", heard=heard)
    seconds, asked, questions, ticks = [], [], 0, 0
    while True:
        began = perf_counter()
        screen = use.screen(talk)
        seconds.append(perf_counter() - began)
        if screen is None or len(seconds) > MOST_SCREENS:
            break
        answers = replies(use.kb, true, screen)
        ticks += len(answers)
        is_ours = screen.kind in ("question", "settle", "also")
        asked += [a.about for a in answers] if is_ours else []
        questions += is_ours and not screen.has_ticks
        talk = use.answer(talk, answers)
    start = settle(network, use.case(_without(talk, asked)))
    known = [finding.id for finding in askable(network, someone.kind)]
    others = [f for f in known if f not in {k.finding for k in start}]
    # A danger sign of another complaint opens that too; of that one the person has no answers to give.
    orders = {
        "ours": [f for f in asked if f in someone.truth],
        "fixed": others,
        "random": rng.permutation(others).tolist(),
    }
    paths = {name: _ranks(network, someone, start, order[:MOST_ANSWERS]) for name, order in orders.items()}
    rank = {name: path[min(len(asked), len(path) - 1)] for name, path in paths.items()}
    rank["all"] = _rank(network, someone, settle(network, true))
    ended = use.case(talk)
    end = _urgency(network, ended)
    flags = {f.id for f in red_flags(network.kb, true) if f.state is Truth.MET and f.level < "R3"}
    return Outcome(
        cause=someone.cause,
        screens=len(seconds) - 1,
        questions=questions,
        ticks=ticks,
        rank=rank,
        held={name: _held(path) for name, path in paths.items()},
        missed=tuple(sorted(flags - set(end.flags))),
        is_under=LEVELS.index(end.level) < LEVELS.index(_urgency(network, true).level),
        seconds=tuple(seconds),
    )


def _urgency(network: Network, case: Case) -> Urgency:
    return urgency(network, posterior(network, case), red_flags(network.kb, case))


def replies(kb: KnowledgeBase, true: Case, screen: Screen) -> list[Answer]:
    """Return what a person of whom this case is true answers to a screen."""
    truth = {o.finding: o.value for o in true.observations}
    if screen.kind == "danger":
        return checked(kb, true, screen.asks)
    broad = {about: opened(kb, true, about) for about in screen.asks if about not in truth}
    return [Answer(about, truth.get(about, broad.get(about))) for about in screen.asks]


def checked(kb: KnowledgeBase, true: Case, flags: Iterable[str]) -> list[Answer]:
    """Return the answers to the questions of red flags, each by its rule on all that is true."""
    known = view(kb, true)
    rules = ((flag, kb.red_flags[flag].when) for flag in flags)
    return [Answer(flag, SAID[judge(rule, known)]) for flag, rule in rules if rule]


def opened(kb: KnowledgeBase, true: Case, broad: str) -> bool | None:
    """Return the answer to a broad question: yes if any red flag it opens is met, no if none of them can be."""
    values = [a.value for a in checked(kb, true, (f.id for f in kb.red_flags.values() if broad in f.opened_by))]
    return True if True in values else None if None in values or not values else False


def _without(talk: Talk, asked: Iterable[str]) -> Talk:
    """Return the talk with what came before the questions: story, dangers and their signs."""
    turns = tuple(turn for turn in talk.turns if not {a.about for a in turn} & set(asked))
    return Talk(talk.language, heard=talk.heard, turns=turns)


def _ranks(network: Network, someone: Someone, start: Iterable[Known], order: Sequence[str]) -> list[int]:
    """Return the place of the right cause at the start and after each question of an order."""
    known, ranks = {(k.complaint, k.finding): k for k in start}, []
    ranks.append(_rank(network, someone, tuple(known.values())))
    for finding in order:
        of = network.kb.findings[finding]
        state = of.state_of(someone.truth[finding])
        complaint = -1 if of.of == "person" else 0
        assert state is not None
        known[complaint, finding] = Known(complaint, finding, state)
        ranks.append(_rank(network, someone, tuple(known.values())))
    return ranks


def _rank(network: Network, someone: Someone, known: Sequence[Known]) -> int:
    p = chances(plan_of(network, (someone.kind,)), sorted(known), someone.person)
    return int((p > p[someone.cause]).sum())


def _held(ranks: Sequence[int]) -> int:
    """Return after how many questions the right cause stands first for good; one more than all if it never does."""
    wrong = [i for i, rank in enumerate(ranks) if rank > 0]
    return wrong[-1] + 1 if wrong else 0


def _lines(network: Network, kind: ComplaintKind, name: str, outcomes: Sequence[Outcome]) -> list[str]:
    ms = 1000 * np.array([s for o in outcomes for s in o.seconds])
    counts = {what: [getattr(o, what) for o in outcomes] for what in ("screens", "questions", "ticks")}
    spans = "   ".join(f"{what} {np.median(c):.0f} ({np.percentile(c, 90):.0f})" for what, c in counts.items())
    own = {flag.id for flag in network.kb.red_flags.values() if kind in flag.complaints}
    missed = [set(o.missed) for o in outcomes if o.is_under and o.missed]
    lines = [
        f"  {kind}, {name}: {len(outcomes)} people; median (90th percentile): {spans}",
        f"    next question: median {np.median(ms):.0f} ms, 99 in 100 within {np.percentile(ms, 99):.0f} ms,"
        f" worst {ms.max():.0f} ms",
        f"    dangers missed, so that it ends less urgent than with every answer: {len(missed)} people"
        f" ({sum(bool(m & own) for m in missed)} with a danger of this complaint)",
    ]
    for order in ("ours", "fixed", "random", "all"):
        ranks = np.array([o.rank[order] for o in outcomes])
        held = [o.held[order] for o in outcomes] if order != "all" else []
        until = f"   first for good after {np.median(held):.0f} ({np.percentile(held, 90):.0f})" if held else ""
        lines.append(f"    {order:6} top-1 {(ranks == 0).mean():.3f} top-3 {(ranks < 3).mean():.3f}{until}")
    return lines
