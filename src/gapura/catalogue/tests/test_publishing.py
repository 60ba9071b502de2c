"""Publishing, closing and reading what the city offers."""

from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, transaction

from gapura.catalogue import commands, queries
from gapura.catalogue.models import ServiceVersion
from gapura.catalogue.tests.makers import make_package
from gapura.engines.definitions.findings import Finding
from gapura.engines.definitions.loading import LoadedPackage, content_hash
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.actors import Actor, Post, system
from gapura.kernel.errors import Forbidden, NotFound, Refused
from gapura.kernel.events import list_events
from gapura.kernel.ids import uuid7
from gapura.kernel.scope import scope

TODAY = date(2026, 8, 18)
SYSTEM = system("jakarta")


def officer(role, office_code):
    office = jurisdictions.get_office("jakarta", office_code)
    post = Post(uuid7(), role, office.id, office.kind, office.name)
    return Actor(kind="officer", jurisdiction="jakarta", account_id=uuid7(), posts=(post,))


def test_a_published_service_is_offered_with_its_whole_package(jakarta):
    loaded = make_package()

    version_id = commands.publish(loaded, by=SYSTEM)

    service = queries.get_service("jakarta", "bicycle-permit", on=TODAY)
    assert service.version_id == version_id
    assert service.content_hash == content_hash(loaded.package)
    assert service.package == loaded.package
    assert service.is_open


def test_publishing_the_same_content_twice_changes_nothing(jakarta):
    first = commands.publish(make_package(), by=SYSTEM)
    second = commands.publish(make_package(), by=SYSTEM)

    service = queries.get_service("jakarta", "bicycle-permit", on=TODAY)
    assert second == first
    assert len(queries.list_versions("jakarta", "bicycle-permit")) == 1
    assert [row.type for row in list_events("jakarta", service.service_id)] == ["service.published"]


def test_a_version_of_a_later_day_waits_for_its_day(jakarta):
    now = commands.publish(make_package(), by=SYSTEM)
    later = commands.publish(make_package(minutes=20), by=SYSTEM, valid_from=date(2026, 9, 1))

    on_the_eve = queries.get_service("jakarta", "bicycle-permit", on=date(2026, 8, 31))
    on_the_day = queries.get_service("jakarta", "bicycle-permit", on=date(2026, 9, 1))
    assert (on_the_eve.version_id, on_the_day.version_id) == (now, later)


def test_an_older_content_that_is_published_again_holds_again(jakarta):
    first = commands.publish(make_package(), by=SYSTEM)
    commands.publish(make_package(minutes=20), by=SYSTEM)
    commands.publish(make_package(), by=SYSTEM)

    assert queries.get_service("jakarta", "bicycle-permit", on=TODAY).version_id == first


def test_a_case_keeps_the_version_it_pinned(jakarta):
    first = commands.publish(make_package(minutes=10), by=SYSTEM)
    commands.publish(make_package(minutes=20), by=SYSTEM)

    pinned = queries.get_version("jakarta", first)

    assert pinned.package.service.minutes == 10


def test_reading_a_pinned_version_again_asks_the_database_nothing(
    jakarta, django_assert_num_queries
):
    version_id = commands.publish(make_package(), by=SYSTEM)
    queries.get_version("jakarta", version_id)

    with django_assert_num_queries(0):
        queries.get_version("jakarta", version_id)


def test_an_unknown_service_is_a_sentence(jakarta):
    with pytest.raises(NotFound, match="Layanan ini tidak ada di kota ini") as refused:
        queries.get_service("jakarta", "dragon-licence", on=TODAY)

    assert refused.value.code == "unknown-service"


def test_a_service_before_its_first_day_says_when_it_begins(jakarta):
    commands.publish(make_package(valid_from=date(2027, 1, 1)), by=SYSTEM)

    with pytest.raises(NotFound, match="1 Januari 2027"):
        queries.get_service("jakarta", "bicycle-permit", on=TODAY)


