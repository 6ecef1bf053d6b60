"use strict";
// A canvas in a pane of the map, somewhat larger than the screen, that moves with the map and is painted anew only
// when the map has come to rest or has been dragged past what was painted.
(function (strikemap) {
  const PADDING = 0.22; // of the screen's size, on every side
  const LARGEST_RATIO = 2; // sharper than this cannot be seen, and costs memory
  const REST = 140; // milliseconds without a move before the margins are painted anew

  // paint(frame): {context, zoom, scale, left, top, width, height, screen}; `left` and `top` are the position of the
  // canvas in pixels of the world, `screen` is the visible part as [west, north, east, south] within the canvas.
  function paddedCanvas(map, { pane, className, paint }) {
    const canvas = L.DomUtil.create("canvas", `${className} leaflet-zoom-animated`);
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    let drawn = null; // {zoom, bounds (layer points), corner (latitude and longitude)}
    let rest = 0;

    function draw() {
      clearTimeout(rest);
      const size = map.getSize();
      if (!size.x || !size.y) return;
      const margin = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(margin.multiplyBy(-1)).round();
      const extent = size.add(margin.multiplyBy(2));
      fit(extent);
      L.DomUtil.setPosition(canvas, corner);
      const origin = map.getPixelOrigin().add(corner);
      const zoom = map.getZoom();
      drawn = { zoom, bounds: L.bounds(corner, corner.add(extent)), corner: map.layerPointToLatLng(corner) };
      paint({
        context, zoom, scale: 2 ** zoom, left: origin.x, top: origin.y, width: extent.x, height: extent.y,
        screen: [margin.x, margin.y, margin.x + size.x, margin.y + size.y],
      });
    }

    function fit(extent) {
      const ratio = Math.min(LARGEST_RATIO, Math.max(1, window.devicePixelRatio || 1));
      const width = Math.round(extent.x * ratio);
      const height = Math.round(extent.y * ratio);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${extent.x}px`;
        canvas.style.height = `${extent.y}px`;
      }
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, extent.x, extent.y);
    }

    function isCovered() {
      if (!drawn || drawn.zoom !== map.getZoom()) return false;
      const corner = map.containerPointToLayerPoint([0, 0]);
      return drawn.bounds.contains(L.bounds(corner, corner.add(map.getSize())));
    }

    function onMove() {
      // a pinch changes the zoom with every move; the canvas is stretched until it ends
      if (drawn && drawn.zoom === map.getZoom() && !isCovered()) draw();
    }

    function onMoveEnd() {
      if (!isCovered()) {
        draw();
        return;
      }
      clearTimeout(rest);
      rest = setTimeout(draw, REST);
    }

    function stretch(center, zoom) {
      if (!drawn) return;
      L.DomUtil.setTransform(canvas, map._latLngToNewLayerPoint(drawn.corner, zoom, center), 2 ** (zoom - drawn.zoom));
    }

    const events = {
      viewreset: draw,
      resize: draw,
      move: onMove,
      moveend: onMoveEnd,
      zoom: () => stretch(map.getCenter(), map.getZoom()),
      zoomanim: (event) => stretch(event.center, event.zoom),
    };
    map.getPane(pane).appendChild(canvas);
    map.on(events);
    map.whenReady(draw);
    return { draw, canvas };
  }

  strikemap.paddedCanvas = paddedCanvas;
})((window.strikemap = window.strikemap || {}));
