"""What stands under `deploy/` fits the program: whatever is named there exists."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import cli
from bot.content.model import Content
from bot.intake import poll
from bot.rooms import features_for
from bot.settings import Settings
from bot.web import webhook
from bot.web.figures import LATEST
from bot.web.server import LARGEST_BODY, WEBHOOK_PATH
from tests.web.conftest import metrics_of

DEPLOY = Path("deploy")
UNITS = DEPLOY / "systemd"
SERVICES = ("anker.service", "anker-backup.service")
BACKUPS = "/var/backups/anker"
OPERATIONS = Path("docs/operations.md").read_text()
OF_CONTAINERS = OPERATIONS.partition("## With containers")[2].partition("\n## ")[0]
_METRIC = re.compile(r"\b(?:anker|process)_[a-z_]+")
_OF_A_HISTOGRAM = re.compile(r"_(?:bucket|sum|count)$")


def unit(name: str = "anker.service") -> dict[str, list[str]]:
    """The settings of a systemd unit; a name may stand several times."""
    found: dict[str, list[str]] = {}
    for line in (UNITS / name).read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def docker_lines(word: str) -> list[str]:
    """What follows this instruction in the Dockerfile, continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    return [line.partition(" ")[2] for line in text.splitlines() if line.startswith(f"{word} ")]


def compose() -> dict[str, Any]:
    """The compose file."""
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return found


def pairs(lines: Iterable[str]) -> dict[str, str]:
    """NAME=value lines, as systemd and Docker read a file of settings."""
    named = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name: value for name, _, value in named}


EXAMPLE = pairs(Path(".env.example").read_text().splitlines())


def settings_with(monkeypatch: pytest.MonkeyPatch, *layers: Mapping[str, str]) -> Settings:
    """What the program makes of these environments; the later one wins."""
    for layer in layers:
        for name, value in layer.items():
            monkeypatch.setenv(name, value)
    return Settings(_env_file=None)


def links_in(text: str) -> dict[str, str]:
    """`ln -s TARGET NAME` in a text, by name."""
    return {name: target for target, name in re.findall(r"\bln -s (\S+) (\S+)", text)}


def where(path: Path | None, folder: str, links: Mapping[str, str]) -> Path:
    """Where this is written by a program that is started in `folder`, with these links there."""
    assert path is not None
    first, *rest = path.parts
    return Path(links[first], *rest) if first in links else Path(folder) / path


def settings_named_in(text: str) -> set[str]:
    return set(re.findall(r"\bBOT_[A-Z_]+", text))


@pytest.mark.parametrize("file", [p for p in sorted(DEPLOY.rglob("*")) if p.is_file()], ids=str)
def test_settings_that_are_named_exist_and_no_secret_or_other_host_stands_there(
    file: Path,
) -> None:
    text = file.read_text()
    known = {f"BOT_{name.upper()}" for name in Settings.model_fields}
    assert settings_named_in(text) <= known
    assert not re.search(r"\d{6,}:[A-Za-z0-9_-]{30,}", text), "a token"
    for host in re.findall(r"https?://([^/\s\"']+)", text):
        assert host.startswith("127.0.0.1"), host


def test_the_unit_starts_a_command_that_exists_and_stops_it_in_time() -> None:
    found = unit()
    program, *words = found["ExecStart"][0].split()
    assert program.endswith("/.venv/bin/python")
    assert words[:2] == ["-m", "bot"]
    assert words[2] in cli.commands
    assert found["User"] == ["anker"]
    assert found["KillSignal"] == ["SIGTERM"]
    assert int(found["TimeoutStopSec"][0]) > 10
    # A wrong setting ends it with 2, and starting again does not mend that; all else may pass.
    assert found["RestartPreventExitStatus"] == ["2"]
    assert found["StartLimitIntervalSec"] == ["0"]
    assert found["Restart"] == ["always"]


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_may_write_its_own_folder_and_nothing_else(name: str) -> None:
    found, service = unit(name), unit()
    for setting in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "MemoryDenyWriteExecute"):
        assert found[setting] == ["yes"]
    assert found["ProtectSystem"] == ["strict"]
    sandbox = list(service)[list(service).index("StateDirectory") : -1]
    assert {key: found[key] for key in sandbox} == {key: service[key] for key in sandbox}
    assert found.get("ReadWritePaths", []) == ([BACKUPS] if name != SERVICES[0] else [])


