"""`claims demo`: a demonstration office in a folder of its own, loopback only, filled with sixteen made-up claims. This is where it starts."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pyotp

from claims.actions.open_office import NewMember
from claims.cli.demonstration.filling import fill_office
from claims.cli.init import make_office
from claims.cli.upgrade import upgrade_office
from claims.errors import StartRefused
from claims.model.vocabulary import Role
from claims.settings import ROOT, Settings, read_settings

SIGN_INS = "sign-ins.json"
MEMBERS = (
    NewMember(name="Han Lead", sign_in_name="lead", roles=(Role.LEAD, Role.TRIAGE), language="en"),
    NewMember(name="오트리", sign_in_name="triage", roles=(Role.TRIAGE,), language="ko"),
    NewMember(name="변호인", sign_in_name="counsel", roles=(Role.COUNSEL,), language="ko"),
    NewMember(name="Ada Admin", sign_in_name="admin", roles=(Role.ADMINISTRATOR,), language="en"),
    NewMember(name="Audit Or", sign_in_name="auditor", roles=(Role.AUDITOR,), language="en"),
    NewMember(name="Rea Searcher", sign_in_name="researcher", roles=(Role.RESEARCHER,), language="en"),
)
READY_WITHIN = 60


def register(subcommands: Any) -> None:
    """Add the command and its verbs."""
    command = subcommands.add_parser(
        "demo",
        help="try everything with made-up claims",
        description="The demonstration is an office of its own, marked on every page, on this machine only. Never put a real claim into it.",
    )
    verbs = command.add_subparsers(title="verbs", metavar="VERB", required=True)
    start = verbs.add_parser("run", help="make it where it is missing, fill it, and run web and worker until Ctrl-C")
    start.add_argument("--folder", default="demo-office", help="where it lives (default: demo-office)")
    start.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    start.set_defaults(run=run)
    make = verbs.add_parser("make", help="make and fill it, and stop")
    make.add_argument("--folder", default="demo-office", help="where it lives (default: demo-office)")
    make.set_defaults(run=run_make)
    code = verbs.add_parser("code", help="print the code that a demonstration member's authenticator would show now")
    code.add_argument("member", help="a sign-in name, such as lead")
    code.add_argument("--folder", default="demo-office", help="where it lives (default: demo-office)")
    code.set_defaults(run=run_code)


def run(given: Namespace) -> int:
    """Make, fill, serve."""
    environ = demo_environ(Path(given.folder))
    settings = read_settings(environ)
    make_demonstration(settings)
    return serve(settings, environ, port=given.port)


def run_make(given: Namespace) -> int:
    """Make and fill only."""
    make_demonstration(read_settings(demo_environ(Path(given.folder))))
    return 0


def run_code(given: Namespace) -> int:
    """The current code of one member."""
    sign_ins = read_sign_ins(Path(given.folder))
    if given.member not in sign_ins:
        raise StartRefused(f"'{given.member}' is nobody here. Sign-in names: {', '.join(sign_ins)}.")
    print(pyotp.TOTP(sign_ins[given.member]["totp_secret"]).now())
    return 0


def demo_environ(folder: Path) -> dict[str, str]:
    """The settings of the demonstration: its own folder, SQLite, loopback; whatever else CLAIMS_ says is put aside."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMS_")}
    return kept | {"CLAIMS_FOLDER": str(folder.resolve())}


def make_demonstration(settings: Settings) -> None:
    """The office stands and is filled; where it already does, it is only brought up to date. A half-made one is made anew."""
    folder = settings.folder
    if (folder / SIGN_INS).exists():
        upgrade_office(settings)
        return
    if folder.exists() and any(folder.iterdir()):
        if not (folder / "unfinished").exists():
            raise StartRefused(f"{folder} holds something that is not the demonstration: name another --folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / "unfinished").touch()
    print("Making the demonstration office …", flush=True)
    sign_ins = make_office(
        settings,
        name="Demonstration office",
        contact="demonstration@example.org",
        firms="예시 법무법인 (Example Law Firm, Seoul; demonstration)",
        kind="demonstration",
        members=MEMBERS,
    )
    by_name = {entry.sign_in_name: asdict(entry) for entry in sign_ins}
    fill_office(settings, by_name)
    (folder / SIGN_INS).write_text(json.dumps(by_name, ensure_ascii=False, indent=1))
    (folder / SIGN_INS).chmod(0o600)
    (folder / "unfinished").unlink()


def read_sign_ins(folder: Path) -> Mapping[str, Mapping[str, Any]]:
    """The demonstration's sign-ins by name. Raises StartRefused where there is no demonstration."""
    try:
        loaded = json.loads((folder / SIGN_INS).read_text())
    except FileNotFoundError:
        raise StartRefused(f"There is no demonstration in {folder}: run `claims demo run` first.") from None
    assert isinstance(loaded, dict)
    return loaded


def serve(settings: Settings, environ: Mapping[str, str], *, port: int) -> int:
    """Run web and worker until one of them ends or Ctrl-C; then end both."""
    path = os.pathsep.join(filter(None, (str(ROOT), environ.get("PYTHONPATH", ""))))
    shared = {**environ, "PORT": str(port), "PYTHONPATH": path}
    web_command = [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT), "app:create_app()"]
    web = subprocess.Popen(web_command, env=shared)  # noqa: S603 -- our own interpreter and module
    processes = [web]
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        _wait_until_ready(web, port)
        worker_command = [sys.executable, "-c", "import sys; from claims.cli import main; sys.exit(main(['work']))"]
        processes.append(subprocess.Popen(worker_command, env=shared))  # noqa: S603 -- as above
        print_doors(settings.folder, port)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in reversed(processes):
            process.wait(timeout=30)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _wait_until_ready(web: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(READY_WITHIN * 4):
        if web.poll() is not None:
            raise StartRefused(
                f"The web did not start; the lines above say why. Is port {port} taken? Try --port {port + 1}."
            )
        try:
            with urlopen(f"http://127.0.0.1:{port}/en/", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.25)
    raise StartRefused(f"The web did not answer on port {port} within {READY_WITHIN} seconds.")


def print_doors(folder: Path, port: int) -> None:
    """Where each person enters, and the demonstration's sign-ins."""
    base = f"http://127.0.0.1:{port}"
    print(
        f"\nThe demonstration runs. Made-up claims only; it is reachable from this machine alone.\n\n  Travelers   {base}/"
    )
    for tag in ("ko", "en", "zh-Hans", "ja", "vi", "ar"):
        print(f"              {base}/{tag}/")
    print(f"  Staff       {base}/en/office/sign-in   (Korean: {base}/ko/office/sign-in)\n")
    for name, entry in read_sign_ins(folder).items():
        print(f"  {name:<9} {', '.join(entry['roles']):<13} {entry['passphrase']}")
    print(f"\n  The six digits: {code_command(folder)}\n  Stop with Ctrl-C; nothing is lost.", flush=True)


def code_command(folder: Path) -> str:
    """What to type for a member's six digits, from the folder one is in; NAME is left to be filled in."""
    launcher = Path(sys.executable).with_name("claims")
    command = _from_here(launcher) if launcher.exists() else "claims"
    return f"{shlex.quote(command)} demo code NAME --folder {shlex.quote(_from_here(folder))}"


def _from_here(path: Path) -> str:
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
