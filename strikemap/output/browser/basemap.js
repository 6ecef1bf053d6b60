"use strict";
// The base map: loads the layers of the dataset, paints them, names what is on them.
(function (strikemap) {
  const { PALETTES, DASHES, DASH_ORDER, FRONT, grown } = strikemap.palette;
  const PAPER_PANE = "strikemap-paper";
  const NAMES_PANE = "strikemap-names";
  const ROLES = { land: "land", relief: "relief", water: "water", rivers: "river", outline: "outline", line: "front",
    places: "places" };
  const LARGEST_CONTROL = 0.4; // of the map; what covers more is a veil, and names go on beneath it
  const IN_LEGEND = ["border", "outline", "front", "district"];

  // map: a Leaflet map; config: docs/structure.md; ctx: {supply, fail(layer, message), obstacles()?}
  function mount(map, config, ctx) {
    const layers = config.layers.filter((layer) => layer.kind in ROLES || layer.kind === "regions");
    const styles = stylesOf(layers);
    const state = { theme: "light", names: "sources", shown: shownByDefault(layers) };
    const painter = strikemap.createPainter();
    const names = strikemap.createNames({
      marks: () => (ctx.obstacles ? ctx.obstacles() : []),
      controls: () => controlBoxes(map.getContainer()),
    });
    const isShown = (layer, zoom) => state.shown.has(layer.id) && zoom >= (layer.min_zoom || 0);

    preparePanes(map);
    quietAttribution(map);
    obeyLessMotion(map);

    const paper = strikemap.paddedCanvas(map, {
      pane: PAPER_PANE,
      className: "strikemap-paper",
      paint: (frame) => painter.paint(frame, PALETTES[state.theme], isShown, state.theme),
    });
    const lettering = strikemap.paddedCanvas(map, {
      pane: NAMES_PANE,
      className: "strikemap-names",
      paint: (frame) => names.paint(frame, PALETTES[state.theme], isShown, state.names),
    });
    const redraw = once(() => {
      paper.draw();
      lettering.draw();
    });

    const replaceAll = () => {
      names.forget();
      redraw();
    };

    function take(layer, content) {
      painter.add(layer, styles.get(layer.id), content);
      names.add(layer, styles.get(layer.id), content);
      replaceAll();
    }

    const ready = Promise.all(layers.map((layer) =>
      load(layer, ctx.supply)
        .then((content) => take(layer, content))
        .catch((error) => ctx.fail(layer, error.message))));
    fontsReady().then(() => {
      names.forgetWidths();
      replaceAll();
    });

    return {
      ready,
      setLayers(ids) {
        state.shown = new Set(ids);
        layers.filter((layer) => layer.control === false).forEach((layer) => state.shown.add(layer.id));
        replaceAll();
      },
      setNames(form) {
        state.names = form;
        lettering.draw();
      },
      setTheme(theme) {
        state.theme = theme in PALETTES ? theme : "light";
        map.getContainer().style.backgroundColor = PALETTES[state.theme].page;
        redraw();
      },
      replaceLabels() {
        names.forget();
        lettering.draw();
      },
      legendRows: () => legendRows(layers, styles, state, painter),
    };
  }

  function shownByDefault(layers) {
    return new Set(layers.filter((layer) => layer.shown !== false).map((layer) => layer.id));
  }

  // Which role a layer plays on the paper; outlines get one rhythm of dashes each, in the order of the dataset.
  function stylesOf(layers) {
    const outlines = layers.filter((layer) => layer.kind === "outline");
    return new Map(layers.map((layer) => {
      const rank = outlines.indexOf(layer);
      const role = layer.kind === "regions" ? regionRole(layer) : ROLES[layer.kind];
      return [layer.id, { role, dash: DASH_ORDER[rank % DASH_ORDER.length], tint: rank > 0 }];
    }));
  }

  // Countries are drawn at every zoom; what is smaller appears only from a zoom on.
  function regionRole(layer) {
    return layer.min_zoom ? "district" : "border";
  }

  async function load(layer, supply) {
    if (layer.kind === "relief") return loadRelief(layer, supply.picture(layer));
    return { shapes: strikemap.geometry.shapesOf(await supply.shapes(layer)) };
  }

  async function loadRelief(layer, address) {
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch {
      throw new Error("the picture could not be read");
    }
    return { relief: strikemap.reliefOf(image, layer.bounds, PALETTES) };
  }

  function preparePanes(map) {
    [[PAPER_PANE, 190], [NAMES_PANE, 330]].forEach(([name, level]) => {
      const pane = map.getPane(name) || map.createPane(name);
      pane.style.zIndex = level;
      pane.style.pointerEvents = "none";
    });
  }

  function quietAttribution(map) {
    if (map.attributionControl) map.attributionControl.setPrefix(false);
  }

  function obeyLessMotion(map) {
    const less = window.matchMedia("(prefers-reduced-motion: reduce)");
    const animated = map._zoomAnimated;
    const obey = () => {
      // Leaflet reads its option once, when the map is made
      map._zoomAnimated = animated && !less.matches;
      map.options.inertia = !less.matches;
    };
    less.addEventListener("change", obey);
    obey();
  }

  function fontsReady() {
    if (!document.fonts) return Promise.resolve();
    const wanted = ['12px "Strikemap Sans"', '12px "Strikemap Serif"'];
    return Promise.all(wanted.map((font) => document.fonts.load(font, "AəşԱ"))).then(() => document.fonts.ready);
  }

  // The buttons, the legend and the scale: Leaflet's own, and what the frame lays over the map from beside it.
  function controlBoxes(container) {
    const origin = container.getBoundingClientRect();
    const stage = container.parentElement;
    const beside = [stage, stage.parentElement].filter(Boolean)
      .flatMap((level) => [...level.children])
      .filter((each) => !each.contains(container));
    return [...container.querySelectorAll(".leaflet-control"), ...beside]
      .map((each) => each.getBoundingClientRect())
      .filter(({ width, height }) => width && height && width * height < LARGEST_CONTROL * origin.width * origin.height)
      .map(({ left, top, right, bottom }) => ({
        left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top,
      }));
  }

  // Many files arrive at about the same time; one painting serves them all.
  function once(task) {
    let asked = false;
    return () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        task();
      });
    };
  }

  function legendRows(layers, styles, state, painter) {
    return layers
      .filter((layer) => state.shown.has(layer.id) && painter.parts.has(layer.id))
      .filter((layer) => IN_LEGEND.includes(styles.get(layer.id).role))
      .map((layer) => ({
        id: layer.id,
        title: layer.title,
        valid: layer.valid || "",
        approximate: Boolean(layer.approximate),
        kind: layer.kind,
        draw: (context, width, height, theme) => drawSample(context, width, height, theme, styles.get(layer.id)),
      }));
  }

  // A short piece of the line as it is on the map, across the middle of the given space.
  function drawSample(context, width, height, theme, style) {
    const palette = PALETTES[theme] || PALETTES.light;
    const { role } = style;
    const line = {
      border: { width: 1.35, colour: palette.border },
      district: { width: 0.9, colour: palette.district },
      outline: { ...DASHES[style.dash], colour: palette.outline },
      front: { ...FRONT, colour: palette.contact },
    }[role];
    context.save();
    if (role === "outline" && style.tint) {
      context.fillStyle = palette.tint;
      context.fillRect(0, height / 2, width, height / 2);
    }
    context.strokeStyle = line.colour;
    context.lineWidth = grown(line.width, 8);
    context.lineCap = line.cap || "butt";
    context.setLineDash(line.dash || []);
    context.beginPath();
    context.moveTo(1, height / 2);
    context.lineTo(width - 1, height / 2);
    context.stroke();
    context.restore();
  }

  strikemap.basemap = { mount };
})((window.strikemap = window.strikemap || {}));
