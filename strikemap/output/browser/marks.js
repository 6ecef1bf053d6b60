"use strict";
// The marks for the keyboard and for screen readers: hidden buttons in words, one Tab stop, arrows between them.
(function (strikemap) {
  const { element } = strikemap;
  const MOST = 300;

  // hooks: {focus(entry or null), press(entry)}
  function createMarks(container, hooks) {
    let entries = [];
    let current = "";
    const box = element("div", { class: "sm-hidden", role: "group", "aria-label": "Reports on the map: arrow keys move, Enter opens" });
    box.addEventListener("keydown", moved);
    box.addEventListener("focusin", (event) => focused(event.target));
    box.addEventListener("focusout", () => hooks.focus(null));
    L.DomEvent.disableClickPropagation(box);
    container.append(box);

    // entries: [{key, words, ...}] in the order of the arrows
    function set(found) {
      const hadFocus = box.contains(document.activeElement);
      entries = found.slice(0, MOST);
      const at = Math.max(0, entries.findIndex((entry) => entry.key === current));
      box.replaceChildren(...entries.map((entry, index) =>
        element("button", { type: "button", tabindex: index === at ? "0" : "-1", text: entry.words, onclick: () => hooks.press(entry) })));
      if (hadFocus && box.children[at]) box.children[at].focus({ preventScroll: true });
    }

    function focused(button) {
      const at = [...box.children].indexOf(button);
      if (at < 0) return;
      current = entries[at].key;
      [...box.children].forEach((each, index) => each.setAttribute("tabindex", index === at ? "0" : "-1"));
      hooks.focus(entries[at]);
    }

    function moved(event) {
      const at = [...box.children].indexOf(event.target);
      const last = box.children.length - 1;
      const to = {
        ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const next = box.children[Math.min(last, Math.max(0, to))];
      if (next) next.focus({ preventScroll: true });
    }

    return {
      set,
      focusFirst: () => box.firstElementChild && box.firstElementChild.focus({ preventScroll: true }),
      get hasFocus() {
        return box.contains(document.activeElement);
      },
    };
  }

  strikemap.createMarks = createMarks;
})((window.strikemap = window.strikemap || {}));
