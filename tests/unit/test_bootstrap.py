"""The start on any machine: what opens the window, what is missing and how to get it, what is done once."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

import bootstrap


@pytest.mark.parametrize("words", [[], ["--demo"], ["--db", "desk.db"], ["--lang", "zh_CN", "--demo"]])
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
    assert "import" in told
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


def _with_only(monkeypatch: pytest.MonkeyPatch, tool: str, *, root: bool) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == tool else None)
    monkeypatch.setattr(bootstrap, "is_root", lambda: root)


def test_the_line_names_each_package_once_for_the_installer_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    shape, sync = (bootstrap.X11_LIBRARIES[name] for name in ("libxcb-shape.so.0", "libxcb-sync.so.1"))
    _with_only(monkeypatch, "dnf", root=False)
    assert bootstrap.install_line(shape, sync) == "sudo dnf install -y libxcb"
    _with_only(monkeypatch, "apt-get", root=True)
    assert bootstrap.install_line(shape).endswith(" libxcb-shape0")
    assert not bootstrap.install_line(shape).startswith("sudo")


def test_a_missing_library_stops_with_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_only(monkeypatch, "apt-get", root=False)
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(SystemExit):
        bootstrap.require_system({"libnowhere.so.9": ("libnowhere9", "nowhere", "nowhere")})
    assert "sudo apt-get install" in capsys.readouterr().err


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


def test_an_environment_of_a_python_that_is_gone_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "pyvenv.cfg").write_text("executable = /nowhere/python3\n")
    assert not bootstrap.healthy()


def test_an_unknown_command_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["dance"]) == 2
    assert "usage" in capsys.readouterr().err
