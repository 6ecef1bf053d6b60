"use strict";
// GeoJSON as flat arrays in Web Mercator, in pixels of zoom 0 (the world is 256 wide), ready to be drawn at any zoom.
(function (strikemap) {
  const WORLD = 256;
  const MAX_LATITUDE = 85.05;

  function projectX(lon) {
    return ((lon + 180) / 360) * WORLD;
  }

  function projectY(lat) {
    const sine = Math.sin((Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * Math.PI) / 180);
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD;
  }

  // One line or ring: [x0, y0, x1, y1, ...] and the box around it.
  function pathOf(positions) {
    const points = new Float64Array(positions.length * 2);
    positions.forEach(([lon, lat], i) => {
      points[2 * i] = projectX(lon);
      points[2 * i + 1] = projectY(lat);
    });
    return withBox(points);
  }

  function withBox(points) {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < points.length; i += 2) {
      box[0] = Math.min(box[0], points[i]);
      box[1] = Math.min(box[1], points[i + 1]);
      box[2] = Math.max(box[2], points[i]);
      box[3] = Math.max(box[3], points[i + 1]);
    }
    return { points, box };
  }

  // -> [{properties, closed, paths, box}], one per feature; points are paths of one position.
  function shapesOf(collection) {
    const features = collection && collection.type === "FeatureCollection" ? collection.features : null;
    if (!Array.isArray(features)) throw new Error("the file is not a GeoJSON feature collection");
    return features.map(shapeOf).filter((shape) => shape !== null);
  }

  function shapeOf(feature) {
    const geometry = feature && feature.geometry;
    if (!geometry) return null;
    const paths = positionLists(geometry).filter((list) => list.length).map(pathOf);
    if (!paths.length) return null;
    return {
      properties: feature.properties || {},
      closed: geometry.type.endsWith("Polygon"),
      paths,
      box: unionBox(paths.map((path) => path.box)),
    };
  }

  function positionLists({ type, coordinates }) {
    switch (type) {
      case "Point": return [[coordinates]];
      case "MultiPoint": return coordinates.map((position) => [position]);
      case "LineString": return [coordinates];
      case "MultiLineString":
      case "Polygon": return coordinates;
      case "MultiPolygon": return coordinates.flat();
      default: return [];
    }
  }

  function unionBox(boxes) {
    return boxes.reduce(
      (all, box) => [
        Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3]),
      ],
      [Infinity, Infinity, -Infinity, -Infinity],
    );
  }

  function boxesMeet(a, b) {
    return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
  }

  // The edges between two areas of one file, each once: a shared edge drawn twice would be darker than the others,
  // and an outer edge is the business of the coast or of the border.
  function innerEdges(shapes) {
    const seen = new Map();
    eachSegment(shapes, (key) => seen.set(key, (seen.get(key) || 0) + 1));
    const drawn = new Set();
    return chains(shapes, (key) => {
      if (seen.get(key) < 2 || drawn.has(key)) return false;
      drawn.add(key);
      return true;
    });
  }

  // The stretches of the rings whose segments pass `keep(key, ax, ay, bx, by)`, as open paths.
  function chains(shapes, keep) {
    const paths = [];
    for (const shape of shapes) {
      for (const { points } of shape.paths) {
        let run = [];
        for (let i = 2; i < points.length; i += 2) {
          const [ax, ay, bx, by] = [points[i - 2], points[i - 1], points[i], points[i + 1]];
          if (keep(segmentKey(ax, ay, bx, by), ax, ay, bx, by)) {
            if (!run.length) run.push(ax, ay);
            run.push(bx, by);
          } else if (run.length) {
            paths.push(withBox(Float64Array.from(run)));
            run = [];
          }
        }
        if (run.length) paths.push(withBox(Float64Array.from(run)));
      }
    }
    return paths;
  }

  function eachSegment(shapes, visit) {
    for (const shape of shapes) {
      for (const { points } of shape.paths) {
        for (let i = 2; i < points.length; i += 2) {
          visit(segmentKey(points[i - 2], points[i - 1], points[i], points[i + 1]));
        }
      }
    }
  }

  function segmentKey(ax, ay, bx, by) {
    const a = `${Math.round(ax * 1e5)},${Math.round(ay * 1e5)}`;
    const b = `${Math.round(bx * 1e5)},${Math.round(by * 1e5)}`;
    return a < b ? `${a};${b}` : `${b};${a}`;
  }

  // Is a point within `reach` of any of the paths? Used a few hundred times when a file has been read.
  function nearAny(x, y, paths, reach) {
    const around = [x - reach, y - reach, x + reach, y + reach];
    return paths.some(({ points, box }) => boxesMeet(box, around) && nearPath(x, y, points, reach * reach));
  }

  function nearPath(x, y, points, reachSquared) {
    for (let i = 2; i < points.length; i += 2) {
      if (distanceSquared(x, y, points[i - 2], points[i - 1], points[i], points[i + 1]) < reachSquared) return true;
    }
    return false;
  }

  function distanceSquared(x, y, ax, ay, bx, by) {
    const dx = bx - ax;
    const dy = by - ay;
    const length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
    return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2;
  }

  // Pixels of one zoom, without the points nobody could see: at least `step` pixels between two that are kept.
  function thinned(path, scale, step) {
    const { points } = path;
    const kept = [points[0] * scale, points[1] * scale];
    const last = points.length - 2;
    let [x, y] = kept;
    for (let i = 2; i < points.length; i += 2) {
      const nextX = points[i] * scale;
      const nextY = points[i + 1] * scale;
      if (i < last && Math.abs(nextX - x) < step && Math.abs(nextY - y) < step) continue;
      kept.push(nextX, nextY);
      [x, y] = [nextX, nextY];
    }
    return { points: Float64Array.from(kept), box: path.box.map((value) => value * scale) };
  }

  // A ring cut to a rectangle (Sutherland-Hodgman, edge after edge): what is far outside costs nothing to fill.
  function clippedRing(points, [west, north, east, south]) {
    let ring = points;
    ring = cut(ring, 0, west, 1);
    ring = cut(ring, 0, east, -1);
    ring = cut(ring, 1, north, 1);
    return cut(ring, 1, south, -1);
  }

  function cut(points, axis, limit, sign) {
    const kept = [];
    for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
      const before = (points[j + axis] - limit) * sign;
      const now = (points[i + axis] - limit) * sign;
      if (before >= 0 !== now >= 0) {
        const t = before / (before - now);
        kept.push(points[j] + (points[i] - points[j]) * t, points[j + 1] + (points[i + 1] - points[j + 1]) * t);
      }
      if (now >= 0) kept.push(points[i], points[i + 1]);
    }
    return kept;
  }

  // The stretches of a line inside a rectangle, each with the length of line before it, so that dashes stay where
  // they are on the ground while the map is panned.
  function clippedRuns(points, box) {
    const runs = [];
    let run = null;
    let length = 0;
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay, bx, by] = [points[i - 2], points[i - 1], points[i], points[i + 1]];
      const segment = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
      if (boxesMeet(segment, box)) {
        if (!run) runs.push((run = { points: [ax, ay], before: length }));
        run.points.push(bx, by);
      } else {
        run = null;
      }
      length += Math.hypot(bx - ax, by - ay);
    }
    return runs;
  }

  function insideShape(x, y, shape) {
    const [west, north, east, south] = shape.box;
    if (x < west || x > east || y < north || y > south) return false;
    let inside = false;
    for (const { points } of shape.paths) {
      for (let i = 0, j = points.length - 2; i < points.length; j = i, i += 2) {
        const crosses = points[i + 1] > y !== points[j + 1] > y;
        if (!crosses) continue;
        const at = ((points[j] - points[i]) * (y - points[i + 1])) / (points[j + 1] - points[i + 1]) + points[i];
        if (x < at) inside = !inside;
      }
    }
    return inside;
  }

  function distanceToEdge(x, y, shape) {
    let nearest = Infinity;
    for (const { points } of shape.paths) {
      for (let i = 2; i < points.length; i += 2) {
        const d = distanceSquared(x, y, points[i - 2], points[i - 1], points[i], points[i + 1]);
        if (d < nearest) nearest = d;
      }
    }
    return Math.sqrt(nearest);
  }

  // Points inside an area where a name could stand: those deepest inside come first.
  function nameAnchors(shape, columns, box = shape.box) {
    const step = Math.max(box[2] - box[0], box[3] - box[1]) / columns;
    const anchors = [];
    for (let y = box[1] + step / 2; y < box[3]; y += step) {
      for (let x = box[0] + step / 2; x < box[2]; x += step) {
        if (insideShape(x, y, shape)) anchors.push({ x, y, depth: distanceToEdge(x, y, shape) });
      }
    }
    return anchors.sort((a, b) => b.depth - a.depth);
  }

  strikemap.geometry = {
    WORLD, projectX, projectY, shapesOf, innerEdges, chains, nearAny, thinned, clippedRing, clippedRuns, boxesMeet,
    unionBox, nameAnchors, insideShape,
  };
})((window.strikemap = window.strikemap || {}));
