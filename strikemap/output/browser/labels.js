"use strict";
// The names on the base map. They are placed greedily, the important ones first, and only when the map has come to
// rest; a name that stood somewhere before stays there as long as it can.
(function (strikemap) {
  const { thinned, clippedRing, clippedRuns, boxesMeet, nameAnchors, insideShape } = strikemap.geometry;
  const { createSheet, fromMiddle, placesAround, textBox, stretches, lengths, pointAt } = strikemap.placement;
  const { SANS, SERIF } = strikemap.palette;

  const LINE = 1.14; // height of a line of text, in sizes of its letters
  const PLACE_STYLES = [
    { size: 14, weight: 600, dot: 2.6 },
    { size: 13, weight: 500, dot: 2.3 },
    { size: 12, weight: 400, dot: 2 },
    { size: 11, weight: 400, dot: 1.7 },
  ];
  const GAP = 3.5; // between a mark and its name
  const MARKED_FIRST = 1.5; // ranks by which a place with reports goes before the others
  const LONG_NAME = 84; // pixels from which a pair of names is rather set on two lines
  const RIVER_SPACING = 1.1;
  const STRAIGHT_ENOUGH = 0.24;
  const SHARPEST_TURN = 0.45; // radians, between a letter and the next
  const RIVER_NAMES_FROM = [7, 7, 8, 8, 9]; // zoom, by rank; smaller rivers from the last
  const LINES_TO_CLEAR = { border: 2, outline: 1, front: 2, water: 1 };
  const HEAVY = 2;
  const ANCHOR_COLUMNS = 18; // how finely an area is searched for a place for its name
  const SHALLOW = 9; // pixels from the edge within which no area is named
  const LINE_COST = [0, 3, 8]; // of a name over a line of that weight, against that of a less good side of the dot
  const SECOND_LAYOUT_COST = 1.5;
  const SMALL_SIZE = 11;
  const SMALLER_COST = 12;
  const MARGIN = 1.5; // around the text of a name

  // marks(), controls(): rectangles {left, top, right, bottom} to keep clear of, in pixels of the map's container;
  // a town under a mark is named beside the mark
  function createNames({ marks, controls }) {
    const parts = [];
    const widths = new Map();
    const measurer = document.createElement("canvas").getContext("2d");
    let stood = { zoom: null, form: null, choices: new Map() };

    function add(layer, style, content) {
      if (content.shapes) parts.push({ layer, style, shapes: content.shapes });
    }

    function widthOf(text, font, spacing = 0) {
      const key = `${font}|${text}`;
      if (!widths.has(key)) {
        measurer.font = font;
        widths.set(key, measurer.measureText(text).width);
      }
      return widths.get(key) + spacing * text.length;
    }

    function paint(frame, palette, isShown, form) {
      const visible = parts.filter((part) => isShown(part.layer, frame.zoom));
      const of = (role) => visible.filter((part) => part.style.role === role).flatMap((part) => part.shapes);
      const sheet = createSheet(frame.screen, boxesOf(frame, marks()), boxesOf(frame, controls()), frame);
      const lakes = of("water").filter(({ properties }) => properties.kind !== "sea");
      for (const [role, weight] of Object.entries(LINES_TO_CLEAR)) {
        (role === "water" ? lakes : of(role)).flatMap((shape) => visibleRuns(frame, shape.paths)).forEach((run) => sheet.keepClearOf(run, weight));
      }
      const before = stood.zoom === frame.zoom && stood.form === form ? stood.choices : new Map();
      const page = {
        frame, palette, sheet, form, before, widthOf, lakes, choices: new Map(), named: new Set(), written: new Set(),
      };
      const places = placesInOrder(page, of("places"));
      const disputed = parts.filter((part) => part.style.role === "outline").flatMap((part) => part.shapes);
      const texts = [
        ...places.filter((place) => place.level === 0).flatMap((place) => placeName(page, place)),
        ...of("outline").filter(({ properties }) => properties.label)
          .flatMap((shape) => areaName(page, shape, AREA_STYLE)),
        ...of("border").flatMap((shape) => areaName(page, shape, COUNTRY_STYLE, disputed)),
        ...of("water").filter(({ properties }) => properties.kind === "sea")
          .flatMap((shape) => areaName(page, shape, SEA_STYLE)),
        ...lakes.flatMap((shape) => lakeName(page, shape)),
        ...places.filter((place) => place.level > 0).flatMap((place) => placeName(page, place)),
        ...riversByName(of("river"), page).flatMap((river) => riverName(page, river)),
        ...of("district").flatMap((shape) => districtName(page, shape)),
      ];
      texts.forEach((text) => text.dot && drawDot(page, text.dot));
      texts.forEach((text) => drawText(page, text));
      stood = { zoom: frame.zoom, form, choices: page.choices };
    }

    // After a change of the layers, the letters or the marks every name is placed as if for the first time.
    function forget() {
      stood = { zoom: null, form: null, choices: new Map() };
    }

    return { add, paint, forget, forgetWidths: () => widths.clear() };
  }

  function boxesOf(frame, rectangles) {
    const [x, y] = frame.screen;
    return (rectangles || []).map(({ left, top, right, bottom }) => [left + x, top + y, right + x, bottom + y]);
  }

  // Towns come with a label for every form, often a pair, "Stepanakert / Khankendi"; districts and waters with their
  // own country's name beside the English one.
  function nameOf(properties, form) {
    const { name_en: english, name_az: azerbaijani, name_hy: armenian } = properties;
    const own = form === "local" ? azerbaijani || armenian : "";
    return String(properties[`label_${form}`] || own || english || properties.label || properties.name || "");
  }

  function fontOf({ size, weight = 400, slant = "", family = SANS }) {
    return `${slant} ${weight} ${size}px ${family}`.trim();
  }

  // --- places -------------------------------------------------------------------------------------------------

  function placesInOrder(page, shapes) {
    const { frame, sheet } = page;
    return shapes
      .filter(({ properties }) => Number(properties.min_zoom || 0) <= frame.zoom)
      .map((shape) => {
        const [x, y] = onCanvas(frame, shape.paths[0].points);
        const rank = Number(shape.properties.rank ?? 4);
        const mark = sheet.markAt(x, y);
        return { shape, x, y, rank, mark, level: levelOf(rank), order: orderOf(rank, mark, x, y) };
      })
      .filter(({ x, y }) => x > 0 && y > 0 && x < frame.width && y < frame.height)
      .sort((a, b) => a.order - b.order || a.y - b.y);
  }

  // Towns with reports go first; under one mark, the town at its middle.
  function orderOf(rank, mark, x, y) {
    return mark ? rank - MARKED_FIRST + Math.min(0.9, fromMiddle(mark, x, y) / 40) : rank;
  }

  function levelOf(rank) {
    return Math.max(0, Math.min(PLACE_STYLES.length - 1, Math.round(rank) - 1));
  }

  function onCanvas({ scale, left, top }, points) {
    return [points[0] * scale - left, points[1] * scale - top];
  }

  function placeName(page, { shape, x, y, mark, level }) {
    const name = nameOf(shape.properties, page.form);
    // a mark over several towns carries the name of the first: a second name would seem to name the mark too
    if (!name || page.named.has(mark)) return [];
    const style = PLACE_STYLES[level];
    const dotBox = [x - style.dot, y - style.dot, x + style.dot, y + style.dot];
    // among crowded marks a town with reports is rather named in smaller letters than not at all
    const sizes = mark && style.size > SMALL_SIZE ? [style.size, SMALL_SIZE] : [style.size];
    const candidates = sizes.flatMap((size, smaller) =>
      placeCandidates(page, name, { ...style, size }, mark || dotBox, smaller * SMALLER_COST));
    const own = mark ? [] : [dotBox];
    const chosen = firstFit(page, `place ${x0(shape)}`, candidates, { own, heaviest: level < 2 ? HEAVY : 1 });
    if (!chosen) return [];
    if (mark) page.named.add(mark);
    name.split(" / ").forEach((part) => page.written.add(part));
    return [{
      ...chosen, colour: page.palette.place[level], halo: page.palette.halo,
      dot: mark ? null : { x, y, radius: style.dot },
    }];
  }

  function placeCandidates(page, name, style, around, extra) {
    const font = fontOf(style);
    return layouts(name, font, page).flatMap((lines, turn) => {
      const width = Math.max(...lines.map((line) => page.widthOf(line, font))) + 2 * MARGIN;
      const height = lines.length * style.size * LINE;
      const cost = turn * SECOND_LAYOUT_COST + extra;
      return placesAround(around, width, height, GAP)
        .map((spot) => ({ ...spot, lines, font, size: style.size, cost: spot.cost + cost }));
    });
  }

  // A short pair on one line, a long one rather on two.
  function layouts(name, font, page) {
    const [first, second] = name.split(" / ");
    if (!second) return [[name]];
    const broken = [`${first} /`, second];
    return page.widthOf(name, font) > LONG_NAME ? [broken, [name]] : [[name], broken];
  }

  function x0(shape) {
    const { points } = shape.paths[0];
    return `${points[0].toFixed(6)} ${points[1].toFixed(6)}`;
  }

  // Where the name stood before the map moved comes first, and may then be cut by the edge of the screen.
  // own: what is drawn beside the name; heaviest: the weight of line it may, in the last resort, be laid over.
  function firstFit(page, key, candidates, { own = [], heaviest = HEAVY } = {}) {
    const { sheet, before, choices } = page;
    const last = before.get(key);
    const fits = (index, wholeOnly) =>
      candidates[index] && sheet.fits([candidates[index].box], wholeOnly) && sheet.fits(own, false);
    let index = last !== undefined && fits(last, false) ? last : -1;
    if (index < 0) index = cheapest(sheet, candidates, (i) => fits(i, true), heaviest);
    if (index < 0) return null;
    choices.set(key, index);
    sheet.take([candidates[index].box, ...own]);
    return candidates[index];
  }

  function cheapest(sheet, candidates, fits, heaviest) {
    let best = -1;
    let least = Infinity;
    candidates.forEach(({ box, cost = 0 }, i) => {
      if (cost >= least) return;
      const weight = sheet.lineUnder(box);
      const whole = cost + LINE_COST[weight];
      if (whole < least && weight <= heaviest && fits(i)) [best, least] = [i, whole];
    });
    return best;
  }

  // --- countries and areas ------------------------------------------------------------------------------------

  const COUNTRY_STYLE = {
    from: 10.5, perZoom: 1.1, most: 15, weight: 500, spacing: 0.28, capitals: true, colour: "country", halo: "halo",
  };
  const AREA_STYLE = {
    from: 9.5, perZoom: 0.8, most: 13, weight: 600, spacing: 0.16, capitals: true, colour: "areaName", halo: "halo",
  };
  const SEA_STYLE = {
    from: 13, perZoom: 1, most: 16, slant: "italic", family: SERIF, spacing: 0.06, colour: "waterName",
    halo: "waterHalo",
  };

  // In the middle of what can be seen of the area, at whatever place is free; not inside an area within it whose
  // standing is disputed, where the name of one country would read as a verdict.
  function areaName(page, shape, look, avoided = []) {
    const { frame, palette, sheet, before, choices } = page;
    const name = look.capitals ? nameOf(shape.properties, page.form).toUpperCase() : nameOf(shape.properties, page.form);
    if (!name) return [];
    const size = Math.min(look.most, Math.max(9, look.from + (frame.zoom - 6) * look.perZoom));
    const font = fontOf({ ...look, size });
    const spacing = size * look.spacing;
    const width = page.widthOf(name, font, spacing);
    const key = `area ${look.colour} ${name}`;
    const boxAt = ({ x, y }) => textBox("center", x, y, width + 8, size * 1.5);
    const last = before.get(key);
    const kept = last && { x: last.x * frame.scale - frame.left, y: last.y * frame.scale - frame.top };
    const isAvoided = ({ x, y }) => avoided.some((area) =>
      insideShape((x + frame.left) / frame.scale, (y + frame.top) / frame.scale, area));
    const isGood = (at) => sheet.fits([boxAt(at)], true) && sheet.lineUnder(boxAt(at)) < HEAVY && !isAvoided(at);
    const spot = kept && isGood(kept)
      ? kept
      : firstOf(visibleAnchors(frame, shape, width).filter(isGood),
        (at) => !sheet.lineUnder(boxAt(at)));
    if (!spot) return [];
    choices.set(key, { x: (spot.x + frame.left) / frame.scale, y: (spot.y + frame.top) / frame.scale });
    sheet.take([boxAt(spot)]);
    return [{
      lines: [name], align: "center", x: spot.x, y: spot.y, font, size, spacing,
      colour: palette[look.colour], halo: palette[look.halo],
    }];
  }

  function firstOf(list, preferred) {
    return list.find(preferred) || list[0];
  }

  // Places in the visible part of an area with room for a name of this width, the roomiest first.
  function visibleAnchors(frame, shape, width) {
    const { scale, left, top, screen } = frame;
    const view = [screen[0] + left + 6, screen[1] + top + 6, screen[2] + left - 6, screen[3] + top - 6];
    const paths = shape.paths
      .filter(({ box }) => boxesMeet(box.map((value) => value * scale), view))
      .map((path) => clippedRing(thinned(path, scale, 6).points, view))
      .filter((points) => points.length > 4)
      .map((points) => ({ points: closed(points.map((value, i) => value - (i % 2 ? top : left))) }));
    if (!paths.length) return [];
    const seen = { paths, box: boxOf(paths) };
    return nameAnchors(seen, ANCHOR_COLUMNS).filter((anchor) => {
      if (anchor.depth < SHALLOW) return false;
      const { west, east } = reach(anchor, seen);
      return Math.min(west, east) > width * 0.42;
    });
  }

  function closed(points) {
    return [...points, points[0], points[1]];
  }

  function boxOf(paths) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { points } of paths) {
      for (let i = 0; i < points.length; i += 2) {
        box[0] = Math.min(box[0], points[i]);
        box[1] = Math.min(box[1], points[i + 1]);
        box[2] = Math.max(box[2], points[i]);
        box[3] = Math.max(box[3], points[i + 1]);
      }
    }
    return box;
  }

  // How far one may go west and east from a point and still be inside.
  function reach({ x, y }, shape) {
    let west = Infinity;
    let east = Infinity;
    for (const { points } of shape.paths) {
      for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
        if (points[i + 1] > y === points[j + 1] > y) continue;
        const at = ((points[j] - points[i]) * (y - points[i + 1])) / (points[j + 1] - points[i + 1]) + points[i];
        if (at < x) west = Math.min(west, x - at);
        else east = Math.min(east, at - x);
      }
    }
    return { west, east };
  }

  const DISTRICT_SIZE = 10.5;
  const DISTRICT_NAMES_FROM = 9;

  function isVisible({ scale, left, top, width, height }, shape) {
    return boxesMeet(shape.box.map((value) => value * scale), [left, top, left + width, top + height]);
  }

  function districtName(page, shape) {
    const { frame, palette } = page;
    const name = nameOf(shape.properties, page.form);
    if (!name || frame.zoom < DISTRICT_NAMES_FROM || !isVisible(frame, shape) || isWritten(page, name)) return [];
    const font = fontOf({ size: DISTRICT_SIZE });
    const spacing = 0.6;
    const width = page.widthOf(name, font, spacing);
    const room = 0.3 * width;
    const candidates = anchorsOf(shape)
      .filter(({ x, y }) => !page.lakes.some((lake) => insideShape(x, y, lake)))
      .map((anchor) => ({ x: anchor.x * frame.scale - frame.left, y: anchor.y * frame.scale - frame.top,
        depth: anchor.depth * frame.scale }))
      .map((at) => ({ ...at, align: "center", lines: [name],
        box: textBox("center", at.x, at.y, width + 14, DISTRICT_SIZE * 2.4) }));
    if (!candidates.length || candidates[0].depth < room) return [];
    const chosen = firstFit(page, `district ${name} ${x0(shape)}`, candidates, { heaviest: 0 });
    if (!chosen) return [];
    return [{ ...chosen, font, size: DISTRICT_SIZE, spacing, colour: palette.districtName, halo: palette.halo }];
  }

  // A district named after a town that is named already would only repeat it.
  function isWritten(page, name) {
    return name.split(" / ").some((part) => page.written.has(part));
  }

  // Computed once: the places deepest inside do not depend on the screen.
  const anchorCache = new WeakMap();
  function anchorsOf(shape) {
    if (!anchorCache.has(shape)) anchorCache.set(shape, nameAnchors(shape, 9).slice(0, 12));
    return anchorCache.get(shape);
  }

  // --- water --------------------------------------------------------------------------------------------------

  function lakeName(page, shape) {
    const { frame, palette } = page;
    const name = nameOf(shape.properties, page.form);
    const anchors = name ? anchorsOf(shape).slice(0, 5) : [];
    if (!anchors.length) return [];
    const depth = anchors[0].depth * frame.scale;
    if (depth < 9) return [];
    const size = Math.max(10.5, Math.min(15, 9.5 + depth * 0.06));
    const font = fontOf({ size, slant: "italic", family: SERIF });
    const lines = depth * 2 < page.widthOf(name, font) ? name.split(" ") : [name];
    const width = Math.max(...lines.map((line) => page.widthOf(line, font, 0.4)));
    if (width > depth * 3.6) return [];
    const candidates = anchors.map((anchor) => {
      const x = anchor.x * frame.scale - frame.left;
      const y = anchor.y * frame.scale - frame.top;
      return { x, y, align: "center", lines, box: textBox("center", x, y, width + 4, lines.length * size * LINE) };
    });
    const chosen = firstFit(page, `lake ${x0(shape)}`, candidates);
    if (!chosen) return [];
    return [{ ...chosen, font, size, spacing: 0.4, colour: palette.waterName, halo: palette.waterHalo }];
  }

  // A river comes in several pieces; its longest visible stretch carries the name.
  function riversByName(shapes, page) {
    const rivers = new Map();
    for (const shape of shapes) {
      const name = nameOf(shape.properties, page.form);
      const rank = Math.min(RIVER_NAMES_FROM.length - 1, Number(shape.properties.rank ?? 4));
      if (!name || RIVER_NAMES_FROM[rank] > page.frame.zoom) continue;
      if (!rivers.has(name)) rivers.set(name, { name, paths: [] });
      rivers.get(name).paths.push(...shape.paths);
    }
    return [...rivers.values()];
  }

  function riverName(page, { name, paths }) {
    const { frame, palette, sheet } = page;
    const size = frame.zoom < 9 ? 10.5 : 11.5;
    const font = fontOf({ size, slant: "italic", family: SERIF });
    const glyphs = [...name].map((letter) => ({ letter, width: page.widthOf(letter, font) + RIVER_SPACING }));
    const length = glyphs.reduce((sum, glyph) => sum + glyph.width, 0);
    for (const points of visibleRuns(frame, paths).filter((run) => run.length >= 4)) {
      const smooth = smoothed(points, size);
      for (const { from, bend } of stretches(smooth, length + 4, 24)) {
        if (bend > STRAIGHT_ENOUGH) break;
        const letters = lettersAlong(smooth, from + 2, glyphs, size);
        const boxes = letters.map(({ x, y }) => [x - 5, y - 6, x + 5, y + 6]);
        if (!isReadable(letters) || !sheet.fits(boxes, true)) continue;
        sheet.take(boxes);
        return [{ letters, font, size, colour: palette.waterName, halo: palette.halo }];
      }
    }
    return [];
  }

  function visibleRuns(frame, paths) {
    const { scale, left, top, width, height } = frame;
    const view = [left, top, left + width, top + height];
    return paths
      .filter(({ box }) => boxesMeet(box.map((value) => value * scale), view))
      .flatMap((path) => clippedRuns(thinned(path, scale, 2).points, view))
      .map(({ points }) => points.map((value, i) => value - (i % 2 ? top : left)))
      .sort((a, b) => b.length - a.length);
  }

  // Letters need a calmer line than the river's own: points are averaged with their neighbours.
  function smoothed(points, reachPixels) {
    const along = lengths(points);
    const total = along[along.length - 1];
    const step = reachPixels / 2;
    const calm = [];
    for (let at = 0; at <= total; at += step) {
      const around = [-2, -1, 0, 1, 2].map((k) => pointAt(points, along, Math.max(0, Math.min(total, at + k * reachPixels))));
      calm.push(around.reduce((sum, p) => sum + p.x, 0) / 5, around.reduce((sum, p) => sum + p.y, 0) / 5);
    }
    return calm;
  }

  function lettersAlong(points, from, glyphs, size) {
    const along = lengths(points);
    const total = glyphs.reduce((sum, glyph) => sum + glyph.width, 0);
    const [start, end] = [pointAt(points, along, from), pointAt(points, along, from + total)];
    const reversed = end.x < start.x; // never upside down
    let at = 0;
    return glyphs.map(({ letter, width }) => {
      const middle = at + width / 2;
      at += width;
      const position = reversed ? from + total - middle : from + middle;
      const here = pointAt(points, along, position);
      const [a, b] = [pointAt(points, along, position - 4), pointAt(points, along, position + 4)];
      const angle = Math.atan2(b.y - a.y, b.x - a.x) + (reversed ? Math.PI : 0);
      const lift = size * 0.62; // the name stands on the river, not in it
      return { letter, angle, x: here.x + Math.sin(angle) * lift, y: here.y - Math.cos(angle) * lift };
    });
  }

  function isReadable(letters) {
    return letters.every(({ angle }, i) => {
      if (!i) return true;
      const turn = Math.abs(angle - letters[i - 1].angle) % (2 * Math.PI);
      return Math.min(turn, 2 * Math.PI - turn) < SHARPEST_TURN;
    });
  }

  // --- ink ----------------------------------------------------------------------------------------------------

  function drawDot({ frame: { context }, palette }, { x, y, radius }) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = palette.dot;
    context.strokeStyle = palette.dotRim;
    context.lineWidth = 1.4;
    context.stroke();
    context.fill();
  }

  function drawText({ frame: { context } }, text) {
    context.font = text.font;
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = text.halo;
    context.fillStyle = text.colour;
    if (text.letters) drawLetters(context, text.letters);
    else drawLines(context, text);
  }

  function drawLines(context, { lines, align, x, y, size, spacing = 0 }) {
    context.textAlign = align;
    // browsers without letter spacing set the name tighter, in the middle of the same box
    if ("letterSpacing" in context) context.letterSpacing = `${spacing}px`;
    const first = y - ((lines.length - 1) * size * LINE) / 2;
    const shift = align === "center" ? spacing / 2 : 0;
    lines.forEach((line, i) => context.strokeText(line, x + shift, first + i * size * LINE));
    lines.forEach((line, i) => context.fillText(line, x + shift, first + i * size * LINE));
    if ("letterSpacing" in context) context.letterSpacing = "0px";
  }

  function drawLetters(context, letters) {
    context.textAlign = "center";
    for (const ink of ["strokeText", "fillText"]) {
      for (const { letter, angle, x, y } of letters) {
        context.save();
        context.translate(x, y);
        context.rotate(angle);
        context[ink](letter, 0, 0);
        context.restore();
      }
    }
  }

  strikemap.createNames = createNames;
})((window.strikemap = window.strikemap || {}));
