"use strict";
// Starts the map in a page of its own: a stand-alone file, or one that other sites frame. What it shows stands in the
// page as JSON; without it this script does nothing.
(function (strikemap) {
  const told = document.getElementById("strikemap-page");
  if (told) start(JSON.parse(told.textContent));

  function start({ config, state, words }) {
    const host = document.getElementById("strikemap-host");
    const place = document.getElementById("strikemap-map");
    const [least, most] = config.zooms;
    const map = L.map(place, {
      center: [config.camera.lat, config.camera.lon], zoom: config.camera.zoom, minZoom: least, maxZoom: most,
      zoomSnap: config.zoom_snap, zoomControl: false, worldCopyJump: true,
    });
    const card = strikemap.createCardPanel({ closed });
    const title = createTitle(words);
    let frame = null;
    let shown = "";

    function chosen(id) {
      if (id === shown) return;
      shown = id;
      host.classList.toggle("sm-carded", Boolean(id));
      card.show(id, id ? frame.card(id) : null);
    }

    function closed() {
      frame.select("");
      place.focus({ preventScroll: true });
    }

    frame = strikemap.mount(map, config, { event: chosen, span: title.follow });
    host.append(card.panel);
    if (config.framed) strikemap.leaveScrolling(map);
    strikemap.show(state);
  }

  // The title names the days of the window, so it follows the window; what was counted for the View's own days alone
  // is taken away while others are shown.
  function createTitle({ subject, known }) {
    const heading = document.getElementById("strikemap-title");
    const support = document.getElementById("strikemap-support");
    let own = "";

    return {
      follow(span, axis) {
        const days = span.mode === "until" ? `until ${axis.say(span.to)}` : axis.sayDays(span.from, span.to);
        own = own || days;
        const text = [subject, days, known].filter(Boolean).join(", ");
        if (heading.textContent !== text) heading.textContent = text;
        if (support) support.hidden = days !== own;
      },
    };
  }
})((window.strikemap = window.strikemap || {}));
