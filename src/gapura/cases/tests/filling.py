"""A draft with every question answered and nothing sent."""

from gapura.cases.commands import drafts
from gapura.kernel import actors
from tests.harness import factories

CODE = "road-damage"


def filled_draft():
    """The draft of a report, and the visitor who holds it."""
    given = factories.scenario("jakarta", CODE, "resolved")
    draft_id = drafts.start_draft(by=actors.visitor("jakarta"), service_code=CODE)
    by = actors.visitor("jakarta", proved_cases=frozenset({draft_id}))
    for question, files in factories.uploads_for(given.files).items():
        for name, content in files:
            drafts.add_file(
                draft_id, by=by, page_id="place", question_id=question, name=name, content=content
            )
    place = {f"place_{part}": [value or ""] for part, value in given.answers["place"].items()}
    plain = {name: [value] for name, value in given.answers.items() if isinstance(value, str)}
    plain["danger"] = ["yes"]
    for page, posted in (("place", place), ("damage", plain), ("contact", plain)):
        assert drafts.save_page(draft_id, by=by, page_id=page, posted=posted).errors == {}
    return draft_id, by
