"""An address that speaks Ollama's protocol, what tier it is, and what may be sent to it."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from ..routing.types import Tier


@dataclass(frozen=True)
class Endpoint:
    """`key` names it in breakers and records; `private`: the address is loopback or a private network's.

    `via_daemon`: a cloud endpoint that is reached through the local daemon, which signs the requests.
    """

    key: str
    tier: Tier
    base_url: str
    api_key: SecretStr | None = None
    via_daemon: bool = False

    @property
    def private(self) -> bool:
        """Whether what is sent here stays on this machine or in the private network that the user named."""
        return self.tier == "local" and is_private_host(self.base_url)

    @property
    def breaker_key(self) -> str:
        """Key of its breaker: another address or another key is another breaker."""
        secret = self.api_key.get_secret_value() if self.api_key else ""
        print_ = hashlib.sha256(f"{self.base_url}|{secret}|{self.via_daemon}".encode()).hexdigest()[:8]
        return f"{self.key}#{print_}"

    def model_key(self, model: str) -> str:
        """Key of the breaker of one model here."""
        return f"{self.breaker_key}/{model}"


def is_private_host(url: str) -> bool:
    """Whether the host is loopback, a private or link-local address, or a name that no public DNS serves."""
    host = (urlsplit(url).hostname or "").lower()
    address = _address(host)
    if address is None:
        return host == "localhost" or host.endswith((".localhost", ".local", ".lan", ".internal", ".home.arpa")) or (
            bool(host) and "." not in host
        )  # fmt: skip
    return address.is_loopback or address.is_private or address.is_link_local


def is_loopback(url: str) -> bool:
    """Whether the host is this machine."""
    host = (urlsplit(url).hostname or "").lower()
    address = _address(host)
    return address.is_loopback if address else host == "localhost" or host.endswith(".localhost")


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that `host` spells, also as the resolver reads it (`134744072` is 8.8.8.8), or None for a name."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except OSError:
            return None
    return getattr(address, "ipv4_mapped", None) or address
