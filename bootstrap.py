#!/usr/bin/env python3
"""Set the program up and start it, on any system: ``python3 bootstrap.py run`` or ``... test``.

Standard library only, and an old Python reads it as far as the line that tells it so. It finds what the
machine lacks before Qt does, keeps everything else in .venv and does no work twice. What the program does is
not known here.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
OLDEST, NEWEST_MINOR = (3, 11), 14
# what Qt's packages are built for: the machine, its oldest glibc, the first systems that have it
MACHINES = {
    "x86_64": ((2, 34), "Debian 12, Ubuntu 22.04, Fedora 35, RHEL 9"),
    "aarch64": ((2, 39), "Debian 13, Ubuntu 24.04, Fedora 40, RHEL 10"),
}

USAGE = """usage: python3 bootstrap.py COMMAND [arguments]

  run     open the window (run --demo: with example data; run -- import ...: a headless command)
  test    run the tests, on SQLite and on a PostgreSQL of their own (arguments go to pytest)
  check   style, types, import rules and architecture
  shots   a picture of every screen, dialog and document page into build/shots
  bench   measure the program against the physical limits
  setup   only prepare .venv, for running and testing"""


class Package(NamedTuple):
    """What brings one thing on Debian and Ubuntu, on Fedora, on Arch."""

    debian: str
    fedora: str
    arch: str


INSTALLERS = (
    ("apt-get", "apt-get install -y --no-install-recommends"),
    ("dnf", "dnf install -y"),
    ("pacman", "pacman -S --needed --noconfirm"),
)


def install_line(*wanted: Package) -> str:
    """The line that installs these packages on this system; Debian's where the installer is not known."""
    tools = [name for name, _ in INSTALLERS]
    at = next((at for at, name in enumerate(tools) if shutil.which(name)), 0)
    names = sorted({package[at] for package in wanted})
    return " ".join([INSTALLERS[at][1], *names])


def as_root(line: str) -> str:
    """What this user types to have ``line`` done; Debian has no sudo where root has a password."""
    if line.startswith("apt-get"):
        line = "apt-get update && " + line
    if is_root():
        return line
    return "sudo " + line.replace("&& ", "&& sudo ") if shutil.which("sudo") else f"su -c '{line}'"


def is_root() -> bool:
    """Whether packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def stop(message: str) -> None:
    """End here with what the person has to do."""
    print(message, file=sys.stderr)
    raise SystemExit(1)


def require_machine() -> None:
    """Stop on a machine or a C library that Qt has no packages for."""
    if not sys.platform.startswith("linux"):
        return
    machine = os.uname().machine
    if machine not in MACHINES:
        stop(f"Qt has packages for {' and '.join(MACHINES)}, and none for this machine ({machine}).")
    (major, minor), systems = MACHINES[machine]
    name = c_library()
    found = tuple(int(part) for part in name.split()[-1].split(".")[:2]) if name else (0, 0)
    if found < (major, minor):
        told = f"Qt needs glibc {major}.{minor} or newer ({systems}); this system has "
        stop(told + (name or "another C library") + ".")


def c_library() -> str:
    """Name and version of glibc; empty on another C library."""
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):
        return ""


def require_python() -> None:
    """Go on with a newer Python if there is one; else say which is needed."""
    for minor in range(NEWEST_MINOR, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])  # noqa: S606 - the same script, a newer Python
    told = f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}."
    if not sys.platform.startswith("linux"):
        stop(told + " Get it from python.org.")
    line = install_line(Package("python3.11 python3.11-venv", "python3.11", "python"))
    stop(f"{told}\n  Run:  {as_root(line)}")


if sys.version_info < OLDEST:  # older ones cannot read what follows
    require_machine()
    require_python()


WINDOW_LIBRARIES = {
    "libglib-2.0.so.0": Package("libglib2.0-0", "glib2", "glib2"),
    "libEGL.so.1": Package("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": Package("libgl1", "libglvnd-glx", "libglvnd"),
    "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libfontconfig.so.1": Package("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": Package("libfreetype6", "freetype", "freetype2"),
    "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs", "dbus"),
    "libX11.so.6": Package("libx11-6", "libX11", "libx11"),
    "libgssapi_krb5.so.2": Package("libgssapi-krb5-2", "krb5-libs", "krb5"),
    "libbrotlidec.so.1": Package("libbrotli1", "libbrotli", "brotli"),
    "libzstd.so.1": Package("libzstd1", "libzstd", "zstd"),
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-render-util.so.0": Package("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-shape.so.0": Package("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-randr.so.0": Package("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": Package("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-xfixes.so.0": Package("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": Package("libxcb-xkb1", "libxcb", "libxcb"),
    "libX11-xcb.so.1": Package("libx11-xcb1", "libX11-xcb", "libx11"),
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": Package("libwayland-client0", "libwayland-client", "wayland"),
    "libwayland-cursor.so.0": Package("libwayland-cursor0", "libwayland-cursor", "wayland"),
    "libwayland-egl.so.1": Package("libwayland-egl1", "libwayland-egl", "wayland"),
}
PLATFORM_LIBRARIES = {"xcb": X11_LIBRARIES, "wayland": WAYLAND_LIBRARIES}
VENV_MODULE = Package(f"python3.{sys.version_info[1]}-venv", "python3-pip", "python")
VALUED = {"--db", "--lang", "--language", "--open", "--theme"}
CHECKS = (
    ("style", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("imports", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
    ("architecture", ["-m", "pytest", "-q", "tests/architecture"]),
)


def place_of_packages() -> Path:
    """.venv in the checkout; for one that may not be written, a folder in the user's cache."""
    inside = ROOT / ".venv"
    if os.access(ROOT, os.W_OK) or any(inside.glob(".installed-*")):
        return inside
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - never fails
    return Path(cache, "QualityDesk", "venv-" + hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:12])


