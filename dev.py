#!/usr/bin/env python3
"""Everything a developer runs, with nothing but Python: `python3 dev.py demo`, `python3 dev.py test`.

Standard library only. The first call makes `.venv` and installs the hash-locked requirements into it;
later calls see the lock's stamp and start at once. Nothing is written outside this folder.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is what an older Python reads before it stops
    sys.exit(
        f"Amity needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable}).\n"
        "Install a newer Python and say, for instance: python3.12 dev.py demo"
    )

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OWN_HOME = ROOT / ".home"  # where the caches go when there is no home to write to
STAMPS = VENV / "amity-installed.json"
# Another Python's paths, and a wish to keep no bytecode: ours lies in this folder and saves a second a start.
NOT_FOR_OURS = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE"}


# --- saying and running ------------------------------------------------------------------------------------


def say(text: str = "") -> None:
    """Print a line at once, so that it stands before whatever a child process prints."""
    print(text, flush=True)


@contextlib.contextmanager
def step(text: str) -> Iterator[None]:
    """Show what is being done, a dot every two seconds, and how long it took."""
    done, began = threading.Event(), time.monotonic()
    print(f"{text} ", end="", flush=True)

    def dots() -> None:
        while not done.wait(2):
            print(".", end="", flush=True)

    thread = threading.Thread(target=dots, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        say(f" {time.monotonic() - began:.1f} s")


def environment(**more: str) -> dict[str, str]:
    """The child's environment: ours, without another Python's paths, and with caches that can be written."""
    env = {k: v for k, v in os.environ.items() if k not in NOT_FOR_OURS}
    env |= {"UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONUTF8": "1"}
    home = Path(env.get("HOME") or env.get("USERPROFILE") or "/nonexistent")
    if not os.access(home, os.W_OK):
        env |= {name: str(OWN_HOME / "cache") for name in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME")}
        env["HOME"] = str(OWN_HOME)
    return env | more


def run(*command: str | Path, **more: str) -> int:
    """Run a command in the root folder, its output going straight to the reader."""
    with subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment(**more)) as child:
        while True:
            # Ctrl-C reaches the child as well: it ends in its own time
            with contextlib.suppress(KeyboardInterrupt):
                return child.wait()


def become(*command: str | Path) -> int:
    """Let a command take our place, so that whoever stops us stops it; run it where that cannot be."""
    if os.name == "posix":
        os.chdir(ROOT)
        os.execve(command[0], [str(part) for part in command], environment())  # noqa: S606 - our own command
    return run(*command)


def quietly(*command: str | Path, seconds: float | None = None) -> tuple[bool, str]:
    """Run a command and keep what it says; a missing or late command counts as failed."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


# --- the virtual environment -------------------------------------------------------------------------------


def uv() -> str | None:
    """uv, where it is installed and answers: about fifteen times as fast as pip."""
    found = shutil.which("uv")
    return found if found and quietly(found, "--version", seconds=20)[0] else None


def venv_makers(with_uv: str | None) -> Iterator[list[str]]:
    """Ways to make a virtual environment on this machine, best first."""
    base = getattr(sys, "_base_executable", None) or sys.executable
    if with_uv:
        yield [with_uv, "venv", "--quiet", "--python", base, str(VENV)]
    if importlib.util.find_spec("ensurepip"):
        yield [base, "-m", "venv", str(VENV)]
    if importlib.util.find_spec("virtualenv"):
        yield [base, "-m", "virtualenv", "--quiet", str(VENV)]
    elif shutil.which("virtualenv"):
        yield ["virtualenv", "--quiet", "--python", base, str(VENV)]
    if importlib.util.find_spec("pip"):
        yield [base, "-m", "venv", "--without-pip", str(VENV)]


def make_venv(with_uv: str | None) -> None:
    """Make `.venv` anew, or name the package whose absence prevents it."""
    said = ""
    for command in venv_makers(with_uv):
        shutil.rmtree(VENV, ignore_errors=True)
        made, said = quietly(*command)
        if made:
            return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    sys.exit(
        f"\nThis Python cannot make a virtual environment: ensurepip is missing.\n"
        f"  Debian, Ubuntu: sudo apt install python{version}-venv\n"
        f"  Fedora:         sudo dnf install python3-virtualenv\n"
        f"Then say the same again. {said}"
    )


