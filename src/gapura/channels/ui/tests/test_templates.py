"""House rules of templates and scripts: nothing inline, nothing long, no class the gallery lacks."""

import re
from pathlib import Path

import pytest

CHANNELS = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(CHANNELS.glob("*/templates/**/*.html"))
SCRIPTS = sorted(CHANNELS.glob("*/static/**/*.js"))
STYLES = sorted(CHANNELS.glob("*/static/**/*.css"))
GALLERY = (
    "/gaya/", "/gaya/meja/", "/gaya/isian/filled/", "/gaya/isian/error/", "/gaya/kendala/not-found/",
)  # fmt: skip
CLASS = re.compile(r'class="([^"]*)"')


def classes(html):
    """Words in class attributes; what a template tag would complete is left to the gallery."""
    return {word for value in CLASS.findall(html) for word in value.split()}


def written(template):
    """Classes as written: `tag-{{ kind }}` says nothing, both sides of an if say something."""
    html = re.sub(r"{%[^%]*%}", " ", template)
    html = re.sub(r"[\w-]*{{.*?}}[\w-]*", " ", html)
    return {word for word in classes(html) if not word.endswith("-")}


@pytest.mark.urls("gapura.channels.ui.tests.rooms")
def test_templates_use_no_class_that_the_gallery_does_not_show(client):
    shown = set().union(*(classes(client.get(page).content.decode()) for page in GALLERY))

    used = {
        str(path.relative_to(CHANNELS)): written(path.read_text()) - shown for path in TEMPLATES
    }

    assert {path: sorted(unknown) for path, unknown in used.items() if unknown} == {}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(CHANNELS)))
def test_a_template_is_short_and_holds_no_script_and_no_style(template):
    html = template.read_text()

    assert html.count("\n") <= 150
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", html) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_asks_no_other_site(script):
    source = script.read_text()

    assert source.count("\n") <= 150
    assert re.findall(r"https?://|\beval\(|innerHTML|sourceMappingURL", source) == []


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_forces_nothing_and_names_no_ids(style):
    css = re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL)

    assert re.findall(r"!important|@import|https?://", css) == []
    assert re.findall(r"(?<![\w:(\[-])#(?![0-9A-Fa-f]{3,8}\b)[a-zA-Z][\w-]*", css) == []