def test_the_example_laid_over_the_unit_puts_everything_where_it_may_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, links = unit(), links_in(OPERATIONS)
    # systemd: what stands in the file wins over what stands in the unit.
    made = settings_with(monkeypatch, pairs(found["Environment"]), EXAMPLE)
    folder, own = found["WorkingDirectory"][0], Path("/var/lib", found["StateDirectory"][0])
    assert where(made.sqlite_path, folder, links) == own / "anker.db"
    assert where(made.erasures_path, folder, links).parent == own
    moved = made.moved_to("postgresql+asyncpg://elsewhere/anker")
    assert where(moved.erasures_path, folder, links).parent == own
    assert f"sqlite3 {own / 'anker.db'} " in OPERATIONS


@pytest.mark.long
def test_the_nightly_copy_is_made_by_a_command_that_works_where_it_may_write(
    tmp_path: Path,
) -> None:
    found = unit("anker-backup.service")
    # systemd makes one of two, and reads the single quotes.
    line = found["ExecStart"][0].replace("$$", "$").replace("%%", "%")
    assert not re.search(r"[$%]", found["ExecStart"][0].replace("$$", "").replace("%%", ""))
    shell, flag, told = shlex.split(line)
    assert OPERATIONS.count(f" -m 0700 {BACKUPS}\n") == 2, "somebody has to make it"
    source = f"sqlite+aiosqlite:///{tmp_path / 'anker.db'}"
    environment = {"PATH": os.environ["PATH"], "BOT_DATABASE_URL": source}
    run_bot("migrate", environment)
    told = told.replace(BACKUPS, str(tmp_path)).replace(".venv/bin/python", sys.executable)
    done = subprocess.run([shell, flag, told], env=environment, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = tmp_path.glob("anker-[1-7].db")
    assert made.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "anker.db")) as database:
        (noted,) = database.execute("SELECT count(*) FROM note WHERE name = 'backup'").fetchone()
    assert noted, "so that an alert can tell that there was none for long"
    timer = unit("anker-backup.timer")
    assert timer["Persistent"] == ["yes"]
    assert "OnCalendar" in timer


def run_bot(command: str, environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "bot", command], env=environment, check=True,
                   capture_output=True)  # fmt: skip


def test_a_command_by_hand_is_run_as_the_service_is(tmp_path: Path) -> None:
    """In the place of systemd-run somebody who writes down what he was told."""
    told, found = tmp_path / "told", unit()
    stand_in = tmp_path / "systemd-run"
    stand_in.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\nexit 3\n')
    stand_in.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    script = (UNITS / "anker").absolute()
    done = subprocess.run(
        [script, "restore", "/a b/c.db"], env={"PATH": path}, cwd=tmp_path, check=False
    )
    assert done.returncode == 3, "a failure is one"
    words = told.read_text().splitlines()
    properties = pairs(w.removeprefix("--property=") for w in words if w.startswith("--property="))
    assert {name: [value] for name, value in properties.items()} == {
        name: found[name] for name in properties
    }
    assert {"User", "EnvironmentFile", "WorkingDirectory", "StateDirectory"} <= set(properties)
    # Without one, systemd takes the whole command for it, and writes it to the journal.
    assert "--description=anker restore" in words
    program = found["ExecStart"][0].removesuffix(" run").split()
    assert words[words.index(program[0]) :] == [*program, "restore", "/a b/c.db"]


