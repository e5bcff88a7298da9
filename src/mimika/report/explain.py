"""The evidence for one condition as a table: for whoever wants to check every number."""

from dataclasses import dataclass

from mimika.model.assessment import Candidate
from mimika.model.case import Person
from mimika.model.knowledge import KnowledgeBase
from mimika.model.numbers import Distribution, Footing
from mimika.model.text import Language
from mimika.report.wording import Wording


@dataclass(frozen=True, slots=True)
class ExplainRow:
    """One line: what is known, its chance here and elsewhere, its weight, what that rests on."""

    label: str
    p_here: str
    p_background: str
    decibans: str
    basis: str


def explain(
    kb: KnowledgeBase, candidate: Candidate, prior_decibans: float, person: Person, language: Language
) -> tuple[list[str], list[ExplainRow]]:
    """Return the table's headings and rows; the first row is the prior, the last the sum."""
    words = Wording(kb, language)
    heads = [words.say(f"explain-{k}") for k in ("observation", "here", "background", "decibans", "basis")]
    condition = kb.conditions[candidate.condition]
    rows = [ExplainRow(words.say("explain-prior"), "", "", f"{prior_decibans:+.2f}", "")]
    for line in candidate.evidence:
        here = condition.findings.get(line.key)
        finding = kb.findings.get(line.key)
        background = finding.background if finding else None
        basis = _basis(words, here.footing if here else background.footing if background else None)
        chances = (_chance(here or background, line.state), _chance(background, line.state))
        rows.append(ExplainRow(words.evidence(line, person), *chances, f"{line.decibans:+.2f}", basis))
    total = prior_decibans + sum(line.decibans for line in candidate.evidence)
    rows.append(ExplainRow(words.say("explain-posterior"), "", "", f"{total:+.2f}", ""))
    return heads, rows


def _chance(distribution: Distribution | None, state: int) -> str:
    return f"{distribution.means[state]:.3f}" if distribution else ""


def _basis(words: Wording, footing: Footing | None) -> str:
    if footing is None:
        return ""
    if footing.basis == "found":
        return words.kb.sources[str(footing.source)].title
    return words.say(f"basis-{footing.basis}", ref=footing.ref, note=footing.note)
