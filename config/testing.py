"""Settings of the test suite and of the type checker: a demo that has no database of its own yet."""

import os
import tempfile

os.environ["GAPURA_DEMO"] = "1"
os.environ["GAPURA_POOL"] = "0"
if "GAPURA_VAR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    # Workers that run beside each other must not see each other's files.
    os.environ["GAPURA_VAR"] = tempfile.mkdtemp(prefix="gapura-test-")
os.environ.setdefault("DATABASE_URL", "postgresql://gapura_app@/gapura")

from config.settings import *  # noqa: E402,F403

os.makedirs(STATIC_ROOT, exist_ok=True)  # noqa: F405 - WhiteNoise warns where there is none
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # scrypt is slow on purpose
