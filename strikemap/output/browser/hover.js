"use strict";
// The label beside the pointer, and the words for whatever stands on the map.
(function (strikemap) {
  const { element } = strikemap;
  const GAP = 12;
  const EDGE = 6;

  // Two lines for a mark; the same words serve the label and the keyboard.
  function wordsOf(item, layer) {
    const { rows, payload } = layer.selection();
    if (item.row >= 0) return [rows.text("line1", item.row), rows.text("line2", item.row)];
    const pieces = layer.pieces(item.group);
    const reports = strikemap.plural(item.count, "report");
    return [`${placeOf(item, payload)}: ${reports}`, gradesOf(pieces, payload)];
  }

  function placeOf(item, payload) {
    const name = payload.stacks.name[item.head];
    const others = item.group.members.length - 1;
    if (item.group.kind === strikemap.kinds.CELL) return "Around here";
    const named = item.label ? `${name}, only the district is known` : name;
    return others > 0 ? `${named}, and ${strikemap.plural(others, "place")} near it` : named;
  }

  function gradesOf(pieces, payload) {
    const counts = new Map();
    let possible = 0;
    for (const piece of pieces) {
      counts.set(piece.grade, (counts.get(piece.grade) || 0) + piece.n);
      if (piece.possible) possible += piece.n;
    }
    const words = strikemap.GRADE_ORDER.filter((grade) => counts.has(grade))
      .map((grade) => `${strikemap.number(counts.get(grade))} ${payload.grade_words[grade] || strikemap.GRADES[grade]}`);
    return words.join(", ") + (possible ? `; ${strikemap.number(possible)} only possibly in the window` : "");
  }

  function createLabel(container) {
    const first = element("b");
    const second = element("span");
    const box = element("div", { class: "sm-label", role: "tooltip", hidden: true }, first, second);
    container.append(box);

    function write([line1, line2]) {
      first.textContent = line1;
      second.textContent = line2;
      box.hidden = false;
    }

    function put(left, top) {
      const inside = (value, most) => Math.min(Math.max(EDGE, value), Math.max(EDGE, most));
      const [x, y] = [inside(left, container.clientWidth - box.offsetWidth - EDGE), inside(top, container.clientHeight - box.offsetHeight - EDGE)];
      box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    }

    // Beside a mark of radius r, on the side that has room.
    function beside(words, x, y, r) {
      write(words);
      const fits = x + r + GAP + box.offsetWidth <= container.clientWidth - EDGE;
      put(fits ? x + r + GAP : x - r - GAP - box.offsetWidth, y - box.offsetHeight / 2);
    }

    // Above or below an opened stack, so that it covers none of its reports.
    function clearOf(words, x, y, reach) {
      write(words);
      const above = y - reach - EDGE - box.offsetHeight;
      put(x - box.offsetWidth / 2, above >= EDGE || y + reach > container.clientHeight - box.offsetHeight ? above : y + reach + EDGE);
    }

    return { beside, clearOf, hide: () => (box.hidden = true) };
  }

  Object.assign(strikemap, { createLabel, wordsOf });
})((window.strikemap = window.strikemap || {}));
