"""The command line.

Exit codes: 0 done, 1 a check failed or the program could not go on, 2 wrong settings, 130 a
command was interrupted before it was done.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from bot import __version__, logs
from bot.clock import SystemClock, prefer_packaged_zones
from bot.settings import Settings, SettingsError, load_settings

WRONG_SETTINGS, FAILED, INTERRUPTED = 2, 1, 130
_DEMO_TOKEN = "1000001:LOCAL-demo-token-that-opens-nothing-at-all"  # noqa: S105


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="anker")
def cli() -> None:
    """Anker: grounding at once, a message a day, reminders that arrive."""
    prefer_packaged_zones()
    # Whatever is written holds what people keep here: databases, copies, keys, lists.
    os.umask(0o077)


@cli.command()
def run() -> None:
    """Run the bot with the token in BOT_TOKEN."""
    settings = _settings()
    with _told_in_one_line():
        settings.require_token()
        settings.require_content()
    from bot.running import serve

    logs.configure(settings.log_level, settings.log_format)
    _finish(serve(settings), until_stopped=True)


@cli.command()
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(1, 65535),
    help="Where the chat page is served.",
)  # fmt: skip
@click.option("--open/--no-open", "browse", default=True, help="Open the page in a browser.")
def demo(port: int, browse: bool) -> None:
    """See it work: a chat page with a client and a coach. No token, no network."""
    from bot.sandbox.demo import serve_demo

    settings = _settings(token=_DEMO_TOKEN)
    logs.configure("WARNING", settings.log_format)
    _finish(serve_demo(settings, port=port, browse=browse), until_stopped=True)


@cli.command()
def check() -> None:
    """Check settings, content, database, token and more: one line each."""
    sys.exit(_finish(_check()))


async def _check() -> int:
    """Each line as soon as it is known: some take a while. Gives the exit code."""
    from bot.checks import SETTINGS, run_checks

    code = 0
    async for result in run_checks():
        click.echo(str(result))
        if not result.ok:
            code = WRONG_SETTINGS if result.name == SETTINGS else code or FAILED
    return code


@cli.command()
def classify() -> None:
    """One message a line on standard input; one JSON object a line out."""
    settings = _settings()
    with _told_in_one_line():
        _classify(settings)


def _classify(settings: Settings) -> None:
    from bot.content.load import load
    from bot.understanding.classify import Classifier

    classifier = Classifier(load(settings.require_content()))
    # UTF-8 whatever the machine's locale is; only a line feed ends a message.
    messages = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", errors="replace", newline="\n")
    for line in messages:
        text = line.rstrip("\r\n")
        verdict = classifier.hear(text, settings.language)
        answer = {
            "text": text,
            "lang": verdict.language,
            "label": verdict.label,
            "score": round(verdict.score, 3),
            "why": verdict.why,
        }
        click.echo(json.dumps(answer, ensure_ascii=False).encode())


@cli.command()
def migrate() -> None:
    """Bring the database to the schema of this version."""
    from bot.store import opening

    version = _finish(opening.migrate(_settings()))
    click.echo(f"The database is at version {version}.")


@cli.command()
def keygen() -> None:
    """Print a new key for BOT_ENCRYPTION_KEY."""
    from bot.vault import new_key

    click.echo(new_key())


@cli.command()
def reencrypt() -> None:
    """Seal everything with the newest key, so that the old one can go; also while the bot runs."""
    from bot.store import opening

    count = _finish(opening.reencrypt(_settings()))
    click.echo(f"{count} values were sealed anew. Only the newest key is needed from now on.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Write a consistent copy of the database to FILE, also while the bot runs."""
    from bot.store.backup import backup_to, note_backup

    settings = _settings()
    _finish(backup_to(settings, file))
    _finish(note_backup(settings, SystemClock().now()))
    click.echo(f"Written to {file}. The key is not in it: keep that elsewhere.")


@cli.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--go-on", is_flag=True, help="Send to many at once, without asking a coach first.")
@click.option("--moved", is_flag=True, help="For a move: nothing happened since the copy.")
@click.option("--damaged", is_flag=True, help="Even if some values in it cannot be opened.")
def restore(file: Path, go_on: bool, moved: bool, damaged: bool) -> None:
    """Put the copy in FILE in place of the database. The bot must not be running."""
    from bot.store.backup import restore_from

    settings, now = _settings(), SystemClock().now()
    _finish(restore_from(settings, file, now, wait=not go_on, moved=moved, damaged=damaged))
    click.echo(f"Restored from {file}.")
    if not go_on and not moved:
        click.echo(
            "What goes to many waits until a coach taps that it may go on."
            if settings.coach_ids
            else "What goes to many waits, and BOT_COACH_IDS names nobody who could let it go on:"
            " name a coach, or restore with --go-on."
        )


@cli.command()
@click.option(
    "--to", "url", metavar="URL", prompt="Address of the empty database",
    help="The empty database to copy to; asked for when it is left out.",
)  # fmt: skip
def copy(url: str) -> None:
    """Copy everything into another database, such as PostgreSQL, and prove it.

    An address with a password in it had better be asked for: everybody on the machine sees what
    stands on a command line.
    """
    from bot.store.moving import copy_to

    settings = _settings()
    with _told_in_one_line():
        target = settings.moved_to(url)
    for line in _finish(copy_to(settings, target)):
        click.echo(line)
    click.echo("All the same. Put this address in BOT_DATABASE_URL, with the same key.")


def _settings(**overrides: Any) -> Settings:
    try:
        return load_settings(**overrides)
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)


def _finish(work: Coroutine[Any, Any, Any], *, until_stopped: bool = False) -> Any:
    """Do it to the end; `until_stopped`: it has no other end than that somebody stops it."""
    with _told_in_one_line(until_stopped=until_stopped):
        return asyncio.run(work)


def _in_words(error: Exception) -> str:
    """What an operator can do about it; the system's own words name no mend."""
    if isinstance(error, OSError) and error.filename and error.strerror:
        return (
            f"{error.filename} cannot be used ({error.strerror}): see who may read and write"
            " there, and whether that disk is full or read-only"
        )
    return str(error)


@contextmanager
def _told_in_one_line(*, until_stopped: bool = False) -> Iterator[None]:
    """What an operator can mend is told without a traceback, and so is a fault of ours: a
    message of another library may quote the token, or what a person wrote.
    """
    from bot.content.faults import ContentError
    from bot.store.errors import StoreError

    try:
        yield
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_SETTINGS)
    except BrokenPipeError:
        raise
    except (StoreError, ContentError, OSError) as error:
        click.echo(logs.hide_token(_in_words(error)), err=True)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        if until_stopped:
            sys.exit(0)
        click.echo("interrupted: nothing was finished", err=True)
        sys.exit(INTERRUPTED)
    except Exception as error:
        places = " < ".join(reversed(logs.traceback_of(error)))
        click.echo(f"unexpected: {type(error).__name__} in {places}", err=True)
        sys.exit(FAILED)


def main() -> None:
    """The entry point `anker`."""
    cli()