def installers(with_uv: str | None, lock: Path) -> Iterator[list[str | Path]]:
    """Ways to install a lock file: every package checked against its hash, nothing resolved anew."""
    locked: list[str | Path] = ["--require-hashes", "--no-deps", "-r", lock]
    if with_uv:
        yield [with_uv, "pip", "install", "--quiet", "--python", PYTHON, *locked]
    if quietly(PYTHON, "-m", "pip", "--version")[0]:
        yield [PYTHON, "-m", "pip", "install", "--quiet", *locked]
    elif importlib.util.find_spec("pip"):
        yield [sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", *locked]


def install(with_uv: str | None, lock: Path) -> None:
    """Install a lock file, or show what the installer said."""
    said = "There is neither uv nor pip to install with."
    for command in installers(with_uv, lock):
        installed, said = quietly(*command)
        if installed:
            return
    sys.exit(f"\nThe packages of {lock.relative_to(ROOT)} could not be installed:\n\n{said}")


def put_amity_on_the_path() -> None:
    """Let `.venv` import `src`, and give it the `amity` command."""
    _, packages = quietly(PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    (Path(packages) / "amity.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    call = "import sys; from amity.cli import main; sys.exit(main())"
    if os.name == "nt":
        (BIN / "amity.cmd").write_text(f'@"%~dp0python.exe" -c "{call}" %*\n', encoding="utf-8")
    else:
        script = BIN / "amity"
        script.write_text(f'#!/bin/sh\nexec "$(dirname "$0")/python" -c "{call}" "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def amity(*arguments: str) -> list[str | Path]:
    """The command line that runs `amity` in the environment."""
    return [BIN / ("amity.cmd" if os.name == "nt" else "amity"), *arguments]


def stamp_of(lock: Path) -> str:
    """Changes when the lock file or the place of this folder changes."""
    return hashlib.sha256(lock.read_bytes() + str(ROOT).encode()).hexdigest()


def prepare(needs: str) -> None:
    """Make the environment fit `needs`: "web" to run Amity, "dev" (which contains it) to work on it."""
    locks = {name: ROOT / "requirements" / f"{name}.txt" for name in ("web", "dev")}
    current = {name: stamp_of(lock) for name, lock in locks.items()}
    stamps = json.loads(STAMPS.read_text(encoding="utf-8")) if STAMPS.exists() and PYTHON.exists() else {}
    if any(stamps.get(name) == current[name] for name in {needs, "dev"}):
        return
    with_uv = uv()
    if not quietly(PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))")[0]:
        with step("Making .venv"):
            make_venv(with_uv)
    with step(f"Installing requirements/{needs}.txt ({'uv' if with_uv else 'pip, about half a minute'})"):
        install(with_uv, locks[needs])
        put_amity_on_the_path()
    stamps = {name: stamp for name, stamp in stamps.items() if stamp == current[name]}
    STAMPS.write_text(json.dumps(stamps | {needs: current[needs]}), encoding="utf-8")


# --- the verbs ---------------------------------------------------------------------------------------------


def tool(name: str, arguments: Sequence[str] = ()) -> int:
    """Run a module of `tools` in the development environment."""
    prepare("dev")
    return run(PYTHON, "-m", f"tools.{name}", *arguments)


def demo(arguments: Sequence[str]) -> int:
    """Set everything up and open a synthetic clinic on this computer."""
    prepare("web")
    return become(*amity("demo", *arguments))


def serve(arguments: Sequence[str]) -> int:
    """Serve the clinic of AMITY_DATA."""
    prepare("web")
    return become(*amity("serve", *arguments))


def fix(_: Sequence[str]) -> int:
    """Mend what a machine can mend: formatting, simple lint, catalogues of words, generated pages."""
    prepare("dev")
    run(PYTHON, "-m", "ruff", "check", "--fix", "--quiet", ".")
    run(PYTHON, "-m", "ruff", "format", "--quiet", ".")
    tool("words")
    return tool("docs")


def bench(_: Sequence[str]) -> int:
    """Run every benchmark."""
    prepare("dev")
    return max((run(PYTHON, path) for path in sorted((ROOT / "bench").glob("*.py"))), default=0)


VERBS: dict[str, tuple[Callable[[Sequence[str]], int], str]] = {
    "demo": (demo, "set everything up and open a synthetic clinic on this computer"),
    "test": (
        partial(tool, "suites"),
        "every check and test; --whole: on both stores and at both widths; with arguments, just pytest",
    ),
    "evidence": (partial(tool, "evidence"), "the safety goals at their stated counts, written to evidence/"),
    "serve": (serve, "serve the clinic of AMITY_DATA"),
    "check": (
        partial(tool, "check"),
        "formatting, types, imports, templates, content, migrations, generated pages",
    ),
    "fix": (fix, "mend what a machine can mend"),
    "bench": (bench, "run every benchmark"),
    "docs": (partial(tool, "docs"), "write the generated pages of docs/reference anew"),
    "words": (
        partial(tool, "words"),
        "gather what clients read into the catalogues of every language, and compile",
    ),
    "release": (
        partial(tool, "release"),
        "lock the content, fold the changelog, build the wheel: release 0.1.0",
    ),
}


def main() -> int:
    """Choose the verb; whatever follows it is the verb's own."""
    verb, *rest = sys.argv[1:] or ["help"]
    if verb in VERBS:
        return VERBS[verb][0](rest)
    say("python3 dev.py VERB\n")
    for name, (_, line) in VERBS.items():
        say(f"  {name:9} {line}")
    return 0 if verb in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main())
