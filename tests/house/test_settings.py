"""The house starts with nothing set; in production it asks for what it needs, in one sentence."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

PRODUCTION = {
    "LETSCONNECT_ENV": "production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "letsconnect.example.org",
    "SITE_URL": "https://letsconnect.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}


def letsconnect(*words: str, home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The installed command with exactly this environment."""
    clean = {"PATH": os.environ["PATH"], "LETSCONNECT_HOME": str(home), **env}
    command = [sys.executable, "-m", "letsconnect.config.cli", *words]
    return subprocess.run(command, env=clean, capture_output=True, text=True, timeout=60, check=False)


def test_it_starts_with_an_empty_environment(tmp_path: Path) -> None:
    done = letsconnect("check", home=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without_what_it_needs(missing: str, tmp_path: Path) -> None:
    env = {name: value for name, value in PRODUCTION.items() if name != missing}

    done = letsconnect("serve", home=tmp_path, **env)

    assert done.returncode == 1
    assert done.stderr == f"LETSCONNECT_ENV=production needs {missing} to be set in the environment.\n"
    assert not (tmp_path / "secret.key").exists()


def test_a_slip_in_the_name_of_the_environment_opens_no_unguarded_site(tmp_path: Path) -> None:
    done = letsconnect("serve", home=tmp_path, **{**PRODUCTION, "LETSCONNECT_ENV": "Production"})

    assert done.returncode == 1
    assert done.stderr == "LETSCONNECT_ENV is development or production, not Production.\n"


def test_production_settings_pass_djangos_deployment_checklist(tmp_path: Path) -> None:
    done = letsconnect("check", "--deploy", "--fail-level", "WARNING", home=tmp_path, **PRODUCTION)

    assert done.returncode == 0, done.stderr


def test_the_checklist_asks_for_a_mail_server_and_an_address(tmp_path: Path) -> None:
    env = {name: value for name, value in PRODUCTION.items() if name not in {"EMAIL_URL", "SITE_URL"}}

    done = letsconnect("check", "--deploy", "--fail-level", "WARNING", home=tmp_path, **env)

    assert done.returncode == 1
    assert "letsconnect.W001" in done.stderr
    assert "letsconnect.W002" in done.stderr


def test_staff_roles_need_a_second_factor_in_production_only(tmp_path: Path) -> None:
    ask = ("shell", "-v0", "-c", "from django.conf import settings; print(settings.SECOND_FACTOR)")

    assert letsconnect(*ask, home=tmp_path, **PRODUCTION).stdout == "True\n"
    assert letsconnect(*ask, home=tmp_path).stdout == "False\n"
