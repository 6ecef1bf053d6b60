"use strict";
// The picture of the timeline: bars by grade, the row of uncertain days, labels of days and of turning points.
(function (strikemap) {
  const { theme, GRADES, GRADE_ORDER } = strikemap;
  const OUTSIDE_STRENGTH = 0.3;
  const SPAN_ROW = 9; // pixels for the days that are not certain
  const FULL_FILL_FROM = 5; // pixels of a bar from which its fill can be seen
  const LABEL_GAP = 4;
  const EVERY_DAY_FROM = 26; // pixels of a day from which each is named; below, every seventh
  const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 240];

  // plot: {left, right, top, foot}: the axis in pixels of the canvas
  function drawBars(context, selection, plot, { faint }) {
    const { bins, bars, spans } = selection.histogram;
    const wide = (plot.right - plot.left) / (selection.axis.days / selection.axis.bin);
    let most = 1;
    for (let bin = 0; bin < bins; bin += 1) most = Math.max(most, sumOf(bars, bin));
    const scale = (plot.foot - plot.top) / most;
    context.globalAlpha = faint ? OUTSIDE_STRENGTH : 1;
    for (let bin = 0; bin < bins; bin += 1) {
      const x = plot.left + bin * wide;
      const gap = wide >= 6 ? 2 : wide >= 3 ? 1 : 0;
      let y = plot.foot;
      for (const grade of GRADE_ORDER) {
        const n = bars[bin * 5 + grade];
        if (!n) continue;
        const high = n * scale;
        drawBar(context, GRADES[grade], x + gap / 2, y - high, wide - gap, high);
        y -= high;
      }
    }
    drawSpans(context, spans, plot, wide);
    context.globalAlpha = 1;
  }

  function sumOf(bars, bin) {
    let sum = 0;
    for (let grade = 0; grade < 5; grade += 1) sum += bars[bin * 5 + grade];
    return sum;
  }

  function drawBar(context, grade, x, y, wide, high) {
    const { ink, tint, paper } = theme.colours;
    if (wide < FULL_FILL_FROM) {
      context.fillStyle = { confirmed: ink, contested: ink, fair: tint }[grade] || theme.tintOf("#" + mixedHex(ink, paper));
      context.fillRect(x, y, Math.max(wide, 0.75), high);
      return;
    }
    context.fillStyle = { confirmed: ink, fair: tint }[grade] || paper;
    context.fillRect(x, y, wide, high);
    if (grade === "contested") {
      context.fillStyle = ink;
      context.fillRect(x, y, wide / 2, high);
    }
    if (grade === "confirmed") return;
    context.strokeStyle = ink;
    context.lineWidth = grade === "discounted" ? 0.5 : 0.9;
    context.strokeRect(x + 0.45, y + 0.45, Math.max(0.1, wide - 0.9), Math.max(0.1, high - 0.45));
    if (grade !== "discounted" || high < 4) return;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + wide, y + high);
    context.moveTo(x + wide, y);
    context.lineTo(x, y + high);
    context.stroke();
  }

  // Half way between ink and paper, as hex digits: what a hollow bar looks like from far away.
  function mixedHex(one, two) {
    return [1, 3, 5].map((at) => {
      const [a, b] = [one, two].map((each) => parseInt(each.slice(at, at + 2), 16));
      return Math.round(a * 0.6 + b * 0.4).toString(16).padStart(2, "0");
    }).join("");
  }

  // Below the axis, hatched: how many reports may belong to each day. Each of them covers several days.
  function drawSpans(context, spans, plot, wide) {
    const most = spans.reduce((high, each) => Math.max(high, each), 0);
    if (!most) return;
    context.save();
    context.beginPath();
    spans.forEach((n, bin) => {
      if (n) context.rect(plot.left + bin * wide, plot.foot + 2, wide + 0.4, 2 + (SPAN_ROW - 2) * (n / most));
    });
    context.clip();
    context.strokeStyle = theme.colours.ink;
    context.lineWidth = 0.8;
    context.beginPath();
    for (let x = plot.left - SPAN_ROW; x < plot.right; x += 3) {
      context.moveTo(x, plot.foot + 2 + SPAN_ROW);
      context.lineTo(x + SPAN_ROW, plot.foot + 2);
    }
    context.stroke();
    context.restore();
  }

  // Labels of days: [{day, text, weight}], the most telling first where there is no room for all.
  function dayLabels(axis, pixelsPerDay) {
    const { MONTHS } = strikemap.days;
    const long = (day) => `${axis.calendar(day).day} ${MONTHS[axis.calendar(day).month]}`;
    const year = (day) => String(axis.calendar(day).year);
    const manyYears = axis.days > 500;
    const ends = [0, axis.days - 1].map((day) => ({ day, text: manyYears ? `${long(day)} ${year(day)}` : long(day), weight: 4 }));
    const found = [];
    for (let day = 1; day < axis.days - 1; day += 1) {
      const date = axis.calendar(day);
      if (date.day === 1) {
        found.push({
          day, text: manyYears ? (date.month ? MONTHS[date.month] : year(day)) : long(day), weight: date.month ? 3 : 3.5,
          month: date.month + date.year * 12,
        });
      } else if (pixelsPerDay >= 1.6) found.push({ day, text: String(date.day), weight: (date.day - 1) % 7 === 0 && date.day < 29 ? 2 : 1 });
    }
    return [...ends, ...spaced(found, pixelsPerDay)];
  }

  // Only every step-th day or month, so that the labels keep a rhythm.
  function spaced(labels, pixelsPerDay) {
    const months = MONTH_STEPS.find((each) => each * 30.4 * pixelsPerDay >= (each >= 12 ? 38 : 46)) || 480;
    return labels.filter((label) => {
      if (label.month !== undefined) return label.month % months === 0;
      return pixelsPerDay >= EVERY_DAY_FROM || (label.weight === 2 && pixelsPerDay * 7 >= 24);
    });
  }

  // Put labels on one or more rows without touching each other; those that do not fit are left out.
  function fitted(labels, xOf, widthOf, left, right, rows = 1) {
    const taken = Array.from({ length: rows }, () => []);
    const placed = [];
    // those pressed against an edge have the least choice, so they come first
    const freedom = (label) => Math.min(xOf(label.day) - left, right - xOf(label.day), widthOf(label.text));
    for (const label of [...labels].sort((a, b) => (b.weight || 0) - (a.weight || 0) || freedom(a) - freedom(b))) {
      const half = widthOf(label.text) / 2;
      const spot = spotFor(taken, xOf(label.day), half, left, right);
      if (!spot) continue;
      taken[spot.row].push([spot.x - half, spot.x + half]);
      placed.push({ ...label, ...spot });
    }
    return placed;
  }

  // In the middle of its day, else beginning or ending there, on the first row that has room.
  function spotFor(taken, middle, half, left, right) {
    for (let row = 0; row < taken.length; row += 1) {
      for (const shift of [0, -half, half]) {
        const x = Math.min(Math.max(middle + shift, left + half), right - half);
        if (taken[row].every(([from, to]) => x + half + LABEL_GAP <= from || x - half - LABEL_GAP >= to)) return { x, row };
      }
    }
    return null;
  }

  Object.assign(strikemap, { drawBars, dayLabels, fitted, SPAN_ROW });
})((window.strikemap = window.strikemap || {}));
