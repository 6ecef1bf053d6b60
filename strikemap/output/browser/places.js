"use strict";
// Where marks stand at a zoom: stacks that would cover each other merge, district labels step aside.
// Nothing here depends on the window, so nothing moves while the timeline is dragged.
(function (strikemap) {
  const PLACE = 0;
  const DISTRICT = 1;
  const CELL = 2;
  const SINGLE_R = 8;
  const CELL_PX = 32; // as the server cuts them
  const LABEL = { width: 25, height: 19 };
  const LABEL_GAP = 2;
  const TURNS = 16;
  const STEPS = [10, 16, 22, 29, 37, 46, 56, 68, 82];

  // Position in the world as shares of its edge; times 256 * 2^zoom these are Leaflet's pixels.
  function mercator(lon, lat) {
    const sine = Math.sin((Math.min(85.0511, Math.max(-85.0511, lat)) * Math.PI) / 180);
    return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
  }

  // The area of a disc grows with its count; the smallest still holds its number.
  function discScale(most, cells) {
    const [least, largest, perReport] = cells ? [12, 16, 9] : [9, 23, 9];
    const growth = Math.min(perReport, (largest * largest - least * least) / Math.max(1, most));
    return (count) => Math.sqrt(least * least + growth * count);
  }

  // The disc of a cell stays inside its cell, so that no number is covered; x, y as shares of the world.
  function insideCell(x, y, r, zoom) {
    const world = 256 * 2 ** zoom;
    const room = Math.max(0, CELL_PX / 2 - r);
    return [x, y].map((each) => {
      const middle = (Math.floor((each * world) / CELL_PX) + 0.5) * CELL_PX;
      return (middle + Math.min(room, Math.max(-room, each * world - middle))) / world;
    });
  }

  // Two discs merge when the smaller one would cover the number of the larger one.
  function covers(one, two) {
    const [big, small] = one.r >= two.r ? [one, two] : [two, one];
    return Math.hypot(one.x - two.x, one.y - two.y) < Math.max(big.r * 0.7 + small.r * 0.5, small.r + 10);
  }

  const tooClose = (one, two) =>
    Math.abs(one.x - two.x) < LABEL.width * 0.8 && Math.abs(one.y - two.y) < LABEL.height * 0.8;

  // Join groups until none touches another; a grid of squares keeps the search near.
  function merged(groups, touching, radiusOf, reach) {
    let current = groups;
    for (let round = 0; round < 6; round += 1) {
      const next = mergedOnce(current, touching, radiusOf, reach);
      if (next.length === current.length) return next;
      current = next;
    }
    return current;
  }

  function mergedOnce(groups, touching, radiusOf, reach) {
    const squares = new Map();
    const kept = [];
    for (const group of [...groups].sort((a, b) => b.total - a.total || a.members[0] - b.members[0])) {
      const host = neighbours(squares, group, reach).find((each) => touching(each, group));
      if (host) {
        host.members = host.members.concat(group.members);
        host.total += group.total;
        host.r = radiusOf(host.total);
        continue;
      }
      const own = { ...group };
      kept.push(own);
      const key = squareOf(own, reach);
      if (!squares.has(key)) squares.set(key, []);
      squares.get(key).push(own);
    }
    return kept;
  }

  const squareOf = (group, reach, dx = 0, dy = 0) =>
    `${Math.floor(group.x / reach) + dx}:${Math.floor(group.y / reach) + dy}`;

  function neighbours(squares, group, reach) {
    const found = [];
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) found.push(...(squares.get(squareOf(group, reach, dx, dy)) || []));
    }
    return found;
  }

  // Groups of stacks at a zoom: {kind, members, total, x, y, r, dx, dy}; x, y in pixels of the world.
  function groupsAt(points, totals, zoom, complete) {
    const world = 256 * 2 ** zoom;
    const radiusOf = discScale(totals.reduce((most, each) => Math.max(most, each), 1), !complete);
    const single = points.map((point, at) => ({
      kind: point.kind, members: [at], total: totals[at], x: point.x * world, y: point.y * world,
      r: complete && totals[at] < 2 ? SINGLE_R : radiusOf(totals[at]), dx: 0, dy: 0,
    }));
    const some = single.filter((group) => group.total > 0);
    if (!complete) return { groups: some, radiusOf };
    const grownR = (total) => (total < 2 ? SINGLE_R : radiusOf(total));
    const places = merged(some.filter((group) => group.kind === PLACE), covers, grownR, 48);
    const districts = merged(some.filter((group) => group.kind === DISTRICT), tooClose, () => LABEL.width / 2, 48);
    placeLabels(districts, places);
    return { groups: [...places, ...districts], radiusOf };
  }

  // Each district label takes the nearest free spot around its district's seat.
  function placeLabels(districts, places) {
    const labels = [];
    for (const label of [...districts].sort((a, b) => b.total - a.total)) {
      const spot = spots().find(([dx, dy]) => isFree(label.x + dx, label.y + dy, places, labels)) || [0, 0];
      [label.dx, label.dy] = spot;
      labels.push(label);
    }
  }

  function spots() {
    const found = [[0, 0]];
    for (const step of STEPS) {
      for (let turn = 0; turn < TURNS; turn += 1) {
        // below and beside first: names of towns usually stand there less than above
        const angle = (turn % 2 ? -1 : 1) * Math.ceil(turn / 2) * ((Math.PI * 2) / TURNS) + Math.PI / 4;
        found.push([Math.cos(angle) * step, Math.sin(angle) * step]);
      }
    }
    return found;
  }

  function isFree(x, y, places, labels) {
    const [halfWide, halfHigh] = [LABEL.width / 2 + LABEL_GAP, LABEL.height / 2 + LABEL_GAP];
    const offDiscs = places.every((place) => {
      const nearX = Math.max(0, Math.abs(place.x - x) - halfWide);
      const nearY = Math.max(0, Math.abs(place.y - y) - halfHigh);
      return Math.hypot(nearX, nearY) >= place.r + 1;
    });
    return offDiscs && labels.every((label) =>
      Math.abs(label.x + label.dx - x) >= LABEL.width + LABEL_GAP * 2 ||
      Math.abs(label.y + label.dy - y) >= LABEL.height + LABEL_GAP);
  }

  Object.assign(strikemap, {
    kinds: { PLACE, DISTRICT, CELL }, places: { mercator, discScale, insideCell, groupsAt, isFree, LABEL, SINGLE_R },
  });
})((window.strikemap = window.strikemap || {}));
