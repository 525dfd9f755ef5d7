"""Every setting, read once from the environment. What is unknown or weak stops the start with one sentence."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

PREFIX = "TRACKER_"
SHORTEST_KEY = 32  # characters; what we make ourselves has 43
OF_THE_TESTS = ("TRACKER_CHROMIUM", "TRACKER_TEST_")  # names that other programs of this project read

NAMES = {
    "DATA_DIR": "where everything is kept; private to the user of the service",
    "BASE_URL": "the address people use; with https cookies are marked secure and HSTS is sent",
    "DATABASE_URL": "SQLite in the data folder unless it names a PostgreSQL: postgresql+psycopg://…",
    "SECRET_KEY": "signs form tokens and links of sign-ups; made on first start; the same on several hosts",
    "TRUSTED_PROXIES": "addresses whose forwarded headers are believed",
    "OPERATOR": "who runs this installation, for imprint and privacy page",
    "ADDRESS": "the operator's postal address for the imprint, its lines parted by |",
    "RESPONSIBLE": "who answers for the contents and represents the operator, for the imprint",
    "CONTACT": "where to write to, for imprint, privacy and accessibility page",
    "PRIVACY_CONTACT": "whom to ask about what is stored of one, for the privacy page; else CONTACT",
    "MAIL_URL": "the mail relay: smtps://name:password@host?from=plans@example.org; else mails lie in a folder",
    "BROKER_URL": "for several processes; not used yet",
}

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class SettingsError(Exception):
    """One sentence for the operator: which setting is wrong and what it may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation; what could give something away stays out of its repr."""

    data_dir: Path
    base_url: str
    """Scheme, host and port, without a slash at the end: the Origin of our own pages."""
    secret_key: bytes = field(repr=False)
    """Signs form tokens and the links with which a sign-up is taken back."""
    database_url: str = field(repr=False)
    broker_url: str = field(default="", repr=False)
    mail_url: str = field(default="", repr=False)
    trusted_proxies: tuple[Network, ...] = ()
    operator: str = ""
    """Who runs this installation, for the imprint."""
    contact: str = ""
    """Where to write to, for imprint, privacy and accessibility."""
    address: tuple[str, ...] = ()
    """The lines of the operator's postal address, for the imprint."""
    responsible: str = ""
    """Who answers for the contents, for the imprint."""
    privacy_contact: str = ""
    """Whom to ask about what is stored of one."""

    @property
    def host(self) -> str:
        """What a browser sends as Host."""
        return urlsplit(self.base_url).netloc

    @property
    def sender(self) -> str:
        """The address mails come from: `from` in MAIL_URL, else its user, else one of our host."""
        url = urlsplit(self.mail_url)
        named = parse_qs(url.query).get("from", [""])[0]
        user = unquote(url.username or "")
        return named or (user if "@" in user else f"tracker@{self.host.partition(':')[0]}")

    @property
    def https(self) -> bool:
        """Whether browsers reach us encrypted: then cookies are Secure and HSTS is sent."""
        return self.base_url.startswith("https:")


