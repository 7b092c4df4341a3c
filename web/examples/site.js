// What many sites have: a banner over everything, and a script that counts what people do. It sends nothing.
"use strict";

const seen = (window.seen = []);
for (const type of ["click", "keydown", "input", "scroll", "pointerdown"])
  addEventListener(type, (event) => seen.push([type, event.target?.localName ?? "page"]), { capture: true, passive: true });

const words = document.documentElement.lang === "cy"
  ? ["Mae'r wefan hon yn defnyddio cwcis.", "Derbyn", "Gwrthod"]
  : ["This site uses cookies.", "Accept", "Reject"];
const banner = document.createElement("div");
banner.className = "cookies";
banner.setAttribute("role", "region");
banner.setAttribute("aria-label", "Cookies");
const text = document.createElement("p");
text.textContent = words[0];
banner.append(text);
for (const answer of words.slice(1)) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = answer;
  button.addEventListener("click", () => banner.remove());
  banner.append(button);
}
document.body.append(banner);