@pytest.mark.parametrize("name", [*SERVICES, "anker-backup.timer"])
def test_systemd_itself_understands_the_unit(name: str, tmp_path: Path) -> None:
    found = shutil.which("systemd-analyze")
    if found is None:
        # The machine has no systemd: at least every line is a section or a setting.
        lines = [x for x in (UNITS / name).read_text().splitlines() if x and not x.startswith("#")]
        assert all(re.fullmatch(r"\[\w+\]|[A-Za-z]+=.*", line) for line in lines)
        return
    for one in UNITS.glob(f"{name.partition('.')[0]}.*"):
        text = one.read_text().replace("/opt/anker/.venv/bin/python", "/bin/true")
        (tmp_path / one.name).write_text(
            text.replace("User=anker", "User=daemon").replace("Group=anker", "")
        )
    done = subprocess.run(
        [found, "verify", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert [line for line in done.stderr.splitlines() if "anker" in line] == []


def test_the_image_takes_what_exists_and_only_what_it_needs() -> None:
    here = [line for line in docker_lines("COPY") if not line.startswith("--from")]
    sources = [source for line in here for source in line.split()[:-1]]
    assert sorted(sources) == ["bot", "content", "requirements.lock"]
    assert all(Path(source).exists() for source in sources)
    ignored = Path(".dockerignore").read_text().splitlines()
    assert ignored[0] == "*", "what is not named does not get in"
    assert {line[1:] for line in ignored if line.startswith("!")} == set(sources)
    assert "--require-hashes" in " ".join(docker_lines("RUN"))
    # A content folder that was not copied, or a package that the lock lacks, would show here.
    assert "asyncpg==" in Path("requirements.lock").read_text()


def test_the_image_runs_as_nobody_and_its_command_exists() -> None:
    assert len(docker_lines("FROM")) == 2, "what built it stays behind"
    assert not any(line.endswith((":latest", "python")) for line in docker_lines("FROM"))
    (user,) = docker_lines("USER")
    assert int(user.partition(":")[0]) >= 10_000
    number, own = user.split(":")
    making = " ".join(docker_lines("RUN"))
    assert f"groupadd --gid {own} " in making
    assert f"useradd --uid {number} --gid {own} " in making
    assert json.loads(docker_lines("ENTRYPOINT")[0]) == ["python", "-m", "bot"]
    assert json.loads(docker_lines("CMD")[-1])[0] in cli.commands
    health = docker_lines("HEALTHCHECK")[0]
    assert "/readyz" in health
    assert not docker_lines("ADD")


def test_the_compose_file_keeps_the_database_inside_and_the_bot_read_only() -> None:
    services = compose()["services"]
    bot, database = services["bot"], services["database"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    mounted = [re.sub(r"\$\{.*?\}", "x", volume).split(":")[1:] for volume in bot["volumes"]]
    assert mounted == [["/data"], ["/backups"], ["/app/content", "ro"]]
    assert bot["volumes"][1].startswith(f"{BACKUPS}:")
    assert "ports" not in database
    assert compose()["networks"]["inside"]["internal"] is True
    assert database["networks"] == ["inside"]
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()


PASSWORD = re.compile(r"\$\{POSTGRES_PASSWORD:\?[^}]*\}")


def test_the_example_laid_under_the_compose_file_makes_settings_that_work(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bot, database = compose()["services"]["bot"], compose()["services"]["database"]
    own = {name: PASSWORD.sub("secret", value) for name, value in bot["environment"].items()}
    # Compose: what stands in `environment` wins, also when the file has it empty.
    image = pairs(" ".join(docker_lines("ENV")).split())
    made = settings_with(monkeypatch, image, EXAMPLE, own)
    account = database["environment"]
    assert PASSWORD.fullmatch(account["POSTGRES_PASSWORD"])
    assert made.database_url == (
        f"postgresql+asyncpg://{account['POSTGRES_USER']}:secret@database:5432/"
        f"{account['POSTGRES_DB']}"
    )
    assert made.erasures_path == Path("/data/anker.erased")
    assert where(made.content_dir, "/app", {}) == Path("/app/content")
    assert made.http_host == "0.0.0.0"
    assert f":{made.http_port}" in bot["ports"][0]
    assert "entrypoint" not in bot, "`exec` would not come by what is made there"


def test_the_image_alone_keeps_everything_in_its_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pairs(" ".join(docker_lines("ENV")).split())
    links = links_in(" ".join(docker_lines("RUN")))
    (volume,) = docker_lines("VOLUME")
    by_hand = pairs(re.findall(r" -e (\S+)", OF_CONTAINERS))
    for layers in ([image], [image, EXAMPLE, by_hand]):
        made = settings_with(monkeypatch, *layers)
        assert where(made.sqlite_path, "/app", links).parent == Path(volume)
        assert where(made.erasures_path, "/app", links).parent == Path(volume)
        assert made.http_port == 8080
        assert made.http_host == "0.0.0.0"


def test_what_the_compose_file_wants_beside_it_is_kept_out_of_git() -> None:
    ignored = Path(".gitignore").read_text().splitlines()
    assert f"/deploy/{compose()['services']['bot']['env_file']}" in ignored
    assert ".env" in ignored, "the password of the database"


def test_a_percent_sign_in_a_line_for_cron_is_escaped() -> None:
    lines = re.findall(r"^ +(?:[\d*/]+ ){5}(.+)$", OPERATIONS, re.MULTILINE)
    assert len(lines) == 1
    assert all("%" in line and not re.search(r"(?<!\\)%", line) for line in lines)


def test_the_proxy_passes_on_the_webhook_and_nothing_else() -> None:
    text = (DEPLOY / "Caddyfile").read_text()
    assert f"path {WEBHOOK_PATH}\n" in text
    assert text.count("reverse_proxy ") == 1
    assert "respond 404" in text
    for inside in ("/metrics", "/readyz", "/works", "/healthz"):
        assert inside not in text.replace("# Only Telegram's path is passed on. /healthz, /readyz,"
                                          " /works and /metrics stay inside.", "")  # fmt: skip
    assert "max_size 1MB" in text
    # For everything that Caddy logs: a call that fails, as while the bot starts anew, is told with
    # its headers by another logger than that of the calls.
    everything, site = text.partition("anker.example.org {")[::2]
    assert everything.startswith("{\n")
    assert "\tlog default {\n\t\tformat filter {" in everything
    assert "request>headers delete" in everything, "the secret is one of them"
    for address in ("remote_ip", "client_ip"):
        assert f"request>{address} ip_mask {{" in everything, "nobody's whole address is logged"
    assert site.count("log") == 1, "that of the site has no form of its own"
    assert LARGEST_BODY == 1_000_000


async def test_every_metric_of_the_alerts_and_the_dashboard_exists(tmp_path: Path) -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text())
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    board = json.loads((DEPLOY / "grafana/anker.json").read_text())
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    page = await metrics_of(tmp_path)
    exist = set(re.findall(r"^# TYPE (\S+)", page, re.MULTILINE))
    named = {_OF_A_HISTOGRAM.sub("", name) for expr in asked for name in _METRIC.findall(expr)}
    assert named <= exist
    values = set(re.findall(r'"([a-z_|]+)"', " ".join(asked))) - {"anker"}
    shown = {value for one in values for value in one.split("|")}
    assert all(f'="{value}"' in page for value in shown), "a lane or an outcome that is not there"


def test_the_ticks_that_come_too_seldom_for_one_alert_have_their_own(content: Content) -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text())
    [group] = alerts["groups"]
    [own] = [rule["expr"] for rule in group["rules"] if rule["alert"] == "AnkerRareTickFails"]
    seldom = {
        tick.name
        for feature in features_for(content)
        for tick in feature.ticks
        if tick.seconds >= 900 / 4
    }
    named = re.search(r'tick=~"([a-z_|]+)"', own)
    assert named is not None
    assert set(named[1].split("|")) == seldom


def test_what_a_probe_calls_deaf_an_alert_does_too() -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text())
    asked = {rule["alert"]: rule["expr"] for rule in alerts["groups"][0]["rules"]}
    assert asked["AnkerDeaf"] == (
        f"anker_poll_age_seconds > {poll.SILENT_AFTER:g}"
        f" or anker_webhook_age_seconds > {webhook.SILENT_AFTER:g}"
    )
    assert asked["AnkerTwoPoll"] == (
        f"increase(anker_poll_conflicts_total[{poll.DUEL_WITHIN / 60:g}m]) > {poll.DUEL - 1}"
    )
    assert (
        f"anker_webhook_failed_timestamp_seconds < {webhook.RECENT:g}" in asked["AnkerUndelivered"]
    )
    assert f"}}) > {LATEST:g}" in asked["AnkerUrgentLate"]


async def test_every_number_of_our_own_has_a_panel(tmp_path: Path) -> None:
    board = json.loads((DEPLOY / "grafana/anker.json").read_text())
    asked = " ".join(target["expr"] for panel in board["panels"] for target in panel["targets"])
    exist = set(re.findall(r"^# TYPE (anker_\S+)", await metrics_of(tmp_path), re.MULTILINE))
    assert {name for name in exist if name not in asked} == set()
    places = [tuple(panel["gridPos"].values()) for panel in board["panels"]]
    assert len(set(places)) == len(places)
    assert len({panel["id"] for panel in board["panels"]}) == len(places)


def test_every_alert_leads_to_a_heading_of_the_runbook() -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text())
    headings = re.findall(r"^#+ (.+)$", Path("docs/operations.md").read_text(), re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}
    for group in alerts["groups"]:
        for rule in group["rules"]:
            file, _, anchor = rule["annotations"]["runbook"].partition("#")
            assert file == "docs/operations.md"
            assert anchor in anchors, rule["alert"]
            assert rule["labels"]["severity"] in ("page", "ticket")
