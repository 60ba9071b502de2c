"""The test harness: stricter than production. See tests/README.md for what it refuses."""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running

from hypothesis import HealthCheck, settings

from tools import translations

# A busy machine is no fault of the code: speed is measured in benchmarks/, never in the suite.
settings.register_profile("gapura", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gapura")

translations.compile_all()  # pages are tested as they are read, in both languages

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.strictness",
    "tests.harness.fixtures",
    "tests.harness.browser",
    "tests.harness.mail",
    "tests.harness.server",
]