VENV = place_of_packages()
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PIP = "Lib/site-packages/pip" if os.name == "nt" else "lib/python*/site-packages/pip"


def main(words: list[str]) -> int:
    """Do one command; the exit status, unless the process was handed over to the program."""
    command, rest = (words[0], words[1:]) if words else ("run", [])
    known = {"run": run, "test": test, "check": check, "shots": shots, "bench": bench, "setup": setup}
    if command not in known:
        asked = command in ("-h", "--help", "help")
        print(USAGE, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    return known[command](rest[1:] if rest[:1] == ["--"] else rest)


def run(words: list[str]) -> int:
    """Open the window, or do the headless command in ``words``."""
    if opens_window(words):
        require_system(WINDOW_LIBRARIES, PLATFORM_LIBRARIES.get(require_display(), {}))
    else:
        require_system()
    install(RUNTIME)
    return become([str(ROOT / "main.py"), *words])


def test(words: list[str]) -> int:
    """Run the tests; what follows goes to pytest."""
    prepare_offscreen()
    return become(["-m", "pytest", *words])


def check(words: list[str]) -> int:
    """Every check that is no test of behaviour; all are run, whatever the first ones say."""
    prepare_offscreen()
    failed = [name for name, tool in CHECKS if not passes(name, tool)]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all passed", flush=True)
    return 1 if failed else 0


def shots(words: list[str]) -> int:
    """Pictures of every screen and page."""
    prepare_offscreen()
    return become(["-m", "tests.shots", *words])


def bench(words: list[str]) -> int:
    """The figures, each beside its limit."""
    prepare_offscreen()
    compile_own()
    return become(["-m", "tests.bench", *words])


def setup(words: list[str]) -> int:
    """Everything that ``run`` and ``test`` need, and nothing started."""
    prepare_offscreen()
    print("QualityDesk is ready: python3 bootstrap.py run")
    return 0


def prepare_offscreen() -> None:
    """What tools and tests need: the libraries of Qt without a display, and the development packages."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    require_system(WINDOW_LIBRARIES)
    install(DEVELOPMENT)


def passes(name: str, tool: list[str]) -> bool:
    """Run one tool of the check and say how it went."""
    started = time.monotonic()
    good = subprocess.run([str(PYTHON), *tool], cwd=ROOT, check=False).returncode == 0
    print(f"check: {name} {'passed' if good else 'FAILED'} ({time.monotonic() - started:.1f} s)", flush=True)
    return good


def become(words: list[str]) -> int:
    """Hand this process over to the Python of .venv; where that cannot be (Windows), wait for it."""
    line = [str(PYTHON), *words]
    sys.stdout.flush()
    if words[0] == "-m":
        os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.run(line, check=False).returncode
    return os.execv(line[0], line)  # noqa: S606 - our own interpreter, no shell


# What the machine must have


def opens_window(words: list[str]) -> bool:
    """Whether these arguments open the window: no command among them, no call for help."""
    named = [word for before, word in zip(["", *words], words, strict=False) if before not in VALUED]
    return all(word.startswith("-") for word in named) and not {"-h", "--help", "--json"} & set(named)


def require_display() -> str:
    """The Qt platform the window will use; without any display, the way out in one sentence."""
    asked = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if not sys.platform.startswith("linux") or asked:
        return asked
    if x11_answers(os.environ.get("DISPLAY", "")):
        return "xcb"
    if wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")):
        return "wayland"
    stop(
        "There is no display here, so the window cannot open; the headless commands (import, export, "
        "sampling, gate, trace, coverage, deadlines, issue, report, verify, db, demo, audit) work: "
        "python3 bootstrap.py run -- --help"
    )
    return ""


def x11_answers(display: str) -> bool:
    """Whether an X server listens at ``display``; a remote one is taken at its word."""
    host, _, number = display.rpartition(":")
    if not display or host not in ("", "unix"):
        return bool(display)
    path = f"/tmp/.X11-unix/X{number.split('.')[0]}"  # noqa: S108 - where X servers listen by convention
    return any(listens(address) for address in ("\0" + path, path))


def wayland_answers(display: str) -> bool:
    """Whether a compositor listens at ``display``, a socket in the session's own folder."""
    return bool(display) and listens(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), display)))


