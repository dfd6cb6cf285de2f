"""Settings from the environment and `.env`: explicit arguments win over both, defaults come last."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ..routing.types import Mode
from .accepted import one_line
from .clocks import Clocks
from .endpoint import is_private_host

CLOUD_URL = "https://ollama.com"
OLLAMA_PORT = 11434
LOCAL_URL = f"http://127.0.0.1:{OLLAMA_PORT}"
Approval = Literal["never", "risky", "always"]
Seconds = Annotated[float, Field(gt=0, le=86_400)]


class SettingsError(ValueError):
    """One variable has a value that cannot be used; the message names it and what is accepted."""


class Settings(BaseSettings):
    """Everything that can be configured. Field names are for Python, aliases for the environment."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore",
        populate_by_name=True, frozen=True, hide_input_in_errors=True,
    )  # fmt: skip

    cloud_enabled: bool = Field(True, alias="OLLAMA_CLOUD_ENABLED")
    cloud_model: str = Field("", alias="OLLAMA_CLOUD_MODEL")
    cloud_reasoning_model: str = Field("", alias="OLLAMA_CLOUD_REASONING_MODEL")
    cloud_api_key: SecretStr = Field(
        SecretStr(""),
        validation_alias=AliasChoices("OLLAMA_CLOUD_API_KEY", "OLLAMA_API_KEY", "cloud_api_key"),
    )
    cloud_base_url: str = Field(CLOUD_URL, alias="OLLAMA_CLOUD_BASE_URL")
    cloud_timeout: Seconds = Field(30, alias="OLLAMA_CLOUD_TIMEOUT")
    cloud_concurrency: int = Field(3, ge=1, le=100, alias="OLLAMA_CLOUD_CONCURRENCY")
    cloud_threshold: float = Field(0.5, ge=0, le=1, alias="OLLAMA_CLOUD_THRESHOLD")
    cloud_daily_tokens: int | None = Field(None, ge=0, alias="OLLAMA_CLOUD_DAILY_TOKENS")
    cloud_daily_requests: int | None = Field(None, ge=0, alias="OLLAMA_CLOUD_DAILY_REQUESTS")
    base_url: str = Field(LOCAL_URL, alias="OLLAMA_BASE_URL")
    local_timeout: Seconds = Field(60, alias="OLLAMA_LOCAL_TIMEOUT")
    local_concurrency: int = Field(1, ge=1, le=100, alias="OLLAMA_LOCAL_CONCURRENCY")
    local_num_ctx: int = Field(8192, ge=512, le=1_048_576, alias="OLLAMA_LOCAL_NUM_CTX")
    num_predict: int = Field(8192, ge=16, le=262_144, alias="OLLAMA_NUM_PREDICT")
    default_model: str = Field("", alias="DEFAULT_MODEL")
    executor_model: str = Field("", alias="EXECUTOR_MODEL")
    executor_ui_model: str = Field("", alias="EXECUTOR_UI_MODEL")
    router_refine: Literal["off", "embeddings", "model"] = Field("off", alias="ROUTER_REFINE")
    router_refine_below: float = Field(0.55, ge=0, le=1, alias="ROUTER_REFINE_BELOW")
    fallback_enabled: bool = Field(True, alias="FALLBACK_ENABLED")
    mode: Mode = Field("auto", alias="SUPER_AGENT_MODE")
    privacy: Literal["auto", "strict", "redact"] = Field(
        "auto", alias="SUPER_AGENT_PRIVACY", description="`off` is for one request at a time: Context(privacy='off')"
    )
    approval: Approval = Field("risky", alias="SUPER_AGENT_APPROVAL")
    store: str = Field("memory", alias="SUPER_AGENT_STORE", description="`memory`, or the path of a file")
    workspace: str = Field("", alias="SUPER_AGENT_WORKSPACE", description="folder of the threads' workspaces")
    sandbox: Literal["auto", "monty", "bwrap", "docker", "none"] = Field("auto", alias="CODE_SANDBOX")
    code_python: str = Field("", alias="CODE_PYTHON", description="interpreter that `bwrap` and `none` run")
    code_image: str = Field("", alias="CODE_IMAGE", description="image that `docker` runs")

    @field_validator("cloud_api_key")
    @classmethod
    def _header(cls, value: SecretStr) -> SecretStr:
        key = value.get_secret_value().strip()
        if not all("!" <= letter <= "~" for letter in key):
            raise ValueError(
                "a key without spaces, line ends and letters beyond ASCII, here or in OLLAMA_API_KEY, is accepted"
            )
        return SecretStr(key)

    @field_validator("cloud_base_url", "base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        return clean_url(value)

    @field_validator("code_python")
    @classmethod
    def _program(cls, value: str) -> str:
        found = shutil.which(str(Path(value).expanduser())) if value else ""
        if found is None:
            raise ValueError("there is no such program; the path of a Python interpreter is accepted")
        return found

    @classmethod
    def load(cls, **explicit: Any) -> Settings:
        """Read the environment and `.env`; `explicit` values that are not None win.

        Raises:
            SettingsError: a value cannot be used.
        """
        try:
            return cls(**{name: value for name, value in explicit.items() if value is not None})
        except ValidationError as error:
            raise SettingsError(one_line(error, cls.model_fields)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"{Path('.env').resolve()}: cannot be read ({error})") from None

    def clocks(self, tier: Literal["cloud", "local"]) -> Clocks:
        """The clocks of a call to that tier."""
        if tier == "cloud":
            return Clocks(5, self.cloud_timeout, self.cloud_timeout, 600)
        return Clocks(2, self.local_timeout, self.local_timeout, 900)


def clean_url(value: str) -> str:
    """An address without a `/v1` or `/api` ending, which the official client adds by itself.

    Raises:
        ValueError: it is no http or https address.
    """
    url = _with_scheme(value.strip()).rstrip("/")
    for ending in ("/v1", "/api"):
        url = url.removesuffix(ending).rstrip("/")
    if not _is_reachable(url):
        raise ValueError("an address such as http://127.0.0.1:11434 or https://ollama.com is accepted")
    if "@" in url:
        raise ValueError("an address without user name and password is accepted; keys go into OLLAMA_CLOUD_API_KEY")
    return url


def _with_scheme(url: str) -> str:
    """A bare host of the own network is asked at Ollama's port, one of the internet by TLS."""
    host, slash, path = url.partition("/")
    if "://" in url or ":" in host:
        return url if "://" in url else f"http://{url}"
    return f"http://{host}:{OLLAMA_PORT}{slash}{path}" if is_private_host(f"//{host}") else f"https://{url}"


def _is_reachable(url: str) -> bool:
    """Whether a connection can be tried: a host that a name can be, a port in its range, nothing behind the path."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return False
    port = 1 if parsed.port is None else parsed.port
    whole = bool(parsed.host) and 0 < port < 65536 and not (parsed.query or parsed.fragment)
    return whole and parsed.scheme in ("http", "https") and not any(character.isspace() for character in url)
