"use strict";
// The relief as two transparent inks, a shade and a glow, so that it lies on any colour of paper.
(function (strikemap) {
  const { projectX, projectY } = strikemap.geometry;
  const FADE = 0.14; // of the picture's width: where it ends, it ends softly
  const STRENGTH = { light: [0.33, 0.26], dark: [0.42, 0.08] }; // shade, glow: at most, where the picture is extreme

  // image: a loaded picture; bounds: [west, south, east, north]
  // -> {box: [x0, y0, x1, y1] in pixels of zoom 0, keepTo(shapes), in(theme) -> canvas}
  function reliefOf(image, bounds, palettes) {
    const [west, south, east, north] = bounds;
    const box = [projectX(west), projectY(north), projectX(east), projectY(south)];
    const grey = greyOf(image, bounds, box);
    const flat = commonest(grey);
    const made = new Map();
    let land = null;

    return {
      box,
      // Takes away what lies outside these shapes.
      keepTo(shapes) {
        land = shapes;
        made.forEach((canvas) => cut(canvas, box, land));
      },
      // Made when a theme first asks for it: two million points are not worth painting for nobody.
      in(theme) {
        if (!made.has(theme)) {
          made.set(theme, inked(grey, flat, palettes[theme], STRENGTH[theme]));
          if (land) cut(made.get(theme), box, land);
        }
        return made.get(theme);
      },
    };
  }

  function greyOf(image, bounds, box) {
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (isMercator(image, bounds, box)) context.drawImage(image, 0, 0);
    else drawInMercator(context, image, bounds, box);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    const values = new Uint8ClampedArray(width * height);
    for (let i = 0; i < values.length; i += 1) {
      const transparent = data[4 * i + 3] < 8;
      values[i] = transparent ? 0 : 0.3 * data[4 * i] + 0.59 * data[4 * i + 1] + 0.11 * data[4 * i + 2];
    }
    return { values, width, height };
  }

  // The shape of the picture tells in which projection it is: degrees are as wide as high only in the plain one.
  function isMercator(image, [west, south, east, north], box) {
    const shape = image.naturalWidth / image.naturalHeight;
    const mercator = (box[2] - box[0]) / (box[3] - box[1]);
    const plain = (east - west) / (north - south);
    return Math.abs(shape / mercator - 1) <= Math.abs(shape / plain - 1);
  }

  function drawInMercator(context, image, [, south, , north], box) {
    const { naturalWidth: width, naturalHeight: height } = image;
    for (let row = 0; row < height; row += 1) {
      const y = box[1] + ((row + 0.5) / height) * (box[3] - box[1]);
      const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / strikemap.geometry.WORLD))) * 180) / Math.PI;
      const from = ((north - lat) / (north - south)) * height;
      context.drawImage(image, 0, Math.max(0, Math.min(height - 1, from - 0.5)), width, 1, 0, row, width, 1);
    }
  }

  // The grey of flat land: the commonest one that is neither black nor white.
  function commonest({ values }) {
    const counts = new Uint32Array(256);
    for (const value of values) counts[value] += 1;
    let best = 128;
    let most = 0;
    for (let value = 40; value < 250; value += 1) {
      if (counts[value] > most) [best, most] = [value, counts[value]];
    }
    return best;
  }

  function inked({ values, width, height }, flat, palette, [shade, glow]) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    const picture = context.createImageData(width, height);
    const dark = palette.shade.split(",").map(Number);
    const light = palette.glow.split(",").map(Number);
    const soft = Math.max(1, FADE * Math.min(width, height));
    const { data } = picture;
    for (let row = 0, i = 0; row < height; row += 1) {
      const edge = Math.min(row, height - 1 - row);
      for (let column = 0; column < width; column += 1, i += 1) {
        const value = values[i];
        if (value === 0 || value === flat) continue;
        const below = value < flat;
        const ink = below ? dark : light;
        const slope = below ? (flat - value) / flat : (value - flat) / (256 - flat);
        const inside = Math.min(1, Math.min(edge, column, width - 1 - column) / soft);
        data[4 * i] = ink[0];
        data[4 * i + 1] = ink[1];
        data[4 * i + 2] = ink[2];
        data[4 * i + 3] = Math.round(255 * (below ? shade : glow) * slope * inside);
      }
    }
    context.putImageData(picture, 0, 0);
    return canvas;
  }

  function cut(canvas, box, shapes) {
    const context = canvas.getContext("2d");
    context.setTransform(
      canvas.width / (box[2] - box[0]), 0, 0, canvas.height / (box[3] - box[1]),
      (-box[0] * canvas.width) / (box[2] - box[0]), (-box[1] * canvas.height) / (box[3] - box[1]),
    );
    context.globalCompositeOperation = "destination-in";
    context.beginPath();
    for (const { points } of shapes.flatMap((shape) => shape.paths)) {
      for (let i = 0; i < points.length; i += 2) {
        if (i) context.lineTo(points[i], points[i + 1]);
        else context.moveTo(points[i], points[i + 1]);
      }
      context.closePath();
    }
    context.fill("evenodd");
  }

  Object.assign(strikemap, { reliefOf });
})((window.strikemap = window.strikemap || {}));
