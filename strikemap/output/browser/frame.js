"use strict";
// The frame: map above, timeline below; what Python says comes in here, what the reader does goes out from here.
(function (strikemap) {
  const { element, theme } = strikemap;
  const NARROW = 640; // pixels of the frame below which the legend has no column of its own
  const ROOMY = [1000, 480]; // pixels of frame and map from which a page that others frame gives the legend a column
  const DRAWN_FOR = [545, 545]; // size of the map for which a dataset gives its camera
  const CELL_MARGIN = 0.15;
  const FRAMES_KEPT = 1200;
  const REASONS_TOLD = 3;

  let frame = null;

  // hooks: {event(id), span(span, axis)}: told when a report is chosen and when the window changed
  function mount(map, config, hooks) {
    frame = createFrame(map, config, { event() {}, span() {}, ...hooks });
    strikemap.started = true;
    return frame;
  }

  // Called from the script of a feature group: an empty group, so that nothing is added to or removed from the map.
  function show(state) {
    if (frame) frame.show(state);
    return L.layerGroup();
  }

  function createFrame(map, config, hooks) {
    const container = map.getContainer();
    const supply = strikemap.createSupply(config);
    let state = null; // what Python said last
    let selection = null;
    let span = null; // null until the days of the dataset are known
    let wanted = { from: null, to: null, mode: "during" };
    let event = "";
    let layers = config.layers.filter((layer) => layer.shown !== false).map((layer) => layer.id);
    let toldSpan = ""; // the window that Python knows
    let totals = { certain: 0, possible: 0 };
    let asked = null; // the request on its way
    let steering = 0; // > 0 while we move the camera ourselves
    let tiles = null;
    let firstShown = false;
    let toShow = false; // the selected report is to be brought onto the screen
    const failures = new Map();
    let firstFit = false;
    let legendFits = false;
    let becomeReady;
    const ready = new Promise((resolve) => (becomeReady = resolve));
    const durations = [];

    strikemap.watchTheme();
    const messages = strikemap.createMessages(() => ({
      window: selection ? { from: selection.axis.iso(span.from), to: selection.axis.iso(span.to), mode: span.mode } : wanted,
      camera: camera(),
      event,
      layers,
    }));

    // ---- parts of the screen

    const foot = strikemap.createFoot(config);
    const notes = element("div", { class: "sm-notes", role: "status" });
    const stage = element("div", { class: "sm-stage" });
    const top = element("div", { class: "sm-top" }, stage);
    const timeline = strikemap.createTimeline({ moved: spanMoved, released: spanReleased });
    const controls = strikemap.createControls({
      move: (next) => timeline.move(next), shift: (by) => timeline.shift(by), released: spanReleased, span: () => span, axis: () => selection.axis,
    });
    const below = element("section", { class: "sm-time", "aria-label": "Timeline", inert: true },
      controls.head, timeline.element, controls.bar, controls.help, controls.live);
    const root = element("div", { class: "sm-frame", style: "visibility:hidden" }, top, foot.element, below);
    container.before(root);
    stage.append(container, notes);
    container.classList.add("sm-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map of the reports");
    document.documentElement.classList.add("sm-page");

    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(map);
    const layer = new strikemap.StrikesLayer({ drawn });
    map.addLayer(layer);
    const reader = strikemap.createReader(map, layer, { choose, zoomTo, touched: () => layerControl.shut() });
    const legend = strikemap.createLegend(top);
    const layerControl = strikemap.createLayerControl(stage, config.layers, {
      layers: (ids) => {
        layers = ids;
        applyLayers();
        messages.change("layers");
      },
      trace: (on) => layer.setTrace(on),
    });
    layerControl.set(layers);

    const basemap = strikemap.basemap && strikemap.basemap.mount(map, config, {
      supply,
      fail: layerFailed,
      obstacles: () => layer.obstacles(),
    });
    if (basemap) {
      basemap.setTheme(theme.name);
      Promise.resolve(basemap.ready).then(() => legend.set({ lines: basemap.legendRows() }));
      theme.follow((name) => basemap.setTheme(name));
    }
    theme.follow(() => layer.redraw());

    map.on("moveend", cameraMoved);
    document.addEventListener("keydown", spacePressed);
    new ResizeObserver(strikemap.framed(fitMap)).observe(stage);
    whenStyled(() => {
      root.style.visibility = "";
      fitMap();
      moveCamera(openingCamera());
      if (state) firstShow();
    });

    // ---- size and camera

    // The style sheets come after the scripts; until they are there the map has no size to ask for.
    function whenStyled(task) {
      const styled = () => getComputedStyle(root).getPropertyValue("--sm-styled") && getComputedStyle(map.getPanes().mapPane).position === "absolute";
      const began = performance.now();
      const look = () => (styled() || performance.now() - began > 8000 ? task() : setTimeout(look, 15));
      look();
    }

    function fitMap() {
      if (!stage.clientWidth || !stage.clientHeight) return; // the frame lies in a tab that is not shown
      const narrow = root.clientWidth < NARROW;
      if (narrow !== root.classList.contains("sm-narrow") || !firstFit) {
        root.classList.toggle("sm-narrow", narrow);
        firstFit = true;
      }
      const overlaid = narrow || Boolean(config.framed && (root.clientWidth < ROOMY[0] || stage.clientHeight < ROOMY[1]));
      if (overlaid !== root.classList.contains("sm-overlaid") || !legendFits) {
        root.classList.toggle("sm-overlaid", overlaid);
        legend.setNarrow(overlaid);
        legendFits = true;
      }
      steer(() => map.invalidateSize({ animate: false, pan: true }));
      layer.redraw();
    }

    function steer(task) {
      steering += 1;
      try {
        task();
      } finally {
        steering -= 1;
      }
    }

    // A smaller map opens further out, so that it frames the same.
    function openingCamera() {
      const { x, y } = map.getSize();
      const step = map.options.zoomSnap || 1;
      const by = Math.log2(Math.min(x / DRAWN_FOR[0], y / DRAWN_FOR[1], 2) || 1);
      return { ...config.camera, zoom: Math.floor((config.camera.zoom + by) / step) * step };
    }

    function camera() {
      const { lat, lng } = map.getCenter().wrap();
      const rounded = (value, digits) => Number(value.toFixed(digits));
      return { lat: rounded(lat, 4), lon: rounded(lng, 4), zoom: rounded(map.getZoom(), 2) };
    }

    function moveCamera(next) {
      steer(() => map.setView([next.lat, next.lon], next.zoom, { animate: false }));
    }

    function cameraMoved() {
      if (selection && !selection.complete && supply.asksAgain) fetchStrikes();
      if (!steering && firstShown) messages.change("camera");
    }

    function zoomTo(group) {
      if (map.getZoom() >= map.getMaxZoom() || !supply.asksAgain) {
        const way = supply.asksAgain ? "Narrow the filters or the window." : "Open the view in Strikemap to see them.";
        note("cells", `These reports are too many to show one by one. ${way}`, null, 6000);
        return;
      }
      const point = layer.positionOf(group);
      map.setView(map.containerPointToLatLng([point.x, point.y]), Math.min(map.getZoom() + 2, map.getMaxZoom()), { animate: !strikemap.calmMotion.matches });
    }

    // ---- what Python says

    function showState(next) {
      const previous = state;
      state = next;
      messages.hear(next.serial || 0);
      if (root.style.visibility === "hidden") return;
      if (!firstShown) firstShow();
      else apply(previous, next);
    }

    function firstShow() {
      firstShown = true;
      if (state.camera) moveCamera(state.camera);
      apply({}, state);
    }

    function apply(previous, next) {
      const knows = (part) => messages.knows(part, next.serial || 0);
      if (next.names !== previous.names && basemap) basemap.setNames(next.names);
      if (next.colour !== previous.colour) {
        layer.setColour(next.colour);
        legend.set({ colour: next.colour });
      }
      if (next.layers && knows("layers")) {
        layers = next.layers;
        layerControl.set(layers);
        applyLayers();
      }
      applyTiles(next.tiles || null);
      if (next.camera && previous.query !== undefined && knows("camera") && !sameCamera(next.camera)) moveCamera(next.camera);
      if (next.window && knows("window")) applyWindow(next.window);
      if (knows("event") && (next.event || "") !== event) {
        setEvent(next.event || "");
        toShow = Boolean(event);
        if (event && next.query === previous.query) showEvent();
      }
      const reports = ["query", "names", "known"].some((part) => next[part] !== previous[part]);
      if (reports) fetchStrikes();
    }

    function sameCamera(other) {
      const own = camera();
      return Math.abs(own.lat - other.lat) < 2e-4 && Math.abs(own.lon - other.lon) < 2e-4 && Math.abs(own.zoom - other.zoom) < 0.01;
    }

    function applyLayers() {
      const strikes = config.layers.filter((each) => each.kind === "strikes");
      const visible = !strikes.length || strikes.some((each) => layers.includes(each.id));
      if (visible !== map.hasLayer(layer)) visible ? map.addLayer(layer) : map.removeLayer(layer);
      if (!basemap) return;
      basemap.setLayers(layers);
      legend.set({ lines: basemap.legendRows() });
    }

    function applyTiles(next) {
      if (JSON.stringify(next) === JSON.stringify(tiles && tiles.said)) return;
      if (tiles) tiles.layer.remove();
      tiles = next && { said: next, layer: L.tileLayer(next.url, { maxNativeZoom: next.max_zoom, zIndex: 1 }).addTo(map) };
      foot.setTiles(next ? next.attribution : "");
    }

    function applyWindow(next) {
      wanted = next;
      if (!selection) return;
      const { axis } = selection;
      const within = (day, open) => (day === null || day === undefined ? open : Math.min(Math.max(axis.read(day), 0), axis.days - 1));
      const from = within(next.from, 0);
      const to = Math.max(within(next.to, axis.days - 1), next.mode === "until" ? 0 : from);
      span = { from: Math.min(from, to), to, mode: next.mode === "until" ? "until" : "during" };
      toldSpan = JSON.stringify(span);
      controls.stop();
      timeline.setSpan(span);
      count();
    }

    // ---- the reports

    async function fetchStrikes() {
      if (asked) asked.abort();
      const own = (asked = new AbortController());
      const zoom = map.getZoom();
      root.classList.add("sm-asking");
      try {
        const content = await supply.strikes(state.query, viewport(), own.signal);
        if (own === asked) take(content, supply.zoom ?? zoom);
        clearNote("strikes");
      } catch (error) {
        if (error.name === "AbortError" || own !== asked) return;
        note("strikes", `The reports (strikes.json) could not be loaded: ${error.message.replace(/\.?$/, ".")}${selection ? " What you see may be older." : ""}`, fetchStrikes);
      } finally {
        if (own === asked) root.classList.remove("sm-asking");
      }
    }

    // Large selections come as cells of what is on the screen, with a margin, so that a short drag shows no gap.
    function viewport() {
      const bounds = map.getBounds().pad(CELL_MARGIN);
      const turn = 360 * Math.round(map.getCenter().lng / 360);
      const box = [
        Math.max(-720, bounds.getWest() - turn), Math.max(-90, bounds.getSouth()),
        Math.min(720, bounds.getEast() - turn), Math.min(90, bounds.getNorth()),
      ];
      return box[0] < box[2] && box[1] < box[3] ? `&bbox=${box.map((each) => each.toFixed(4)).join(",")}&screen_zoom=${map.getZoom()}` : "";
    }

    function take(payload, zoom) {
      const kept = selection && span;
      toShow = toShow || (event && Boolean(reader.stack.group));
      reader.forget();
      selection = strikemap.createSelection(payload);
      layer.setSelection(selection, zoom);
      timeline.setSelection(selection);
      controls.setAxis(selection.axis);
      legend.set({ payload });
      below.inert = false;
      // the reader's window stays while only the reports changed
      if (kept) {
        const last = selection.axis.days - 1;
        span = { ...span, from: Math.min(span.from, last), to: Math.min(span.to, last) };
        timeline.setSpan(span);
        count();
      } else applyWindow(wanted);
      if (basemap) basemap.replaceLabels();
      if (toShow) showEvent();
      becomeReady();
    }

    // ---- the window

    function spanMoved(next) {
      span = next;
      messages.hold("window");
      count();
    }

    function spanReleased() {
      if (controls.playing) return;
      if (JSON.stringify(span) === toldSpan) {
        messages.drop("window");
        return;
      }
      toldSpan = JSON.stringify(span);
      announce();
      messages.change("window");
    }

    const followStack = strikemap.framed(() => reader.followWindow());

    function count() {
      totals = layer.setSpan(span);
      controls.setSpan(span, selection.axis);
      hooks.span(span, selection.axis);
      tellCounts();
      followStack();
    }

    function tellCounts() {
      const { payload } = selection;
      const extra = [payload.undated && `${strikemap.number(payload.undated)} undated`, payload.unplaced && `${strikemap.number(payload.unplaced)} without a place`]
        .filter(Boolean).join(", ");
      controls.setCounts({
        certain: strikemap.number(totals.certain), possible: strikemap.number(totals.possible),
        of: strikemap.plural(payload.total, "report"), extra: extra && ` (${extra})`,
      });
      if (!payload.total) note("empty", "No report matches these filters.", null);
      else if (!totals.certain && !totals.possible) note("empty", "No report lies in this window.", null);
      else clearNote("empty");
    }

    function announce() {
      const { axis, payload } = selection;
      const days = span.mode === "until" ? `until ${axis.say(span.to)}` : `${axis.say(span.from)} to ${axis.say(span.to)}`;
      controls.announce(`${days}: ${totals.certain} certainly and ${totals.possible} possibly of these days, of ${payload.total} reports.`);
    }

    function spacePressed(pressed) {
      if (pressed.key !== " " || !selection) return;
      if (pressed.target.closest && pressed.target.closest("button, input, select, textarea, a")) return;
      pressed.preventDefault();
      controls.toggle();
    }

    // ---- the selected report

    function choose(row) {
      select(row < 0 ? "" : selection.rows.text("id", row));
    }

    function select(id) {
      if (id === event) return;
      setEvent(id);
      messages.change("event");
    }

    function setEvent(id) {
      event = id;
      layer.setEvent(event);
      hooks.event(event);
    }

    // Selected elsewhere: brought onto the screen, its stack opened.
    function showEvent() {
      const row = selection ? selection.rows.rowOf(event) : -1;
      const group = layer.groupOf(row);
      toShow = false;
      if (!group) return;
      const point = layer.positionOf(group);
      const size = map.getSize();
      if (point.x < 10 || point.y < 10 || point.x > size.x - 10 || point.y > size.y - 10) {
        const { lon, lat } = selection.payload.stacks;
        const stack = selection.rows.stack[row];
        steer(() => map.setView([lat[stack], lon[stack]], map.getZoom(), { animate: false }));
      }
      const rows = layer.rowsOf(group);
      if (rows.length > 1 && rows.includes(row)) reader.stack.open(group);
      else reader.stack.close();
    }

    // ---- notes over the map

    // Layers fail one by one; they are told together, grouped by what is wrong.
    async function layerFailed(which, message) {
      const said = await supply.reasonFor(which);
      failures.set(which.id, { name: `${which.title} (${which.file})`, reason: said || message });
      const reasons = [...new Set([...failures.values()].map((each) => each.reason))];
      const named = (reason) => {
        const names = [...failures.values()].filter((each) => each.reason === reason).map((each) => each.name);
        return names.slice(0, REASONS_TOLD).join(", ") + (names.length > REASONS_TOLD ? ` and ${names.length - REASONS_TOLD} more` : "");
      };
      const text = reasons.slice(0, REASONS_TOLD).map((reason) => `${named(reason)}: ${reason.replace(/\.?$/, ".")}`).join(" ");
      const more = reasons.length > REASONS_TOLD ? ` And ${reasons.length - REASONS_TOLD} more.` : "";
      note("layers", `Not drawn: ${text}${more}`, supply.asksAgain ? () => window.location.reload() : null);
    }

    function note(key, text, retry, milliseconds) {
      clearNote(key);
      const made = element("p", { "data-note": key }, element("span", { text }));
      const act = (task) => () => {
        clearNote(key);
        task();
      };
      if (retry) made.append(element("button", { type: "button", text: "Try again", onclick: act(retry) }));
      if (retry || milliseconds) made.append(element("button", { type: "button", class: "sm-dismiss", "aria-label": "Close this note", text: "×", onclick: act(() => {}) }));
      notes.append(made);
      if (milliseconds) setTimeout(() => made.remove(), milliseconds);
    }

    function clearNote(key) {
      notes.querySelectorAll("[data-note]").forEach((each) => each.dataset.note === key && each.remove());
    }

    // ---- measuring

    function drawn(context, items, began) {
      reader.drawn(context);
      durations.push(performance.now() - began);
      if (durations.length > FRAMES_KEPT) durations.shift();
    }

    return {
      show: showState,
      ready,
      select,
      card: (id) => supply.card(id, state.query),
      paper: basemap ? basemap.ready : null,
      durations,
      totals: () => totals,
      event: () => event,
      total: () => (selection ? selection.total : 0),
      day: (end) => (selection ? selection.axis.iso(span[end]) : wanted[end]),
      ids() {
        if (!selection || !selection.complete) return [];
        const { rows } = selection;
        return Array.from({ length: rows.length }, (_, row) => row)
          .filter((row) => ["certain", "possible"].includes(layer.statusOf(row))).map((row) => rows.text("id", row));
      },
      setWindow(from, to) {
        const { axis } = selection;
        timeline.move({ ...span, from: axis.read(from), to: axis.read(to) });
        spanReleased();
      },
      layer,
      map,
    };
  }

  let becomeReady;
  const ready = new Promise((resolve) => (becomeReady = resolve));
  const now = (read, otherwise) => (frame ? read(frame) : otherwise);

  Object.defineProperties(strikemap, {
    total: { get: () => now((each) => each.total(), 0) },
    certain: { get: () => now((each) => each.totals().certain, 0) },
    possible: { get: () => now((each) => each.totals().possible, 0) },
    from: { get: () => now((each) => each.day("from"), null) },
    to: { get: () => now((each) => each.day("to"), null) },
    event: { get: () => now((each) => each.event(), "") },
    zoom: { get: () => now((each) => each.map.getZoom(), null) },
    centre: { get: () => now((each) => [each.map.getCenter().lat, each.map.getCenter().lng], null) },
    lastFrameMs: { get: () => now((each) => each.durations[each.durations.length - 1] || 0, 0) },
  });
  Object.assign(strikemap, {
    whole: false,
    mount(map, config, hooks) {
      const made = mount(map, config, hooks);
      made.ready.then(becomeReady);
      // reports and base map both drawn: what a person calls the first map
      Promise.all([made.ready, made.paper]).then(() => (strikemap.whole = true));
      return made;
    },
    show,
    ready,
    ids: () => now((each) => each.ids(), []),
    setWindow: (from, to) => now((each) => each.setWindow(from, to)),
    // Milliseconds of the last drawings, oldest first.
    frames: () => now((each) => each.durations.slice(), []),
    // Where marks stand now, for tests: [{x, y, count, label, row}].
    marks: () => now((each) => each.layer.items().map(({ x, y, count, label, row }) => ({ x, y, count, label, row })), []),
  });
})((window.strikemap = window.strikemap || {}));
