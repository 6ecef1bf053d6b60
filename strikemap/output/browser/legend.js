"use strict";
// The legend, the layer control and the line at the foot of the map.
(function (strikemap) {
  const { theme, element } = strikemap;
  const GRADE_HINTS = {
    confirmed: "on site or admitted", fair: "two voices, not one party", contested: "denied or disputed",
    weak: "one voice or one party", discounted: "found not to be so",
  };
  const ROW = 17; // pixels

  // Beside the map where there is room, so that it covers no report; over its corner, shut at first, where there is not.
  function createLegend(container) {
    const opened = { wide: true, narrow: false };
    let width = "wide";
    let parts = { payload: null, colour: "ink", lines: [] };
    const body = element("div", { class: "sm-legend-body" });
    const toggle = element("button", { type: "button", class: "sm-legend-toggle", "aria-expanded": "true", text: "Legend" });
    const box = element("section", { class: "sm-legend", "aria-label": "Legend" }, toggle, body);
    toggle.addEventListener("click", () => {
      opened[width] = !opened[width];
      arrange();
    });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    container.prepend(box);
    theme.follow(render);

    function arrange() {
      const open = opened[width];
      toggle.setAttribute("aria-expanded", String(open));
      box.classList.toggle("sm-shut", !open);
    }

    function render() {
      const { payload, lines } = parts;
      body.replaceChildren(...(payload ? reportGroups(parts) : []), ...(lines.length ? [group("Lines", lines.map(lineRow))] : []));
    }

    return {
      setNarrow(narrow) {
        width = narrow ? "narrow" : "wide";
        arrange();
      },
      set(next) {
        parts = { ...parts, ...next };
        render();
      },
    };
  }

  // Cells hold reports with all kinds of weapons, so shapes are explained only where single reports are drawn.
  function reportGroups({ payload, colour }) {
    const shapes = () => group("Shape: weapon", payload.weapons.map((weapon, at) => shapeRow(weapon, at, payload, colour)));
    return [
      ...(payload.complete ? [shapes()] : []),
      group("Fill: how well supported", strikemap.GRADE_ORDER.map((grade) => gradeRow(grade, payload))),
      group("Marks", payload.complete ? placeRows() : cellRows()),
    ];
  }

  const group = (title, rows) => element("div", {}, element("h3", { text: title }), element("ul", {}, ...rows));

  function row(width, draw, text, hint = "") {
    const picture = element("canvas", { "aria-hidden": "true" });
    const context = strikemap.sized(picture, width, ROW);
    context.translate(width / 2, ROW / 2);
    draw(context, width);
    const words = element("span", { text });
    if (hint) words.append(element("small", { text: `: ${hint}` }));
    return element("li", {}, picture, words);
  }

  function shapeRow(weapon, at, payload, colour) {
    const ink = colour === "weapon" ? theme.colours.weapons[at % 8] : theme.colours.ink;
    return row(20, (own) => strikemap.drawMark(own, { weapon, grade: 0, ink, r: 5.5, halo: false }), weapon === "not_stated" ? "not stated" : payload.weapon_words[at] || weapon);
  }

  function gradeRow(grade, payload) {
    const draw = (own) => strikemap.drawMark(own, { weapon: "tube_artillery", grade, ink: theme.colours.ink, r: 6.5, halo: false });
    return row(20, draw, payload.grade_words[grade], GRADE_HINTS[payload.grades[grade]]);
  }

  const ring = (own, r, dotted) => strikemap.drawRim(own, [
    { grade: 0, n: 3, ink: theme.colours.ink, possible: dotted }, { grade: 2, n: 5, ink: theme.colours.ink, possible: dotted },
  ], r, 3);

  function placeRows() {
    const { ink } = theme.colours;
    return [
      row(20, (own) => {
        ring(own, 8, false);
        strikemap.stampText(own, "5", 0, 0, 9, theme.colours.text);
      }, "reports at one place; rim: grades"),
      row(20, drawLabelSample, "only the district is known"),
      row(20, (own) => strikemap.drawMark(own, { weapon: "tube_artillery", grade: 2, possible: true, ink, r: 6.5, halo: false }),
        "dotted: possibly in the window"),
      row(20, (own) => {
        own.fillStyle = theme.colours.radius;
        own.strokeStyle = ink;
        own.globalAlpha = 0.8;
        own.lineWidth = 0.7;
        own.setLineDash([2, 2]);
        own.beginPath();
        own.arc(0, 0, 7.5, 0, Math.PI * 2);
        own.fill();
        own.stroke();
      }, "it lies within (from zoom 9)"),
    ];
  }

  function cellRows() {
    return [row(20, (own) => {
      ring(own, 8.5, false);
      strikemap.stampText(own, "2k", 0, 0, 8.5, theme.colours.text);
    }, "reports near each other", "rim: their grades; a click zooms in")];
  }

  function drawLabelSample(own) {
    const { ink } = theme.colours;
    own.strokeStyle = ink;
    own.lineWidth = 0.9;
    own.beginPath();
    own.roundRect(-9, -6.5, 18, 13, 2.5);
    own.save();
    own.clip();
    own.globalAlpha = 0.35;
    own.beginPath();
    for (let x = -22; x < 10; x += 4) {
      own.moveTo(x, 7);
      own.lineTo(x + 14, -7);
    }
    own.stroke();
    own.restore();
    own.setLineDash([2.5, 1.8]);
    own.beginPath();
    own.roundRect(-9, -6.5, 18, 13, 2.5);
    own.stroke();
    own.setLineDash([]);
    strikemap.stampText(own, "3", 0, 0, 9.5, theme.colours.text);
  }

  function lineRow(line) {
    const hint = [line.valid, line.approximate ? "approximate" : ""].filter(Boolean).join(", ");
    return row(26, (own, width) => {
      own.translate(-width / 2, -ROW / 2);
      line.draw(own, width, ROW, theme.name);
    }, line.title, hint);
  }

  // ---- the layer control

  // hooks: {layers(ids), trace(on)}
  function createLayerControl(container, layers, hooks) {
    const offered = layers.filter((layer) => layer.control);
    let fixed = [];
    const boxes = offered.map((layer) => checkbox(layer.title, () => hooks.layers(chosen())));
    const trace = checkbox("Reports outside the window, faint", (on) => hooks.trace(on));
    const panel = element("div", { class: "sm-layers-panel", hidden: true, id: "sm-layers" }, ...boxes.map((each) => each.label), trace.label);
    const toggle = element("button", { type: "button", class: "sm-layers-toggle", "aria-expanded": "false", "aria-controls": "sm-layers", text: "Layers" });
    const box = element("div", { class: "sm-layers" }, toggle, panel);
    const show = (open) => {
      panel.hidden = !open;
      toggle.setAttribute("aria-expanded", String(open));
    };
    toggle.addEventListener("click", () => show(panel.hidden));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.stopPropagation();
      show(false);
      toggle.focus();
    });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    container.append(box);

    // Layers that the control does not offer keep the state that Python gave them.
    function chosen() {
      const on = offered.filter((_, at) => boxes[at].input.checked).map((layer) => layer.id);
      return layers.map((layer) => layer.id).filter((id) => on.includes(id) || fixed.includes(id));
    }

    return {
      box,
      shut: () => show(false),
      set(ids) {
        fixed = ids.filter((id) => !offered.some((layer) => layer.id === id));
        offered.forEach((layer, at) => (boxes[at].input.checked = ids.includes(layer.id)));
      },
    };
  }

  function checkbox(title, act) {
    const input = element("input", { type: "checkbox" });
    input.addEventListener("change", () => act(input.checked));
    return { input, label: element("label", {}, input, element("span", { text: title })) };
  }

  // The boundary notice and the credits: one quiet line under the map, on every screen.
  function createFoot(config) {
    const tiles = element("span");
    const parts = [config.notice && element("em", { text: config.notice }), config.credit && element("span", { text: config.credit }), tiles];
    return {
      element: element("p", { class: "sm-foot" }, ...parts.filter(Boolean)),
      // credits of online tiles come with links; here they are words
      setTiles: (credit) => (tiles.textContent = credit ? plainText(credit) : ""),
    };
  }

  const plainText = (markup) => new DOMParser().parseFromString(markup, "text/html").body.textContent;

  Object.assign(strikemap, { createLegend, createLayerControl, createFoot });
})((window.strikemap = window.strikemap || {}));
