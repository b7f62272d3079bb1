"""The command line.

Exit codes: 0 done, 1 a check failed or the program could not go on, 2 wrong settings.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import click

from bot import __version__, logs
from bot.clock import prefer_packaged_zones
from bot.settings import Settings, SettingsError, load_settings

WRONG_SETTINGS, FAILED = 2, 1
_DEMO_TOKEN = "1000001:LOCAL-demo-token-that-opens-nothing-at-all"  # noqa: S105


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anker")
def cli() -> None:
    """Anker: grounding at once, a message a day, reminders that arrive."""
    prefer_packaged_zones()


@cli.command()
def run() -> None:
    """Run the bot with the token in BOT_TOKEN."""
    from bot.running import serve

    settings = _settings()
    logs.configure(settings.log_level, settings.log_format)
    _finish(serve(settings))


@cli.command()
@click.option("--port", default=8765, show_default=True, help="Where the chat page is served.")
@click.option("--open/--no-open", "browse", default=True, help="Open the page in a browser.")
def demo(port: int, browse: bool) -> None:
    """See it work: a chat page with a client and a coach. No token, no network."""
    from bot.sandbox.demo import serve_demo

    settings = _settings(token=_DEMO_TOKEN)
    logs.configure("WARNING", settings.log_format)
    _finish(serve_demo(settings, port=port, browse=browse))


@cli.command()
def check() -> None:
    """Check settings, content, database and token: one line each."""
    from bot.checks import run_checks

    results = asyncio.run(run_checks())
    for result in results:
        click.echo(str(result))
    sys.exit(FAILED if any(not result.ok for result in results) else 0)


@cli.command()
def classify() -> None:
    """One message a line on standard input; one JSON object a line out."""
    from bot.content.load import load
    from bot.understanding.classify import Classifier

    settings = _settings()
    classifier = Classifier(load(settings.content_dir))
    for line in sys.stdin:
        text = line.rstrip("\n")
        verdict = classifier.classify(text, settings.language)
        answer = {
            "text": text,
            "lang": verdict.language,
            "label": verdict.label,
            "score": round(verdict.score, 3),
            "why": verdict.why,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))


@cli.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from bot.running import migrate_database

    version = _finish(migrate_database(_settings()))
    click.echo(f"The database is at version {version}.")


@cli.command()
def keygen() -> None:
    """Print a new key for BOT_ENCRYPTION_KEY."""
    from bot.vault import new_key

    click.echo(new_key())


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE, also while the bot runs."""
    from bot.store.backup import backup_to

    _finish(backup_to(_settings(), file))
    click.echo(f"Written to {file}. The key is not in it: keep that elsewhere.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(file: Path) -> None:
    """Put the copy in FILE in place of the database. The bot must not be running."""
    from bot.store.backup import restore_from

    _finish(restore_from(_settings(), file))
    click.echo(f"Restored from {file}.")


def _settings(**overrides: Any) -> Settings:
    try:
        return load_settings(**overrides)
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)


def _finish(work: Coroutine[Any, Any, Any]) -> Any:
    """Run to the end; what an operator can mend is one line, not a traceback."""
    from bot.content.faults import ContentError
    from bot.store.engine import StoreError
    from bot.vault import VaultError

    try:
        return asyncio.run(work)
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)
    except (StoreError, VaultError, ContentError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(0)


def main() -> None:
    """The entry point `anker`."""
    cli()
