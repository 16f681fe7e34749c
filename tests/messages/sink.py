"""A small SMTP server that a test runs in its own process: it takes, refuses or puts off mail; keeps what it took."""

import socketserver
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Thread


@dataclass(frozen=True)
class Taken:
    """A mail that the sink took: to whom its envelope was addressed, and the mail."""

    recipient: str
    mail: EmailMessage


@dataclass
class Sink:
    """`answers`: what to say to an address instead of 250, each once, in order. `on_taken` is called after a mail."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    on_taken: Callable[[Taken], None] | None = None
    taken: list[Taken] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> "Sink":
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _talk(self))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer_to(self, address: str) -> str:
        """What the sink says to this recipient now."""
        waiting = self.answers.get(address, [])
        return waiting.pop(0) if waiting else "250 OK"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each mail taken, in order."""
        return [taken.mail["Message-ID"] for taken in self.taken]


def _talk(sink: Sink) -> type[socketserver.StreamRequestHandler]:
    class Talk(socketserver.StreamRequestHandler):
        recipient = ""

        def handle(self) -> None:
            self._say("220 sink")
            while line := self.rfile.readline():
                command = line.decode().strip()
                verb = command[:4].upper()
                if verb == "RCPT":
                    self.recipient = command.split("<")[1].split(">")[0]
                    self._say(sink.answer_to(self.recipient))
                elif verb == "DATA":
                    self._take()
                elif verb == "QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 sink" if verb in {"EHLO", "HELO", "MAIL", "RSET"} else "502 not known")

        def _take(self) -> None:
            self._say("354 go on")
            lines = []
            while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                lines.append(line[1:] if line.startswith(b"..") else line)
            taken = Taken(self.recipient, message_from_bytes(b"".join(lines), _class=EmailMessage, policy=default))
            sink.taken.append(taken)
            if sink.on_taken:
                sink.on_taken(taken)
            self._say("250 taken")

        def _say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    return Talk