def test_a_package_with_an_error_is_refused_with_file_and_line(jakarta):
    finding = Finding("form.yaml", 12, 3, "unknown_key", {"id": "Kunci x."}, {"id": "Hapus."})
    loaded = LoadedPackage(make_package().package, (finding,), (), Path("broken"))

    with pytest.raises(Refused, match=r"form\.yaml:12:3: Kunci x\. Hapus\."):
        commands.publish(loaded, by=SYSTEM)


def test_the_designer_at_the_head_of_the_agency_may_publish(jakarta):
    commands.publish(make_package(), by=officer("designer", "dinas-dukcapil"))

    assert queries.get_service("jakarta", "bicycle-permit", on=TODAY).is_open


@pytest.mark.parametrize(
    ("role", "office"), [("head", "dinas-dukcapil"), ("designer", "dinas-bina-marga")]
)
def test_others_may_not_publish(jakarta, role, office):
    actor = officer(role, office)

    with pytest.raises(Forbidden):
        commands.publish(make_package(), by=actor)


def test_published_versions_cannot_be_changed(jakarta):
    version_id = commands.publish(make_package(), by=SYSTEM)
    version = ServiceVersion.objects.of("jakarta").filter(id=version_id)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        version.update(content_hash="x")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        version.delete()


def test_a_closed_service_says_why_and_until_when(jakarta):
    commands.publish(make_package(), by=SYSTEM)
    administrator = officer("administrator", "dinas-dukcapil")

    commands.close_service(
        by=administrator, code="bicycle-permit", reason="Pawai ditunda.", until=date(2026, 9, 1)
    )

    service = queries.get_service("jakarta", "bicycle-permit", on=TODAY)
    assert (service.is_open, service.closed_reason, service.closed_until) == (
        False, "Pawai ditunda.", date(2026, 9, 1),
    )  # fmt: skip


def test_an_opened_service_is_open_without_a_reason(jakarta):
    commands.publish(make_package(), by=SYSTEM)
    commands.close_service(by=SYSTEM, code="bicycle-permit", reason="Pawai ditunda.")
    commands.open_service(by=SYSTEM, code="bicycle-permit")

    service = queries.get_service("jakarta", "bicycle-permit", on=TODAY)
    assert (service.is_open, service.closed_reason) == (True, "")


def test_closing_without_a_reason_is_refused(jakarta):
    commands.publish(make_package(), by=SYSTEM)

    with pytest.raises(Refused, match="Tulis alasan"):
        commands.close_service(by=SYSTEM, code="bicycle-permit", reason="  ")


def test_the_administrator_of_another_agency_may_not_close(jakarta):
    commands.publish(make_package(), by=SYSTEM)

    with pytest.raises(Forbidden):
        commands.close_service(
            by=officer("administrator", "dinas-bina-marga"), code="bicycle-permit", reason="x"
        )


def test_a_page_must_be_drawn_anew_when_content_language_or_opening_changes(jakarta):
    commands.publish(make_package(), by=SYSTEM)
    read = lambda: queries.get_service("jakarta", "bicycle-permit", on=TODAY)  # noqa: E731
    open_, again = read(), read()
    commands.close_service(by=SYSTEM, code="bicycle-permit", reason="Pawai ditunda.")

    assert queries.content_etag(open_, "id") == queries.content_etag(again, "id")
    tags = {
        queries.content_etag(open_, "id"),
        queries.content_etag(open_, "en"),
        queries.content_etag(read(), "id"),
    }
    assert len(tags) == 3


def test_another_city_does_not_see_the_service(db):
    version_id = commands.publish(make_package(), by=SYSTEM)

    with scope("depok"), pytest.raises(NotFound):
        queries.get_service("depok", "bicycle-permit", on=TODAY)
    with scope("depok"), pytest.raises(NotFound):
        queries.get_version("depok", version_id)
