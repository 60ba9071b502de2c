"""How ordinary Django forms look: the same field markup as questions of a package."""

from django.forms import BaseForm
from django.forms.renderers import TemplatesSetting

from gapura.channels.ui.problems import Problem


class GapuraRenderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def form_problems(form: BaseForm) -> list[Problem]:
    """Give it to the page as `problems`, answer 422, and title and summary follow."""
    if not form.is_bound:
        return []
    whole = [Problem(str(error)) for error in form.non_field_errors()]
    fields = [
        Problem(str(error), _first_input(field.id_for_label, field.auto_id))
        for field in form
        for error in field.errors
    ]
    return whole + fields


def _first_input(for_label: str, auto_id: str) -> str:
    return for_label or f"{auto_id}_0"
