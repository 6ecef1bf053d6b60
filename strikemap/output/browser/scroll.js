"use strict";
// In a page that frames the map, scrolling belongs to that page: the wheel zooms only with Ctrl or once the reader has
// clicked into the map; one finger scrolls, two move the map. A hint says so to whoever tries.
(function (strikemap) {
  const { element } = strikemap;
  const HINT_MS = 1600;
  const FINGER_PX = 12;
  const zoomKey = () => (/Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl");

  function leaveScrolling(map) {
    const container = map.getContainer();
    const hint = element("p", { class: "sm-hint", role: "status" });
    const hide = strikemap.debounced(() => hint.classList.remove("sm-said"), HINT_MS);
    let entered = false;
    let finger = null;
    container.append(hint);
    container.classList.add("sm-polite");

    function say(text) {
      hint.textContent = text;
      hint.classList.add("sm-said");
      hide();
    }

    // Caught before Leaflet hears of it: its own listener exists only while it is meant to act.
    function wheeled(event) {
      const meant = entered || event.ctrlKey || event.metaKey;
      map.scrollWheelZoom[meant ? "enable" : "disable"]();
      if (meant) event.preventDefault();
      else say(`${zoomKey()} and the wheel zoom the map, or click it first`);
    }

    function pressed(event) {
      const touch = event.pointerType === "touch";
      map.dragging[touch ? "disable" : "enable"]();
      if (!touch) entered = true;
    }

    // The second finger takes the gesture from the page.
    function touched(event) {
      if (event.touches.length > 1) {
        finger = null;
        event.preventDefault();
      } else if (event.type === "touchstart") finger = event.touches[0];
      else if (finger && Math.hypot(event.touches[0].clientX - finger.clientX, event.touches[0].clientY - finger.clientY) > FINGER_PX) {
        finger = null;
        say("Two fingers move the map");
      }
    }

    map.scrollWheelZoom.disable();
    const early = { capture: true, passive: false };
    const outer = container.parentElement;
    outer.addEventListener("wheel", (event) => container.contains(event.target) && wheeled(event), early);
    outer.addEventListener("pointerdown", (event) => container.contains(event.target) && pressed(event), true);
    for (const name of ["touchstart", "touchmove"]) container.addEventListener(name, touched, early);
    container.addEventListener("focus", () => (entered = true));
    document.documentElement.addEventListener("pointerleave", () => (entered = false));
    document.addEventListener("keydown", (event) => event.key === "Escape" && (entered = false));
  }

  strikemap.leaveScrolling = leaveScrolling;
})((window.strikemap = window.strikemap || {}));
