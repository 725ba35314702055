"""Loaded by every Python process of a test that puts this folder on PYTHONPATH: writes down who is called outside.

A call beyond this machine is written to the file that NETWORK_LOG names, and refused.
"""

import os
import socket
from pathlib import Path

_LOCAL = ("127.", "::1", "localhost")
_connect, _getaddrinfo = socket.socket.connect, socket.getaddrinfo


def _refuse(address: object) -> None:
    with Path(os.environ["NETWORK_LOG"]).open("a") as log:
        log.write(f"{address}\n")
    raise OSError(f"no network in this test: {address}")


def connect(self: socket.socket, address: object) -> None:
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOCAL):
        _refuse(address)
    _connect(self, address)


def getaddrinfo(host: object, *arguments: object, **named: object) -> object:
    if host is not None and not str(host).startswith(_LOCAL):
        _refuse(host)
    return _getaddrinfo(host, *arguments, **named)


if "NETWORK_LOG" in os.environ:
    socket.socket.connect = connect
    socket.getaddrinfo = getaddrinfo
