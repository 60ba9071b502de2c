"""What the case costs, line by line, as it was fixed last."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from gapura.cases.queries.fees import find_fee
from gapura.channels.ui.fees import tell_fee
from gapura.engines.definitions.schema import ServicePackage

if TYPE_CHECKING:
    from gapura.cases.models import Case


def fee_of(case: "Case", package: ServicePackage) -> dict[str, Any]:
    found = find_fee(case)
    if found is None:
        return {"fee": None}
    told = tell_fee(found.fee, package, (get_language() or "id")[:2])
    return {"fee": told, "fee_fixed_at": found.fixed_at}
