"use strict";
// Namespace, theme, words and small DOM helpers that every other script uses.
(function (strikemap) {
  // Colours stand in colours.json, for the pictures that Python draws as well. Those of the weapons are Okabe and Ito's,
  // darkened where a mark on paper would fall below 3:1.
  const THEMES = strikemap.colours.marks;

  const followers = [];

  const theme = {
    name: "light",
    colours: THEMES.light,
    // One tint per ink: the lighter fill of "fair", opaque so that the base map does not colour it.
    tintOf: (ink) => (ink === theme.colours.ink ? theme.colours.tint : mixed(ink, theme.colours.paper, 0.55)),
    follow: (task) => followers.push(task),
    set(name) {
      const known = name === "dark" ? "dark" : "light";
      document.documentElement.dataset.theme = known;
      if (known === theme.name) return;
      theme.name = known;
      theme.colours = THEMES[known];
      followers.forEach((task) => task(known));
    },
  };

  function mixed(colour, other, share) {
    const [one, two] = [colour, other].map((each) => [1, 3, 5].map((at) => parseInt(each.slice(at, at + 2), 16)));
    return `rgb(${one.map((part, at) => Math.round(part * (1 - share) + two[at] * share)).join(",")})`;
  }

  // Whether a CSS colour is dark: used where the page tells only its background.
  function isDark(colour) {
    const parts = colour.startsWith("#")
      ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
      : (colour.match(/[\d.]+/g) || []).slice(0, 3).map(Number);
    return parts.length === 3 && 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
  }

  // The page's theme: Streamlit writes its colours into the frame and repeats them with every render.
  function watchTheme() {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const written = getComputedStyle(document.documentElement).getPropertyValue("--background-color").trim();
    let told = Boolean(written);
    theme.set((written ? isDark(written) : system.matches) ? "dark" : "light");
    system.addEventListener("change", () => told || theme.set(system.matches ? "dark" : "light"));
    if (!window.Streamlit || !window.Streamlit.events) return;
    window.Streamlit.events.addEventListener("streamlit:render", (event) => {
      const page = event.detail && event.detail.theme;
      if (!page) return;
      told = true;
      theme.set(page.base === "dark" || (!page.base && isDark(page.backgroundColor || "#ffffff")) ? "dark" : "light");
    });
  }

  // element("p", {class: "x", text: "...", "aria-label": "..."}, child, ...): text is always text.
  function element(tag, parts = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(parts)) {
      if (name === "text") made.textContent = value;
      else if (name === "style") made.style.cssText = value; // as an attribute it would need leave from the page's orders
      else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  // A canvas of a size in CSS pixels, sharp on any screen; gives its context, scaled.
  function sized(canvas, width, height) {
    const ratio = pixelRatio();
    const [wide, high] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  // Sharper than twice cannot be seen on a map, and costs frame time.
  const pixelRatio = () => Math.min(2, Math.max(1, window.devicePixelRatio || 1));

  // One call per frame, however often it was asked for.
  function framed(task) {
    let asked = 0;
    return () => {
      if (asked) return;
      asked = requestAnimationFrame(() => {
        asked = 0;
        task();
      });
    };
  }

  function debounced(task, milliseconds) {
    let waiting = 0;
    const call = () => {
      clearTimeout(waiting);
      waiting = setTimeout(task, milliseconds);
    };
    call.cancel = () => clearTimeout(waiting);
    return call;
  }

  const calmMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
  const NUMBER = new Intl.NumberFormat("en-GB");
  const number = (value) => NUMBER.format(value);
  const plural = (count, word) => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

  // Counts inside a disc: 940, 1k, 38k, 1m; three signs stay legible in a small one, the label has the exact count.
  function shortNumber(count) {
    if (count < 1000) return String(count);
    return count < 999500 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 1000000)}m`;
  }

  Object.assign(strikemap, {
    theme, watchTheme, element, sized, pixelRatio, framed, debounced, calmMotion, number, plural, shortNumber,
    SANS: '"Strikemap Sans", "Source Sans 3", "Noto Sans", "DejaVu Sans", sans-serif',
  });
})((window.strikemap = window.strikemap || {}));
