"use strict";
// Where a name may stand. Boxes are [west, north, east, south] in pixels of the canvas.
(function (strikemap) {
  const SLIDES = [-0.14, 0.14, -0.28, 0.28, -0.42, 0.42]; // of a mark's height
  const CELL = 4; // pixels; how finely the lines of the map are remembered

  // Text is never laid over what has been laid before it; the order of the calls is the order of importance. It is
  // laid over a line of the map only where nothing else is left.
  // marks: boxes of the reports' marks; others: boxes of whatever else lies over the map, such as its buttons
  function createSheet(screen, marks, others, { width, height }) {
    // a square box is that of a round mark: its corners are free
    const discs = marks.filter(isSquare).map(([west, north, east, south]) =>
      ({ x: (west + east) / 2, y: (north + south) / 2, radius: (east - west) / 2 }));
    const taken = [...marks.filter((box) => !isSquare(box)), ...others];
    const columns = Math.ceil(width / CELL);
    const rows = Math.ceil(height / CELL);
    const inked = new Uint8Array(columns * rows);

    // points: [x0, y0, x1, y1, ...] of a line of the map; weight: 1 for a fine line, 2 for a heavy one
    function keepClearOf(points, weight) {
      for (let i = 2; i < points.length; i += 2) {
        const [dx, dy] = [points[i] - points[i - 2], points[i + 1] - points[i - 1]];
        const steps = Math.ceil(Math.hypot(dx, dy) / CELL);
        for (let step = 0; step <= steps; step += 1) {
          const column = Math.floor((points[i - 2] + (dx * step) / steps) / CELL);
          const row = Math.floor((points[i - 1] + (dy * step) / steps) / CELL);
          if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
          const cell = row * columns + column;
          inked[cell] = Math.max(inked[cell], weight);
        }
      }
    }

    // The weight of the heaviest line that runs through the box, 0 for none.
    function lineUnder(box) {
      let heaviest = 0;
      const [west, north] = [Math.max(0, Math.floor(box[0] / CELL)), Math.max(0, Math.floor(box[1] / CELL))];
      const [east, south] = [Math.min(columns - 1, box[2] / CELL), Math.min(rows - 1, box[3] / CELL)];
      for (let row = north; row <= south; row += 1) {
        for (let column = west; column <= east; column += 1) {
          heaviest = Math.max(heaviest, inked[row * columns + column]);
        }
      }
      return heaviest;
    }

    function isFree(box) {
      for (const [west, north, east, south] of taken) {
        if (box[0] < east && box[2] > west && box[1] < south && box[3] > north) return false;
      }
      return !discs.some((disc) => touches(disc, box));
    }

    // A name cut by the edge of the screen helps nobody; one wholly in the margin comes into sight when the map moves.
    function isWhole(box) {
      return within(box, screen) || !meets(box, screen);
    }

    return {
      screen,
      keepClearOf,
      lineUnder,
      // the mark over a point; of several, the one whose middle is nearest
      markAt: (x, y) => marks
        .filter((box) => x > box[0] && x < box[2] && y > box[1] && y < box[3])
        .sort((a, b) => fromMiddle(a, x, y) - fromMiddle(b, x, y))[0] || null,
      fits: (boxes, wholeOnly) => boxes.every((box) => isFree(box) && (!wholeOnly || isWhole(box))),
      take: (boxes) => taken.push(...boxes),
    };
  }

  function isSquare([west, north, east, south]) {
    return Math.abs(east - west - (south - north)) < 0.5;
  }

  function touches({ x, y, radius }, [west, north, east, south]) {
    const dx = x - Math.max(west, Math.min(east, x));
    const dy = y - Math.max(north, Math.min(south, y));
    return dx * dx + dy * dy < radius * radius;
  }

  function fromMiddle(box, x, y) {
    return Math.hypot((box[0] + box[2]) / 2 - x, (box[1] + box[3]) / 2 - y);
  }

  function within(box, outer) {
    return box[0] >= outer[0] && box[1] >= outer[1] && box[2] <= outer[2] && box[3] <= outer[3];
  }

  function meets(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  // Around a mark, cheapest where a reader looks for the name first: right, left, above, below, then the corners.
  function placesAround(mark, width, height, gap) {
    const middleX = (mark[0] + mark[2]) / 2;
    const middleY = (mark[1] + mark[3]) / 2;
    const right = mark[2] + gap;
    const left = mark[0] - gap;
    const above = mark[1] - height / 2 - gap * 0.3;
    const below = mark[3] + height / 2 + gap * 0.3;
    // beside a large mark there is room to give way up and down
    const slides = mark[3] - mark[1] < 12 ? [] : SLIDES.map((share) => share * (mark[3] - mark[1]));
    // how far the corner of a round mark's box lies outside the mark, seen from either side
    const corner = Math.max(0, (mark[2] - mark[0]) * 0.146 - 2);
    return [
      ["left", right, middleY, 0],
      ["right", left, middleY, 1],
      ["center", middleX, above, 2],
      ["center", middleX, below, 2],
      ...slides.map((slide) => ["left", right, middleY + slide, 3]),
      ...slides.map((slide) => ["right", left, middleY + slide, 3.5]),
      ["left", right - gap - corner, above + 2 + corner, 4],
      ["left", right - gap - corner, below - 2 - corner, 4],
      ["right", left + gap + corner, above + 2 + corner, 5],
      ["right", left + gap + corner, below - 2 - corner, 5],
    ].map(([align, x, y, cost]) => ({ align, x, y, cost, box: textBox(align, x, y, width, height) }));
  }

  function textBox(align, x, y, width, height) {
    const west = align === "left" ? x : align === "right" ? x - width : x - width / 2;
    return [west, y - height / 2, west + width, y + height / 2];
  }

  // The stretch of a line where a name of this length lies straightest: every `step` pixels one is tried.
  // points: [x0, y0, ...] -> [{from, bend}] with the straightest first
  function stretches(points, length, step) {
    const along = lengths(points);
    const total = along[along.length - 1];
    const found = [];
    for (let from = 0; from + length <= total; from += step) {
      found.push({ from, bend: bendOf(points, along, from, length) });
    }
    return found.sort((a, b) => a.bend - b.bend);
  }

  function lengths(points) {
    const along = new Float64Array(points.length / 2);
    for (let i = 1; i < along.length; i += 1) {
      const [dx, dy] = [points[2 * i] - points[2 * i - 2], points[2 * i + 1] - points[2 * i - 1]];
      along[i] = along[i - 1] + Math.hypot(dx, dy);
    }
    return along;
  }

  // How much longer the line is than the way the crow flies, taken over its whole length and its two halves.
  function bendOf(points, along, from, length) {
    const [a, b, c] = [from, from + length / 2, from + length].map((at) => pointAt(points, along, at));
    const crow = (p, q) => Math.hypot(p.x - q.x, p.y - q.y) || 1;
    return length / crow(a, c) - 1 + (length / 2 / crow(a, b) - 1) / 2 + (length / 2 / crow(b, c) - 1) / 2;
  }

  function pointAt(points, along, at) {
    let low = 1;
    let high = along.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (along[middle] < at) low = middle + 1;
      else high = middle;
    }
    const t = along[low] > along[low - 1] ? (at - along[low - 1]) / (along[low] - along[low - 1]) : 0;
    const i = 2 * low;
    return {
      x: points[i - 2] + (points[i] - points[i - 2]) * t,
      y: points[i - 1] + (points[i + 1] - points[i - 1]) * t,
    };
  }

  strikemap.placement = { createSheet, fromMiddle, placesAround, textBox, stretches, lengths, pointAt };
})((window.strikemap = window.strikemap || {}));