def listens(address: str) -> bool:
    """Whether somebody accepts a connection at this local address."""
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(address) == 0


def require_system(*tables: dict[str, Package]) -> None:
    """Have what the system must bring: install it as root, else stop with the exact line."""
    require_machine()
    wanted = missing(*tables)
    if wanted and is_root():
        install_packages(install_line(*wanted.values()))
        wanted = missing(*tables)
    if wanted:
        line = as_root(install_line(*wanted.values()))
        stop(f"The system lacks what QualityDesk needs: {', '.join(wanted)}.\n  Run:  {line}")


def missing(*tables: dict[str, Package]) -> dict[str, Package]:
    """What is not there yet, by its name, and what brings it."""
    if not sys.platform.startswith("linux"):
        return {}
    wanted = {name: brings for table in tables for name, brings in table.items() if not loads(name)}
    importlib.invalidate_caches()
    if not healthy() and importlib.util.find_spec("ensurepip") is None:
        wanted["Python's venv module"] = VENV_MODULE
    return wanted


def loads(library: str) -> bool:
    """Whether the system finds and opens this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_packages(line: str) -> None:
    """Do the line that installs packages of the system; what it could not do is seen by looking again."""
    print("Installing what the system lacks: " + line, flush=True)
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    with contextlib.suppress(FileNotFoundError):
        if line.startswith("apt-get"):
            subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(line.split(), stdout=subprocess.DEVNULL, check=False)


# What .venv must have


def install(lock: Path) -> None:
    """Install the locked packages into .venv, once for each content of the lock."""
    if installed(lock):
        return
    with one_at_a_time():
        if installed(lock):  # by the one we waited for
            return
        if not (healthy() and any(VENV.glob(".installed-*"))):
            make_environment()
        fill_environment(lock)


def installed(lock: Path) -> bool:
    """Whether .venv holds what this lock names."""
    return stamp(lock).exists() and stamp(lock).read_text() == fingerprint(lock)


def stamp(lock: Path) -> Path:
    """The file that tells which content of ``lock`` is installed; without any, .venv was left unfinished."""
    return VENV / f".installed-{lock.name}"


def fingerprint(lock: Path) -> str:
    """Changes when the lock does or when .venv was made by another Python; empty without a usable .venv."""
    if not healthy():
        return ""
    return hashlib.sha256(lock.read_bytes() + (VENV / "pyvenv.cfg").read_bytes()).hexdigest()


def healthy() -> bool:
    """Whether .venv has a Python and pip, and the Python it was made from is still there."""
    settings = VENV / "pyvenv.cfg"
    if not (PYTHON.exists() and settings.exists()):
        return False
    pairs = dict(line.split(" = ", 1) for line in settings.read_text().splitlines() if " = " in line)
    return Path(pairs.get("executable", sys.executable)).exists() and any(VENV.glob(PIP))


def make_environment() -> None:
    """A new .venv, in place of a broken or unfinished one if there is one."""
    print(f"Preparing {VENV} ...", flush=True)
    try:
        VENV.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        stop(f"{VENV} cannot be made: {fault.strerror}. QualityDesk keeps the packages it runs on there.")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        stop(f"Python could not make {VENV}; the lines above say why.")


def fill_environment(lock: Path) -> None:
    """Install exactly what the lock names; every file is checked against its hash."""
    started = time.monotonic()
    print(f"Installing the packages of {lock.name}; this takes a minute, once ...", flush=True)
    for old in VENV.glob(".installed-*"):
        old.unlink()
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    exact = ["--require-hashes", "--only-binary", ":all:", "--requirement", str(lock)]
    if subprocess.run([*pip, *exact], env={**os.environ, "PIP_USER": "0"}, check=False).returncode:
        stop(
            "The packages could not be installed; the lines above say why. Nothing outside "
            f"{VENV} was changed; run the same command again. A proxy or mirror belongs into the settings of "
            "pip (PIP_INDEX_URL)."
        )
    # the development lock holds all of the runtime lock, at the same versions
    for covered in {lock, RUNTIME}:
        stamp(covered).write_text(fingerprint(covered))
    compile_own()
    print(f"... installed in {time.monotonic() - started:.0f} s", flush=True)


def compile_own() -> None:
    """Compile the program's modules, so that no start has to, not even where Python may keep nothing; a
    folder that nobody may write to stays as it is.
    """
    own = [str(ROOT / name) for name in ("qualitydesk", "ui", "reports", "main.py")]
    subprocess.run([str(PYTHON), "-m", "compileall", "-qq", *own], check=False)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same checkout wait for the first."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with Path(__file__).open() as held:
        with contextlib.suppress(OSError):  # some network drives lock no file that is only read
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Waiting for another set-up of this checkout ...", flush=True)
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
