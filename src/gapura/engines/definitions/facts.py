"""What the rules of the SOP may read of a case."""

from datetime import date

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.forms.answers import Answers, to_rules
from gapura.engines.workflow.choosing import Facts


def facts_of(package: ServicePackage, answers: Answers, *, sent_on: date) -> Facts:
    """`answers` are tidy: those of questions that are not shown are left out."""
    return Facts(to_rules(package.full_form(), answers, today=sent_on), sent_on)
