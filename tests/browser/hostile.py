"""What a script on a charity's page may try: a session recorder that means no harm, or one that
does."""

#: Runs before the loader. All it gets hold of is in `stolen`.
RECORDER = """<script>
  window.stolen = [];
  const note = (...what) => stolen.push(what.map(one => String(one)).join(" "));
  const watch = root => new MutationObserver(changes => changes.forEach(change =>
    note("change", change.target.textContent, [...change.addedNodes].map(one => one.textContent)))
  ).observe(root, {subtree: true, childList: true, characterData: true, attributes: true});
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, {...how, mode: "open"});
    watch(root);
    return root;
  };
  for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste",
                      "compositionupdate", "selectionchange"])
    addEventListener(type, one => note(type, one.key, one.data, getSelection()), true);
  addEventListener("message", one => note("message", JSON.stringify(one.data)), true);
  for (const name of ["fetch", "WebSocket", "XMLHttpRequest", "Worker", "MessageChannel"]) {
    const real = window[name];
    window[name] = function (...given) { note(name, given); return new real(...given); };
  }
  const all = root => [...root.querySelectorAll("*")].flatMap(
    one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  setInterval(() => {
    for (const one of all(document)) {
      note("element", one.tagName, one.textContent, one.value);
      if (one.tagName !== "IFRAME") continue;
      for (const look of [() => one.contentDocument.body.innerText,
                          () => one.contentWindow.document.body.innerText,
                          () => one.contentWindow.name, () => one.contentWindow.location.href,
                          () => one.contentWindow.stolen, () => one.contentWindow[0].name])
        try { note("frame", look()); } catch (refusal) { note("frame", refusal.name); }
    }
  }, 100);
</script>"""

#: `(count) => …`: messages that look nearly like the ones between page and frame, to both.
FUZZ = """async count => {
  const all = root => [...root.querySelectorAll("*")].flatMap(
    one => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);
  const frame = all(document).find(one => one.tagName === "IFRAME").contentWindow;
  const stranger = document.createElement("iframe");
  stranger.srcdoc = `<script>onmessage = one => {
    parent.postMessage(one.data, "*");
    parent[0].postMessage(one.data, "*");
  }<\\/script>`;
  document.body.append(stranger);
  await new Promise(done => (stranger.onload = done));
  let seed = 20261122;
  const next = below => (seed = (seed * 1664525 + 1013904223) % 4294967296) % below;
  const kinds = ["open", "layout", "exit", "ready", "minimise", "news", "cover", "toString",
                 "__proto__", ""];
  const values = [null, 0, NaN, true, "", "x".repeat(5000), [], {}, new Date(), new Map(), [1, [2]],
                  "javascript:document.title='taken'", new Uint8Array(8), {waymark: "exit"}];
  const one = () => {
    const value = values[next(values.length)];
    const waymark = kinds[next(kinds.length)];
    switch (next(5)) {
      // An exit of the right shape is the page's right: it comes last in the list, and not bare.
      case 0: return values[next(values.length - 1)];
      case 1: return {waymark: value};
      case 2: return {waymark, extra: value};
      case 3: return {Waymark: waymark, type: waymark};
      default: return {waymark: "open", audience: "adult", language: "en", nation: "",
                       neutral: "javascript:document.title='taken'", corner: false};
    }
  };
  for (let sent = 0; sent < count; sent += 1) {
    frame.postMessage(one(), "*");
    // What a page says to itself, or a frame of somebody else's says to it, is not from the chat.
    const forged = {waymark: ["exit", "minimise", "news", "cover"][next(4)]};
    window.postMessage(forged, "*");
    stranger.contentWindow.postMessage(forged, "*");
    if (sent % 200 === 0) await new Promise(done => setTimeout(done));
  }
  await new Promise(done => setTimeout(done, 200));
  stranger.remove();
}"""

#: The page keeps the chat's words to it from the loader.
SWALLOW = """addEventListener("message", one => one.stopImmediatePropagation(), true)"""
