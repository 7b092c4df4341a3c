/** The WebSocket to the helpline. The first one is opened by `early.ts`: on a slow line that is a second gained. */

/** Where the two scripts of the page hand it over. */
const page = window as { waymarkLine?: WebSocket };

function open(): WebSocket {
  const address = new URL("/chat", location.href);
  address.protocol = address.protocol.replace("http", "ws");
  return new WebSocket(address, "waymark.v1");
}

export function dialEarly(): void {
  page.waymarkLine = open();
}

/** The line that was opened early, if it still stands; or a new one. */
export function dial(): WebSocket {
  const early = page.waymarkLine;
  delete page.waymarkLine;
  return early && early.readyState <= WebSocket.OPEN ? early : open();
}
