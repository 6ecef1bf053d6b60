"use strict";
// Many discs at once. A rim that is different for every disc cannot be copied whole, and a thousand arcs are too slow
// for a frame; so each pixel of a disc is taken from a ring drawn once for every fill, chosen by the pixel's angle.
(function (strikemap) {
  const ANGLES = 256;
  const GLYPHS = "0123456789km";
  const GAP = 254; // in the table of angles: the paper between two pieces
  const TAU = Math.PI * 2;

  function createDiscPainter() {
    let rings = new Map(); // radius -> {edge, places, angles, rim, base, fills}
    let glyphs = new Map(); // size -> pictures of GLYPHS
    let ratio = 0;
    let picture = null; // ImageData of the whole canvas
    let scratch = null;
    let pixels = null;
    const table = new Uint8Array(ANGLES);

    strikemap.theme.follow(forget);

    function forget() {
      rings = new Map();
      glyphs = new Map();
    }

    // Start a picture of a size in CSS pixels.
    function begin(width, height) {
      if (ratio !== strikemap.pixelRatio()) forget();
      ratio = strikemap.pixelRatio();
      const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (!scratch || scratch.width !== wide || scratch.height !== high) {
        scratch = document.createElement("canvas");
        scratch.width = wide;
        scratch.height = high;
        picture = scratch.getContext("2d").createImageData(wide, high);
        pixels = new Uint32Array(picture.data.buffer);
      } else pixels.fill(0);
    }

    // One disc: pieces as in drawRim, text in its middle.
    function add(x, y, r, pieces, text, size) {
      const ring = ringOf(Math.round(r * 2) / 2);
      const fills = fillTable(pieces, ring);
      const left = Math.round(x * ratio - ring.edge / 2);
      const top = Math.round(y * ratio - ring.edge / 2);
      const { width, height } = scratch;
      const whole = left >= 0 && top >= 0 && left + ring.edge <= width && top + ring.edge <= height;
      for (let at = 0; at < ring.places.length; at += 1) {
        const place = ring.places[at];
        const [px, py] = [left + (place & 0xffff), top + (place >>> 16)];
        if (!whole && (px < 0 || py < 0 || px >= width || py >= height)) continue;
        const fill = table[ring.angles[at]];
        pixels[py * width + px] = fill === GAP || !ring.rim[at] ? ring.base[at] : fills[fill][at];
      }
      write(x, y, text, size);
    }

    // Which fill stands at which angle; gives the fills, as pixels of this ring.
    function fillTable(pieces, ring) {
      const turns = strikemap.shares(pieces.map((piece) => piece.n), Math.min(0.2, 4.5 / (TAU * ring.r)));
      const fills = [];
      let from = 0;
      pieces.forEach((piece, at) => {
        const to = at === pieces.length - 1 ? ANGLES : Math.round(from + turns[at] * ANGLES);
        table.fill(at, from, to);
        if (pieces.length > 1 && to - from > 4) {
          table[from] = GAP;
          table[to - 1] = GAP;
        }
        fills.push(fillOf(ring, piece));
        from = Math.min(to, ANGLES);
      });
      return fills;
    }

    function ringOf(r) {
      const known = rings.get(r);
      if (known) return known;
      const edge = Math.ceil((r * 2 + 4) * ratio);
      const width = strikemap.rimWidth(r);
      const base = drawnPixels(edge, (context) => strikemap.drawDiscGround(context, r));
      const ring = { r, edge, width, fills: new Map(), places: [], angles: [], rim: [], base: [] };
      const middle = edge / 2;
      for (let py = 0; py < edge; py += 1) {
        for (let px = 0; px < edge; px += 1) {
          const [dx, dy] = [(px + 0.5 - middle) / ratio, (py + 0.5 - middle) / ratio];
          const away = Math.hypot(dx, dy);
          if (away > r + 1.6) continue;
          ring.places.push((py << 16) | px);
          ring.angles.push(Math.floor(((Math.atan2(dy, dx) + TAU * 1.25) % TAU) / TAU * ANGLES) % ANGLES);
          ring.rim.push(away > r - width - 1 ? 1 : 0);
          ring.base.push(base[py * edge + px]);
        }
      }
      ring.angles = Uint8Array.from(ring.angles);
      ring.rim = Uint8Array.from(ring.rim);
      ring.base = Uint32Array.from(ring.base);
      ring.places = Uint32Array.from(ring.places);
      rings.set(r, ring);
      return ring;
    }

    // The whole rim in one fill, on the ground of the disc.
    function fillOf(ring, { grade, ink, possible }) {
      const key = `${grade}|${possible}|${ink}`;
      if (!ring.fills.has(key)) {
        const drawn = drawnPixels(ring.edge, (context) => {
          strikemap.drawDiscGround(context, ring.r);
          strikemap.drawRim(context, [{ grade, ink, possible, n: 1 }], ring.r, ring.width);
        });
        ring.fills.set(key, Uint32Array.from(ring.places, (place) => drawn[(place >>> 16) * ring.edge + (place & 0xffff)]));
      }
      return ring.fills.get(key);
    }

    function drawnPixels(edge, draw) {
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = edge;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.scale(ratio, ratio);
      context.translate(edge / ratio / 2, edge / ratio / 2);
      draw(context);
      return new Uint32Array(context.getImageData(0, 0, edge, edge).data.buffer);
    }

    // ---- numbers

    function write(x, y, text, size) {
      const drawn = glyphsOf(size);
      let wide = 0;
      for (const letter of text) wide += drawn.get(letter).advance;
      let left = x * ratio - wide / 2;
      for (const letter of text) {
        const glyph = drawn.get(letter);
        copyGlyph(glyph, Math.round(left) - glyph.pad, Math.round(y * ratio - glyph.height / 2));
        left += glyph.advance;
      }
    }

    function copyGlyph(glyph, left, top) {
      const { width, height } = scratch;
      for (let at = 0; at < glyph.places.length; at += 1) {
        const [px, py] = [left + (glyph.places[at] & 0xffff), top + (glyph.places[at] >>> 16)];
        if (px >= 0 && py >= 0 && px < width && py < height) pixels[py * width + px] = glyph.pixels[at];
      }
    }

    function glyphsOf(size) {
      if (!glyphs.has(size)) glyphs.set(size, new Map([...GLYPHS].map((letter) => [letter, drawGlyph(letter, size)])));
      return glyphs.get(size);
    }

    // On paper, so that its soft edges are right without blending.
    function drawGlyph(letter, size) {
      const { paper, text } = strikemap.theme.colours;
      const canvas = document.createElement("canvas");
      const context = canvas.getContext("2d", { willReadFrequently: true });
      const font = `600 ${size * ratio}px ${strikemap.SANS}`;
      context.font = font;
      const advance = context.measureText(letter).width;
      const pad = 1;
      canvas.width = Math.ceil(advance) + pad * 2;
      canvas.height = Math.ceil(size * 1.2 * ratio);
      context.fillStyle = paper;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.font = font;
      context.fillStyle = text;
      context.fillText(letter, pad, canvas.height / 2 + size * 0.345 * ratio);
      const drawn = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const inked = Array.from(drawn.keys()).filter((at) => drawn[at] !== drawn[0]);
      return {
        advance, pad, height: canvas.height,
        places: Uint32Array.from(inked, (at) => (Math.floor(at / canvas.width) << 16) | at % canvas.width),
        pixels: Uint32Array.from(inked, (at) => drawn[at]),
      };
    }

    function finish(context, width, height) {
      scratch.getContext("2d").putImageData(picture, 0, 0);
      context.drawImage(scratch, 0, 0, width, height);
    }

    return { begin, add, finish, forget };
  }

  strikemap.createDiscPainter = createDiscPainter;
})((window.strikemap = window.strikemap || {}));
