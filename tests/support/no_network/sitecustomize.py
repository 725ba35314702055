"""Loaded by every Python process of a test that puts this folder on PYTHONPATH: writes down who is called outside.

A call beyond this machine is written to the file that NETWORK_LOG names, and refused.
"""

import ipaddress
import os
import socket
from pathlib import Path

_connect, _connect_ex, _sendto = socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto
_getaddrinfo = socket.getaddrinfo


def _is_local(host: object) -> bool:
    """This machine alone: a loopback address, or its name; `127.example.org` is neither."""
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return text == "localhost"


def _refuse(address: object) -> None:
    with Path(os.environ["NETWORK_LOG"]).open("a") as log:
        log.write(f"{address}\n")
    raise OSError(f"no network in this test: {address}")


def _check(address: object) -> None:
    if isinstance(address, tuple) and not _is_local(address[0]):
        _refuse(address)


def connect(self: socket.socket, address: object) -> None:
    _check(address)
    _connect(self, address)


def connect_ex(self: socket.socket, address: object) -> int:
    _check(address)
    return _connect_ex(self, address)


def sendto(self: socket.socket, data: object, *arguments: object) -> int:
    _check(arguments[-1])
    return _sendto(self, data, *arguments)


def getaddrinfo(host: object, *arguments: object, **named: object) -> object:
    if host is not None and not _is_local(host):
        _refuse(host)
    return _getaddrinfo(host, *arguments, **named)


if "NETWORK_LOG" in os.environ:
    socket.socket.connect = connect
    socket.socket.connect_ex = connect_ex
    socket.socket.sendto = sendto
    socket.getaddrinfo = getaddrinfo
