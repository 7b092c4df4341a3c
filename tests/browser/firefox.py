"""Debian's Firefox ESR, over WebDriver BiDi."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path
from typing import Any

from tests.browser.bidi import Bidi, Refused
from tests.browser.engines import ended, kill, listens_on, start

_PREFERENCES = {
    # Nobody outside is asked for anything: everything but this machine is behind a dead proxy.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    # What a driver would switch off and people have: what the window held is written down for the
    # next start, here every second; pages left behind are kept in memory for Back.
    "remote.prefs.recommended": False,
    "browser.sessionstore.interval": 1000,
    "browser.sessionstore.resume_from_crash": True,
    "browser.startup.page": 0,
    "browser.sessionhistory.max_total_viewers": -1,
    "fission.bfcacheInParent": True,
}
_KEYS = {"Shift": "\ue008", "Enter": "\ue007"}


class Firefox:
    """Debian's Firefox ESR over WebDriver BiDi."""

    def __init__(self, profile: Path, process: subprocess.Popen[bytes], bidi: Bidi) -> None:
        self.profile = profile
        self._process = process
        self._bidi = bidi
        self._tab = ""

    @classmethod
    async def starts(cls, program: str, folder: Path) -> Firefox:
        profile, log = folder / "profile", folder / "firefox.log"
        profile.mkdir(parents=True)
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in _PREFERENCES.items())
        (profile / "user.js").write_text("\n".join(lines))
        own = ["--profile", str(profile), "--remote-debugging-port", "0"]
        size = ["--width", "1280", "--height", "900"]
        process = start([program, "--headless", "--no-remote", *size, *own], log)
        bidi = Bidi(await listens_on(process, log, r"WebDriver BiDi listening on (ws://\S+)"))
        made = cls(profile, process, bidi)
        await bidi.begin()
        [tab] = (await bidi.send("browsingContext.getTree"))["contexts"]
        made._tab = tab["context"]
        return made

    async def runs_first(self, script: str) -> None:
        await self._bidi.send("script.addPreloadScript", functionDeclaration=f"() => {{{script}}}")

    async def goes_to(self, address: str) -> None:
        await self._bidi.send(
            "browsingContext.navigate", context=self._tab, url=address, wait="complete"
        )

    async def steps(self, by: int) -> bool:
        try:
            await self._bidi.send("browsingContext.traverseHistory", context=self._tab, delta=by)
        except Refused as error:
            if error.code == "no such history entry":
                return False
            raise
        return True

    async def tells(self, script: str, *, inside: bool = False) -> Any:
        try:
            told = await self._bidi.send(
                "script.evaluate",
                expression=f"(async () => JSON.stringify(await ({script})))()",
                target={"context": await self._context(inside)},
                awaitPromise=True,
            )
        except Refused:
            return None  # the page went away while it was asked
        if told["type"] == "exception":
            raise RuntimeError(told["exceptionDetails"]["text"])
        return json.loads(told["result"].get("value", "null"))

    async def _context(self, inside: bool) -> str:
        """The page, or the first frame in it."""
        if not inside:
            return self._tab
        tree = await self._bidi.send("browsingContext.getTree", root=self._tab)
        frames = tree["contexts"][0]["children"]
        if not frames:
            raise Refused("no such frame", "the page holds none")
        return str(frames[0]["context"])

    async def _acts(
        self, kind: str, actions: list[dict[str, Any]], inside: bool, **more: Any
    ) -> None:
        source = {"type": kind, "id": kind, "actions": actions, **more}
        context = await self._context(inside)
        await self._bidi.send("input.performActions", context=context, actions=[source])

    async def clicks(self, x: float, y: float, *, inside: bool = False) -> None:
        at = {"type": "pointerMove", "x": round(x), "y": round(y)}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        await self._acts("pointer", [at, *press], inside, parameters={"pointerType": "mouse"})

    async def presses(self, key: str, *, inside: bool = False) -> None:
        await self.writes(_KEYS[key], inside=inside)

    async def writes(self, text: str, *, inside: bool = False) -> None:
        kinds = ("keyDown", "keyUp")
        keys = [{"type": kind, "value": key} for key in text for kind in kinds]
        await self._acts("key", keys, inside)

    async def closes(self) -> None:
        await self._bidi.send("browser.close")
        await ended(self._process)
        await self._bidi.end()

    async def is_killed(self) -> None:
        await asyncio.to_thread(kill, self._process)
        await self._bidi.end()
