"use strict";
// The map of regions: areas coloured by what is reported in the window, with the same timeline as the map of strikes.
// Everything is counted here from rows sent once, so that moving the window asks nobody.
(function (strikemap) {
  const { element, theme } = strikemap;
  const { OPEN_START, OPEN_END } = strikemap.days;
  const NARROW = 640; // pixels of the frame below which the legend has no column of its own
  const DRAWN_FOR = [545, 545]; // size of the map for which a dataset gives its camera
  const PANE = "strikemap-regions";
  const FEW = 5; // reports below which a share says nothing
  const PER = 100000;
  const SWATCH = [26, 15]; // pixels
  const HATCH = 6;
  const NAMED = 12; // regions told to a reader of the screen

  let frame = null;

  function mountRegions(map, config) {
    frame = createFrame(map, config);
    strikemap.started = true;
    return frame;
  }

  function showRegions(state) {
    if (frame) frame.show(state);
    return L.layerGroup();
  }

  // ---- counting

  const daysOf = (values, open) => Int32Array.from(values, (value) => (value === null ? open : value));

  // Rows of regions.json: for each region what is certain and possible in a window, and of the certain ones that weapon's.
  function createCounts({ rows, regions }) {
    const [first, last] = [daysOf(rows.first, OPEN_START), daysOf(rows.last, OPEN_END)];
    const number = regions.id.length;
    const found = { certain: new Uint32Array(number), possible: new Uint32Array(number), weapon: new Uint32Array(number) };
    return (from, to) => {
      Object.values(found).forEach((each) => each.fill(0));
      for (let row = 0; row < rows.n.length; row += 1) {
        if (first[row] > to || last[row] < from || (first[row] === OPEN_START && last[row] === OPEN_END)) continue;
        const inside = rows.sure[row] && first[row] >= from && last[row] <= to;
        const region = rows.region[row];
        found[inside ? "certain" : "possible"][region] += rows.n[row];
        if (inside && rows.of_weapon[row]) found.weapon[region] += rows.n[row];
      }
      return found;
    };
  }

  // Reports outside every region of this map, certain or possible in a window.
  function apartIn({ apart }, from, to) {
    const [first, last] = [daysOf(apart.first, OPEN_START), daysOf(apart.last, OPEN_END)];
    return apart.n.reduce((sum, n, row) =>
      (first[row] > to || last[row] < from || (first[row] === OPEN_START && last[row] === OPEN_END) ? sum : sum + n), 0);
  }

  // {kind: "class" with its index, "none", "possible" (only possible reports), "lacking" (nothing to divide by), text}
  function valueOf(payload, counts, region) {
    const { measure, breaks, regions } = payload;
    const [certain, possible, weapon] = [counts.certain[region], counts.possible[region], counts.weapon[region]];
    const people = regions.people[region];
    const spoken = said(certain, possible);
    if (measure === "rate" && people === null) return { kind: certain + possible ? "lacking" : "none", text: `${spoken}; no sourced population` };
    if (!certain && possible) return { kind: "possible", text: spoken };
    if (!certain) return { kind: "none", text: spoken };
    if (measure === "share") {
      if (certain < FEW) return { kind: "lacking", text: `${strikemap.number(weapon)} of ${strikemap.number(certain)}: too few for a share` };
      return { ...classOf(weapon / certain, breaks), text: `${Math.round((100 * weapon) / certain)} % (${strikemap.number(weapon)} of ${strikemap.number(certain)})` };
    }
    if (measure === "count") return { ...classOf(certain, breaks), text: spoken };
    const rate = (number) => ((number * PER) / people).toFixed(1);
    const [low, high] = [rate(certain), rate(certain + possible)];
    return { ...classOf((certain * PER) / people, breaks), text: `${low === high ? low : `${low} to ${high}`} per 100,000; ${spoken}` };
  }

  function classOf(value, breaks) {
    const above = breaks.filter((each) => each <= value + 1e-9).length;
    return { kind: "class", at: Math.max(0, above - 1) };
  }

  function said(certain, possible) {
    if (!certain && !possible) return "none reported in these days";
    return `${strikemap.number(certain)} certain${possible ? `, ${strikemap.number(possible)} possible` : ""}`;
  }

  // ---- colours

  // Few classes of a scale keep their distance: the darkest always stands for the most.
  function inkOf(at, classes) {
    const scale = strikemap.colours.classes[theme.name];
    return scale[classes > 1 ? Math.round((at * (scale.length - 1)) / (classes - 1)) : scale.length - 1];
  }

  const hatches = new Map();

  // Hatching in pixels of the canvas, so that it reads the same at every zoom.
  function hatch(context, ink, paper) {
    const key = `${ink}${paper}${strikemap.pixelRatio()}`;
    if (!hatches.has(key)) {
      const tile = document.createElement("canvas");
      const own = strikemap.sized(tile, HATCH, HATCH);
      own.fillStyle = paper;
      own.fillRect(0, 0, HATCH, HATCH);
      own.strokeStyle = ink;
      own.lineWidth = 1.1;
      own.beginPath();
      for (const shift of [-HATCH, 0, HATCH]) {
        own.moveTo(shift, HATCH);
        own.lineTo(shift + HATCH, 0);
      }
      own.stroke();
      hatches.set(key, tile);
    }
    const pattern = context.createPattern(hatches.get(key), "repeat");
    pattern.setTransform(new DOMMatrix().scale(1 / strikemap.pixelRatio()));
    return pattern;
  }

  function fillOf(context, value, classes) {
    const { ink, soft } = theme.colours;
    const { land } = strikemap.colours.paper[theme.name];
    if (value.kind === "class") return inkOf(value.at, classes);
    if (value.kind === "possible") return hatch(context, ink, land);
    return value.kind === "lacking" ? hatch(context, soft, strikemap.colours.paper[theme.name].district) : land;
  }

  // ---- the frame

  function createFrame(map, config) {
    const supply = strikemap.createSupply(config);
    const container = map.getContainer();
    const messages = strikemap.createMessages(() => ({ window: spanAsDays(), camera: camera(), region: chosen }));
    let state = null;
    let payload = null;
    let sheets = []; // {shapes: [{shape, region}], lines} of each layer, the lowest first
    let borders = []; // lines of layers that outline no region
    let counter = null;
    let counts = null;
    let totals = null;
    let selection = null;
    let span = null;
    let wanted = { from: null, to: null, mode: "during" };
    let toldSpan = "";
    let chosen = "";
    let hovered = -1;
    let asked = null;
    let firstShown = false;
    let steering = 0;
    let requests = 0;
    let becomeReady;
    const ready = new Promise((resolve) => (becomeReady = resolve));
    const durations = [];

    strikemap.watchTheme();
    const foot = strikemap.createFoot(config);
    const stage = element("div", { class: "sm-stage" });
    const notes = element("div", { class: "sm-notes", role: "status" });
    const legend = createRegionLegend();
    const top = element("div", { class: "sm-top" }, legend.element, stage);
    const timeline = strikemap.createTimeline({ moved, released });
    const controls = strikemap.createControls({
      move: (next) => timeline.move(next), shift: (by) => timeline.shift(by), released, span: () => span, axis: () => selection.axis,
    });
    const below = element("section", { class: "sm-time", "aria-label": "Timeline", inert: true },
      controls.head, timeline.element, controls.bar, controls.help, controls.live);
    const root = element("div", { class: "sm-frame", style: "visibility:hidden" }, top, foot.element, below);
    container.before(root);
    stage.append(container, notes);
    container.classList.add("sm-map");
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", "Map of the regions");
    document.documentElement.classList.add("sm-page");

    L.control.zoom({ position: "topleft" }).addTo(map);
    L.control.scale({ imperial: false, position: "bottomright", maxWidth: 110 }).addTo(map);
    const pane = map.createPane(PANE);
    pane.style.zIndex = 195;
    pane.style.pointerEvents = "none";
    const paper = strikemap.basemap.mount(map, config, { supply, fail: (layer, text) => note(layer.id, `Not drawn: ${layer.title} (${layer.file}): ${text}`) });
    const areas = strikemap.paddedCanvas(map, { pane: PANE, className: "strikemap-areas", paint });
    const label = strikemap.createLabel(stage);
    const marks = strikemap.createMarks(stage, { focus: (entry) => point(entry ? entry.region : -1), press: (entry) => choose(entry.region) });
    const redraw = strikemap.framed(() => areas.draw());

    theme.follow((name) => {
      hatches.clear();
      paper.setTheme(name);
      legend.render();
      redraw();
    });
    paper.setTheme(theme.name);
    map.on("moveend", () => !steering && firstShown && messages.change("camera"));
    map.on("mousemove", (event) => point(regionAt(event.latlng), event.containerPoint));
    map.on("mouseout", () => point(-1));
    map.on("click", (event) => choose(regionAt(event.latlng)));
    new ResizeObserver(strikemap.framed(fit)).observe(stage);
    whenStyled(() => {
      root.style.visibility = "";
      fit();
      steer(() => map.setView([config.camera.lat, config.camera.lon], openingZoom(), { animate: false }));
      if (state) firstShow();
    });

    // The style sheets come after the scripts; until they are there the map has no size to ask for.
    function whenStyled(task) {
      const styled = () => getComputedStyle(root).getPropertyValue("--sm-styled") && getComputedStyle(map.getPanes().mapPane).position === "absolute";
      const began = performance.now();
      const look = () => (styled() || performance.now() - began > 8000 ? task() : setTimeout(look, 15));
      look();
    }

    function fit() {
      if (!stage.clientWidth || !stage.clientHeight) return;
      const narrow = root.clientWidth < NARROW;
      root.classList.toggle("sm-narrow", narrow);
      root.classList.toggle("sm-overlaid", narrow);
      legend.setNarrow(narrow);
      steer(() => map.invalidateSize({ animate: false, pan: true }));
    }

    function steer(task) {
      steering += 1;
      task();
      steering -= 1;
    }

    function openingZoom() {
      const { x, y } = map.getSize();
      const step = map.options.zoomSnap || 1;
      return Math.floor((config.camera.zoom + Math.log2(Math.min(x / DRAWN_FOR[0], y / DRAWN_FOR[1], 2) || 1)) / step) * step;
    }

    function camera() {
      const { lat, lng } = map.getCenter().wrap();
      return { lat: Number(lat.toFixed(4)), lon: Number(lng.toFixed(4)), zoom: Number(map.getZoom().toFixed(2)) };
    }

    function spanAsDays() {
      return selection ? { from: selection.axis.iso(span.from), to: selection.axis.iso(span.to), mode: span.mode } : wanted;
    }

    // ---- what Python says

    function show(next) {
      const previous = state;
      state = next;
      messages.hear(next.serial || 0);
      if (root.style.visibility === "hidden") return;
      if (firstShown) apply(previous, next);
      else firstShow();
    }

    function firstShow() {
      firstShown = true;
      if (state.camera) steer(() => map.setView([state.camera.lat, state.camera.lon], state.camera.zoom, { animate: false }));
      apply({}, state);
    }

    function apply(previous, next) {
      const knows = (part) => messages.knows(part, next.serial || 0);
      if (next.names !== previous.names) paper.setNames(next.names);
      if (JSON.stringify(next.layers) !== JSON.stringify(previous.layers)) paper.setLayers(next.layers);
      if (knows("window")) applyWindow(next.window);
      if (knows("region")) setChosen(next.region);
      if (next.query !== previous.query) ask();
    }

    function applyWindow(next) {
      wanted = next;
      if (!selection) return;
      const { axis } = selection;
      const within = (day, open) => (day ? Math.min(Math.max(axis.read(day), 0), axis.days - 1) : open);
      const until = next.mode === "until";
      const from = within(next.from, 0);
      const to = Math.max(within(next.to, axis.days - 1), until ? 0 : from);
      span = { from: Math.min(from, to), to, mode: until ? "until" : "during" };
      toldSpan = JSON.stringify(span);
      controls.stop();
      timeline.setSpan(span);
      count();
    }

    async function ask() {
      if (asked) asked.abort();
      const own = (asked = new AbortController());
      requests += 1;
      root.classList.add("sm-asking");
      try {
        const content = await supply.regions(state.query, own.signal);
        if (own !== asked) return;
        await take(content);
        clearNote("regions");
      } catch (error) {
        if (error.name === "AbortError" || own !== asked) return;
        note("regions", `The regions (regions.json) could not be loaded: ${error.message.replace(/\.?$/, ".")}`, ask);
      } finally {
        if (own === asked) root.classList.remove("sm-asking");
      }
    }

    async function take(next) {
      const kept = selection && span;
      const own = asked;
      const drawn = await Promise.all(config.layers.filter((layer) => layer.kind === "regions" || next.layers.includes(layer.id))
        .map(async (layer) => ({ layer, found: strikemap.geometry.shapesOf(await supply.shapes(layer)) })));
      if (own !== asked) return;
      payload = next;
      const isOwn = ({ layer }) => next.layers.includes(layer.id);
      sheets = drawn.filter(isOwn).map((each) => ({
        lines: linesOf(each),
        shapes: each.found.map((shape) => ({ shape, region: next.regions.id.indexOf(shape.properties.part_of || shape.properties.region_id) })),
      }));
      borders = drawn.filter((each) => !isOwn(each) && !each.layer.min_zoom).map(linesOf);
      selection = strikemap.createSelection({ ...next, rows: { ...next.hist, stack: null, weapon: null }, hist: null });
      totals = strikemap.createCounter(selection.rows, 0, 1, () => 0);
      counter = createCounts(next);
      timeline.setSelection(selection);
      controls.setAxis(selection.axis);
      legend.set(next, state.weapon_words);
      below.inert = false;
      if (kept) {
        timeline.setSpan(span);
        count();
      } else applyWindow(wanted);
      becomeReady();
    }

    function linesOf({ layer, found }) {
      const { PALETTES, DASHES, DASH_ORDER } = strikemap.palette;
      const outlines = config.layers.filter((each) => each.kind === "outline");
      if (layer.kind === "outline") {
        const dash = DASHES[DASH_ORDER[outlines.findIndex((each) => each.id === layer.id) % DASH_ORDER.length]];
        return { paths: found.flatMap((shape) => shape.paths), style: () => ({ ...dash, colour: PALETTES[theme.name].outline }) };
      }
      const border = !layer.min_zoom;
      const style = () => (border ? { width: 1.35, colour: PALETTES[theme.name].border } : { width: 0.8, colour: PALETTES[theme.name].halo });
      return { paths: strikemap.geometry.innerEdges(found), style };
    }

    // ---- the window

    function moved(next) {
      span = next;
      messages.hold("window");
      count();
    }

    function released() {
      if (controls.playing) return;
      if (JSON.stringify(span) === toldSpan) {
        messages.drop("window");
        return;
      }
      toldSpan = JSON.stringify(span);
      controls.announce(`${selection.axis.sayDays(span.from, span.to)}: ${ranked().slice(0, NAMED).map((each) => wordsOf(each).join(": ")).join("; ")}.`);
      messages.change("window");
    }

    function count() {
      const low = strikemap.lowEnd(span);
      counts = counter(low, span.to);
      const { certain, possible } = totals.count(low, span.to);
      const apart = apartIn(payload, low, span.to);
      controls.setSpan(span, selection.axis);
      controls.setCounts({
        certain: strikemap.number(certain), possible: strikemap.number(possible), of: strikemap.plural(payload.total, "report"),
        extra: apart ? ` (${strikemap.number(apart)} in no region of this map)` : "",
      });
      marks.set(ranked().map((region) => ({ key: payload.regions.id[region], region, words: wordsOf(region).join(": ") })));
      if (hovered >= 0) point(hovered);
      redraw();
    }

    const ranked = () => [...payload.regions.id.keys()].filter((each) => counts.certain[each] || counts.possible[each])
      .sort((a, b) => counts.certain[b] - counts.certain[a] || counts.possible[b] - counts.possible[a]);
    const wordsOf = (region) => [payload.regions.name[region], valueOf(payload, counts, region).text];

    // ---- picture

    function paint(page) {
      if (!payload || !counts) return;
      const began = performance.now();
      const { context } = page;
      // layer upon layer, so that the lines of one do not cut what lies above it
      for (const { shapes, lines } of sheets) {
        for (const { shape, region } of shapes) {
          trace(context, shape.paths, page);
          const value = region < 0 ? { kind: "none" } : valueOf(payload, counts, region);
          context.fillStyle = fillOf(context, value, payload.breaks.length);
          context.fill("evenodd");
        }
        stroke(context, lines.paths, page, lines.style());
        const marked = shapes.filter(({ region }) => region >= 0 && (payload.regions.id[region] === chosen || region === hovered));
        for (const { shape } of marked) stroke(context, shape.paths, page, { width: 2.2, colour: theme.colours.select });
      }
      for (const { paths, style } of borders) stroke(context, paths, page, style());
      durations.push(performance.now() - began);
    }

    function trace(context, paths, { scale, left, top: high }) {
      context.beginPath();
      for (const path of paths) {
        const { points } = path;
        for (let at = 0; at < points.length; at += 2) context[at ? "lineTo" : "moveTo"](points[at] * scale - left, points[at + 1] * scale - high);
      }
    }

    function stroke(context, paths, page, { width, colour, dash, cap }) {
      trace(context, paths, page);
      context.strokeStyle = colour;
      context.lineWidth = strikemap.palette.grown(width, page.zoom);
      context.lineCap = cap || "round";
      context.lineJoin = "round";
      context.setLineDash(dash || []);
      context.stroke();
      context.setLineDash([]);
    }

    const allShapes = () => sheets.flatMap(({ shapes }) => shapes);

    // ---- pointing and choosing

    function regionAt(latlng) {
      if (!payload) return -1;
      const { projectX, projectY, insideShape } = strikemap.geometry;
      const [x, y] = [projectX(latlng.wrap().lng), projectY(latlng.lat)];
      const found = allShapes().findLast(({ shape }) => insideShape(x, y, shape));
      return found ? found.region : -1;
    }

    function point(region, at) {
      const changed = region !== hovered;
      hovered = region;
      container.classList.toggle("sm-pointing", region >= 0);
      if (region < 0) label.hide();
      else {
        const place = at || middleOf(region);
        label.beside(wordsOf(region), place.x, place.y, 4);
      }
      if (changed) redraw();
    }

    function middleOf(region) {
      const { shape } = allShapes().find((each) => each.region === region);
      const { label_lat: lat, label_lon: lon } = shape.properties;
      if (lat !== undefined) return map.latLngToContainerPoint([lat, lon]);
      const [west, north, east, south] = shape.box.map((each) => each * 2 ** map.getZoom());
      return L.point((west + east) / 2, (north + south) / 2).subtract(map.getPixelBounds().min);
    }

    function choose(region) {
      const id = region < 0 ? "" : payload.regions.id[region];
      if (id === chosen) return;
      setChosen(id);
      messages.change("region");
    }

    function setChosen(id) {
      chosen = id || "";
      redraw();
    }

    // ---- notes

    function note(key, text, retry) {
      clearNote(key);
      const made = element("p", { "data-note": key }, element("span", { text }));
      if (retry) made.append(element("button", { type: "button", text: "Try again", onclick: () => { clearNote(key); retry(); } }));
      notes.append(made);
    }

    function clearNote(key) {
      notes.querySelectorAll("[data-note]").forEach((each) => each.dataset.note === key && each.remove());
    }

    return {
      show, ready, durations, map,
      requests: () => requests,
      regions: () => ranked().map((region) => ({
        id: payload.regions.id[region], certain: counts.certain[region], possible: counts.possible[region],
        kind: valueOf(payload, counts, region).kind, ...middleOf(region),
      })),
      day: (end) => (selection ? selection.axis.iso(span[end]) : wanted[end]),
      setWindow(from, to) {
        timeline.move({ ...span, from: selection.axis.read(from), to: selection.axis.read(to) });
        released();
      },
    };
  }

  // ---- the legend

  function createRegionLegend() {
    const opened = { wide: true, narrow: false };
    let width = "wide";
    let parts = null;
    const body = element("div", { class: "sm-legend-body" });
    const toggle = element("button", { type: "button", class: "sm-legend-toggle", "aria-expanded": "true", text: "Legend" });
    const box = element("section", { class: "sm-legend", "aria-label": "Legend" }, toggle, body);
    toggle.addEventListener("click", () => {
      opened[width] = !opened[width];
      arrange();
    });

    function arrange() {
      toggle.setAttribute("aria-expanded", String(opened[width]));
      box.classList.toggle("sm-shut", !opened[width]);
    }

    function swatch(value, classes, words) {
      const picture = element("canvas", { "aria-hidden": "true" });
      const context = strikemap.sized(picture, ...SWATCH);
      context.fillStyle = fillOf(context, value, classes);
      context.fillRect(0, 0, ...SWATCH);
      context.strokeStyle = theme.colours.line;
      context.strokeRect(0.5, 0.5, SWATCH[0] - 1, SWATCH[1] - 1);
      return element("li", {}, picture, element("span", { text: words }));
    }

    function render() {
      if (!parts) return;
      const { payload, weapon } = parts;
      const { breaks, measure } = payload;
      const classes = breaks.map((_, at) => swatch({ kind: "class", at }, breaks.length, classWords(breaks, at, measure)));
      const lacking = { rate: "no sourced population", share: `fewer than ${FEW} reports certainly there` }[measure];
      const heads = { count: "Reports certainly there", rate: "Reports certainly there, per 100,000 people", share: `Share ${weapon}` };
      body.replaceChildren(
        element("h3", { text: heads[measure] }), element("ul", {}, ...classes.reverse()),
        element("h3", { text: "Else" }), element("ul", {},
          ...(lacking ? [swatch({ kind: "lacking" }, 1, lacking)] : []),
          swatch({ kind: "possible" }, 1, "only reports possibly there"), swatch({ kind: "none" }, 1, "none reported in these days")),
        element("p", { text: "No report does not mean no strike. Outlines are coarse and say nothing of who held what." }),
      );
    }

    return {
      element: box,
      render,
      set(payload, weapon) {
        parts = { payload, weapon };
        render();
      },
      setNarrow(narrow) {
        width = narrow ? "narrow" : "wide";
        arrange();
      },
    };
  }

  function classWords(breaks, at, measure) {
    const next = breaks[at + 1];
    if (measure === "share") return `${Math.round(breaks[at] * 100)} to ${next === undefined ? "100" : `under ${Math.round(next * 100)}`} %`;
    const low = strikemap.number(breaks[at]);
    if (next === undefined) return `${low} or more`;
    if (measure === "rate") return at ? `${low} to under ${strikemap.number(next)}` : `under ${strikemap.number(next)}`;
    return next - 1 > breaks[at] ? `${low} to ${strikemap.number(next - 1)}` : low;
  }

  Object.assign(strikemap, {
    mountRegions(map, config) {
      const made = mountRegions(map, config);
      made.ready.then(() => (strikemap.regionsReady = true));
      return made;
    },
    showRegions,
    regionsReady: false,
    regions: () => (frame ? frame.regions() : []),
    regionRequests: () => (frame ? frame.requests() : 0),
    regionWindow: () => (frame ? [frame.day("from"), frame.day("to")] : []),
    setRegionWindow: (from, to) => frame && frame.setWindow(from, to),
    regionFrames: () => (frame ? frame.durations.slice() : []),
  });
})((window.strikemap = window.strikemap || {}));
