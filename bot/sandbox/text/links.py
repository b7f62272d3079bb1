"""Which addresses Telegram takes for links and buttons, and its words for those it does not."""

from __future__ import annotations

import re

_HOST = re.compile(r"(?:[A-Za-z0-9.\-_!$,~*'();&+=\u0080-\U0010ffff]|%[0-9A-Fa-f]{2})*\Z")
_INSIDE = re.compile(r"tg:(?://)?([a-z]+)/?\?([^#]*)", re.IGNORECASE)
_OWN_SCHEMES = ("tg:", "ton:", "tonsite:")


class InvalidLink(ValueError):
    """The reason, in Telegram's words."""


def arguments_of(link: str, host: str) -> dict[str, str] | None:
    """The arguments of a `tg://host?…` link, or None when it is no such link."""
    match = _INSIDE.match(link)
    if match is None or match.group(1).lower() != host:
        return None
    pairs = (pair.partition("=") for pair in match.group(2).split("&"))
    return {name: value for name, _, value in pairs}


def user_of(link: str) -> int | None:
    """The user id of a `tg://user?id=…` link."""
    user_id = (arguments_of(link, "user") or {}).get("id", "")
    return int(user_id) if user_id.isdigit() else None


def check_link(link: str) -> str:
    """The address as Telegram stores it, or InvalidLink."""
    for scheme in _OWN_SCHEMES:
        if link.lower().startswith(scheme):
            return _own_link(scheme, link[len(scheme) :].removeprefix("//"))
    scheme, userinfo, host, port, path = _split(link)
    if "." not in host:
        raise InvalidLink("Wrong HTTP URL")
    return f"{scheme}://{userinfo}{host}{port}{path}"


def _own_link(scheme: str, rest: str) -> str:
    _, userinfo, host, port, path = _split(rest)
    if userinfo or port:
        raise InvalidLink("Wrong tg URL" if scheme == "tg:" else "Wrong ton URL")
    if not re.fullmatch(r"[A-Za-z0-9_.-]+" if scheme == "tonsite:" else r"[A-Za-z0-9_-]+", host):
        raise InvalidLink("Unallowed characters in URL host")
    if path.startswith("/?"):
        path = path[1:]
    return f"{scheme}//{host}{'' if path == '/' else path}"


def _split(url: str) -> tuple[str, str, str, str, str]:
    """Scheme, user part with its @, host, port with its colon, path."""
    scheme = "http"
    before, mark, after = url.partition("://")
    if mark and re.fullmatch(r"[A-Za-z]*", before):
        scheme, url = before.lower(), after
        if scheme not in ("http", "https"):
            raise InvalidLink("Unsupported URL protocol")
    cut = re.search(r"[/?#]", url)
    authority, path = (url[: cut.start()], url[cut.start() :]) if cut else (url, "")
    userinfo, at, host = authority.rpartition("@")
    host, colon, port = host.partition(":")
    if colon and not (port.isdigit() and 0 < int(port) <= 65535):
        raise InvalidLink("Wrong port number specified in the URL")
    if not host:
        raise InvalidLink("URL host is empty")
    if not _HOST.match(host):
        raise InvalidLink("Disallowed character in URL host")
    path = "".join(c if c > " " else f"%{ord(c):02X}" for c in path.rstrip())
    if not path.startswith("/"):
        path = "/" + path
    return scheme, userinfo + at, host.lower(), colon + port, path
