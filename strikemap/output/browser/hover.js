"use strict";
// The label beside the pointer, and the words for whatever stands on the map.
(function (strikemap) {
  const { element } = strikemap;
  const GAP = 14;

  // Two lines for a mark; the same words serve the label and the keyboard.
  function wordsOf(item, layer) {
    const { rows, payload } = layer._selection;
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

    function show([line1, line2], x, y, r) {
      first.textContent = line1;
      second.textContent = line2;
      box.hidden = false;
      const [wide, high] = [box.offsetWidth, box.offsetHeight];
      const left = x + r + GAP + wide > container.clientWidth - 6 ? x - r - GAP - wide : x + r + GAP;
      const right = Math.max(6, container.clientWidth - wide - 6);
      const top = Math.min(Math.max(6, y - high / 2), Math.max(6, container.clientHeight - high - 6));
      box.style.transform = `translate(${Math.min(Math.max(6, left), right)}px, ${top}px)`;
    }

    return { show, hide: () => (box.hidden = true) };
  }

  Object.assign(strikemap, { createLabel, wordsOf });
})((window.strikemap = window.strikemap || {}));
