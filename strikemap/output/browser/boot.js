"use strict";
// Loaded first and alone: if another file of the map does not load, or fails while starting, the reader is told which
// one and why, in the frame, instead of seeing nothing. Knows no other script.
(function (strikemap) {
  const OURS = /\/assets\/(leaflet\.js|leaflet\.css|strikemap\.js|strikemap\.css)/;
  const WAIT = 30000; // milliseconds until a map that did not start is reported
  let told = false;

  function fileOf(address) {
    const found = OURS.exec(address || "");
    return found ? found[1] : "";
  }

  // The server says in JSON why it does not give a file.
  async function reasonOf(address) {
    try {
      const answer = await fetch(address, { cache: "no-store" });
      if (answer.ok) return "It did not arrive whole.";
      const content = await answer.json();
      return `The server says: ${String(content.error).replace(/\.?$/, ".")}`;
    } catch {
      return "The server did not answer, or the connection was lost.";
    }
  }

  function tell(text, detail) {
    if (told) return null;
    told = true;
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const box = document.createElement("div");
    box.setAttribute("role", "alert");
    box.id = "strikemap-failed";
    box.style.cssText = "position:fixed;inset:0;z-index:10000;display:flex;flex-direction:column;align-items:flex-start;" +
      "justify-content:center;gap:10px;padding:24px;box-sizing:border-box;font:16px/1.45 'Source Sans 3',sans-serif;" +
      (dark ? "background:#1a1c1f;color:#ece7dd" : "background:#fbfaf7;color:#24211c");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Load the map again";
    again.style.cssText = "font:inherit;min-height:44px;padding:0 16px;cursor:pointer;color:inherit;background:none;" +
      "border:1px solid currentColor;border-radius:4px";
    again.addEventListener("click", () => window.location.reload());
    box.append(...[text, detail].map((line, at) => {
      const made = document.createElement(at ? "p" : "strong");
      made.style.margin = "0";
      made.textContent = line;
      return made;
    }), again);
    const show = () => document.body.append(box);
    if (document.body) show();
    else document.addEventListener("DOMContentLoaded", show);
    return box;
  }

  // Told at once, because the next script stumbles over what is missing; the reason is written in when it is known.
  async function didNotLoad(address) {
    const file = fileOf(address);
    const box = file && tell(`The map cannot be shown: the file ${file} did not load.`, "");
    if (box) box.children[1].textContent = `${await reasonOf(address)} What stands beside the map still works.`;
  }

  function failed(error, address) {
    if (strikemap.started) return;
    const file = fileOf(address) || fileOf(error && error.stack) || "the map's script";
    tell(`The map cannot be shown: ${file} stopped while starting.`, `It says: ${(error && error.message) || error}`);
  }

  window.addEventListener("error", (event) => {
    const { target } = event;
    if (target && target !== window && target.tagName) didNotLoad(target.src || target.href);
    else failed(event.error || event.message, event.filename);
  }, true);

  window.addEventListener("unhandledrejection", (event) => {
    const { reason } = event;
    if (reason instanceof Event) didNotLoad(reason.target && (reason.target.src || reason.target.href));
    else failed(reason, "");
  });

  setTimeout(() => {
    if (!strikemap.started) tell("The map did not start.", "One of its files takes very long. Check the connection, then load the map again.");
  }, WAIT);

  // The frame asks for its files one after the other; told of them now, the browser fetches them side by side.
  function preload() {
    const own = document.currentScript && document.currentScript.src;
    if (!own) return;
    for (const [name, kind] of [["leaflet.js", "script"], ["strikemap.js", "script"], ["leaflet.css", "style"], ["strikemap.css", "style"]]) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: kind, href: own.replace("boot.js", name) });
      document.head.append(link);
    }
  }
  preload();
})((window.strikemap = window.strikemap || {}));
