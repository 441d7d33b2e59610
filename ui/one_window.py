"""One window per database: a second start hands over what it was asked to open, and the first comes up front.

They meet at a local socket that only this user of the computer may use; its name tells nothing. Qt's network
is loaded when there is somebody to call, or to wait for, and not before the window is painted.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

PATIENCE_MS = 400
LONGEST = 4096
"""Bytes that a second start may say."""


def come_to_front(window: QWidget) -> None:
    """Show the window over all others, also when it was made small."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def meeting_place(location: str) -> str:
    """The socket's name for a database and this user, however the database is written."""
    told = f"{getpass.getuser()}\n{_plain(location)}".encode()
    return f"qualitydesk-{hashlib.sha256(told).hexdigest()[:32]}"


def same_database(one: str, other: str) -> bool:
    """Whether both mean the same one, however each is written."""
    return _plain(one) == _plain(other)


def _plain(location: str) -> str:
    """One way to write a database, as given or as shown: the path at the end of all links, an address without
    its password and without how it is reached.
    """
    scheme, _, rest = location.removeprefix("sqlite:///").partition("://")
    if not rest:
        return os.path.realpath(Path(scheme).expanduser())
    account, at, place = rest.partition("?")[0].rpartition("@")
    return f"{scheme.partition('+')[0]}://{account.partition(':')[0]}{at}{place}"


def call_other(location: str, wanted: str = "") -> bool:
    """Ask the window that has this database open to come to the front; whether there is one."""
    name = meeting_place(location)
    if os.name != "nt" and not Path(QDir.tempPath(), name).exists():  # where QLocalServer puts its sockets
        return False
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps({"open": wanted}).encode()[: LONGEST - 1] + b"\n")
    socket.flush()
    socket.waitForBytesWritten(PATIENCE_MS)
    answered = socket.waitForReadyRead(PATIENCE_MS * 5)
    socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Waits for later starts. ``called`` carries what they want opened, "" for nothing."""

    called = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def wait_at(self, location: str) -> bool:
        """Wait for calls about this database and no other; a name left by a program that was killed is taken
        over.
        """
        name = meeting_place(location)
        if self._server.serverName() == name:
            return True
        self._server.close()
        self._server.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        """Wait no more."""
        self._server.close()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        line = bytes(socket.readLine(LONGEST).data())
        socket.write(b"ok\n")
        socket.flush()
        self.called.emit(_wanted(line))


def _wanted(line: bytes) -> str:
    """What a caller said; anything that is not understood asks for nothing."""
    try:
        said = json.loads(line)
    except ValueError:
        return ""
    wanted = said.get("open", "") if isinstance(said, dict) else ""
    return wanted if isinstance(wanted, str) else ""
