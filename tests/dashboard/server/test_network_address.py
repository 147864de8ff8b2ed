"""The address and the port: what works, and one line for what cannot."""

import socket
import subprocess
import sys
from argparse import ArgumentTypeError

import pytest

from dashboard.server import network_address
from dashboard.server.network_address import (
    UnusableAddressError,
    base_path,
    host_name,
    host_names,
    port_number,
    url_host,
    usable_address,
)
from tests.load.servers import ROOT, free_port

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("text", ["1", "8501", "65535"])
def test_a_port_is_taken(text: str) -> None:
    assert port_number(text) == int(text)


@pytest.mark.parametrize(
    "text", ["0", "-5", "65536", "99999", "0x", "", "8501.0", "٨٥٠١", "9" * 5000, "0000080000000"]
)
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a port: choose one from 1 to 65535"):
        port_number(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("map.example.org", "map.example.org"), ("*.example.org", "*.example.org"), ("::1", "::1"),
     ("192.168.1.5", "192.168.1.5"), ("karte.österreich.at", "karte.xn--sterreich-z7a.at")],
)  # fmt: skip
def test_a_host_name_is_taken_as_browsers_send_it(text: str, name: str) -> None:
    assert host_name(text) == name


@pytest.mark.parametrize(
    "text", ["", "*", "http://map.example.org/", "map.example.org:8501", "a b", "a..b"]
)
def test_what_no_browser_sends_as_a_name_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is not a host name: give a name like"):
        host_name(text)


@pytest.mark.parametrize(
    ("text", "path"), [("", ""), ("talks", "talks"), ("/team/talks/", "team/talks")]
)
def test_a_base_path_is_taken(text: str, path: str) -> None:
    assert base_path(text) == path


@pytest.mark.parametrize("text", ["map", "/map/x", "a b", "a//b", "talks?x", "<x>"])
def test_a_base_path_that_could_not_be_served_is_refused(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"choose another|is not a path: give one like"):
        base_path(text)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--port", "99999"], "argument --port: '99999' is not a port: choose one from 1 to 65535"),
        (["--address", "192.0.2.1"], "this machine has no address 192.0.2.1: "),
        (["--address", "no such name"], "this machine has no address no such name: "),
        (["--address", "0.0.0.0"], "--address 0.0.0.0 listens to the whole network: "),
    ],
)
def test_a_start_that_cannot_be_ends_with_one_line(options: list[str], line: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", "--port", str(free_port()), *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"python -m dashboard: {line}")
    assert len(done.stderr.splitlines()) == 1


def test_a_port_in_use_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UnusableAddressError, match=f"^port {port} is in use: choose another"):
            usable_address(None, port)


def test_a_machine_with_one_loopback_address_is_served_on_that_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """192.0.2.1 is of no machine (RFC 5737): it stands for the address that is not there."""
    monkeypatch.setattr(network_address, "LOOPBACK_ADDRESSES", ("192.0.2.1", "127.0.0.1"))
    assert usable_address(None, free_port()) == "127.0.0.1"


def test_the_server_answers_to_this_machine_and_to_what_was_asked_for() -> None:
    own = ["localhost", "127.0.0.1", "::1"]
    assert host_names("127.0.0.1", []) == own
    assert host_names("192.168.1.5", []) == [*own, "192.168.1.5"]
    assert host_names("0.0.0.0", ["map.example.org"]) == [*own, "map.example.org"]
    with pytest.raises(UnusableAddressError, match="--allowed-host NAME"):
        host_names("::", [])


@pytest.mark.parametrize(
    ("address", "written"),
    [("127.0.0.1", "localhost"), ("::1", "localhost"), ("0.0.0.0", "localhost"),
     ("192.168.1.5", "192.168.1.5"), ("fe80::1", "[fe80::1]")],
)  # fmt: skip
def test_an_address_is_written_as_a_browser_takes_it(address: str, written: str) -> None:
    assert url_host(address) == written
