"""What stands under `deploy/` fits the program: whatever is named there exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml

from bot.cli import cli
from bot.settings import Settings
from bot.web.server import LARGEST_BODY, WEBHOOK_PATH
from tests.cast import staged
from tests.web.conftest import SECRET, free_port

DEPLOY = Path("deploy")
UNIT = DEPLOY / "systemd/anker.service"
_METRIC = re.compile(r"\b(?:anker|process)_[a-z_]+")
_OF_A_HISTOGRAM = re.compile(r"_(?:bucket|sum|count)$")


def unit() -> dict[str, list[str]]:
    """The settings of the systemd unit; a name may stand several times."""
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text().splitlines():
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
    # A wrong setting ends it with 2, and starting again does not mend that.
    assert found["RestartPreventExitStatus"] == ["2"]
    database = next(v for v in found["Environment"] if v.startswith("BOT_DATABASE_URL"))
    assert f"/var/lib/{found['StateDirectory'][0]}/" in database
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "MemoryDenyWriteExecute"):
        assert found[name] == ["yes"]
    assert found["ProtectSystem"] == ["strict"]


def test_systemd_itself_understands_the_unit(tmp_path: Path) -> None:
    found = shutil.which("systemd-analyze")
    if found is None:
        # The machine has no systemd: at least every line is a section or a setting.
        lines = [x for x in UNIT.read_text().splitlines() if x and not x.startswith("#")]
        assert all(re.fullmatch(r"\[\w+\]|[A-Za-z]+=.*", line) for line in lines)
        return
    copy = tmp_path / "anker.service"
    text = UNIT.read_text().replace("/opt/anker/.venv/bin/python", "/bin/true")
    copy.write_text(text.replace("User=anker", "User=daemon").replace("Group=anker", ""))
    done = subprocess.run(
        [found, "verify", str(copy)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "anker.service" in line]
    assert complaints == []


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
    # Nothing else can be written, and a bot that cannot write down an erasure does not start.
    assert "BOT_ERASURES_FILE=/data/" in " ".join(docker_lines("ENV"))
    assert [volume.partition(":")[2] for volume in bot["volumes"]] == ["/data"]
    assert "ports" not in database
    assert compose()["networks"]["inside"]["internal"] is True
    assert database["networks"] == ["inside"]
    secret = "/run/secrets/postgres-password"
    assert database["environment"]["POSTGRES_PASSWORD_FILE"] == secret
    assert secret in bot["entrypoint"][2]
    assert "POSTGRES_PASSWORD" not in database["environment"]
    assert bot["command"][0] in cli.commands
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).is_file()


def test_what_the_compose_file_wants_beside_it_is_kept_out_of_git() -> None:
    wanted = [compose()["services"]["bot"]["env_file"], "postgres-password"]
    ignored = Path(".gitignore").read_text().splitlines()
    assert {f"/deploy/{name}" for name in wanted} <= set(ignored)


def test_the_proxy_passes_on_the_webhook_and_nothing_else() -> None:
    text = (DEPLOY / "Caddyfile").read_text()
    assert f"path {WEBHOOK_PATH}\n" in text
    assert text.count("reverse_proxy ") == 1
    assert "respond 404" in text
    for inside in ("/metrics", "/readyz", "/healthz"):
        assert inside not in text.replace("# Only Telegram's path is passed on. /healthz, /readyz"
                                          " and /metrics stay inside.", "")  # fmt: skip
    assert "max_size 1MB" in text
    assert LARGEST_BODY == 1_000_000


async def metrics_of(folder: Path, *, webhook: bool) -> str:
    """What Prometheus gets of a bot that polls, or has a webhook."""
    folder.mkdir()
    port = free_port()
    told = {"webhook_url": f"http://127.0.0.1:{port}", "webhook_secret": SECRET}
    async with (
        staged(folder, http_port=port, **(told if webhook else {})),
        aiohttp.ClientSession() as web,
        web.get(f"http://127.0.0.1:{port}/metrics") as answer,
    ):
        return await answer.text()


async def test_every_metric_of_the_alerts_and_the_dashboard_exists(tmp_path: Path) -> None:
    alerts = yaml.safe_load((DEPLOY / "prometheus/alerts.yml").read_text())
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    board = json.loads((DEPLOY / "grafana/anker.json").read_text())
    asked = [rule["expr"] for rule in rules]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    page = await metrics_of(tmp_path / "polling", webhook=False)
    page += await metrics_of(tmp_path / "webhook", webhook=True)
    exist = set(re.findall(r"^# TYPE (\S+)", page, re.MULTILINE))
    named = {_OF_A_HISTOGRAM.sub("", name) for expr in asked for name in _METRIC.findall(expr)}
    assert named <= exist
    values = set(re.findall(r'"([a-z_|]+)"', " ".join(asked))) - {"anker"}
    shown = {value for one in values for value in one.split("|")}
    assert all(f'="{value}"' in page for value in shown), "a lane or an outcome that is not there"


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
