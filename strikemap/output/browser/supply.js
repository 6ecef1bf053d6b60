"use strict";
// Where the frame takes its reports, layers and cards from: asked of the server, or written into the page that it is part of.
(function (strikemap) {
  // config.inlined: {strikes, layers: {file: packed GeoJSON or the address of a picture}, missing: {file: why},
  // cards: {id: card}, zoom, steps}, or nothing
  const createSupply = (config) => (config.inlined ? inlinedSupply(config.inlined) : servedSupply(config));

  // Everything rejects with an Error whose message a reader can be told.
  function servedSupply({ base, dataset }) {
    const layerAddress = (layer) => `${base}/data/${dataset.name}/${layer.file}`;
    return {
      zoom: null,
      asksAgain: true,
      async strikes(query, viewport, signal) {
        const answer = await fetch(`${base}/strikes.json?${query}${viewport}`, { signal, priority: "high" });
        const content = await answer.json().catch(() => ({ error: `the answer ${answer.status} could not be read` }));
        if (!answer.ok) throw new Error(content.error || `the server answered ${answer.status}`);
        return content;
      },
      async regions(query, signal) {
        const answer = await fetch(`${base}/regions.json?${query}`, { signal, priority: "high" });
        const content = await answer.json().catch(() => ({ error: `the answer ${answer.status} could not be read` }));
        if (!answer.ok) throw new Error(content.error || `the server answered ${answer.status}`);
        return content;
      },
      // the reports come first: a browser asks six things at once, and the paper is eleven files
      async shapes(layer) {
        const answer = await fetch(`${layerAddress(layer)}?v=${dataset.version}`, { priority: "low" });
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        return answer.json();
      },
      picture: (layer) => `${layerAddress(layer)}?v=${dataset.version}`,
      // What the server says of a layer it does not give; "" where it says nothing we can read.
      async reasonFor(layer) {
        try {
          const answer = await fetch(layerAddress(layer));
          return answer.ok ? "" : String((await answer.json()).error || "");
        } catch {
          return "";
        }
      },
      async card(id, query) {
        const answer = await fetch(`${base}/card.json?${query}&event=${encodeURIComponent(id)}`);
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        return answer.json();
      },
    };
  }

  function inlinedSupply({ strikes, layers, cards, zoom, missing, steps }) {
    const given = (layer) => {
      if (!(layer.file in layers)) throw new Error(missing[layer.file] || "it is not in this file");
      return layers[layer.file];
    };
    return {
      zoom, // the one that cells were cut for
      asksAgain: false,
      strikes: async () => strikes,
      shapes: async (layer) => unpacked(given(layer), steps),
      picture: given,
      reasonFor: async (layer) => missing[layer.file] || "",
      async card(id) {
        if (!(id in cards)) throw new Error("it is not in this file");
        return cards[id];
      },
    };
  }

  // GeoJSON as output/pages/shapes.py packed it: whole steps, each position told from the one before.
  function unpacked(collection, steps) {
    const opened = ({ type, steps: told, ...rest }) => (told ? { type, coordinates: type === "Point" ? positions(told, steps)[0] : lists(told, steps) } : { type, ...rest });
    return { ...collection, features: collection.features.map((each) => (each.geometry ? { ...each, geometry: opened(each.geometry) } : each)) };
  }

  const lists = (told, steps) => (typeof told[0] === "number" ? positions(told, steps) : told.map((each) => lists(each, steps)));

  function positions(told, steps) {
    const found = [];
    let [x, y] = [0, 0];
    for (let at = 0; at < told.length; at += 2) {
      x += told[at];
      y += told[at + 1];
      found.push([x / steps, y / steps]);
    }
    return found;
  }

  strikemap.createSupply = createSupply;
})((window.strikemap = window.strikemap || {}));
