"""The address and port that the server listens on, checked before slow modules are loaded."""

import errno
import ipaddress
import re
import socket
from argparse import ArgumentTypeError
from contextlib import suppress

from geodata.text.safe_text import quote

LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")
LOOPBACK_NAMES = ("localhost", *LOOPBACK_ADDRESSES)
"""Names of this machine for `server.allowedHosts`: an IPv6 address without brackets."""
MOST_PORT = 65_535
HOST_NAME = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.?", re.IGNORECASE)
PATH = re.compile(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")
OWN_PATH = "map"
"""The first part of the paths of our own routes."""


class UnusableAddressError(Exception):
    """The server cannot listen at an address. The message is one line."""


def port_number(text: str) -> int:
    """Parse a port from the command line.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a number from 1 to 65535.
    """
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PORT))
    if not (is_number and 1 <= int(text) <= MOST_PORT):
        raise ArgumentTypeError(f"{quote(text)} is not a port: choose one from 1 to {MOST_PORT}")
    return int(text)


def host_name(text: str) -> str:
    """Parse an allowed host name from the command line, in the form that browsers send.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a name or address, for example a URL or a name with a port.
    """
    with suppress(ValueError):
        return str(ipaddress.ip_address(text))
    try:
        name = text.encode("idna").decode()
    except UnicodeError:
        name = ""
    if not HOST_NAME.fullmatch(name):
        raise ArgumentTypeError(
            f"{quote(text)} is not a host name: give a name like map.example.org, without http:// "
            "and without a port"
        )
    return name


def base_path(text: str) -> str:
    """Parse the base path from the command line; it is returned without slashes at its ends.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is not a path, or is reserved for the map's own files.
    """
    path = text.strip("/")
    if path and not PATH.fullmatch(path):
        raise ArgumentTypeError(f"{quote(text)} is not a path: give one like talks or team/talks")
    if path.partition("/")[0] == OWN_PATH:
        raise ArgumentTypeError(f"{quote(text)} is reserved for the map's files: choose another")
    return path


def usable_address(requested: str | None, port: int) -> str:
    """Return the address to listen on: the requested one, or an available loopback address.

    Raises
    ------
    UnusableAddressError
        If the machine has no such address, or the port is in use.
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
    """Return whether an address means all addresses of the machine."""
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def url_host(address: str) -> str:
    """Return an address of this machine as written in a URL."""
    if address in LOOPBACK_NAMES or is_wildcard(address):
        return "localhost"
    return f"[{address}]" if ":" in address else address


def host_names(address: str, requested: list[str]) -> list[str]:
    """Return the host names that the server accepts.

    They are those of this machine, the address itself, and the requested ones.

    Raises
    ------
    UnusableAddressError
        If it listens on every address and no host name is requested.
    """
    if is_wildcard(address):
        if not requested:
            raise UnusableAddressError(
                f"--address {address} listens to the whole network: "
                "give the name by which people reach it with --allowed-host NAME"
            )
        return [*LOOPBACK_NAMES, *requested]
    return list(dict.fromkeys([*LOOPBACK_NAMES, address, *requested]))
