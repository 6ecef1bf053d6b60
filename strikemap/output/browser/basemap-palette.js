"use strict";
// Colours and line styles of the paper. The reports are the only strong ink on the map, so nothing here is
// darker than it needs to be to be read.
(function (strikemap) {
  const SANS = '"Strikemap Sans", "Source Sans 3", "Noto Sans", "DejaVu Sans", sans-serif';
  const SERIF = '"Strikemap Serif", "Source Serif 4", "Noto Serif", "DejaVu Serif", serif';

  const PALETTES = {
    light: {
      page: "#fcfbf8",
      land: "#f1ece2",
      sea: "#d4e1e7",
      water: "#d4e1e7",
      shore: "#a9c1cd",
      river: "#a3c0ce",
      neatline: "#c9c1b3",
      shade: "70, 58, 40",
      glow: "255, 253, 247",
      border: "#938a7b",
      district: "#cdc4b4",
      outline: "#776d5e",
      tint: "rgba(146, 112, 58, 0.075)",
      contact: "#4d453a",
      casing: "rgba(243, 238, 228, 0.92)",
      halo: "rgba(244, 240, 231, 0.9)",
      waterHalo: "rgba(217, 228, 232, 0.85)",
      place: ["#37322a", "#443e34", "#575044", "#6b6356"],
      dot: "#6a6154",
      dotRim: "#f6f2ea",
      country: "#716958",
      districtName: "#726a5b",
      areaName: "#6b6252",
      waterName: "#38677f",
    },
    dark: {
      page: "#16181b",
      land: "#25282c",
      sea: "#171e26",
      water: "#171e26",
      shore: "#34424f",
      river: "#3a4c5b",
      neatline: "#3a3f45",
      shade: "0, 0, 0",
      glow: "205, 215, 228",
      border: "#656a72",
      district: "#41454b",
      outline: "#8f8a80",
      tint: "rgba(214, 186, 134, 0.05)",
      contact: "#a7a094",
      casing: "rgba(35, 38, 42, 0.92)",
      halo: "rgba(31, 34, 38, 0.9)",
      waterHalo: "rgba(23, 29, 36, 0.85)",
      place: ["#d6d2c9", "#bfbbb2", "#a6a39b", "#918e87"],
      dot: "#9b978e",
      dotRim: "#1f2226",
      country: "#999da3",
      districtName: "#8e9298",
      areaName: "#959086",
      waterName: "#7fa3bb",
    },
  };

  // Dashes are told apart by their rhythm, not their colour: they must survive a grey printer.
  const DASHES = {
    dotted: { dash: [0.1, 3.6], width: 1.7, cap: "round" },
    dashed: { dash: [6, 3.5], width: 1.15, cap: "butt" },
    "dash-dot": { dash: [7, 3, 0.1, 3], width: 1.3, cap: "round" },
  };
  const DASH_ORDER = ["dotted", "dashed", "dash-dot"];
  const FRONT = { dash: [9, 4.5], width: 2.3, cap: "butt" };

  // Widths grow slowly with the zoom so that a line keeps its place in the order of things.
  function grown(width, zoom) {
    return width * Math.min(1.45, Math.max(0.7, 1 + (zoom - 8) * 0.1));
  }

  strikemap.palette = { PALETTES, DASHES, DASH_ORDER, FRONT, SANS, SERIF, grown };
})((window.strikemap = window.strikemap || {}));
