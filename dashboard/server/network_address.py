"""The address and port that the server listens on, tried before anything slow is loaded."""

import errno
import ipaddress
import re
import socket
from argparse import ArgumentTypeError
from contextlib import suppress

from geodata.text.safe_text import quote

LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
LOOPBACK_NAMES = ("localhost", *LOOPBACK_ADDRESSES)
"""This machine, as `server.allowedHosts` takes it: an IPv6 address without brackets."""
MOST_PORT = 65_535
HOST_NAME = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.?", re.IGNORECASE)
PATH = re.compile(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")
OWN_PATH = "map"
"""The first part of the paths of our own routes."""


class UnusableAddressError(Exception):
    """The server cannot listen there. The message is one line."""


def port_number(text: str) -> int:
    """Return the port that a command line names.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no number from 1 to 65535.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PORT))
    if not (is_number and 1 <= int(text) <= MOST_PORT):
        raise ArgumentTypeError(f"{quote(text)} is no port: choose one from 1 to {MOST_PORT}")
    return int(text)


def host_name(text: str) -> str:
    """Return the host name that a command line allows, as browsers send it.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no name or address, such as a URL or one with a port.
    """
    with suppress(ValueError):
        return str(ipaddress.ip_address(text))
    try:
        name = text.encode("idna").decode()
    except UnicodeError:
        name = ""
    if not HOST_NAME.fullmatch(name):
        raise ArgumentTypeError(
            f"{quote(text)} is no host name: give a name like map.example.org, without http:// "
            "and without a port"
        )
    return name


def base_path(text: str) -> str:
    """Return the path that a command line puts the map under, without slashes around it.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is no path, or the one of the map's own files.
    """
    path = text.strip("/")
    if path and not PATH.fullmatch(path):
        raise ArgumentTypeError(f"{quote(text)} is no path: give one like talks or team/talks")
    if path.partition("/")[0] == OWN_PATH:
        raise ArgumentTypeError(f"{quote(text)} is where the map's own files are: choose another")
    return path


def usable_address(requested: str | None, port: int) -> str:
    """Return the address to listen on: the requested one, or the loopback address that is there.

    Raises
    ------
    UnusableAddressError
        If the machine has no such address, or something else listens on the port.
    """
    candidates = (requested,) if requested else LOOPBACK_ADDRESSES
    for address in candidates:
        try:
            _try_to_bind(address, port)
        except OSError as error:
            if address != candidates[-1] and error.errno == errno.EADDRNOTAVAIL:
                continue
            raise UnusableAddressError(_reason(address, port, error)) from None
        return address
    raise AssertionError


def _try_to_bind(address: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((address, port))
        probe.listen()


def _reason(address: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use: choose another one with --port"
    if error.errno == errno.EACCES:
        return f"port {port} is reserved for the system: choose one from 1024 on with --port"
    return f"this machine has no address {address}: {error.strerror or error}"


def is_wildcard(address: str) -> bool:
    """Return whether an address stands for all addresses of the machine."""
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def url_host(address: str) -> str:
    """Return how an address on this machine is written in a URL."""
    if address in LOOPBACK_NAMES or is_wildcard(address):
        return "localhost"
    return f"[{address}]" if ":" in address else address


def host_names(address: str, requested: list[str]) -> list[str]:
    """Return the host names that the server answers to.

    Those of this machine, the address itself, and what was asked for by name.

    Raises
    ------
    UnusableAddressError
        If it listens on every address and nobody said by which name it is reached.
    """
    if is_wildcard(address):
        if not requested:
            raise UnusableAddressError(
                f"--address {address} listens to the whole network: "
                "say by which name people reach it, with --allowed-host NAME"
            )
        return [*LOOPBACK_NAMES, *requested]
    return list(dict.fromkeys([*LOOPBACK_NAMES, address, *requested]))
