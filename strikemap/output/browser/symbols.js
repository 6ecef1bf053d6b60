"use strict";
// Marks: the shape says the weapon family, the fill says the grade. Drawn once each, then copied.
// What they look like stands in symbols.json, for the pictures that Python draws as well.
(function (strikemap) {
  // grade_order runs from the firmest, at the foot of a bar or the start of a rim, to the least firm.
  const { weapon_shapes: WEAPON_SHAPES, grades: GRADES, grade_order: GRADE_ORDER, possible_dash: POSSIBLE_DASH } = strikemap.symbols;
  const TAU = Math.PI * 2;

  const polygon = (points) => (path, r) => {
    points.forEach(([x, y], at) => (at ? path.lineTo(x * r, y * r) : path.moveTo(x * r, y * r)));
    path.closePath();
  };

  const disc = ({ circle }) => (path, r) => path.arc(0, 0, r * circle, 0, TAU);

  const dotted = ({ dots: { count, ring, radius } }) => (path, r) => {
    for (let dot = 0; dot < count; dot += 1) {
      const angle = ((dot + 0.5) * TAU) / count;
      const [x, y] = [Math.cos(angle) * r * ring, Math.sin(angle) * r * ring];
      path.moveTo(x + r * radius, y);
      path.arc(x, y, r * radius, 0, TAU);
    }
  };

  // Sizes are chosen so that all shapes weigh the same to the eye. The hexagon is tall, to be no circle at 9 px.
  const drawnBy = (shape) => (Array.isArray(shape) ? polygon(shape) : shape.dots ? dotted(shape) : disc(shape));
  const SHAPES = Object.fromEntries(Object.entries(strikemap.symbols.shapes).map(([name, shape]) => [name, drawnBy(shape)]));

  const shapeOf = (weapon) => SHAPES[WEAPON_SHAPES[weapon]] || SHAPES.hexagon;

  // Draw one mark around (0, 0). r is half its size in pixels.
  function drawMark(context, { weapon, grade, possible, ink, r, halo = true }) {
    const { theme } = strikemap;
    const path = new Path2D();
    shapeOf(weapon)(path, r);
    const thin = WEAPON_SHAPES[weapon] === "dots" ? 0.75 : 1;
    context.save();
    context.lineJoin = "round";
    if (halo) {
      context.strokeStyle = theme.colours.halo;
      context.lineWidth = 3.6;
      context.stroke(path);
    }
    context.lineWidth = Math.max(0.9, Math.min(1.5, r * 0.19)) * thin;
    context.strokeStyle = ink;
    fillMark(context, path, GRADES[grade], ink, r);
    if (possible) {
      context.strokeStyle = theme.colours.paper;
      context.stroke(path);
      context.strokeStyle = ink;
      context.setLineDash(POSSIBLE_DASH);
    }
    context.globalAlpha *= GRADES[grade] === "discounted" ? 0.5 : 1;
    context.stroke(path);
    context.restore();
  }

  function fillMark(context, path, grade, ink, r) {
    const { theme } = strikemap;
    context.fillStyle = { confirmed: ink, fair: theme.tintOf(ink) }[grade] || theme.colours.paper;
    context.fill(path);
    if (grade === "contested") {
      context.save();
      context.beginPath();
      context.rect(-r * 2, -r * 2, r * 2, r * 4);
      context.clip();
      context.fillStyle = ink;
      context.fill(path);
      context.restore();
    }
    if (grade === "discounted") {
      context.beginPath();
      context.moveTo(-r * 0.62, -r * 0.62);
      context.lineTo(r * 0.62, r * 0.62);
      context.moveTo(r * 0.62, -r * 0.62);
      context.lineTo(-r * 0.62, r * 0.62);
      context.stroke();
    }
  }

  // Sprites: a mark is drawn once for its parts and copied from then on.
  const sprites = new Map();
  const SPRITES_KEPT = 4000;
  strikemap.theme.follow(() => sprites.clear());

  function sprite(key, width, height, draw) {
    const named = `${key}|${strikemap.pixelRatio()}`;
    let made = sprites.get(named);
    if (made) return made;
    if (sprites.size >= SPRITES_KEPT) sprites.delete(sprites.keys().next().value);
    made = document.createElement("canvas");
    const context = strikemap.sized(made, width, height);
    context.translate(width / 2, height / 2);
    draw(context);
    made.across = width;
    made.tall = height;
    sprites.set(named, made);
    return made;
  }

  const stamp = (context, made, x, y) =>
    context.drawImage(made, x - made.across / 2, y - made.tall / 2, made.across, made.tall);

  function stampMark(context, mark, x, y) {
    const edge = Math.ceil(mark.r * 2.4 + 6);
    const key = `m${mark.weapon}|${mark.grade}|${mark.possible ? 1 : 0}|${mark.ink}|${mark.r}|${mark.halo !== false}`;
    stamp(context, sprite(key, edge, edge, (own) => drawMark(own, mark)), x, y);
  }

  function stampText(context, text, x, y, size, colour) {
    const key = `t${text}|${size}|${colour}`;
    const made = sprite(key, Math.ceil(text.length * size * 0.72 + 4), Math.ceil(size * 1.5), (own) => {
      own.font = `600 ${size}px ${strikemap.SANS}`;
      own.textAlign = "center";
      own.textBaseline = "alphabetic";
      own.fillStyle = colour;
      own.fillText(text, 0, size * 0.345);
    });
    stamp(context, made, x, y);
  }

  // One piece of a rim, in the fill of its grade.
  function drawRimPiece(context, { grade, ink, possible, r, from, to, width }) {
    const { theme } = strikemap;
    const outer = r;
    const inner = r - width;
    const band = (start, end, low, high, colour) => {
      context.beginPath();
      context.arc(0, 0, high, start, end);
      context.arc(0, 0, low, end, start, true);
      context.closePath();
      context.fillStyle = colour;
      context.fill();
    };
    const name = GRADES[grade];
    if (name === "confirmed") band(from, to, inner, outer, ink);
    else if (name === "fair") band(from, to, inner, outer, theme.tintOf(ink));
    else if (name === "contested") band(from, to, inner, inner + width / 2, ink);
    if (name === "confirmed" && !possible) return;
    context.strokeStyle = name === "confirmed" ? theme.colours.paper : ink;
    context.lineWidth = name === "discounted" ? 0.6 : 1;
    context.setLineDash(possible || name === "discounted" ? POSSIBLE_DASH : []);
    context.beginPath();
    context.arc(0, 0, outer - 0.5, from, to);
    context.moveTo(Math.cos(to) * (inner + 0.5), Math.sin(to) * (inner + 0.5));
    context.arc(0, 0, inner + 0.5, to, from, true);
    context.stroke();
    context.setLineDash([]);
  }

  // Angles of a rim's pieces: shares of the whole turn, but never less than can be seen.
  function shares(values, least) {
    const sum = values.reduce((all, each) => all + each, 0);
    const raised = values.map((each) => (each ? Math.max(each / sum, least) : 0));
    const over = raised.reduce((all, each) => all + each, 0) - 1;
    if (over <= 0) return raised;
    const room = raised.reduce((all, each) => all + Math.max(0, each - least), 0);
    return raised.map((each) => (each > least && room > 0 ? each - (over * (each - least)) / room : each));
  }

  // pieces: [{grade, ink, possible, n}], from firm to weak.
  function drawRim(context, pieces, r, width) {
    const least = Math.min(0.2, 4.5 / (TAU * r));
    const turns = shares(pieces.map((piece) => piece.n), least);
    let from = -Math.PI / 2;
    const gap = pieces.length > 1 ? 0.7 / r : 0;
    pieces.forEach((piece, at) => {
      const to = from + turns[at] * TAU;
      drawRimPiece(context, { ...piece, r, width, from: from + gap, to: to - gap });
      from = to;
    });
  }

  const rimWidth = (r) => (r > 16 ? 4.5 : r > 11 ? 3.4 : 3.1);

  // What a disc's rim and number stand on.
  function drawDiscGround(context, r) {
    const { colours } = strikemap.theme;
    context.fillStyle = colours.halo;
    context.beginPath();
    context.arc(0, 0, r + 1.6, 0, TAU);
    context.fill();
    context.fillStyle = colours.paper;
    context.beginPath();
    context.arc(0, 0, r - 0.5, 0, TAU);
    context.fill();
  }

  Object.assign(strikemap, {
    rimWidth, drawDiscGround, GRADES, GRADE_ORDER, POSSIBLE_DASH, drawMark, stampMark, stampText, drawRim, shares, sprite, stamp,
  });
})((window.strikemap = window.strikemap || {}));
