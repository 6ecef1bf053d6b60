"use strict";
// The strikes layer: one canvas above the base map, drawn anew when the window, the view or the selection changes.
(function (strikemap) {
  const { theme, GRADE_ORDER, places, kinds } = strikemap;
  const { LABEL, SINGLE_R } = places;
  const PANE = "strikemap-strikes";
  const RADIUS_FROM_ZOOM = 9;
  const EARTH_M = 40075016.686;
  const MARGIN = 60;
  const RIM_STEPS = 60;
  const FINGER = 22;
  const MANY_DISCS = 32;

  const StrikesLayer = L.Layer.extend({
    initialize(hooks) {
      this._hooks = hooks; // {drawn(items)}: what else has to follow a drawing
      this._items = [];
      this._span = { from: 0, to: 0 };
      this._selectedRow = -1;
      this._colour = "ink";
      this._layouts = new Map();
      this._painter = strikemap.createDiscPainter();
      this._event = "";
      this._redraw = strikemap.framed(() => this._draw());
    },

    onAdd(map) {
      const pane = map.getPane(PANE) || map.createPane(PANE);
      pane.style.zIndex = 450;
      pane.style.pointerEvents = "none";
      this._canvas = strikemap.element("canvas", { class: "sm-strikes leaflet-zoom-animated", "aria-hidden": "true" });
      pane.append(this._canvas);
      this._redraw();
    },

    onRemove() {
      this._canvas.remove();
    },

    getEvents() {
      return {
        move: this._moved, moveend: this._moved, zoomend: this._moved, viewreset: this._moved, resize: this._moved,
        zoom: this._scaled, zoomanim: this._animated,
      };
    },

    // ---- what is shown

    // zoom: the one for which cells were asked
    setSelection(selection, zoom) {
      const { stacks } = selection.payload;
      this._selection = selection;
      this._points = stacks.key.map((_, at) => {
        const [x, y] = places.mercator(stacks.lon[at], stacks.lat[at]);
        return { x, y, kind: stacks.kind[at] };
      });
      this._totals = new Uint32Array(this._points.length);
      const { rows } = selection;
      for (let row = 0; row < rows.length; row += 1) if (rows.stack[row] >= 0) this._totals[rows.stack[row]] += rows.n[row];
      if (!selection.complete) this._settleCells(zoom);
      this._layouts.clear();
      this._selectedRow = rows.rowOf(this._event);
      this._makeCounter();
    },

    _settleCells(zoom) {
      const radiusOf = places.discScale(this._totals.reduce((most, each) => Math.max(most, each), 1), true);
      this._points.forEach((point, at) => {
        [point.x, point.y] = places.insideCell(point.x, point.y, radiusOf(this._totals[at]), zoom);
      });
    },

    setColour(colour) {
      this._colour = colour;
      if (this._selection) this._makeCounter();
    },

    setEvent(id) {
      this._event = id;
      this._selectedRow = this._selection ? this._selection.rows.rowOf(id) : -1;
      this.redraw();
    },

    setTrace(on) {
      this._trace = on;
      this.redraw();
    },

    setHover(item) {
      const key = item ? item.key : "";
      if (key === this._hoverKey) return;
      this._hoverKey = key;
      this.redraw();
    },

    setFocus(key) {
      if (key === this._focusKey) return;
      this._focusKey = key;
      this.redraw();
    },

    // Counts the window and asks for a drawing; gives the totals of the selection.
    setSpan(span) {
      this._span = { from: strikemap.lowEnd(span), to: span.to };
      return this._count();
    },

    redraw() {
      if (this._canvas && this._selection) this._redraw();
    },

    items() {
      return this._items;
    },

    selection() {
      return this._selection;
    },

    // The row of the selected report, -1 for none.
    selectedRow() {
      return this._selectedRow;
    },

    byWeapon() {
      return this._colour === "weapon" && this._selection && this._selection.complete;
    },

    inkOf(row) {
      return this.byWeapon() ? theme.colours.weapons[this._selection.rows.weapon[row] % 8] : theme.colours.ink;
    },

    statusOf(row) {
      return strikemap.statusOf(this._selection.rows, row, this._span.from, this._span.to);
    },

    // Rows of a group that lie in the window, oldest first.
    rowsOf(group) {
      const members = new Set(group.members);
      const { rows } = this._selection;
      const found = [];
      for (let row = 0; row < rows.length; row += 1) {
        if (members.has(rows.stack[row]) && ["certain", "possible"].includes(this.statusOf(row))) found.push(row);
      }
      return found;
    },

    // The group that holds a row, wherever it is drawn; null for a report without a place.
    groupOf(row) {
      if (row < 0 || !this._map) return null;
      const stack = this._selection.rows.stack[row];
      return stack < 0 ? null : this._layout().groups.find((group) => group.members.includes(stack)) || null;
    },

    // Where a group's mark stands in the map's container.
    positionOf(group) {
      const { left, top, world } = this._view();
      return this._placed(group, left, top, world, this._head(group));
    },

    itemAt(point, finger) {
      const slack = finger ? FINGER : 3;
      let best = null;
      let nearest = Infinity;
      for (let at = this._items.length - 1; at >= 0; at -= 1) {
        const item = this._items[at];
        const away = item.label
          ? Math.max(Math.abs(point.x - item.x) - LABEL.width / 2, Math.abs(point.y - item.y) - LABEL.height / 2)
          : Math.hypot(point.x - item.x, point.y - item.y) - item.r;
        if (away <= 0) return item;
        if (away < slack && away < nearest) [best, nearest] = [item, away];
      }
      return best;
    },

    // Rectangles that names on the base map should keep clear of; from the totals, so that no name jumps with the window.
    obstacles() {
      if (!this._selection || !this._map) return [];
      const { left, top, world } = this._view();
      return this._layout().groups.map((group) => {
        const { x, y } = this._placed(group, left, top, world, group.members[0]);
        const [wide, high] = group.kind === kinds.DISTRICT ? [LABEL.width / 2, LABEL.height / 2] : [group.r, group.r];
        return { left: x - wide, top: y - high, right: x + wide, bottom: y + high };
      });
    },

    // ---- counting

    _makeCounter() {
      const { rows } = this._selection;
      const byWeapon = this.byWeapon();
      const slots = byWeapon ? this._selection.payload.weapons.length * 5 : 5;
      const slotOf = byWeapon ? (row) => rows.weapon[row] * 5 + rows.grade[row] : (row) => rows.grade[row];
      this._counter = strikemap.createCounter(rows, this._points.length, slots, slotOf);
      // a rim runs from firm to weak; by weapon, each weapon does
      this._slotOrder = Array.from({ length: slots / 5 }, (_, weapon) => GRADE_ORDER.map((grade) => weapon * 5 + grade)).flat();
      this._count();
    },

    _count() {
      const { from, to } = this._span;
      const shown = this._counter.count(from, to);
      this.redraw();
      return this._selection.totalsOf ? this._selection.totalsOf.count(from, to) : shown;
    },

    _layout() {
      const zoom = this._map.getZoom();
      if (!this._layouts.has(zoom)) {
        if (this._layouts.size > 24) this._layouts.clear();
        this._layouts.set(zoom, places.groupsAt(this._points, this._totals, zoom, this._selection.complete));
      }
      return this._layouts.get(zoom);
    },

    // ---- geometry

    _view() {
      const corner = this._map.getPixelBounds().min;
      return { left: corner.x, top: corner.y, world: 256 * 2 ** this._map.getZoom() };
    },

    // The member that has most reports in the window: the mark stands there, never at a place where nothing is reported.
    _head(group) {
      const { members } = group;
      if (members.length === 1) return members[0];
      const { shown } = this._counter;
      return members.reduce((head, each) => (shown[each] > shown[head] ? each : head), members[0]);
    },

    _placed(group, left, top, world, head) {
      const point = this._points[head];
      const centre = left + this._map.getSize().x / 2;
      // in the copy of the world that is on the screen
      const x = point.x * world + world * Math.round((centre - point.x * world) / world);
      return { x: x - left + group.dx, y: point.y * world - top + group.dy };
    },

    _moved() {
      this.redraw();
    },

    _scaled() {
      // while fingers pinch, the picture is stretched; it is drawn when they rest
      this._transform(this._map.getCenter(), this._map.getZoom());
    },

    _animated(event) {
      this._transform(event.center, event.zoom);
    },

    _transform(center, zoom) {
      if (!this._drawn) return;
      const scale = this._map.getZoomScale(zoom, this._drawn.zoom);
      const half = this._map.getSize().multiplyBy(0.5);
      const offset = half.multiplyBy(-scale)
        .add(this._map.project(this._drawn.center, zoom))
        .subtract(this._map._getNewPixelOrigin(center, zoom));
      L.DomUtil.setTransform(this._canvas, offset, scale);
    },

    // ---- drawing

    _draw() {
      const map = this._map;
      const size = map && map.getSize();
      if (!size || !size.x || !size.y || !this._selection || map._animatingZoom) return;
      const began = performance.now();
      const context = strikemap.sized(this._canvas, size.x, size.y);
      L.DomUtil.setPosition(this._canvas, map.containerPointToLayerPoint([0, 0]));
      this._drawn = { zoom: map.getZoom(), center: map.getCenter() };
      context.clearRect(0, 0, size.x, size.y);
      this._items = this._itemsIn(size);
      this._drawRadii(context);
      this._drawItems(context, size);
      this._drawMarkers(context);
      this._hooks.drawn(context, this._items, began);
    },

    // What stands on the screen now: labels first, then discs from large to small, so that no number is covered.
    _itemsIn(size) {
      const { left, top, world } = this._view();
      const { groups, radiusOf } = this._layout();
      const { shown, latest } = this._counter;
      const { complete } = this._selection;
      const items = [];
      for (const group of groups) {
        let count = 0;
        for (const member of group.members) count += shown[member];
        if (!count && !this._trace) continue;
        const head = this._head(group);
        const { x, y } = this._placed(group, left, top, world, head);
        if (x < -MARGIN || y < -MARGIN || x > size.x + MARGIN || y > size.y + MARGIN) continue;
        const label = group.kind === kinds.DISTRICT;
        const row = complete && count === 1 ? latest[head] : -1;
        const r = label ? LABEL.width / 2 : row >= 0 ? SINGLE_R : count ? radiusOf(count) : 4;
        items.push({ key: `g${group.members[0]}`, group, head, x, y, r, count, label, row });
      }
      const rank = (item) => (item.label ? 1000 : item.row >= 0 ? 0 : item.r);
      return items.sort((a, b) => rank(b) - rank(a));
    },

    _drawRadii(context) {
      const zoomed = this._map.getZoom() >= RADIUS_FROM_ZOOM;
      const { radius_m: radii, lat } = this._selection.payload.stacks;
      const selected = this._selectedRow >= 0 ? this._selection.rows.stack[this._selectedRow] : -1;
      context.fillStyle = theme.colours.radius;
      context.strokeStyle = theme.colours.ink;
      for (const item of this._items) {
        const near = item.key === this._hoverKey || item.group.members.includes(selected);
        if (!item.count || item.group.kind === kinds.CELL || !(near || (zoomed && !item.label))) continue;
        const metre = (256 * 2 ** this._map.getZoom()) / (EARTH_M * Math.cos((lat[item.head] * Math.PI) / 180));
        const r = radii[item.head] * metre;
        if (r <= item.r) continue;
        context.beginPath();
        context.arc(item.x - item.group.dx, item.y - item.group.dy, r, 0, Math.PI * 2);
        context.fill();
        context.globalAlpha = near ? 0.5 : 0.22;
        context.lineWidth = 0.8;
        context.setLineDash([3, 3]);
        context.stroke();
        context.setLineDash([]);
        context.globalAlpha = 1;
      }
    },

    // Labels, then discs, then single marks. Many discs are painted as pixels, a few as copies of drawings.
    _drawItems(context, size) {
      const isDisc = (item) => item.count && !item.label && item.row < 0;
      const discs = this._items.filter(isDisc);
      const painted = discs.length > MANY_DISCS;
      let open = painted;
      for (const item of this._items) {
        if (open && item.count && !item.label) {
          this._paintDiscs(context, discs, size);
          open = false;
        }
        if (!painted || !isDisc(item)) this._drawItem(context, item);
      }
    },

    _paintDiscs(context, discs, size) {
      this._painter.begin(size.x, size.y);
      for (const item of discs) {
        const text = strikemap.shortNumber(item.count);
        this._painter.add(item.x, item.y, item.r, this.pieces(item.group), text, this._textSize(text, item.r));
      }
      this._painter.finish(context, size.x, size.y);
    },

    _textSize(text, r) {
      return Math.round(Math.min(r > 15 ? 13 : 11.5, ((r - strikemap.rimWidth(r)) * 2) / (text.length * 0.6)) * 2) / 2;
    },

    _drawItem(context, item) {
      if (!item.count) this._drawTrace(context, item);
      else if (item.label) this._drawLabel(context, item);
      else if (item.row >= 0) this._drawSingle(context, item);
      else this._drawDisc(context, item);
    },

    _drawTrace(context, { x, y, label }) {
      context.globalAlpha = 0.4;
      context.strokeStyle = theme.colours.ink;
      context.lineWidth = 0.8;
      context.beginPath();
      if (label) context.rect(x - 6, y - 4, 12, 8);
      else context.arc(x, y, 3.5, 0, Math.PI * 2);
      context.stroke();
      context.globalAlpha = 1;
    },

    _drawSingle(context, { row, x, y }) {
      const { rows, payload } = this._selection;
      strikemap.stampMark(context, {
        weapon: payload.weapons[rows.weapon[row]], grade: rows.grade[row], ink: this.inkOf(row), r: SINGLE_R,
        possible: this.statusOf(row) === "possible",
      }, x, y);
    },

    // The grades of a group as pieces of its rim: certain ones first, then possible ones with a dotted outline.
    pieces(group, steps = 0) {
      const { certain, possible, slots } = this._counter;
      const found = [];
      let sum = 0;
      for (const [counts, dotted] of [[certain, false], [possible, true]]) {
        for (const slot of this._slotOrder) {
          let n = 0;
          for (const member of group.members) n += counts[member * slots + slot];
          if (!n) continue;
          sum += n;
          const ink = slots > 5 ? theme.colours.weapons[Math.floor(slot / 5) % 8] : theme.colours.ink;
          found.push({ grade: slot % 5, ink, possible: dotted, n });
        }
      }
      // rounded shares let discs of nearly the same rim share one drawing; what is there never rounds to nothing
      if (steps) for (const piece of found) piece.n = Math.max(1, Math.round((piece.n / sum) * steps));
      return found;
    },

    _drawDisc(context, item) {
      const r = Math.round(item.r * 2) / 2;
      const pieces = this.pieces(item.group, RIM_STEPS);
      const key = `d${r}` + pieces.map((each) => `|${each.grade}${each.possible ? "p" : "c"}${each.n}${each.ink}`).join("");
      const edge = Math.ceil(r * 2 + 6);
      strikemap.stamp(context, strikemap.sprite(key, edge, edge, (own) => drawDisc(own, pieces, r)), item.x, item.y);
      const text = strikemap.shortNumber(item.count);
      strikemap.stampText(context, text, item.x, item.y, this._textSize(text, r), theme.colours.text);
    },

    _drawLabel(context, item) {
      const { group, x, y } = item;
      if (Math.hypot(group.dx, group.dy) > 24) drawLeader(context, item);
      const pieces = this.pieces(group, RIM_STEPS);
      const key = "l" + pieces.map((each) => `|${each.grade}${each.possible ? "p" : "c"}${each.n}${each.ink}`).join("");
      const made = strikemap.sprite(key, LABEL.width + 6, LABEL.height + 6, (own) => drawLabel(own, pieces));
      strikemap.stamp(context, made, x, y);
      strikemap.stampText(context, strikemap.shortNumber(item.count), x, y - 1.5, 11, theme.colours.text);
    },

    // The selected report and the mark under the keyboard.
    _drawMarkers(context) {
      const selected = this._selectedRow >= 0 ? this._selection.rows.stack[this._selectedRow] : -1;
      if (selected >= 0 && !this._items.some((item) => item.group.members.includes(selected))) this._drawAbsent(context);
      for (const item of this._items) {
        if (selected >= 0 && item.group.members.includes(selected)) outline(context, item, theme.colours.select, 2.4, 3.5);
        if (item.key === this._focusKey) outline(context, item, theme.colours.text, 2, 7);
        else if (item.key === this._hoverKey) outline(context, item, theme.colours.ink, 1.2, 3);
      }
    },

    // A selected report outside the window, where nothing else stands: only the dashed outline of the selection.
    _drawAbsent(context) {
      const { x, y } = this.positionOf(this.groupOf(this._selectedRow));
      context.save();
      context.setLineDash([4, 3]);
      outline(context, { x, y, r: SINGLE_R, label: false }, theme.colours.select, 2, 2);
      context.restore();
    },
  });

  function drawDisc(context, pieces, r) {
    strikemap.drawDiscGround(context, r);
    strikemap.drawRim(context, pieces, r, strikemap.rimWidth(r));
  }

  function drawLabel(context, pieces) {
    const { colours } = theme;
    const { width, height } = LABEL;
    const [left, top] = [-width / 2, -height / 2];
    const ink = pieces[0].ink;
    context.fillStyle = colours.halo;
    roundRect(context, left - 1, top - 1, width + 2, height + 2, 4);
    context.fill();
    roundRect(context, left, top, width, height, 3);
    context.fillStyle = colours.paper;
    context.fill();
    context.save();
    context.clip();
    context.strokeStyle = ink;
    context.globalAlpha = 0.3;
    context.lineWidth = 0.7;
    context.beginPath();
    for (let x = left - height; x < -left; x += 4) {
      context.moveTo(x, -top);
      context.lineTo(x + height, top);
    }
    context.stroke();
    context.globalAlpha = 1;
    context.fillStyle = colours.halo;
    roundRect(context, -8, top + 2, 16, height - 7, 3);
    context.fill();
    drawStrip(context, pieces, left + 2.5, -top - 5.5, width - 5, 3.5);
    context.restore();
    context.strokeStyle = ink;
    context.lineWidth = 1;
    context.setLineDash([3, 2]);
    roundRect(context, left + 0.5, top + 0.5, width - 1, height - 1, 3);
    context.stroke();
  }

  // The rim of a label: the same grades in the same fills, along its foot.
  function drawStrip(context, pieces, left, top, width, height) {
    const turns = strikemap.shares(pieces.map((piece) => piece.n), 0.14);
    let x = left;
    pieces.forEach(({ grade, ink, possible }, at) => {
      const wide = turns[at] * width;
      const name = strikemap.GRADES[grade];
      context.fillStyle = { confirmed: ink, fair: theme.tintOf(ink) }[name] || theme.colours.paper;
      context.fillRect(x, top, wide, height);
      context.fillStyle = ink;
      if (name === "contested") context.fillRect(x, top + height / 2, wide, height / 2);
      context.strokeStyle = ink;
      context.lineWidth = name === "discounted" ? 0.4 : 0.8;
      context.setLineDash(possible ? strikemap.POSSIBLE_DASH : []);
      context.strokeRect(x + 0.4, top + 0.4, wide - 0.8, height - 0.8);
      x += wide;
    });
    context.setLineDash([]);
  }

  // A hairline from a label that had to step far aside to the middle of its district; it ends without a point.
  function drawLeader(context, { x, y, group }) {
    context.strokeStyle = theme.colours.ink;
    context.globalAlpha = 0.45;
    context.lineWidth = 0.7;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - group.dx * 0.8, y - group.dy * 0.8);
    context.stroke();
    context.globalAlpha = 1;
  }

  function outline(context, item, colour, width, gap) {
    for (const [ink, wide] of [[theme.colours.halo, width + 2.4], [colour, width]]) {
      context.strokeStyle = ink;
      context.lineWidth = wide;
      if (item.label) {
        roundRect(context, item.x - LABEL.width / 2 - gap, item.y - LABEL.height / 2 - gap, LABEL.width + gap * 2,
          LABEL.height + gap * 2, 5);
      } else {
        context.beginPath();
        context.arc(item.x, item.y, item.r + gap, 0, Math.PI * 2);
      }
      context.stroke();
    }
  }

  function roundRect(context, x, y, width, height, r) {
    context.beginPath();
    context.roundRect(x, y, width, height, r);
  }

  strikemap.StrikesLayer = StrikesLayer;
})((window.strikemap = window.strikemap || {}));
