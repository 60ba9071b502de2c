"""Is the process alive, and is it ready to serve? For machines, without a scope."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from gapura.channels.ui.errors import DATABASE_DOWN

_applied: set[str] = set()  # databases whose migrations are known to be applied


@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    trouble = _trouble()
    return HttpResponse(
        f"{trouble or 'ready'}\n", content_type="text/plain", status=503 if trouble else 200
    )


def _trouble() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        name = str(connection.settings_dict["NAME"])
        if name not in _applied:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                return f"{len(plan)} migrations are not applied; run `gapura migrate`"
            _applied.add(name)
    except DATABASE_DOWN as error:
        return f"the database does not answer: {type(error).__name__}"
    return ""
