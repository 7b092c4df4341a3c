"""A mail server of a few lines, on a loopback port: keeps what it is sent, or refuses."""

import asyncio
import ssl


class MailServer:
    """Speaks just enough SMTP for one mail a connection. With a `context` it is sealed from the
    first byte (smtps), or from STARTTLS on if it `offers_starttls`."""

    def __init__(
        self,
        host: str = "127.0.0.1",
        context: ssl.SSLContext | None = None,
        *,
        offers_starttls: bool = False,
    ) -> None:
        self.host = host
        self._context = context
        self._offers_starttls = offers_starttls
        # What came before anything was sealed.
        self.in_the_open: list[str] = []
        self.mails: list[str] = []
        self.recipients: list[str] = []
        self.logins: list[str] = []
        # How many connections are turned away before one is served.
        self.refuses = 0
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> "MailServer":
        sealed = None if self._offers_starttls else self._context
        self._server = await asyncio.start_server(self._serve, self.host, 0, ssl=sealed)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        def answer(line: str) -> None:
            writer.write(line.encode() + b"\r\n")

        if self.refuses > 0:
            self.refuses -= 1
            answer("421 not now")
        else:
            answer("220 test")
            while line := (await reader.readline()).decode().strip():
                verb = line.split()[0].upper()
                is_sealed = writer.get_extra_info("ssl_object") is not None
                if not is_sealed:
                    self.in_the_open.append(line)
                if verb == "EHLO":
                    if self._offers_starttls and not is_sealed:
                        answer("250-test\r\n250 STARTTLS")
                    else:
                        answer("250-test\r\n250 AUTH PLAIN")
                elif verb == "STARTTLS":
                    answer("220 go on")
                    await writer.drain()
                    assert self._context is not None
                    await writer.start_tls(self._context)
                elif verb == "AUTH":
                    self.logins.append(line.split()[-1])
                    answer("235 in")
                elif verb == "RCPT":
                    self.recipients.append(line)
                    answer("250 ok")
                elif verb == "DATA":
                    answer("354 go on")
                    self.mails.append((await reader.readuntil(b"\r\n.\r\n")).decode())
                    answer("250 kept")
                elif verb == "QUIT":
                    answer("221 bye")
                    break
                else:
                    answer("250 ok")
        await writer.drain()
        writer.close()
