"""`make check`: is a secret, an index address or a path of somebody's machine in a tracked
file?
"""

import re
import subprocess
import sys
from pathlib import Path

from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import get_settings, transient_settings

# What looks like a secret and is none: hashes of packages, tokens of the local Telegram.
_PASSED_OVER = re.compile(r"\.lock$|^tests/|^bot/sandbox/page/")
_PLUGINS = ("PrivateKeyDetector", "AWSKeyDetector", "GitHubTokenDetector", "SlackDetector",
            "TelegramBotTokenDetector", "BasicAuthDetector", "StripeDetector")  # fmt: skip
# It spares `secret = get_secret()`, which none of these plugins takes for one; of a whole run it
# took two thirds.
_SPARES = "detect_secrets.filters.heuristic.is_indirect_reference"
_NOT_HERE = re.compile(
    r"--(extra-)?index-url|--find-links|(?<![\w.])/(home|Users|root)/\w+|\b\d{8,10}:AA[\w-]{33}\b"
)


def main() -> None:
    listed = subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True)  # noqa: S607
    files = [name for name in listed.stdout.splitlines() if Path(name).is_file()]
    found = _secrets(files) + [hit for name in files for hit in _strangers(name)]
    for line in found:
        print(line, file=sys.stderr)
    sys.exit(1 if found else 0)


def _secrets(files: list[str]) -> list[str]:
    plugins = [{"name": name} for name in _PLUGINS]
    secrets = SecretsCollection()
    with transient_settings({"plugins_used": plugins}):
        get_settings().disable_filters(_SPARES)
        for name in files:
            if not _PASSED_OVER.search(name):
                secrets.scan_file(name)
    return [f"{name}:{secret.line_number}: {secret.type}" for name, secret in secrets]


def _strangers(name: str) -> list[str]:
    if name in {"tools/check_secrets.py"} or name.endswith((".png", ".ttf", ".gif", ".otf")):
        return []
    lines = Path(name).read_text(encoding="utf-8", errors="replace").splitlines()
    return [
        f"{name}:{number}: {match[0]}"
        for number, line in enumerate(lines, start=1)
        if (match := _NOT_HERE.search(line))
    ]


if __name__ == "__main__":
    main()
