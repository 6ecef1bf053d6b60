"use strict";
// What stands beside the timeline: the counts in words, play and steps, typed dates, during or until.
(function (strikemap) {
  const { element } = strikemap;
  const SPEEDS = [1, 2, 4];
  const OPENING_SHARE = 15; // playing from a full window begins with this part of the timeline

  // hooks: {move(span), shift(days), released(), span(), axis()}
  function createControls(hooks) {
    let timer = 0;
    let speed = 1;

    const numbers = { certain: element("b"), possible: element("b"), of: element("span"), extra: element("small") };
    const counts = element("p", { class: "sm-counts" }, numbers.certain, " certainly + ", numbers.possible, " possibly of these days, of ", numbers.of, numbers.extra);
    const live = element("p", { class: "sm-hidden", "aria-live": "polite" });
    const play = button("Play", "sm-play", toggle);
    const back = button("One day back", "sm-back", () => step(-1));
    const on = button("One day on", "sm-on", () => step(1));
    const pace = element("select", { class: "sm-speed", "aria-label": "Speed, days per second", title: "Speed: days per second" },
      ...SPEEDS.map((each) => element("option", { value: String(each), text: `${each}×` })));
    const from = dateField("from", "first day");
    const to = dateField("to", "last day");
    const modes = { during: modeButton("during", "Only what happened in the window"), until: modeButton("until", "Everything up to the last day") };
    const help = helpButton();
    const trouble = element("p", { class: "sm-trouble", role: "status" });
    pace.addEventListener("change", () => {
      speed = Number(pace.value);
      if (timer) start();
    });
    from.input.addEventListener("change", typed);
    to.input.addEventListener("change", typed);

    const bar = element("div", { class: "sm-controls" },
      element("div", { class: "sm-player", role: "group", "aria-label": "Play the timeline" }, back, play, on, pace, help.button),
      element("div", { class: "sm-dates", role: "group", "aria-label": "The window" }, element("span", { class: "sm-modes", role: "group", "aria-label": "During the window, or until its last day" }, modes.during, modes.until),
        from.label, to.label));
    const head = element("div", { class: "sm-head" }, counts, trouble);

    function button(name, className, act) {
      return element("button", { type: "button", class: `sm-button ${className}`, "aria-label": name, title: name, onclick: act }, element("i"));
    }

    function modeButton(mode, title) {
      const act = () => {
        hooks.move({ ...hooks.span(), mode });
        hooks.released();
      };
      return element("button", { type: "button", class: "sm-mode", "aria-pressed": "false", title, text: mode, onclick: act });
    }

    function dateField(word, name) {
      const input = element("input", { type: "date", "aria-label": `Window, ${name}` });
      return { input, label: element("label", {}, element("span", { text: word }), input) };
    }

    function helpButton() {
      const text = element("div", { class: "sm-help", hidden: true, role: "note" },
        ...["A bar counts the reports that know their day; its fill is the grade, as in the legend.",
          "Hatched below the axis: reports that know only a span of days. They stand under every day they may belong to, so they cannot be added up.",
          "Certain: all possible days of the report lie in the window. Possible: only some of them do.",
          "Drag the handles or the window; a drag beside it draws a new one. Keys on a handle: arrows move a day, with Shift a week, Home and End to the ends; space plays.",
        ].map((line) => element("p", { text: line })));
      const made = element("button", { type: "button", class: "sm-button sm-ask", "aria-label": "How to read the timeline", title: "How to read the timeline",
        "aria-expanded": "false", text: "?" });
      made.addEventListener("click", () => {
        text.hidden = !text.hidden;
        made.setAttribute("aria-expanded", String(!text.hidden));
      });
      return { button: made, text };
    }

    // ---- playing

    function toggle() {
      if (timer) stop();
      else begin();
    }

    function begin() {
      const { days, bin } = hooks.axis();
      const span = hooks.span();
      const length = span.to - span.from + 1;
      const atEnd = span.to >= days - 1;
      if (span.mode === "until") {
        if (atEnd) hooks.move({ ...span, to: bin - 1 });
      } else if (length >= days) {
        hooks.move({ ...span, from: 0, to: Math.max(bin, Math.round(days / OPENING_SHARE / bin) * bin) - 1 });
      } else if (atEnd) hooks.move({ ...span, from: 0, to: length - 1 });
      start();
    }

    function start() {
      clearInterval(timer);
      timer = setInterval(advance, 1000 / speed);
      tellPlaying(true);
    }

    function advance() {
      const { days, bin } = hooks.axis();
      hooks.shift(bin);
      if (hooks.span().to >= days - 1) stop();
    }

    function stop() {
      if (!timer) return;
      clearInterval(timer);
      timer = 0;
      tellPlaying(false);
      hooks.released();
    }

    function tellPlaying(playing) {
      play.classList.toggle("sm-playing", playing);
      const name = playing ? "Pause" : "Play";
      play.setAttribute("aria-label", name);
      play.title = name;
    }

    function step(direction) {
      if (timer) stop();
      hooks.shift(direction * hooks.axis().bin);
      hooks.released();
    }

    // ---- typed dates

    function typed() {
      const axis = hooks.axis();
      const span = hooks.span();
      const [first, last] = [from.input, to.input].map((input) => (input.value ? axis.read(input.value) : NaN));
      const wanted = span.mode === "until" ? [0, last] : [first, last];
      const wrong = wanted.some((day) => !(day >= 0 && day < axis.days)) ? `The days run from ${axis.say(0)} to ${axis.say(axis.days - 1)}.`
        : wanted[0] > wanted[1] ? "The first day lies after the last." : "";
      trouble.textContent = wrong;
      from.input.toggleAttribute("aria-invalid", Boolean(wrong));
      to.input.toggleAttribute("aria-invalid", Boolean(wrong));
      if (wrong) return;
      stop();
      hooks.move({ ...span, from: span.mode === "until" ? span.from : first, to: last });
      hooks.released();
    }

    function setSpan(span, axis) {
      if (trouble.textContent) trouble.textContent = "";
      for (const [field, day] of [[from, span.from], [to, span.to]]) {
        field.input.removeAttribute("aria-invalid");
        if (field.input.value !== axis.iso(day)) field.input.value = axis.iso(day);
      }
      const isUntil = span.mode === "until";
      for (const [mode, made] of Object.entries(modes)) made.setAttribute("aria-pressed", String(mode === span.mode));
      from.input.disabled = isUntil;
      from.label.classList.toggle("sm-off", isUntil);
    }

    function setAxis(axis) {
      for (const field of [from, to]) {
        field.input.min = axis.iso(0);
        field.input.max = axis.iso(axis.days - 1);
      }
    }

    return {
      setAxis,
      head, bar, help: help.text, live, toggle, stop, setSpan,
      // {certain, possible, of, extra} as text
      setCounts(words) {
        for (const [name, text] of Object.entries(words)) {
          if (numbers[name].textContent !== text) numbers[name].textContent = text;
        }
      },
      announce(text) {
        live.textContent = text;
      },
      get playing() {
        return timer !== 0;
      },
    };
  }

  strikemap.createControls = createControls;
})((window.strikemap = window.strikemap || {}));