def read_settings(environment: Mapping[str, str] | None = None, *, plain_http: bool = False) -> Settings:
    """The settings in `environment` (by default the process's own), all checked.

    Makes the data folder and a secret key there when they are missing. `plain_http` allows http beyond this machine
    (`demo --host`). Raises SettingsError.
    """
    given = _given(os.environ if environment is None else environment)
    data_dir = Path(given.pop("DATA_DIR", "") or _usual_folder()).expanduser().absolute()
    _make_private(data_dir)
    settings = Settings(
        data_dir=data_dir,
        base_url=_base_url(given.pop("BASE_URL", "") or "http://127.0.0.1:8000", plain_http),
        secret_key=_secret_key(given.pop("SECRET_KEY", ""), data_dir),
        database_url=_database_url(given.pop("DATABASE_URL", ""), data_dir),
        broker_url=_of_scheme(
            "BROKER_URL", given.pop("BROKER_URL", ""), "redis", "rediss", "valkey", "postgresql"
        ),
        mail_url=_of_scheme("MAIL_URL", given.pop("MAIL_URL", ""), "smtp", "smtps"),
        trusted_proxies=_networks(given.pop("TRUSTED_PROXIES", "")),
        operator=given.pop("OPERATOR", "").strip(),
        contact=given.pop("CONTACT", "").strip(),
        address=tuple(line.strip() for line in given.pop("ADDRESS", "").split("|") if line.strip()),
        responsible=given.pop("RESPONSIBLE", "").strip(),
        privacy_contact=given.pop("PRIVACY_CONTACT", "").strip(),
    )
    if given:
        raise SettingsError(
            f"There is no setting {PREFIX}{min(given)}; `tracker doctor` lists those there are."
        )
    return settings


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    named = {name: value for name, value in environment.items() if name.startswith(PREFIX)}
    return {
        name.removeprefix(PREFIX): value for name, value in named.items() if not name.startswith(OF_THE_TESTS)
    }


def _usual_folder() -> str:
    return os.path.join(os.environ.get("XDG_DATA_HOME") or "~/.local/share", "tracker")


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not any(folder.iterdir()):
            folder.chmod(0o700)
        if folder.stat().st_mode & 0o007:
            raise SettingsError(f"Everybody on this machine can look into {folder}: chmod o-rwx it.")
    except OSError as error:
        raise SettingsError(f"{PREFIX}DATA_DIR {folder} cannot be used: {error.strerror}.") from error


def _base_url(given: str, plain_http: bool) -> str:
    url = _split("BASE_URL", given)
    if url.scheme not in ("http", "https") or not url.hostname or url.username is not None:
        raise SettingsError(f"{PREFIX}BASE_URL must be like https://plans.example.org.")
    if url.path.strip("/") or url.query or url.fragment:
        raise SettingsError(f"{PREFIX}BASE_URL must end with the host: the tracker lives at the root.")
    if url.scheme == "http" and not plain_http and not _is_loopback(url.hostname):
        raise SettingsError(f"{PREFIX}BASE_URL must begin with https:// unless it is this machine.")
    return f"{url.scheme}://{_netloc(url)}"


def _netloc(url: SplitResult) -> str:
    """Host and port as browsers send them: lower case, without the scheme's own port."""
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname or ""
    usual = {"http": 80, "https": 443}[url.scheme]
    return host if url.port in (None, usual) else f"{host}:{url.port}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _secret_key(given: str, data_dir: Path) -> bytes:
    key = given or _kept_key(data_dir / "secret_key")
    if len(key) < SHORTEST_KEY or len(set(key)) < 10:
        raise SettingsError(
            f"{PREFIX}SECRET_KEY is too easy to guess: take {SHORTEST_KEY} random characters."
        )
    return key.encode()


def _kept_key(path: Path) -> str:
    try:
        with open(path, "x", opener=_private) as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from error
    if path.stat().st_mode & 0o077:
        raise SettingsError(f"Others can read {path}: chmod 600 it.")
    return path.read_text().strip()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _database_url(given: str, data_dir: Path) -> str:
    if not given:
        return f"sqlite:///{data_dir / 'tracker.db'}"
    return _of_scheme("DATABASE_URL", given, "sqlite", "postgresql+psycopg")


def _of_scheme(name: str, given: str, *schemes: str) -> str:
    if given and _split(name, given).scheme not in schemes:
        raise SettingsError(
            f"{PREFIX}{name} must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}."
        )
    return given


def _split(name: str, given: str) -> SplitResult:
    try:
        url = urlsplit(given)
        _ = url.port  # raises for a port that is none
    except ValueError:
        raise SettingsError(f"{PREFIX}{name} is not an address.") from None
    return url


def _networks(given: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in given.split(",") if part.strip())
    except ValueError:
        raise SettingsError(f"{PREFIX}TRUSTED_PROXIES must be addresses or networks, with commas.") from None
