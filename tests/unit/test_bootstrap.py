"""The start on any machine: what opens the window, what is missing and how to get it, what is done once."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from ui.console import GROUPS


@pytest.mark.parametrize(
    "words", [[], ["--demo"], ["--db", "desk.db"], ["--theme", "dark"], ["--open", "IN-1"]]
)
def test_without_a_command_the_window_opens(words: list[str]) -> None:
    assert bootstrap.opens_window(words)


@pytest.mark.parametrize(
    "words", [["import", "orders", "a.csv"], ["--db", "desk.db", "db", "check"], ["--help"]]
)
def test_a_command_or_a_call_for_help_needs_no_display(words: list[str]) -> None:
    assert not bootstrap.opens_window(words)


def test_without_a_display_one_sentence_names_the_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(SystemExit):
        bootstrap.require_display()
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert not [group for group in GROUPS if group not in told]
    assert "bootstrap.py run -- --help" in told


def test_a_display_nobody_listens_at_is_none() -> None:
    assert not bootstrap.x11_answers(":987")
    assert not bootstrap.x11_answers("")


def test_a_remote_display_is_taken_at_its_word() -> None:
    assert bootstrap.x11_answers("office:10.0")


def test_a_listening_socket_is_heard(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "x"))
        server.listen()
        assert bootstrap.listens(str(tmp_path / "x"))
    assert not bootstrap.listens(str(tmp_path / "x"))


def test_a_compositor_is_heard_where_the_session_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not bootstrap.wayland_answers("wayland-0")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-0"))
        server.listen()
        assert bootstrap.wayland_answers("wayland-0")


def test_an_old_python_reads_as_far_as_the_line_that_tells_it_so() -> None:
    source = Path(bootstrap.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source
    before = source[: source.index("if sys.version_info < OLDEST")]
    assert not [newer for newer in ("list[", "dict[", "tuple[", " | ") if newer in before]


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)
    monkeypatch.setattr("os.execv", lambda program, words: started.append(program))
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SystemExit):  # only because nothing was really started
        bootstrap.require_python()
    assert started == ["/usr/bin/python3.12"]


def test_an_old_python_alone_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_only(monkeypatch, "apt-get", root=True)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SystemExit):
        bootstrap.require_python()
    told = capsys.readouterr().err
    assert "Python 3.11 or newer is needed" in told
    assert told.rstrip().endswith("python3.11 python3.11-venv")


@pytest.mark.parametrize(
    ("machine", "library", "told"),
    [
        ("x86_64", "glibc 2.31", "glibc 2.34 or newer (Debian 12"),
        ("aarch64", "glibc 2.36", "glibc 2.39 or newer (Debian 13"),
        ("x86_64", "", "another C library"),
        ("armv7l", "glibc 2.40", "none for this machine (armv7l)"),
    ],
)
def test_what_qt_does_not_run_on_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: str, library: str, told: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "uname", lambda: os.uname_result(("Linux", "desk", "6", "#1", machine)))
    monkeypatch.setattr(bootstrap, "c_library", lambda: library)
    with pytest.raises(SystemExit):
        bootstrap.require_machine()
    assert told in capsys.readouterr().err


def _with_only(monkeypatch: pytest.MonkeyPatch, tool: str, *, root: bool) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == tool else None)
    monkeypatch.setattr(bootstrap, "is_root", lambda: root)


def test_the_line_names_each_package_once_for_the_installer_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    shape, sync = (bootstrap.X11_LIBRARIES[name] for name in ("libxcb-shape.so.0", "libxcb-sync.so.1"))
    _with_only(monkeypatch, "dnf", root=False)
    assert bootstrap.install_line(shape, sync) == "dnf install -y libxcb"
    _with_only(monkeypatch, "apt-get", root=True)
    assert bootstrap.install_line(shape).endswith(" libxcb-shape0")


@pytest.mark.parametrize(
    ("tool", "root", "typed"),
    [
        ("sudo", False, "sudo apt-get update && sudo apt-get install x"),
        ("", False, "su -c 'apt-get update && apt-get install x'"),
        ("sudo", True, "apt-get update && apt-get install x"),
    ],
)
def test_the_line_is_what_this_user_has_to_type(
    monkeypatch: pytest.MonkeyPatch, tool: str, root: bool, typed: str
) -> None:
    _with_only(monkeypatch, tool, root=root)
    assert bootstrap.as_root("apt-get install x") == typed


NOWHERE = {"libnowhere.so.9": bootstrap.Package("libnowhere9", "nowhere", "nowhere")}


def test_a_missing_library_stops_with_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_only(monkeypatch, "apt-get", root=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SystemExit):
        bootstrap.require_system(NOWHERE)
    told = capsys.readouterr().err
    assert "libnowhere.so.9" in told
    assert "apt-get install -y --no-install-recommends libnowhere9" in told


def test_root_has_it_installed_and_it_is_looked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []
    _with_only(monkeypatch, "dnf", root=True)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "install_packages", done.append)
    monkeypatch.setattr(bootstrap, "loads", lambda name: bool(done))
    bootstrap.require_system(NOWHERE)
    assert done == ["dnf install -y nowhere"]
    monkeypatch.setattr(bootstrap, "loads", lambda name: False)
    with pytest.raises(SystemExit):
        bootstrap.require_system(NOWHERE)
    assert "libnowhere.so.9" in capsys.readouterr().err


def test_a_python_without_its_venv_module_is_told_before_anything_is_made(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / ".venv" / "pyvenv.cfg").unlink()
    _with_only(monkeypatch, "apt-get", root=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SystemExit):
        bootstrap.require_system()
    told = capsys.readouterr().err
    assert "Python's venv module" in told
    assert f"python3.{sys.version_info[1]}-venv" in told


def test_a_library_of_the_system_is_found() -> None:
    assert not bootstrap.loads("libnowhere.so.9")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with a lock and a whole .venv."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (venv / "lib" / "python3.11" / "site-packages" / "pip").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text(f"home = x\nexecutable = {Path(bootstrap.__file__)}\n")
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "bin" / "python")
    (tmp_path / "some.lock").write_text("a==1\n")
    return tmp_path


def test_a_second_start_does_nothing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = checkout / "some.lock"
    bootstrap.stamp(lock).write_text(bootstrap.fingerprint(lock))
    monkeypatch.setattr("subprocess.run", None)
    bootstrap.install(lock)


def test_a_changed_lock_is_installed_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, filled = checkout / "some.lock", list[Path]()
    bootstrap.stamp(lock).write_text(bootstrap.fingerprint(lock))
    lock.write_text("a==2\n")
    monkeypatch.setattr(bootstrap, "fill_environment", filled.append)
    bootstrap.install(lock)
    assert filled == [lock]


@pytest.mark.parametrize(("finished", "made"), [(True, 0), (False, 1)])
def test_a_set_up_that_was_cut_off_begins_anew(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, finished: bool, made: int
) -> None:
    lock, begun = checkout / "some.lock", list[int]()
    if finished:
        bootstrap.stamp(checkout / "other.lock").write_text("an older content")
    monkeypatch.setattr(bootstrap, "make_environment", lambda: begun.append(1))
    monkeypatch.setattr(bootstrap, "fill_environment", lambda lock: None)
    bootstrap.install(lock)
    assert len(begun) == made


def test_packages_of_a_checkout_that_cannot_be_written_lie_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path / "checkout")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert bootstrap.place_of_packages().is_relative_to(tmp_path / "cache")
    stamped = tmp_path / "checkout" / ".venv" / ".installed-some.lock"
    stamped.parent.mkdir(parents=True)
    stamped.touch()
    assert bootstrap.place_of_packages() == stamped.parent


def test_an_environment_of_a_python_that_is_gone_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "pyvenv.cfg").write_text("executable = /nowhere/python3\n")
    assert not bootstrap.healthy()


def test_the_program_is_compiled_even_where_python_may_keep_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "one.py").write_text("ONE = 1\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    bootstrap.compile_own()
    assert [one.stem.split(".")[0] for one in (tmp_path / "ui" / "__pycache__").iterdir()] == ["one"]


def test_an_unknown_command_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().err


def test_windows_waits_for_a_module_where_the_project_is(monkeypatch: pytest.MonkeyPatch) -> None:
    places: list[tuple[str, list[str]]] = []

    def started(line: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        places.append((os.getcwd(), line[1:]))  # noqa: PTH109 - pathlib is another one on the system feigned
        return subprocess.CompletedProcess(line, 3)

    monkeypatch.chdir("/")
    monkeypatch.setattr(subprocess, "run", started)
    with monkeypatch.context() as feigned:
        feigned.setattr(os, "name", "nt")
        ended = bootstrap.become(["-m", "pytest"])
    assert (ended, places) == (3, [(str(bootstrap.ROOT), ["-m", "pytest"])])
