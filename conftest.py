"""The test harness: stricter than production. See tests/README.md for what it refuses."""

import os

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running

pytest_plugins = ["tests.harness.database", "tests.harness.strictness", "tests.harness.fixtures", "tests.harness.browser", "tests.harness.server"]
