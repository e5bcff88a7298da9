"""What is known in a case, one state a finding: duplicates settled the same way in every order."""

from collections.abc import Iterable
from dataclasses import dataclass

from mimika.engine.network import Network
from mimika.model.case import Case, Observation, Origin
from mimika.model.finding import ComplaintKind, Scope

# Who is believed when two sources disagree: what was measured or examined, then an answer, then loose words.
TRUST: dict[Origin, int] = {"words": 0, "fhir": 1, "diary": 2, "answer": 3, "video": 4, "examination": 5}


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """One finding of one complaint (or of the person: complaint -1) in one state."""

    complaint: int
    finding: str
    state: int
    is_words: bool = False


def settle(network: Network, case: Case) -> tuple[Known, ...]:
    """Return one state for each known finding of the case's present complaints, sorted.

    The more trusted origin wins; between equals the higher state does, so that "yes" beats "no".
    Observations of a complaint that the case does not have are left out.
    """
    kinds = [c.kind for c in case.complaints if not c.is_absent]
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for seen in case.observations:
        finding = network.kb.findings[seen.finding]
        complaint = _complaint_index(seen, finding.of, kinds)
        state = finding.state_of(seen.value)
        if complaint is None or state is None:
            continue
        key, rank = (complaint, seen.finding), (TRUST[seen.origin], state)
        best[key] = max(best.get(key, rank), rank)
    return tuple(sorted(Known(c, f, state, trust == TRUST["words"]) for (c, f), (trust, state) in best.items()))


def _complaint_index(seen: Observation, of: Scope, kinds: list[ComplaintKind]) -> int | None:
    if of == "person":
        return -1
    if seen.complaint is not None:
        return seen.complaint if seen.complaint < len(kinds) and kinds[seen.complaint] == of else None
    return kinds.index(of) if of in kinds else None


def present_dangers(network: Network, known: Iterable[Known]) -> list[Known]:
    """Return the danger signs that are there."""
    return [k for k in known if network.kb.findings[k.finding].danger and k.state == 1]
