"""Nobody fills the disk with one request."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from gapura.channels.ui import uploads


def posted(monkeypatch, most):
    monkeypatch.setattr(uploads, "MOST_BYTES", most)
    file = SimpleUploadedFile("a.jpg", b"x" * 5000)
    return RequestFactory().post("/", {"photo": file, "name": "Ratna"})


def test_a_request_within_bounds_brings_its_file(monkeypatch):
    request = posted(monkeypatch, 100_000)

    assert request.FILES["photo"].size == 5000
    assert request.POST["name"] == "Ratna"


def test_a_request_beyond_all_measure_is_refused_before_it_is_kept(monkeypatch):
    request = posted(monkeypatch, 1000)

    with pytest.raises(RequestDataTooBig):
        request.POST  # noqa: B018 - reading is what parses
