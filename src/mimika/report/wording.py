"""How ids and numbers become words: one place for labels, levels and degrees."""

from mimika.model.assessment import EvidenceLine, Urgency
from mimika.model.case import Observation, Person
from mimika.model.condition import Condition
from mimika.model.guidance import Examination
from mimika.model.knowledge import KnowledgeBase
from mimika.model.text import Language

# From here upward; a chance is said in words first, because bare percentages help nobody.
DEGREES = (
    (0.75, "sure-very"),
    (0.45, "sure-likely"),
    (0.15, "sure-possible"),
    (0.04, "sure-less"),
    (0.0, "sure-hardly"),
)
WEIGHTS = ((10.0, "weight-strong"), (5.0, "weight-moderate"), (0.0, "weight-slight"))
# Evidence under this is not worth a line to a reader.
LEAST_DECIBANS = 1.0
LEAST_SHARE, MOST_SHARE = 0.01, 0.99
ADULT_YEARS = 18
WEEK_DAYS, FORTNIGHT_DAYS = 7, 14


class Wording:
    """The sentences of one language."""

    def __init__(self, kb: KnowledgeBase, language: Language) -> None:
        self.kb = kb
        self.language: Language = language

    def say(self, key: str, **filled: object) -> str:
        """Return a sentence of texts.yaml with its places filled in."""
        return self.kb.texts[key].pick(self.language).format(**filled)

    def name(self, condition: Condition) -> str:
        """Return a condition's name."""
        return condition.name.pick(self.language)

    def observed(self, observation: Observation) -> str:
        """Return what an observation says, in words."""
        state = self.kb.findings[observation.finding].state_of(observation.value)
        return self.finding(observation.finding, state or 0)

    def finding(self, finding_id: str, state: int) -> str:
        """Return a finding in one state, in words."""
        finding = self.kb.findings[finding_id]
        label = finding.label.pick(self.language)
        if finding.kind == "boolean":
            return label if state else self.say("not-finding", label=label)
        return self.say("choice-finding", label=label, answer=finding.answers[state].label.pick(self.language))

    def missing(self, key: str) -> str:
        """Return what is missing, in words: a finding, age, sex or a complaint."""
        if key in self.kb.findings:
            return self.kb.findings[key].label.pick(self.language)
        complaint = next((c for c in self.kb.complaints.values() if c.id == key), None)
        return complaint.name.pick(self.language) if complaint else self.say(f"key-{key}")

    def evidence(self, line: EvidenceLine, person: Person) -> str:
        """Return what a piece of evidence is about, in words."""
        if line.key == "age" and person.age_years is not None:
            return self.age(person.age_years)
        if line.key == "sex" and person.sex is not None:
            return self.sex(person)
        return self.finding(line.key, line.state) if line.key in self.kb.findings else self.say(f"key-{line.key}")

    def age(self, age_years: float) -> str:
        """Return an age, in words."""
        return self.say("person-age", age=f"{age_years:g}")

    def sex(self, person: Person) -> str:
        """Return the sex of a person, in the word for a child or an adult."""
        is_child = person.age_years is not None and person.age_years < ADULT_YEARS
        return self.say(f"person-{person.sex}{'-child' if is_child else ''}")

    def needless_why(self, examination: Examination) -> str:
        """Return why an examination is usually not needed."""
        return (examination.not_needed_why or examination.why).pick(self.language)

    def needless(self, examination: Examination) -> str:
        """Return that an examination is usually not needed, and why."""
        name = examination.name.pick(self.language)
        return self.say("not-needed-one", name=name, why=self.needless_why(examination))

    def unit(self, unit: str) -> str:
        """Return a unit, in words; nothing for none."""
        return self.say(f"unit-{unit}") if unit else ""

    def degree(self, p: float) -> str:
        """Return how sure, in words."""
        return self.say(next(key for least, key in DEGREES if p >= least))

    def weight(self, decibans: float) -> str:
        """Return how much, in words."""
        return self.say(next(key for least, key in WEIGHTS if abs(decibans) >= least))

    def percent(self, p: float) -> str:
        """Return a chance in whole percent; never 0 and never 100."""
        if LEAST_SHARE <= p <= MOST_SHARE:
            return f"{100 * p:.0f}"
        return self.say("percent-least" if p < LEAST_SHARE else "percent-most")

    def chance(self, p: float, low: float, high: float) -> str:
        """Return a chance with its interval, in percent; a limit near 0 or 100 is left out."""
        ends = ("-no-low" if low < LEAST_SHARE else "") + ("-no-high" if high > MOST_SHARE else "")
        key = "chance-alone" if low > MOST_SHARE or high < LEAST_SHARE else f"chance{ends}"
        return self.say(key, percent=self.percent(p), low=self.percent(low), high=self.percent(high))

    def alone(self, p: float) -> str:
        """Return a chance in percent, without its interval."""
        return self.say("chance-alone", percent=self.percent(p))

    def level(self, urgency: Urgency) -> str:
        """Return the urgency as one sentence."""
        if urgency.level != "urgent":
            return self.say(f"level-{urgency.level.replace('_', '-')}")
        days = FORTNIGHT_DAYS if urgency.within_days is None else urgency.within_days
        if days <= 1:
            return self.say("level-urgent-1")
        key = {WEEK_DAYS: "week", FORTNIGHT_DAYS: "fortnight"}.get(days, "few")
        return self.say(f"level-urgent-{key}", days=days)

    def within(self, urgency: Urgency) -> str:
        """Return the time limit, in words."""
        if urgency.within_days is None:
            return self.say("within-none")
        key = f"within-{urgency.within_days}" if urgency.within_days <= 1 else "within-days"
        return self.say(key, days=urgency.within_days)

    def reasons(self, urgency: Urgency) -> list[tuple[str, str]]:
        """Return (id, sentence) for each reason of the urgency."""
        flags = [(f, self.kb.red_flags[f].name.pick(self.language)) for f in urgency.flags]
        names = [(c, self.say("because-likely", name=self.name(self.kb.conditions[c]))) for c in urgency.conditions]
        return flags + names


def split(evidence: tuple[EvidenceLine, ...]) -> tuple[list[EvidenceLine], list[EvidenceLine]]:
    """Return what speaks for and what speaks against, strongest first."""
    telling = [e for e in evidence if abs(e.decibans) >= LEAST_DECIBANS]
    return [e for e in telling if e.decibans > 0], [e for e in telling if e.decibans < 0]
