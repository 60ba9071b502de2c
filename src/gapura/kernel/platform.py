"""The platform tables, by name: ordinary keys, no service data, exempt from the business rules."""

from django.conf import settings
from django.db import connection

PLATFORM_TABLES = frozenset(
    {
        "django_migrations",
        "django_content_type",
        "django_session",
        "auth_permission",
        "auth_group",
        "auth_group_permissions",
        "access_account",
        "access_emailchange",
        "access_pendingcode",
        "access_ratemark",
        "account_emailaddress",
        "account_emailconfirmation",
    }
)
READ_ONLY = frozenset({"django_migrations", "django_content_type"})


def grant_platform_tables() -> None:
    """Give the application's role its rights; run by the owner after every migration."""
    role = connection.ops.quote_name(settings.GAPURA_APP_ROLE)
    present = PLATFORM_TABLES & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        for table in sorted(present):
            rights = "SELECT" if table in READ_ONLY else "SELECT, INSERT, UPDATE, DELETE"
            cursor.execute(f'GRANT {rights} ON "{table}" TO {role}')
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
