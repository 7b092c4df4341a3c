"""Counts instead of an access log: nothing that somebody sent, and no moment to be watched."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from helpline.traffic import Traffic, count_traffic


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


async def test_what_is_counted_is_a_template_and_a_status() -> None:
    async def file(_request: web.Request) -> web.Response:
        return web.Response(text="here")

    clock = Clock()
    traffic = Traffic("public", clock)
    app = web.Application()
    app.router.add_get("/assets/{name}", file)
    count_traffic(app, traffic)
    async with TestClient(TestServer(app)) as client:
        for path in ("/assets/canary.js?token=canary", "/assets/other.js", "/canary"):
            await client.get(path, headers={"User-Agent": "canary"})
        await client.request("PROPFIND", "/canary")
    clock.now += 600
    lines = traffic.lines()
    assert "canary" not in str(lines).lower()
    assert "127.0.0.1" not in str(lines)
    assert set(lines) == {
        'waymark_responses_total{face="public",method="GET",route="/assets/{name}",status="200"} 2',
        'waymark_responses_total{face="public",method="GET",route="",status="404"} 1',
        'waymark_responses_total{face="public",method="",route="",status="404"} 1',
    }


def test_what_is_shown_stands_still_for_ten_minutes() -> None:
    clock = Clock()
    traffic = Traffic("public", clock)
    shown = []
    for _ in range(40):
        traffic.count("POST", "/exit", 204)
        shown.append(len(traffic.lines()) and traffic.lines()[0].rpartition(" ")[2])
        clock.now += 60
    # The clock starts at 1,000: full ten minutes at 1,200, 1,800, …
    assert shown[:4] == [0, 0, 0, 0]
    assert shown[4:14] == ["4"] * 10
    assert shown[14:24] == ["14"] * 10
