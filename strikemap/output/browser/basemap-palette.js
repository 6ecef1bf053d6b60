"use strict";
// Colours and line styles of the paper, as colours.json has them. The reports are the only strong ink on the map, so nothing here is
// darker than it needs to be to be read.
(function (strikemap) {
  const SANS = '"Strikemap Sans", "Source Sans 3", "Noto Sans", "DejaVu Sans", sans-serif';
  const SERIF = '"Strikemap Serif", "Source Serif 4", "Noto Serif", "DejaVu Serif", serif';

  const PALETTES = strikemap.colours.paper;

  // Dashes are told apart by their rhythm, not their colour: they must survive a grey printer.
  const { styles: DASHES, order: DASH_ORDER, front: FRONT } = strikemap.colours.dashes;

  // Widths grow slowly with the zoom so that a line keeps its place in the order of things.
  function grown(width, zoom) {
    return width * Math.min(1.45, Math.max(0.7, 1 + (zoom - 8) * 0.1));
  }

  strikemap.palette = { PALETTES, DASHES, DASH_ORDER, FRONT, SANS, SERIF, grown };
})((window.strikemap = window.strikemap || {}));
