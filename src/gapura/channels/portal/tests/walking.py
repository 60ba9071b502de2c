"""A resident at the web pages: opens, types, presses. Answers come from the packages' scenarios."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.harness import factories


@dataclass
class Walk:
    """One person's way through a form, page by page."""

    code: str
    city: str = "jakarta"
    client: Client = field(default_factory=Client)
    seen: list = field(default_factory=list)  # ids of pages, in order
    at: str = ""
    draft: str = ""

    def begin(self):
        answer = self.client.post(f"/{self.city}/layanan/{self.code}/ajukan/")
        self.at = answer["Location"]
        self.draft = self.at.split("/")[3]
        return self

    def way(self, rest):
        return f"/{self.city}/isian/{self.draft}/{rest}"

    def open(self):
        return self.client.get(self.at)

    def press(self, **posted):
        """Post the page one stands on; follow when it lets one go on."""
        answer = self.client.post(self.at, posted)
        if answer.status_code == 303:
            self.at = answer["Location"]
        return answer

    def fill(self, answers, files):
        """Every page that the form shows, until the answers can be checked."""
        form = factories.package_of(self.city, self.code).package.full_form()
        pages = {page.id: page for page in form.pages}
        while not self.at.endswith("/periksa/"):
            page = pages[self.at.rstrip("/").rpartition("/")[2]]
            self.seen.append(page.id)
            answer = self.press(**posted_of(page, answers), **uploads_of(page, files))
            assert answer.status_code == 303, problems_in(answer)
        return self

    def send(self):
        return self.client.post(self.way("kirim/"), {"setuju": "ya"})


def walked(code, name="granted", *, city="jakarta", client=None, **changes):
    """Filled in, not sent."""
    given = factories.scenario(city, code, name)
    walk = Walk(code, city, client or Client()).begin()
    return walk.fill({**given.answers, **changes}, given.files)


def sent(code, name="granted", **more):
    """Filled in and sent: the walk and the number."""
    walk = walked(code, name, **more)
    return walk, urlsplit(walk.send()["Location"]).path.rstrip("/").rpartition("/")[2]


def pin_on(page):
    return re.search(r"PIN</dt><dd[^>]*>(\d{3} \d{3})<", page.content.decode())[1]


def problems_in(page):
    """The sentences of the error summary."""
    found = re.search(r'id="error-summary".*?<ul>(.*?)</ul>', page.content.decode(), re.DOTALL)
    return re.findall(r"<li>(?:<a [^>]*>)?(.*?)(?:</a>)?</li>", found[1]) if found else []


def posted_of(page, answers):
    posted = {}
    for question in page.questions:
        if question.id in answers:
            posted |= _posted(question, answers[question.id], question.id)
    return posted


def uploads_of(page, files):
    return {
        f"{question.id}__file": picture(question.id)
        for question in page.questions
        if question.id in files
    }


def picture(name="foto", colour="white"):
    return SimpleUploadedFile(f"{name}.jpg", factories.jpeg(colour), content_type="image/jpeg")


def _posted(question, value, name):
    match question.kind:
        case "yes_no":
            return {name: "yes" if value else "no"}
        case "date":
            year, month, day = str(value).split("-")
            return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}
        case "address" | "location":
            return {f"{name}_{part}": "" if each is None else each for part, each in value.items()}
        case "group":
            return {
                key: each
                for index, item in enumerate(value)
                for child in question.questions
                if child.id in item
                for key, each in _posted(
                    child, item[child.id], f"{name}-{index}-{child.id}"
                ).items()
            }
        case _:
            return {name: value}
