"""A page of questions as it came from the browser, and as it is drawn again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from gapura.channels.portal.personal import language
from gapura.channels.ui.area_picking import picking
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.question_fields import KeptFile, QuestionField, render_page
from gapura.channels.ui.steps import FIELD, Step, take_step
from gapura.documents.queries import FileRef
from gapura.engines.forms.answers import Answers
from gapura.engines.forms.reach import names_of, questions_read
from gapura.engines.forms.reading import read_page
from gapura.engines.forms.schema import Form, Page
from gapura.engines.forms.summary import display
from gapura.engines.rules.text import Text, in_language

FILE = "__file"
TOLD = frozenset({"yes_no", "choice", "number", "money", "date"})  # said back in a few words
ASKED = "ditanya"  # the questions that stood on the page
MOST_READ = 11 * 1024 * 1024  # of one file: past the limit, so that its refusal can be said

Upload = tuple[str, bytes]
"""File name and content."""


@dataclass(frozen=True)
class Pressed:
    """What the form held, the files chosen in it, and the button if it was not the sending one."""

    posted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    uploads: Mapping[str, Sequence[Upload]] = field(default_factory=dict)
    step: Step | None = None
    dropped_file: str = ""
    button: str = ""

    @property
    def only_files(self) -> bool:
        """The button was about files alone, and they are kept already."""
        return self.button.partition(":")[0] in {"upload", "drop"}


def read_pressed(request: CityRequest) -> Pressed:
    posted = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    step = take_step(posted)
    button = (posted.get(FIELD) or [""])[-1]
    return Pressed(
        posted=step.posted if step else posted,
        uploads=_uploads(request),
        step=step,
        dropped_file=button.rpartition(":")[2] if button.startswith("drop:") else "",
        button=button,
    )


def draw(
    page: Page,
    form: Form,
    answers: Answers,
    *,
    request: CityRequest,
    errors: Mapping[str, Text] | None = None,
    pressed: Pressed | None = None,
    files: Sequence[FileRef] = (),
) -> list[QuestionField]:
    """`files` say which uploads are still being looked at."""
    came = pressed or Pressed()
    fields = render_page(
        page,
        form,
        answers,
        errors or {},
        language=language(),
        today=timezone.localdate(),
        areas=picking(came.posted, request.city),
        added=came.step.added if came.step else {},
    )
    known = {str(ref.id): ref for ref in files}
    brought_up = _brought_up(page, form, answers)
    return [
        replace(
            each,
            files=[_with_state(kept, known) for kept in each.files],
            why=" ".join(filter(None, (each.why, brought_up.get(each.path, "")))),
        )
        for each in fields
    ]


def _brought_up(page: Page, form: Form, answers: Answers) -> dict[str, str]:
    """Why a question is asked that not everybody is asked: the answers that its rule read."""
    return {
        question.id: _because(form, question.visible, answers)
        for question in page.questions
        if isinstance(question.visible, str)
    }


def _because(form: Form, rule: str, answers: Answers) -> str:
    said = [
        _("“%(question)s”: %(answer)s")
        % {
            "question": in_language(read.label, language()),
            "answer": display(read, answers[read.id], language()),
        }
        for read in questions_read(form, names_of(rule))
        if read.kind in TOLD and answers.get(read.id) not in (None, "")
    ]
    return (
        _("Ditanyakan karena jawaban Anda. %(answers)s.") % {"answers": "; ".join(said)}
        if said
        else ""
    )


def as_typed(page: Page, form: Form, answers: Answers, pressed: Pressed) -> Answers:
    """The answers with this page as it was typed, judged by nobody. Files stay as they are kept."""
    plain = tuple(question for question in page.questions if question.kind != "file")
    read = read_page(
        page.model_copy(update={"questions": plain}),
        form,
        pressed.posted,
        answers,
        today=timezone.localdate(),
    )
    asked = {question.id for question in plain}
    return {name: value for name, value in answers.items() if name not in asked} | read.values


def adapts(page: Page) -> bool:
    """Answers on it may bring up or take away other questions of the page."""
    return any(question.visible is not True for question in page.questions)


def were_asked(pressed: Pressed, errors: Mapping[str, Text]) -> dict[str, Text]:
    """Mistakes in what stood on the page: a question that an answer just brought up is no mistake yet."""
    asked = set(pressed.posted.get(ASKED, ()))
    if not asked:
        return dict(errors)
    return {path: said for path, said in errors.items() if path.split(".")[0] in asked}


def file_ids(values: Sequence[str]) -> list[str]:
    """The ids in the references that a page of files posts back."""
    found = []
    for value in values:
        try:
            reference = json.loads(value)
        except ValueError:
            continue
        if isinstance(reference, dict) and isinstance(reference.get("id"), str):
            found.append(reference["id"])
    return found


def _uploads(request: CityRequest) -> dict[str, list[Upload]]:
    """No more is read of a file than shows that it is too large."""
    return {
        name.removesuffix(FILE): [(file.name or "", file.read(MOST_READ)) for file in files]
        for name, files in request.FILES.lists()
        if name.endswith(FILE)
    }


def _with_state(kept: KeptFile, known: Mapping[str, FileRef]) -> KeptFile:
    ref = known.get(kept.id)
    return replace(kept, state=ref.state, sentence=ref.sentence) if ref else kept
