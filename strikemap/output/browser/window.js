"use strict";
// Days, the window, and what is certain or possible in it; everything over typed arrays, so that a drag asks nobody.
(function (strikemap) {
  const DAY = 86400000;
  const OPEN_START = -(2 ** 30);
  const OPEN_END = 2 ** 30;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  // A local day is a count, not a moment: UTC is used only because it has no summer time.
  const dayNumber = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
  const isoDay = (number) => new Date(number * DAY).toISOString().slice(0, 10);

  function calendar(number) {
    const date = new Date(number * DAY);
    return { day: date.getUTCDate(), month: date.getUTCMonth(), year: date.getUTCFullYear() };
  }

  function sayDay(number) {
    const { day, month, year } = calendar(number);
    return `${day} ${MONTHS[month]} ${year}`;
  }

  // A span of days, what they share said once: "3–6 Oct 2020".
  function sayDays(first, last) {
    const [one, two] = [calendar(first), calendar(last)];
    if (first === last) return sayDay(first);
    if (one.year !== two.year) return `${sayDay(first)} – ${sayDay(last)}`;
    return one.month === two.month ? `${one.day}–${sayDay(last)}` : `${one.day} ${MONTHS[one.month]} – ${sayDay(last)}`;
  }

  // The timeline: days are counted from its first day.
  function axisOf(raw) {
    const start = dayNumber(raw.first);
    const days = dayNumber(raw.last) - start + 1;
    return {
      start, days, bin: Math.max(1, raw.bin_days || 1),
      ticks: (raw.ticks || []).map((tick) => ({ ...tick, at: dayNumber(tick.day) - start })),
      iso: (day) => isoDay(start + day),
      say: (day) => sayDay(start + day),
      sayDays: (from, to) => sayDays(start + from, start + to),
      read: (iso) => dayNumber(iso) - start,
      calendar: (day) => calendar(start + day),
    };
  }

  function days(values, open) {
    return Int32Array.from(values, (value) => (value === null ? open : value));
  }

  // The rows of strikes.json as columns sorted by first day, so that a window reads only what begins before it ends.
  function columnsOf(rows) {
    const length = rows.n.length;
    const first = days(rows.first, OPEN_START);
    const order = Uint32Array.from(first, (_, at) => at).sort((a, b) => first[a] - first[b]);
    const sorted = (kind, values) => kind.from(order, (at) => values[at]);
    return {
      length,
      first: sorted(Int32Array, first),
      last: sorted(Int32Array, days(rows.last, OPEN_END)),
      grade: sorted(Uint8Array, rows.grade),
      n: sorted(Uint32Array, rows.n),
      stack: rows.stack ? sorted(Int32Array, rows.stack) : new Int32Array(length).fill(-1),
      weapon: rows.weapon ? sorted(Uint8Array, rows.weapon) : new Uint8Array(length),
      text: (name, row) => (rows[name] ? rows[name][order[row]] : ""),
      rowOf: (id) => (rows.id ? order.indexOf(rows.id.indexOf(id)) : -1),
    };
  }

  // How many rows begin on or before a day.
  function startedBy(first, day) {
    let [low, high] = [0, first.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Counts of one set of columns: in all, and for every stack by slot (a slot is what a rim is divided by).
  function createCounter(columns, stacks, slots, slotOf) {
    const certain = new Uint32Array(stacks * slots);
    const possible = new Uint32Array(stacks * slots);
    const shown = new Uint32Array(stacks);
    const latest = new Int32Array(stacks);
    const cell = new Int32Array(columns.length);
    for (let row = 0; row < columns.length; row += 1) {
      cell[row] = columns.stack[row] < 0 ? -1 : columns.stack[row] * slots + slotOf(row);
    }
    const counted = { certain, possible, shown, latest, slots, totals: { certain: 0, possible: 0 } };

    counted.count = (from, to) => {
      const { first, last, n, stack } = columns;
      certain.fill(0);
      possible.fill(0);
      shown.fill(0);
      let sure = 0;
      let maybe = 0;
      for (let row = 0, end = startedBy(first, to); row < end; row += 1) {
        const until = last[row];
        if (until < from || (until === OPEN_END && first[row] === OPEN_START)) continue;
        const many = n[row];
        const inside = first[row] >= from && until <= to;
        if (inside) sure += many;
        else maybe += many;
        const at = cell[row];
        if (at < 0) continue;
        if (inside) certain[at] += many;
        else possible[at] += many;
        shown[stack[row]] += many;
        latest[stack[row]] = row;
      }
      counted.totals.certain = sure;
      counted.totals.possible = maybe;
      return counted.totals;
    };
    return counted;
  }

  // "certain", "possible", "outside" or "undated": the arithmetic of docs/structure.md for one row.
  function statusOf(columns, row, from, to) {
    const [first, last] = [columns.first[row], columns.last[row]];
    if (first === OPEN_START && last === OPEN_END) return "undated";
    if (first >= from && last <= to) return "certain";
    return first <= to && last >= from ? "possible" : "outside";
  }

  // Bars of the timeline. A report that knows its day (or bin) stands there; one that knows only a span of days is
  // kept apart: `spans` says for each bin how many such reports may belong to it, and must not be added up.
  function histogramOf(columns, axis) {
    const bins = Math.ceil(axis.days / axis.bin);
    const bars = new Uint32Array(bins * 5);
    const edges = new Int32Array(bins + 1);
    const binOf = (day) => Math.floor(Math.min(Math.max(day, 0), axis.days - 1) / axis.bin);
    for (let row = 0; row < columns.length; row += 1) {
      const [first, last, many] = [columns.first[row], columns.last[row], columns.n[row]];
      if ((first === OPEN_START && last === OPEN_END) || first >= axis.days || last < 0) continue;
      const [start, end] = [binOf(first), binOf(last)];
      if (start === end && first >= 0 && last < bins * axis.bin) bars[start * 5 + columns.grade[row]] += many;
      else {
        edges[start] += many;
        edges[end + 1] -= many;
      }
    }
    const spans = new Uint32Array(bins);
    for (let bin = 0, open = 0; bin < bins; bin += 1) spans[bin] = open += edges[bin];
    return { bins, bars, spans };
  }

  // The columns of a selection with everything that stays the same while the window moves.
  function createSelection(payload) {
    const axis = axisOf(payload.axis);
    const rows = columnsOf(payload.rows);
    const whole = payload.hist ? columnsOf(payload.hist) : rows;
    return {
      payload, axis, rows, whole,
      complete: payload.complete,
      total: payload.total,
      histogram: histogramOf(whole, axis),
      // the counts of cells know only what is on the screen; those of the whole selection come from `hist`
      totalsOf: payload.hist ? createCounter(whole, 0, 1, () => 0) : null,
    };
  }

  // A window as the days [from, to] it covers; until = everything up to `to`.
  const lowEnd = (span) => (span.mode === "until" ? OPEN_START : span.from);

  Object.assign(strikemap, {
    days: { OPEN_START, OPEN_END, MONTHS, sayDay, startedBy }, createSelection, createCounter, statusOf, lowEnd,
  });
})((window.strikemap = window.strikemap || {}));
