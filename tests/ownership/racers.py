"""Workers of several processes and threads who reach for the same chats: one process of them.

`python -m tests.ownership.racers ADDRESS THREADS FIRST`: for each line on standard input (a JSON
list of chats) every thread, with a connection and an event loop of its own, tries to claim each of
them in that order, as worker FIRST, FIRST + 1 and so on. Answers with one line: whom each won.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from helpline.db import Database
from helpline.models import now
from helpline.services.log import ownership


class Racer:
    """One thread's worker."""

    def __init__(self, address: str, worker: int) -> None:
        self.worker = worker
        self._runner = asyncio.Runner()
        self._database = Database(address)

    def races(self, chats: list[str], ready: threading.Barrier) -> list[str]:
        """The chats that were theirs in the end. All threads of the process begin together."""
        ready.wait()
        return self._runner.run(self._claims(chats))

    async def _claims(self, chats: list[str]) -> list[str]:
        won = []
        for chat in chats:
            async with self._database.write() as session:
                until = now() + timedelta(seconds=45)
                if await ownership.claim(session, chat, self.worker, until):
                    won.append(chat)
        return won

    def close(self) -> None:
        self._runner.run(self._database.close())
        self._runner.close()


def main(address: str, threads: int, first: int) -> None:
    ready = threading.Barrier(threads)
    with ThreadPoolExecutor(threads) as pool:
        # Each is made in the thread that it races in: connections and loops stay there.
        pinned = threading.local()

        def race(worker: int, chats: list[str]) -> tuple[int, list[str]]:
            if not hasattr(pinned, "racer"):
                pinned.racer = Racer(address, worker)
            racer: Racer = pinned.racer
            return racer.worker, racer.races(chats, ready)

        for line in sys.stdin:
            chats = json.loads(line)
            jobs = [pool.submit(race, first + number, chats) for number in range(threads)]
            won = dict(job.result() for job in jobs)
            sys.stdout.write(json.dumps(won) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
