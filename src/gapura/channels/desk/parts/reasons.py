"""What the rules of a case mean for the step an officer is about to take."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gapura.cases.queries.judging import Explained, Explanation
from gapura.cases.queries.work import ActionView
from gapura.kernel.errors import Refused

GRANTED, REFUSED = "granted", "refused"


def departs(explanation: Explanation, action: ActionView) -> bool:
    """To grant would be against advice: that takes grounds."""
    return action.outcome == GRANTED and bool(explanation.weighed)


def require_that_rules_allow(explanation: Explanation, action: ActionView) -> None:
    """Before anything is written: a binding rule binds the officer too."""
    binding = _binding(explanation)
    if action.outcome == GRANTED and binding:
        raise Refused(
            _(
                "Urusan ini tidak dapat dikabulkan, karena aturan ini mengikat: %(sentence)s "
                "(%(law)s) Tolak dengan alasan itu, atau minta perbaikan isiannya."
            )
            % {"sentence": binding[0].title, "law": binding[0].law},
            code="rules-bind",
        )


def quoted(explanation: Explanation, action: ActionView, laws: Sequence[str]) -> dict[str, str]:
    """A refusal begins with the rules that say no; the officer edits the words."""
    unmet = _binding(explanation) or explanation.unmet
    if action.outcome != REFUSED or not unmet:
        return {}
    sentences = "\n".join(" ".join(filter(None, (row.title, row.change))) for row in unmet)
    law = next((row.law for row in unmet if row.law in laws), "")
    return {"grounds": sentences, "legal_reference": law}


def _binding(explanation: Explanation) -> list[Explained]:
    return [row for row in explanation.unmet if row.binding]
