"use strict";
// Paints the paper: land, relief, water, borders and lines, from the bottom up.
(function (strikemap) {
  const { thinned, clippedRing, clippedRuns, boxesMeet, innerEdges, chains, nearAny, unionBox } = strikemap.geometry;
  const { DASHES, FRONT, grown } = strikemap.palette;
  const FINE_LINES_FROM = 5.5; // zoom; further out the lines of one small area would be a blot
  const SLACK = 24; // pixels around the canvas in which a line is still drawn, so that its cut end is never seen
  const DEGREE = strikemap.geometry.WORLD / 360;
  const SAME_LINE = 0.012 * DEGREE; // two sources draw one border about a kilometre apart

  // sheet: {layers: [{layer, style, shapes | relief}]} as loaded -> a painter with paint(frame, theme palette, shown)
  function createPainter() {
    const parts = new Map(); // layer id -> {layer, style, fill, lines, relief}
    const cache = { zoom: null, thin: new Map() };

    function add(layer, style, content) {
      const part = { layer, style, shapes: content.shapes || [], relief: content.relief || null };
      part.lines = linesOf(part);
      parts.set(layer.id, part);
      separateOutlines();
      keepReliefOnLand();
      cache.thin.clear();
    }

    function linesOf({ style, shapes }) {
      if (style.role === "border" || style.role === "district") return innerEdges(shapes);
      return shapes.flatMap((shape) => shape.paths);
    }

    // Where an outline runs along the international border, the border is drawn and says enough.
    function separateOutlines() {
      const border = [...parts.values()].find((part) => part.style.role === "border");
      if (!border) return;
      for (const part of parts.values()) {
        if (part.style.role !== "outline") continue;
        part.lines = chains(part.shapes, (_, ax, ay, bx, by) =>
          !nearAny((ax + bx) / 2, (ay + by) / 2, border.lines, SAME_LINE));
      }
    }

    // Once, in the picture itself: to clip every painting to the coast would double its time.
    function keepReliefOnLand() {
      const land = [...parts.values()].find((part) => part.style.role === "land");
      const relief = [...parts.values()].find((part) => part.relief && !part.onLand);
      if (!land || !relief) return;
      relief.relief.keepTo(land.shapes);
      relief.onLand = true;
    }

    function thin(paths, frame, step) {
      if (cache.zoom !== frame.zoom) {
        cache.zoom = frame.zoom;
        cache.thin.clear();
      }
      if (!cache.thin.has(paths)) cache.thin.set(paths, paths.map((path) => thinned(path, frame.scale, step)));
      return cache.thin.get(paths);
    }

    function paint(frame, palette, isShown, theme) {
      const drawn = [...parts.values()].filter((part) => isShown(part.layer, frame.zoom));
      const of = (role) => drawn.filter((part) => part.style.role === role);
      const box = [
        frame.left - SLACK, frame.top - SLACK, frame.left + frame.width + SLACK, frame.top + frame.height + SLACK,
      ];
      const pen = { frame, palette, box, thin: (paths, step) => thin(paths, frame, step) };
      const land = [...parts.values()].find((part) => part.style.role === "land");

      sheet(pen, land);
      of("land").forEach((part) => paintLand(pen, part));
      of("relief").forEach((part) => paintRelief(pen, part, theme));
      of("outline").forEach((part) => paintTint(pen, part));
      of("river").forEach((part) => paintRivers(pen, part));
      of("water").forEach((part) => paintWater(pen, part));
      of("district").forEach((part) => stroke(pen, part.lines, {
        colour: palette.district, width: grown(0.75, frame.zoom),
      }));
      of("border").forEach((part) => stroke(pen, part.lines, {
        colour: palette.border, width: grown(1.35, frame.zoom),
      }));
      if (frame.zoom >= FINE_LINES_FROM) {
        of("outline").forEach((part) => paintOutline(pen, part));
        of("front").forEach((part) => paintFront(pen, part));
      }
      edge(pen, land);
    }

    return { add, paint, parts };
  }

  // Inside the land file's extent lies the sea; beyond it the sheet of paper ends, as a printed map's does.
  function sheet(pen, land) {
    const { context, width, height } = pen.frame;
    context.fillStyle = land ? pen.palette.page : pen.palette.land;
    context.fillRect(0, 0, width, height);
    if (!land) return;
    const [x, y, w, h] = sheetOf(pen, land);
    context.fillStyle = pen.palette.sea;
    context.fillRect(x, y, w, h);
  }

  function sheetOf({ frame }, land) {
    const box = unionBox(land.shapes.map((shape) => shape.box)).map((value) => value * frame.scale);
    const west = Math.max(-2, Math.round(box[0] - frame.left));
    const north = Math.max(-2, Math.round(box[1] - frame.top));
    const east = Math.min(frame.width + 2, Math.round(box[2] - frame.left));
    const south = Math.min(frame.height + 2, Math.round(box[3] - frame.top));
    return [west, north, Math.max(0, east - west), Math.max(0, south - north)];
  }

  function edge(pen, land) {
    if (!land) return;
    const { context } = pen.frame;
    const [x, y, w, h] = sheetOf(pen, land);
    context.strokeStyle = pen.palette.neatline;
    context.lineWidth = 1;
    context.setLineDash([]);
    context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
  }

  function trace(pen, shapes) {
    const { context, left, top } = pen.frame;
    context.beginPath();
    for (const shape of shapes) {
      for (const { points, box } of pen.thin(shape.paths, 0.6)) {
        if (!boxesMeet(box, pen.box)) continue;
        const ring = clippedRing(points, pen.box);
        for (let i = 0; i < ring.length; i += 2) {
          if (i) context.lineTo(ring[i] - left, ring[i + 1] - top);
          else context.moveTo(ring[i] - left, ring[i + 1] - top);
        }
        context.closePath();
      }
    }
  }

  function paintLand(pen, { shapes }) {
    const { context } = pen.frame;
    trace(pen, shapes);
    context.lineJoin = "round";
    context.setLineDash([]);
    // the land covers the inner half of the shore line, and its own outline the seams between neighbours
    context.strokeStyle = pen.palette.shore;
    context.lineWidth = 1.8;
    context.stroke();
    context.fillStyle = pen.palette.land;
    context.fill("evenodd");
    context.strokeStyle = pen.palette.land;
    context.lineWidth = 0.6;
    context.stroke();
  }

  function paintRelief(pen, { relief }, theme) {
    const { context, left, top, scale, zoom } = pen.frame;
    const [west, north, east, south] = relief.box.map((value) => value * scale);
    // close by, the picture's own pixels would begin to show; far off, it would be a patch amid plain paper
    const strength = Math.min(1, 1 - (zoom - 8) * 0.36, 1 - (7 - zoom) * 0.4);
    if (strength < 0.1) return;
    context.save();
    context.imageSmoothingQuality = "medium";
    context.globalAlpha = strength;
    context.drawImage(relief.in(theme), west - left, north - top, east - west, south - north);
    context.restore();
  }

  function paintTint(pen, { shapes, style }) {
    if (!style.tint) return;
    const { context } = pen.frame;
    trace(pen, shapes);
    context.fillStyle = pen.palette.tint;
    context.fill("evenodd");
  }

  function paintWater(pen, { shapes }) {
    const { context, zoom } = pen.frame;
    trace(pen, shapes);
    context.fillStyle = pen.palette.water;
    context.fill("evenodd");
    context.strokeStyle = pen.palette.shore;
    context.lineWidth = grown(0.8, zoom);
    context.lineJoin = "round";
    context.setLineDash([]);
    context.stroke();
  }

  function paintRivers(pen, { shapes }) {
    const { zoom } = pen.frame;
    for (const shape of shapes) {
      const { min_zoom: from, rank, scalerank } = shape.properties;
      if (Number(from) > zoom) continue;
      const width = Math.max(0.6, 1.5 - 0.16 * Number(rank ?? scalerank ?? 8));
      stroke(pen, shape.paths, { colour: pen.palette.river, width: grown(width, zoom) });
    }
  }

  function paintOutline(pen, { lines, style }) {
    const { dash, width, cap } = DASHES[style.dash];
    stroke(pen, lines, { colour: pen.palette.outline, width: grown(width, pen.frame.zoom), dash, cap });
  }

  function paintFront(pen, { lines }) {
    const { zoom } = pen.frame;
    const width = grown(FRONT.width, zoom);
    stroke(pen, lines, { colour: pen.palette.casing, width: width + 2.6, cap: "butt" });
    stroke(pen, lines, { colour: pen.palette.contact, width, dash: FRONT.dash, cap: FRONT.cap });
  }

  function stroke(pen, paths, { colour, width, dash = [], cap = "round" }) {
    const { context, left, top } = pen.frame;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = cap;
    context.lineJoin = "round";
    context.setLineDash(dash);
    const visible = pen.thin(paths, 1.1).filter(({ box }) => boxesMeet(box, pen.box));
    context.beginPath();
    for (const { points } of visible) {
      for (const run of clippedRuns(points, pen.box)) {
        if (dash.length) {
          context.beginPath();
          context.lineDashOffset = run.before;
        }
        context.moveTo(run.points[0] - left, run.points[1] - top);
        for (let i = 2; i < run.points.length; i += 2) context.lineTo(run.points[i] - left, run.points[i + 1] - top);
        if (dash.length) context.stroke();
      }
    }
    if (!dash.length) context.stroke();
    context.lineDashOffset = 0;
  }

  strikemap.createPainter = createPainter;
})((window.strikemap = window.strikemap || {}));
