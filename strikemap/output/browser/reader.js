"use strict";
// What the reader does on the map: point, click, tap, Tab, Enter, Esc.
(function (strikemap) {
  // hooks: {choose(row), zoomTo(group), touched()}
  function createReader(map, layer, hooks) {
    const container = map.getContainer();
    const label = strikemap.createLabel(container);
    const stack = strikemap.createOpenStack(map, layer, { choose: hooks.choose, changed: () => tellMarks() });
    const marks = strikemap.createMarks(container, { focus: focused, press: pressed });
    let focusKey = "";
    let finger = false;

    container.addEventListener("pointermove", (event) => {
      finger = event.pointerType === "touch";
      if (!finger) hovered(map.mouseEventToContainerPoint(event), event.target);
    });
    container.addEventListener("pointerdown", (event) => (finger = event.pointerType === "touch"));
    container.addEventListener("pointerleave", unhovered);
    map.on("click", (event) => clicked(event.containerPoint));
    map.on("zoomstart", () => {
      stack.close();
      unhovered();
    });
    map.on("movestart", () => label.hide());
    document.addEventListener("keydown", (event) => event.key === "Escape" && escaped());

    function itemAt(point) {
      const inside = stack.at(point);
      if (inside) return inside.hub ? { hub: true } : { report: true, ...inside };
      return layer.itemAt(point, finger);
    }

    // Only what points at the map itself: legend, lists and buttons have their own words.
    function hovered(point, target) {
      const onMap = target === container || !target.closest(".sm-legend, .sm-layers, .sm-list, .leaflet-control");
      const item = onMap ? itemAt(point) : null;
      container.classList.toggle("sm-pointing", Boolean(item));
      layer.setHover(item && item.key ? item : null);
      if (!item || item.hub || (item.count === 0)) label.hide();
      else showLabel(item);
    }

    function showLabel(item) {
      const words = strikemap.wordsOf(item, layer);
      const ring = item.report && stack.bounds();
      if (ring) label.clearOf(words, ring.x, ring.y, ring.reach);
      else label.beside(words, item.x, item.y, item.r);
    }

    function unhovered() {
      label.hide();
      layer.setHover(null);
      container.classList.remove("sm-pointing");
    }

    function clicked(point) {
      hooks.touched();
      const item = itemAt(point);
      if (!item || item.hub) {
        if (!stack.close()) unhovered();
        return;
      }
      act(item);
      if (finger && (item.report || item.row >= 0)) showLabel(item);
    }

    function act(item) {
      label.hide();
      if (item.report || item.row >= 0) hooks.choose(item.row);
      else if (item.group.kind === strikemap.kinds.CELL) hooks.zoomTo(item.group);
      else if (item.count) stack.open(item.group);
    }

    function escaped() {
      const back = marks.hasFocus;
      label.hide();
      if (!stack.close()) hooks.choose(-1);
      if (!back) return;
      setMarks();
      marks.focusFirst();
    }

    // ---- keyboard

    const tellMarks = strikemap.debounced(setMarks, 120);

    function setMarks() {
      const opened = stack.rows;
      marks.set(opened ? opened.map(reportEntry) : layer.items().filter((item) => item.count).sort((a, b) => b.count - a.count).map(itemEntry));
    }

    function reportEntry(row) {
      const { rows } = layer.selection();
      return { key: `r${row}`, words: `${rows.text("line1", row)}. ${rows.text("line2", row)}`, row };
    }

    function itemEntry(item) {
      const { stacks } = layer.selection().payload;
      const cell = item.group.kind === strikemap.kinds.CELL;
      const [line1, line2] = strikemap.wordsOf(item, layer);
      const where = cell ? `${strikemap.plural(item.count, "report")} near ${stacks.lat[item.head].toFixed(1)}° north, ${stacks.lon[item.head].toFixed(1)}° east, Enter zooms in` : line1;
      return { key: item.key, words: `${where}. ${line2}`, item };
    }

    function focused(entry) {
      focusKey = entry ? entry.key : "";
      layer.setFocus(focusKey);
      if (!entry) {
        label.hide();
        return;
      }
      const item = itemOf(entry);
      if (item) showLabel(item);
    }

    // What an entry stands for now; nothing where its mark or its stack is gone.
    function itemOf(entry) {
      if (entry.item) return layer.items().find((each) => each.key === entry.key);
      return stack.rows && stack.rows.includes(entry.row) ? { row: entry.row, report: true, ...stack.spotOf(entry.row) } : null;
    }

    function pressed(entry) {
      hooks.touched();
      const item = itemOf(entry);
      if (!item) return;
      const opens = entry.item && item.row < 0;
      act(item);
      if (opens && stack.rows) {
        setMarks();
        marks.focusFirst();
      }
    }

    return {
      stack,
      drawn(context) {
        stack.draw(context, focusKey);
        tellMarks();
      },
      followWindow() {
        label.hide();
        stack.follow();
      },
      forget() {
        stack.close();
        unhovered();
      },
    };
  }

  strikemap.createReader = createReader;
})((window.strikemap = window.strikemap || {}));
