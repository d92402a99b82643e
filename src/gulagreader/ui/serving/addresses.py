"""Under which addresses the reader's page may be asked for, and what may open a reader.

A browser tells what it asked for (Host) and which page asks (Origin, RFC 6455, 10.2).
A page from elsewhere must open no reader, and neither must one whose name was made to
lead to this machine after it was sent (DNS rebinding). So only names are answered that
nobody else can give out: the address that was named for browsers, or else the host
itself; on loopback all names of this machine; and where the server listens on every
network, bare numbers, which no name server hands out.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one server."""

    host: str
    port: int
    named: str | None = None
    """What browsers are to use, where a proxy stands before the server."""

    @property
    def public(self) -> str:
        """The address to tell people, without a slash at its end."""
        if self.named:
            return self.named.rstrip("/")
        host = "127.0.0.1" if self.is_everywhere else self.host
        return _written("http", host, self.port)

    @property
    def is_everywhere(self) -> bool:
        """Whether the server listens on every network of the machine."""
        return self.host in {"", "0.0.0.0", "::"}  # noqa: S104 - it is asked for, not used

    @property
    def is_here(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host == "localhost":
            return True
        number = _number(self.host)
        return number is not None and number.is_loopback

    def of_page(self, asked: str | None) -> str | None:
        """The address that a page builds its own on; None where it is not ours.

        ``asked`` is the Host that the browser asked for.

        >>> Addresses("127.0.0.1", 8000).of_page("localhost:8000")
        'http://localhost:8000'
        >>> Addresses("127.0.0.1", 8000).of_page("elsewhere.example:8000")
        """
        if self.named:
            # A proxy may ask for anything.
            return self.public
        host, port = _host_and_port(f"http://{asked or ''}")
        if port != self.port or not self._is_ours(host):
            return None
        return _written("http", host, port)

    def may_open(self, origin: str | None, asked: str | None) -> bool:
        """Whether the page of an origin may open a reader."""
        address = self.of_page(asked)
        if not origin or address is None:
            return False
        one, other = urlsplit(origin), urlsplit(address)
        return one.scheme == other.scheme and (
            _host_and_port(origin) == _host_and_port(address)
        )

    def _is_ours(self, host: str) -> bool:
        if host == self.host.lower():
            return True
        if self.is_everywhere:
            return host in _LOOPBACK or _number(host) is not None
        return self.is_here and host in _LOOPBACK


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host_and_port(address: str) -> tuple[str, int]:
    """The host in small letters and the port; ``("", 0)`` for what is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port or _USUAL_PORTS.get(parts.scheme, 0)
        return (parts.hostname or "").lower(), port
    except ValueError:
        return "", 0


def _written(scheme: str, host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    usual = port == _USUAL_PORTS[scheme]
    return f"{scheme}://{shown}" if usual else f"{scheme}://{shown}:{port}"
