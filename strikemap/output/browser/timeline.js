"use strict";
// The timeline: bars, a window with two handles, and their keys. It knows days and pixels, nothing of the map.
(function (strikemap) {
  const { theme, element } = strikemap;
  const EDGE = 22; // half a handle's target
  const TICK_ROW = 14;
  const DAY_ROW = 16;
  const CLICK_PX = 4;
  const LOW = 90; // pixels of a timeline that has no room for two rows of names

  // hooks: {moved(span), released(span)}; a span is {from, to, mode} in days of the axis
  function createTimeline(hooks) {
    let selection = null;
    let span = { from: 0, to: 0, mode: "during" };
    let plot = { left: EDGE, right: EDGE, top: 0, foot: 0 };
    let drag = null;

    const faint = element("canvas", { class: "sm-bars", "aria-hidden": "true" });
    const strong = element("canvas", { class: "sm-bars", "aria-hidden": "true" });
    const labels = element("div", { class: "sm-axis", "aria-hidden": "true" });
    const brush = element("div", { class: "sm-brush", "aria-hidden": "true" });
    const low = handle("from", "First day of the window");
    const high = handle("to", "Last day of the window");
    const field = element("div", { class: "sm-plot" }, faint, strong, labels, brush, low, high);
    field.addEventListener("pointerdown", grabbed);
    field.addEventListener("pointermove", dragged);
    for (const name of ["pointerup", "pointercancel", "lostpointercapture"]) field.addEventListener(name, dropped);
    new ResizeObserver(strikemap.framed(drawAll)).observe(field);
    theme.follow(drawAll);

    function handle(end, name) {
      const made = element("div", {
        class: `sm-handle sm-handle-${end}`, role: "slider", tabindex: "0", "aria-label": name, "aria-orientation": "horizontal",
      }, element("i"));
      made.addEventListener("keydown", (event) => pressed(event, end));
      return made;
    }

    // ---- days and pixels

    const perDay = () => (plot.right - plot.left) / selection.axis.days;
    const xOf = (day) => plot.left + day * perDay();
    const dayAt = (x) => Math.floor((x - plot.left) / perDay());
    const within = (day) => Math.min(Math.max(day, 0), selection.axis.days - 1);

    // With more than one day in a bar the window covers whole bars: then its counts are exact.
    function snapped(wanted) {
      const { bin, days } = selection.axis;
      const from = within(Math.floor(within(wanted.from) / bin) * bin);
      const to = Math.min(days - 1, Math.floor(within(wanted.to) / bin) * bin + bin - 1);
      return { ...wanted, from: Math.min(from, to), to };
    }

    function move(wanted) {
      const next = snapped(wanted);
      if (next.from === span.from && next.to === span.to && next.mode === span.mode) return;
      span = next;
      place();
      hooks.moved(span);
    }

    // The window as long as it is, moved by days; "until" moves its last day alone.
    function shift(by) {
      if (span.mode === "until") {
        move({ ...span, to: within(span.to + by) });
        return;
      }
      const length = span.to - span.from;
      const from = Math.min(Math.max(span.from + by, 0), selection.axis.days - 1 - length);
      move({ ...span, from, to: from + length });
    }

    // ---- pointer

    function grabbed(event) {
      if (!selection || event.button > 0) return;
      const x = event.clientX - field.getBoundingClientRect().left;
      const part = event.target.closest(".sm-handle, .sm-brush");
      const kind = part === low ? "from" : part === high ? "to" : part === brush && span.mode === "during" ? "brush" : "new";
      // the distance between finger and edge stays, so that nothing jumps when it is grabbed
      const edge = kind === "from" ? xOf(span.from) : kind === "to" ? xOf(span.to + 1) : x;
      drag = { kind, x, offset: edge - x, start: { ...span }, moved: false };
      field.setPointerCapture(event.pointerId);
      if (kind === "from" || kind === "to") part.focus({ preventScroll: true });
      field.classList.add("sm-dragging");
      event.preventDefault();
    }

    function dragged(event) {
      if (!drag) return;
      const x = event.clientX - field.getBoundingClientRect().left;
      drag.moved = drag.moved || Math.abs(x - drag.x) > CLICK_PX;
      if (!drag.moved) return;
      const edge = (x + drag.offset - plot.left) / perDay();
      if (drag.kind === "from") move({ ...span, from: Math.min(Math.round(edge), span.to) });
      else if (drag.kind === "to") move({ ...span, to: Math.max(Math.round(edge) - 1, span.mode === "until" ? 0 : span.from) });
      else if (drag.kind === "brush") carried(x);
      else drawn(x);
    }

    function carried(x) {
      const { start } = drag;
      shift(start.from + Math.round((x - drag.x) / perDay()) - span.from);
    }

    // Outside the window: a drag draws a new one.
    function drawn(x) {
      const [one, two] = [dayAt(drag.x), dayAt(x)].map(within);
      if (span.mode === "until") move({ ...span, to: two });
      else move({ ...span, from: Math.min(one, two), to: Math.max(one, two) });
    }

    function dropped(event) {
      if (!drag) return;
      const { kind, moved, x } = drag;
      drag = null;
      field.classList.remove("sm-dragging");
      if (!moved && kind === "new" && event.type === "pointerup") clicked(within(dayAt(x)));
      hooks.released(span);
    }

    // Outside the window: a click brings the window there, as long as it was.
    function clicked(day) {
      if (span.mode === "until") move({ ...span, to: day });
      else shift(day - Math.round((span.from + span.to) / 2));
    }

    // ---- keys

    function pressed(event, end) {
      const { bin, days } = selection.axis;
      const step = (event.shiftKey ? 7 : 1) * bin;
      const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, PageDown: -7 * bin, PageUp: 7 * bin,
        Home: -days, End: days }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const low = span.mode === "until" ? 0 : span.from;
      if (end === "from") move({ ...span, from: Math.min(Math.max(span.from + by, 0), span.to) });
      else move({ ...span, to: Math.max(Math.min(span.to + by, days - 1), low) });
      hooks.released(span);
    }

    // ---- picture

    function drawAll() {
      const [wide, tall] = [field.clientWidth, field.clientHeight];
      if (!selection || !wide || !tall) return;
      plot = { left: EDGE, right: wide - EDGE, top: 0, foot: tall - DAY_ROW - strikemap.SPAN_ROW - 3 };
      drawLabels();
      for (const [canvas, isFaint] of [[faint, true], [strong, false]]) {
        const context = strikemap.sized(canvas, wide, tall);
        context.clearRect(0, 0, wide, tall);
        if (isFaint) drawGround(context);
        strikemap.drawBars(context, selection, plot, { faint: isFaint });
      }
      place();
    }

    function drawGround(context) {
      context.strokeStyle = theme.colours.soft;
      context.globalAlpha = 0.55;
      context.lineWidth = 0.8;
      context.setLineDash([1.5, 2.5]);
      for (const tick of selection.axis.ticks) {
        context.beginPath();
        const x = Math.round(xOf(tick.at + 0.5)) + 0.5;
        context.moveTo(x, plot.top - 3);
        context.lineTo(x, plot.foot);
        context.stroke();
      }
      context.setLineDash([]);
      context.globalAlpha = 1;
      context.strokeStyle = theme.colours.text;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(plot.left, plot.foot + 0.5);
      context.lineTo(plot.right, plot.foot + 0.5);
      context.stroke();
    }

    function drawLabels() {
      const measure = faint.getContext("2d");
      measure.font = `12px ${strikemap.SANS}`;
      const widthOf = (text) => measure.measureText(text).width;
      const middle = (day) => xOf(day + 0.5);
      const ticks = selection.axis.ticks.map((tick) => ({ ...tick, text: tick.label, day: tick.at }));
      // a second row only where one does not hold all names, and the bars can spare it
      const rowed = [1, field.clientHeight < LOW ? 1 : 2].map((rows) => strikemap.fitted(ticks, middle, widthOf, 2, field.clientWidth - 2, rows));
      const above = rowed[0].length < rowed[1].length ? rowed[1] : rowed[0];
      plot.top = (above === rowed[1] ? 2 : 1) * TICK_ROW + 4;
      field.style.setProperty("--sm-plot-top", `${plot.top}px`);
      const below = strikemap.fitted(strikemap.dayLabels(selection.axis, perDay()), middle, widthOf, 2, field.clientWidth - 2);
      labels.replaceChildren(
        ...above.map((tick) => element("span", { class: "sm-tick", text: tick.text, title: tick.detail, style: `left:${tick.x}px;top:${tick.row * TICK_ROW}px` })),
        ...below.map((label) => element("span", { class: "sm-day", text: label.text, style: `left:${label.x}px` })),
      );
    }

    // Only positions change while the window moves; the bars are drawn already.
    function place() {
      if (!selection) return;
      const until = span.mode === "until";
      const [left, right] = [until ? plot.left : xOf(span.from), xOf(span.to + 1)];
      strong.style.clipPath = `inset(0 ${Math.max(0, field.clientWidth - right)}px 0 ${left}px)`;
      brush.style.transform = `translateX(${left}px)`;
      brush.style.width = `${Math.max(1, right - left)}px`;
      // a narrow window pushes its handles outwards, so that each keeps its 44 pixels
      const inner = Math.min(EDGE, Math.max(4, (right - left) / 2));
      const most = field.clientWidth - EDGE * 2;
      put(low, left, Math.max(0, Math.min(most, left - (EDGE * 2 - inner))));
      put(high, right, Math.max(0, Math.min(most, right - inner)));
      low.hidden = until;
      tellHandle(low, span.from, 0, span.to);
      tellHandle(high, span.to, until ? 0 : span.from, selection.axis.days - 1);
    }

    function put(made, edge, left) {
      made.style.transform = `translateX(${left}px)`;
      made.firstChild.style.left = `${edge - left}px`;
    }

    function tellHandle(made, day, least, most) {
      made.setAttribute("aria-valuemin", least);
      made.setAttribute("aria-valuemax", most);
      made.setAttribute("aria-valuenow", day);
      made.setAttribute("aria-valuetext", selection.axis.say(day));
    }

    return {
      element: field,
      move,
      shift,
      setSelection(next) {
        selection = next;
        drawAll();
      },
      setSpan(next) {
        span = next;
        place();
      },
      redraw: drawAll,
      get span() {
        return span;
      },
      get dragging() {
        return Boolean(drag);
      },
    };
  }

  strikemap.createTimeline = createTimeline;
})((window.strikemap = window.strikemap || {}));
