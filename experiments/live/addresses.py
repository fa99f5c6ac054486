"""Where the page can be found: a free port, the address in the local network, a link to it.

Raises: InputError for a host or port that cannot be listened on.
"""

from __future__ import annotations

import errno
import ipaddress
import socket

from simulation.errors import InputError
from simulation.language import translate

LOOPBACK = "127.0.0.1"
ANYWHERE = "0.0.0.0"


def listening(host: str, port: int) -> socket.socket:
    """A socket bound to the host and port, 0 meaning any free one. Raises InputError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        said = translate("{host} is no address of this machine", host=repr(host))
        raise InputError(said, place="--host") from error
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(address)
        bound.listen(256)
    except OSError as error:
        bound.close()
        raise _refused(error, host, port) from error
    return bound


def _refused(error: OSError, host: str, port: int) -> InputError:
    if error.errno == errno.EADDRINUSE:
        said = translate(
            "port {port} is in use; choose another one with --port, or 0 for any free one",
            port=port,
        )
        return InputError(said, place="--port")
    if error.errno in {errno.EACCES, errno.EPERM}:
        said = translate("port {port} is not allowed to you; choose one from 1024", port=port)
        return InputError(said, place="--port")
    said = translate("{host} is no address of this machine", host=repr(host))
    return InputError(said, place="--host")


def is_loopback(host: str) -> bool:
    """Whether an address is this machine talking to itself."""
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


def network_address() -> str:
    """This machine's address in the local network, as its neighbours see it.

    Nothing is sent: a datagram socket only asks the system which way it would go. A network that
    leads nowhere else, such as a hotspot, has no such way: then the first address there is.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("10.255.255.255", 1))
            return str(asking.getsockname()[0])
        except OSError:
            return next(iter(network_addresses()), LOOPBACK)


def network_addresses() -> list[str]:
    """Every address that this machine has in a network, but for its own with itself."""
    import psutil

    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    return [
        each.address
        for name, addresses in psutil.net_if_addrs().items()
        for each in addresses
        if name in up and each.family == socket.AF_INET and not is_loopback(each.address)
    ]


def shown_host(host: str) -> str:
    """The host to write in a link: the network's address when listening everywhere."""
    if host in {ANYWHERE, "::", ""}:
        return network_address()
    return f"[{host}]" if ":" in host else host
