"""How long somebody on a slow phone waits for the chat, and what it costs a charity's page."""

from __future__ import annotations

import time
from typing import Any

from playwright.async_api import CDPSession, Page, expect

#: A phone far from a mast, by the usual figures for slow 3G: 400 kbit/s, 400 ms.
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


async def slowed(page: Page, how: dict[str, Any]) -> CDPSession:
    """From now on this page's network is that slow."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", how)
    return session


async def usable(page: Page, address: str) -> float:
    """Milliseconds on slow 3G from asking for a page until somebody can write on it. The chat alone
    on a page of its own: a frame's network is not slowed down together with its page's."""
    session = await slowed(page, SLOW_3G)
    began = time.perf_counter()
    await page.goto(address, wait_until="commit")
    await page.get_by_role("textbox").wait_for()
    took = time.perf_counter() - began
    await session.detach()
    return took * 1000


async def main_thread(page: Page, address: str) -> float:
    """Milliseconds that a page's own thread spends in our script before the chat is opened."""
    await page.goto(address)  # the profiler stays with the process that it began in
    session = await page.context.new_cdp_session(page)
    await session.send("Profiler.enable")
    await session.send("Profiler.setSamplingInterval", {"interval": 100})
    await session.send("Profiler.start")
    await page.reload()
    await expect(page.get_by_role("button", name="Chat", exact=True)).to_be_visible()
    profile: dict[str, Any] = (await session.send("Profiler.stop"))["profile"]
    ours = {one["id"] for one in profile["nodes"] if "waymark" in one["callFrame"]["url"]}
    spans = zip(profile["samples"], profile["timeDeltas"][1:], strict=False)
    await session.detach()
    return float(sum(span for sample, span in spans if sample in ours)) / 1000
