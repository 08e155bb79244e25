"""A real MediaWiki of the tests' own, on SQLite, from the system's package."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.postgres import free_port

CODE = Path("/usr/share/mediawiki")
BOT, PURPOSE, PASSWORD = "Letters Bot", "letters", "0123456789abcdefghijklmnopqrstuv"


def installed() -> bool:
    return bool(shutil.which("php")) and (CODE / "maintenance" / "install.php").exists()


def php(*words: str, **env: str) -> None:
    command = [str(shutil.which("php")), *words]
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def running_wiki(folder: Path) -> Iterator[tuple[str, str, str]]:
    """The address of its API, and the name and password of a bot."""
    port = free_port()
    code = folder / "wiki"
    code.mkdir()
    for part in CODE.iterdir():
        if part.name != "LocalSettings.php":
            (code / part.name).symlink_to(part)
    server = f"http://127.0.0.1:{port}"
    database = ("--dbtype", "sqlite", "--dbname", "wiki", "--dbpath", str(folder / "data"))
    install = ("--confpath", str(code), "--server", server, "--scriptpath", "", "--pass", "long enough 12345")
    (folder / "data").mkdir()
    php(str(CODE / "maintenance" / "install.php"), *database, *install, "Wiki", BOT, MW_INSTALL_PATH=str(code))
    bot = ("--appid", PURPOSE, "--grants", "basic,createeditmovepage,editpage,highvolume", BOT, PASSWORD)
    maintenance = str(CODE / "maintenance" / "createBotPassword.php")
    php(maintenance, "--conf", str(code / "LocalSettings.php"), *bot, MW_INSTALL_PATH=str(code))
    env = {**os.environ, "PHP_CLI_SERVER_WORKERS": "2", "MW_INSTALL_PATH": str(code)}
    command = [str(shutil.which("php")), "-S", f"127.0.0.1:{port}", "-t", str(code)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{server}/api.php")
        yield f"{server}/api.php", f"{BOT}@{PURPOSE}", PASSWORD
    finally:
        process.terminate()
        process.wait(10)


def wait_for(address: str) -> None:
    for _try in range(100):
        try:
            if httpx.get(address, params={"action": "query", "format": "json"}, timeout=10).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the wiki does not answer")
