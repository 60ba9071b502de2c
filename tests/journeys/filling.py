"""Fills any page of questions from a scenario's answers, by reading the package as the city does."""

from tests.harness.factories import jpeg, package_of
from tests.journeys.pressing import press

NEXT = "Lanjut"


def page_of(city, code, page_id):
    form = package_of(city, code).package.full_form()
    return next(page for page in form.pages if page.id == page_id)


def fill_page(page, questions, answers, files=None):
    """Type the answers to the questions that stand on the page, in their order."""
    for question in questions:
        page.locator("[aria-busy=true]").wait_for(state="detached")
        box = page.locator(f"#q-{question.id}-field")
        if box.count() == 0:
            continue
        if question.kind == "file":
            choose_file(page, question.id, (files or {}).get(question.id))
        elif question.id in answers:
            answer(page, question, question.id, answers[question.id])


def answer(page, question, name, value):
    """One question, by its kind."""
    match question.kind:
        case "yes_no":
            page.locator(f"[name='{name}'][value='{'yes' if value else 'no'}']").check()
        case "choice":
            _choose(page, name, value)
        case "choices":
            for each in value:
                page.locator(f"[name='{name}'][value='{each}']").check()
        case "date":
            for part, text in zip(("year", "month", "day"), value.split("-"), strict=True):
                page.locator(f"[name='{name}_{part}']").fill(text)
        case "address" | "location":
            _place(page, name, value)
        case "area":
            find_area(page, name, value)
        case "group":
            _group(page, question, name, value)
        case _:
            page.locator(f"[name='{name}']").fill(str(value))


def choose_file(page, question_id, file):
    """`file` is a name and bytes; None leaves the question empty."""
    if file is None:
        return
    name, content = file
    page.locator(f"[name='{question_id}__file']").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def photos_for(questions):
    """A small photo of its own for each question that asks for a file."""
    return {
        question: (f"{question}.jpg", jpeg(size=(64 + index, 48)))
        for index, question in enumerate(questions)
    }


def find_area(page, name, code):
    """Type the name of the kelurahan, press Cari, and pick it from what is found."""
    picker = page.locator(f"#q-{name}__words")
    if picker.count() == 0:
        press(page.locator(f"#q-{name}"))  # Ganti: it was chosen before
    picker.fill(_area_name(code))
    press(page.locator(f"button[value='find:{name}']"))
    page.locator(f"input[type=radio][name='{name}'][value='{code}']").check()


def walk_down_to_area(page, name, code):
    """City, kecamatan, kelurahan: three lists, for whoever does not know how it is spelt."""
    regency, district = code[:5], code[:8]
    for step in (regency, district):
        if page.locator(f"[name='{name}__next'] option[value='{step}']").count():
            page.locator(f"[name='{name}__next']").select_option(step)
            press(page.locator(f"button[value='down:{name}']"))
    page.locator(f"select[name='{name}']").select_option(code)


def _choose(page, name, value):
    box = page.locator(f"select[name='{name}']")
    if box.count():
        box.select_option(value)
    else:
        page.locator(f"[name='{name}'][value='{value}']").check()


def _place(page, name, value):
    for part in ("street", "rt", "rw", "landmark"):
        if part in value:
            page.locator(f"[name='{name}_{part}']").fill(str(value[part]))
    if "lat" in value:
        summary = page.locator(f"#q-{name}-field details:has([name='{name}_lat'])")
        if summary.get_attribute("open") is None:
            summary.locator("summary").click()
        page.locator(f"[name='{name}_lat']").fill(str(value["lat"]))
        page.locator(f"[name='{name}_lon']").fill(str(value["lon"]))
    find_area(page, f"{name}_area", value["area"])


def _group(page, question, name, items):
    for index, item in enumerate(items):
        for child in question.questions:
            if child.id in item:
                answer(page, child, f"{name}-{index}-{child.id}", item[child.id])


def _area_name(code):
    from gapura.jurisdictions.queries import get_area_path

    return get_area_path(code)[-1].name
