"""The server keeps what people are promised, from whatever folder and in whatever way it starts."""

import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from dashboard.server import settings
from geodata.text.file_errors import read_toml
from tests.load.servers import ROOT, Server, free_port, started

pytestmark = pytest.mark.slow

DASHBOARD = ROOT / "dashboard"
MODULE = (sys.executable, "-m", "dashboard", "--port")
OWN_PORT = ("--server.port",)


def streamlit_run(script: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "streamlit", "run", str(script), *OWN_PORT)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project as a file manager makes it: without hidden files."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("geodata", "layers", "dashboard"):
        hidden = shutil.ignore_patterns(".*", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=hidden)
    return folder


def environment(path: Path = ROOT, **variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(path), "HOME": "/nonexistent", **variables}


def listens_on(server: Server) -> set[str]:
    found = psutil.Process(server.process.pid).net_connections("tcp")
    return {item.laddr.ip for item in found if item.status == psutil.CONN_LISTEN}


def refuses_an_upload_of(server: Server, megabytes: int) -> bool:
    url = f"http://localhost:{server.port}/_stcore/upload_file/session/file"
    request = urllib.request.Request(url, b"x" * megabytes * 2**20, method="PUT")
    try:
        urllib.request.urlopen(request)
    except urllib.error.HTTPError as answer:
        return answer.code in {400, 403, 413}
    except OSError:  # it hung up in the middle
        return True
    return False


def test_the_copy_that_streamlit_finds_beside_the_script_is_the_same_text() -> None:
    copied = (DASHBOARD / ".streamlit" / "config.toml").read_bytes()
    assert copied == (DASHBOARD / "server" / "settings.toml").read_bytes()


def test_what_is_promised_is_what_the_file_says() -> None:
    file = read_toml(DASHBOARD / "server" / "settings.toml")
    promised = settings.required_settings()
    assert promised["server.maxUploadSize"] == file["server"]["maxUploadSize"] == 20
    assert promised["theme.dark.sidebar.backgroundColor"] == "#16191D"
    assert set(settings.PROTECTING) <= promised.keys()


STARTS = {
    "module, checkout": lambda _: (MODULE, ROOT, environment()),
    "module, another folder": lambda _: (MODULE, Path("/"), environment()),
    "module, no hidden files": lambda copy: (MODULE, copy, environment(copy)),
    "module, other wishes in variables": lambda _: (
        MODULE,
        ROOT,
        environment(STREAMLIT_SERVER_ADDRESS="0.0.0.0", STREAMLIT_SERVER_MAX_UPLOAD_SIZE="200"),
    ),
    "streamlit run, checkout": lambda _: (
        streamlit_run(Path("dashboard/app.py")),
        ROOT,
        environment(),
    ),
    "streamlit run, another folder": lambda _: (
        streamlit_run(DASHBOARD / "app.py"),
        Path("/"),
        environment(),
    ),
}


@pytest.mark.parametrize("name", STARTS)
def test_it_listens_on_this_machine_and_says_one_line(
    name: str, copy: Path, tmp_path: Path
) -> None:
    command, folder, variables = STARTS[name](copy)
    log = tmp_path / "log"
    with started(log, command, folder, variables) as server:
        assert listens_on(server) == {"127.0.0.1"}
        assert b"<title>" in server.get("/")
        assert refuses_an_upload_of(server, 21)
    assert log.read_text("utf-8").splitlines() == [f"The map is at http://localhost:{server.port}/"]


UNSAFE = {
    "the network": ({"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "server.address is '0.0.0.0'"),
    "statistics": (
        {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "true"},
        "browser.gatherUsageStats is True",
    ),
    "details": (
        {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"},
        "client.showErrorDetails is 'full'",
    ),
    "uploads": ({"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "200"}, "server.maxUploadSize is 200"),
    "origins": ({"STREAMLIT_SERVER_ENABLE_CORS": "false"}, "server.enableCORS is False"),
}


HOSTILE = """
[server]
address = "0.0.0.0"
corsAllowedOrigins = ["https://evil.example"]
enableAgentApi = true
enableStaticServing = true
[client]
allowedOrigins = ["https://evil.example"]
"""


@pytest.mark.parametrize("command", [MODULE, streamlit_run(DASHBOARD / "app.py")])
def test_a_folder_with_settings_of_its_own_opens_nothing(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(HOSTILE, "utf-8")
    with started(tmp_path / "log", command, tmp_path, environment()) as server:
        assert listens_on(server) == {"127.0.0.1"}
        url = f"http://localhost:{server.port}/_stcore/health"
        request = urllib.request.Request(url, headers={"Origin": "https://evil.example"})
        with urllib.request.urlopen(request) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] is None
        assert b"evil.example" not in server.get("/_stcore/host-config")


def ended(command: tuple[str, ...], folder: Path, variables: dict[str, str]) -> list[str]:
    """Return the lines of a start that does not succeed."""
    done = subprocess.run(
        [*command, str(free_port())],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    return (done.stdout + done.stderr).strip().splitlines()


@pytest.mark.parametrize("name", UNSAFE)
def test_a_start_that_would_break_a_promise_serves_nothing_and_says_why(name: str) -> None:
    variables, reason = UNSAFE[name]
    lines = ended(streamlit_run(DASHBOARD / "app.py"), ROOT, environment(**variables))
    wanted = settings.required_settings()[reason.split()[0]]
    assert lines[-1].startswith(f"The dashboard was not started. {reason} and must be {wanted!r}: ")


def test_streamlit_run_without_the_hidden_copy_serves_nothing(copy: Path) -> None:
    """What Streamlit prints before it has imported the script is its own."""
    lines = ended(streamlit_run(copy / "dashboard" / "app.py"), copy, environment(copy))
    assert lines[-1].startswith("The dashboard was not started. server.address is not set and must")
    assert "Traceback" not in "".join(lines)


def test_a_network_that_is_asked_for_by_name_is_served_and_the_line_says_so(tmp_path: Path) -> None:
    command = (*MODULE[:-1], "--address", "0.0.0.0", "--allowed-host", "map.example.org", "--port")
    log = tmp_path / "log"
    with started(log, command) as server:
        assert listens_on(server) == {"0.0.0.0"}
    (line,) = log.read_text("utf-8").splitlines()
    assert line.startswith(f"The map is at http://localhost:{server.port}/ ")
    assert "it listens on 0.0.0.0 and answers to localhost, 127.0.0.1, ::1, map.example" in line


def test_a_start_writes_nothing_into_the_project(copy: Path, tmp_path: Path) -> None:
    def state() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in copy.rglob("*")}

    before = state()
    variables = environment(copy, PYTHONDONTWRITEBYTECODE="1")
    with started(tmp_path / "log", MODULE, copy, variables) as server:
        server.get("/map/assets/any/base.json")
    assert state() == before
