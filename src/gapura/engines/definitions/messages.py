"""What is told to a resident when something happens: one text per event and language."""

import re
import string

from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.workflow.running import targets
from gapura.engines.workflow.schema import OUTCOMES

MESSAGE_FILE = re.compile(r"(?P<event>[a-z_]+)\.(?P<language>[a-z]{2,3})\.txt")
PLACEHOLDERS = ("number", "service", "due", "link", "grounds", "desk", "office")
EVENTS = ("submitted", "correction_requested", *OUTCOMES, "message_received", "overdue")

SMS_LENGTH = 459  # three parts of 153 characters


def needed_events(package: ServicePackage) -> tuple[str, ...]:
    """The messages this SOP can lead to."""
    workflow = package.workflow
    reached: set[str] = set()
    for step in workflow.steps.values():
        reached |= set(targets(step))
        if any(action.marks for action in step.actions.values()):
            reached.add("correction_requested")
    if workflow.withdraw_until:
        reached.add("withdrawn")
    if any(deadline.on_expiry == "deemed_granted" for deadline in workflow.deadlines.values()):
        reached.add("deemed_granted")
    always = {"submitted", "message_received", "overdue"}
    return tuple(event for event in EVENTS if event in reached | always)


def unknown_placeholders(text: str) -> list[str]:
    """Names in braces that no message has; a lone brace counts as one."""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        return ["{"]
    return [name for name in names if name not in PLACEHOLDERS]


def subject_and_body(text: str) -> tuple[str, str]:
    """The first line is the subject."""
    subject, _, body = text.partition("\n")
    return subject.strip(), body.strip()


def render(text: str, values: dict[str, str]) -> tuple[str, str]:
    """Subject and body with every placeholder filled in; one without a value becomes empty."""
    filled = text.format_map({name: values.get(name, "") for name in PLACEHOLDERS})
    return subject_and_body(filled)
