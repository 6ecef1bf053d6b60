"use strict";
// Opening a stack: its reports as a ring of symbols, or as a list where they are too many for one.
(function (strikemap) {
  const { theme, element, places } = strikemap;
  const RING_MOST = 60;
  const LIST_MOST = 500;
  const PITCH = 21;
  const RINGS = [30, 53, 76, 99];
  const WORD_FROM = 8; // reports in a ring that is wide enough for the word under the number
  const MARK_R = 7.5;
  const BACKING = 17;
  const TAU = Math.PI * 2;

  const capacity = (radius) => Math.floor((TAU * radius) / PITCH);

  // Places of n symbols around (0, 0): one ring while it is small, then rings that are all equally full.
  function ringPlaces(n) {
    if (n <= 14) return ringOf(n, Math.max(26, (n * PITCH) / TAU));
    const radii = RINGS.filter((_, at) => !at || capacities(at) < n);
    const room = radii.reduce((sum, radius) => sum + capacity(radius), 0);
    const found = [];
    radii.forEach((radius, at) => {
      const left = n - found.length;
      const share = at === radii.length - 1 ? left : Math.round((capacity(radius) / room) * n);
      found.push(...ringOf(Math.min(left, share), radius));
    });
    return found;
  }

  const capacities = (count) => RINGS.slice(0, count).reduce((sum, radius) => sum + capacity(radius), 0);

  function ringOf(n, radius) {
    return Array.from({ length: n }, (_, at) => {
      const angle = (at / n) * TAU - Math.PI / 2;
      return [Math.cos(angle) * radius, Math.sin(angle) * radius];
    });
  }

  // hooks: {choose(row), changed()}
  function createOpenStack(map, layer, hooks) {
    let opened = null; // {group, rows, spots, reach}
    let list = null;

    function open(group) {
      close();
      const rows = layer.rowsOf(group);
      if (!rows.length) return;
      opened = { group, rows };
      if (rows.length > RING_MOST) showList();
      else arrange();
      layer.redraw();
      hooks.changed();
    }

    function arrange() {
      opened.spots = ringPlaces(opened.rows.length);
      opened.reach = Math.max(...opened.spots.map(([x, y]) => Math.hypot(x, y))) + BACKING;
    }

    function close() {
      if (!opened) return false;
      if (list) list.remove();
      opened = list = null;
      layer.redraw();
      hooks.changed();
      return true;
    }

    // The window moved: the same stack, with the reports that are in the window now.
    function follow() {
      if (!opened) return;
      const rows = layer.rowsOf(opened.group);
      if (rows.length === opened.rows.length && rows.every((row, at) => row === opened.rows[at])) return;
      if (!rows.length) {
        close();
        return;
      }
      if (list) list.remove();
      list = null;
      opened.rows = rows;
      if (rows.length > RING_MOST) showList();
      else arrange();
    }

    // The ring stays inside the frame, also when its place lies near the edge.
    function centre() {
      const size = map.getSize();
      const { x, y } = layer.positionOf(opened.group);
      const inside = (value, most) => Math.min(Math.max(value, opened.reach + 4), Math.max(opened.reach + 4, most - opened.reach - 4));
      const onScreen = x > -40 && y > -40 && x < size.x + 40 && y < size.y + 40;
      return { x: onScreen ? inside(x, size.x) : x, y: onScreen ? inside(y, size.y) : y, place: { x, y } };
    }

    function draw(context, focusKey) {
      if (!opened || list) return;
      const { x, y, place } = centre();
      const { colours } = theme;
      if (Math.hypot(x - place.x, y - place.y) > 4) {
        context.strokeStyle = colours.soft;
        context.lineWidth = 1;
        context.beginPath();
        context.moveTo(place.x, place.y);
        context.lineTo(x, y);
        context.stroke();
      }
      context.fillStyle = colours.veil;
      context.strokeStyle = colours.line;
      context.lineWidth = 1;
      context.beginPath();
      context.arc(x, y, opened.reach, 0, TAU);
      context.fill();
      context.stroke();
      const roomy = opened.rows.length >= WORD_FROM;
      strikemap.stampText(context, strikemap.number(opened.rows.length), x, roomy ? y - 4 : y, 14, colours.text);
      if (roomy) strikemap.stampText(context, "reports", x, y + 9, 9.5, colours.soft);
      opened.rows.forEach((row, at) => drawReport(context, row, x + opened.spots[at][0], y + opened.spots[at][1], focusKey));
    }

    function drawReport(context, row, x, y, focusKey) {
      const selected = row === layer.selectedRow();
      if (selected) ringAround(context, x, y, theme.colours.select, 2.4);
      if (`r${row}` === focusKey) ringAround(context, x, y, theme.colours.text, 2);
      strikemap.stampMark(context, markOf(layer, row, MARK_R), x, y);
    }

    function ringAround(context, x, y, colour, width) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.arc(x, y, MARK_R + 3.2, 0, TAU);
      context.stroke();
    }

    // {row} of the symbol there, {hub: true} inside the ring, null outside.
    function at(point) {
      if (!opened || list) return null;
      const { x, y } = centre();
      if (Math.hypot(point.x - x, point.y - y) > opened.reach) return null;
      let [best, nearest] = [null, 14];
      opened.rows.forEach((row, index) => {
        const [dx, dy] = opened.spots[index];
        const away = Math.hypot(point.x - x - dx, point.y - y - dy);
        if (away < nearest) [best, nearest] = [row, away];
      });
      return best === null ? { hub: true } : { row: best, ...spotOf(best) };
    }

    function spotOf(row) {
      const { x, y } = centre();
      const [dx, dy] = opened.spots[opened.rows.indexOf(row)];
      return { x: x + dx, y: y + dy, r: MARK_R };
    }

    function showList() {
      const shown = opened.rows.slice(0, LIST_MOST);
      const items = shown.map((row) => element("li", {}, reportButton(row)));
      const rest = opened.rows.length - shown.length;
      if (rest) items.push(element("li", { class: "sm-rest", text: `and ${strikemap.number(rest)} more: narrow the window or the filters to see them` }));
      const title = strikemap.plural(opened.rows.length, "report");
      list = element("section", { class: "sm-list", "aria-label": `${title} at this place` },
        element("header", {}, element("h2", { text: title }),
          element("button", { type: "button", class: "sm-close", "aria-label": "Close the list", text: "×", onclick: close })),
        element("ul", {}, ...items));
      L.DomEvent.disableClickPropagation(list);
      L.DomEvent.disableScrollPropagation(list);
      map.getContainer().append(list);
    }

    function reportButton(row) {
      const { rows } = layer.selection();
      const picture = element("canvas", { "aria-hidden": "true" });
      const context = strikemap.sized(picture, 22, 22);
      context.translate(11, 11);
      strikemap.drawMark(context, markOf(layer, row, MARK_R));
      return element("button", { type: "button", onclick: () => hooks.choose(row) }, picture,
        element("span", {}, element("b", { text: rows.text("line1", row) }), element("small", { text: rows.text("line2", row) })));
    }

    return {
      open, close, follow, draw, at, spotOf,
      bounds: () => (opened && !list ? { ...centre(), reach: opened.reach } : null),
      get rows() {
        return opened && !list ? opened.rows : null;
      },
      get group() {
        return opened && opened.group;
      },
      get listed() {
        return Boolean(list);
      },
    };
  }

  function markOf(layer, row, r) {
    const { rows, payload } = layer.selection();
    return {
      weapon: payload.weapons[rows.weapon[row]], grade: rows.grade[row], ink: layer.inkOf(row), r,
      possible: layer.statusOf(row) === "possible",
    };
  }

  Object.assign(strikemap, { createOpenStack, ringPlaces, markOf });
})((window.strikemap = window.strikemap || {}));
