"""The fee of a case, fixed when the request is received complete; a tariff of tomorrow is for the
cases of tomorrow.

Complete receipt is the system's finding (decision 4): at submission, and anew when a correction comes
in. The officer's confirmation finds the same answers complete, so it moves the clock and no amount:
whoever sent everything before midnight pays the tariff of that day, however late an officer looks.
"""

from datetime import datetime

from gapura.cases.models import Case, FixedFee
from gapura.cases.queries import fees
from gapura.cases.queries.answers import Answers, seal_json
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.fees.lines import Fee


def fix(case: Case, fee: Fee, *, revision: int, at: datetime) -> None:
    fixed = FixedFee(
        jurisdiction_id=case.jurisdiction_id,
        case=case,
        revision=revision,
        amount=fee.amount,
        lines=seal_json(
            fee.model_dump(mode="json", exclude_none=True),
            bound_to=case.bound_to(f"fee:{revision}"),
        ),
        tariff_from=fee.tariff_from,
        fixed_at=at,
    )
    FixedFee.objects.insert([fixed])


def fix_anew(
    case: Case, package: ServicePackage, answers: Answers, *, revision: int, at: datetime
) -> None:
    """After a correction: a new row when the answers or the day make another fee."""
    before = fees.find_fee(case)
    fee = fees.quote(package, answers, jurisdiction=case.jurisdiction_id, at=at)
    if before is not None and before.fee == fee:
        return
    fix(case, fee, revision=revision, at=at)
    case.fee = fee.amount
    case.save(update_fields=["fee"])
