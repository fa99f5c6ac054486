"""A cable between browser and server that a test can cut: a small TCP relay on loopback.

While it is `deaf`, what the server says is lost, and the server does not notice. While it is `late`,
what the server says comes so many seconds after it was said, as from a busy one.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress


class Cable:
    """Relays a port of its own to the server's; `cut` drops every connection."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.whole = True
        self.deaf = False
        self.late = 0.0
        self.ends: list[socket.socket] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self.whole = False
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def mend(self) -> None:
        self.whole = True

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self.listening.accept()
            except OSError:
                return
            if not self.whole:
                browser.close()
                continue
            server = socket.create_connection(("127.0.0.1", self.to))
            self.ends += [browser, server]
            for one, other in ((browser, server), (server, browser)):
                threading.Thread(
                    target=self._pump, args=(one, other, one is server), daemon=True
                ).start()

    def _pump(self, one: socket.socket, other: socket.socket, said: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if said:
                    time.sleep(self.late)
                if not (said and self.deaf):
                    other.sendall(data)
        _end(one, other)


def _end(one: socket.socket, other: socket.socket) -> None:
    for end in (one, other):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
