// The preview as a board: notes are placed, moved, written over and deleted on it; names of places and the map are moved.
// All places are in design pixels of the page; degrees are reckoned by the server, from the frame that is sent back with them.
const SVG = "http://www.w3.org/2000/svg";
const MOST = 20; // notes and moved names that a picture takes
const WRAP = 190; // width of a note's lines, as in the picture
const LINE = 18;
const STEP = 4; // a key's move, and five times that with Shift
const REST = 350; // milliseconds after the last key until it is told
const STILL = 4; // a shorter move is a click
const WORDS = { text: "Text", arrow: "Arrow", circle: "Circle" };
const HINTS = {
  move: "Drag a note, a name or the map. Arrow keys move what has the focus, Delete removes a note.",
  text: "Click where the words are to stand.",
  arrow: "Drag from the words to what they point at.",
  circle: "Drag from the middle to the edge.",
};

const boards = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) boards.set(parentElement, (board = createBoard(parentElement)));
  board.tell = setTriggerValue;
  board.take(data);
}

function make(tag, parts = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(parts)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function createBoard(root) {
  const [bar, sheet, image, drag, svg, form] = [".bar", ".sheet", "img", ".drag", "svg", ".chosen"].map((each) => root.querySelector(each));
  const [picker, say, label, field] = ["select", ".say", ".chosen span", ".chosen input"].map((each) => root.querySelector(each));
  const measure = document.createElement("canvas").getContext("2d");
  let data = null;
  let notes = [];
  let names = [];
  let moved = new Map(); // name -> [dx, dy] in shares of the page's width
  let serial = 0;
  let tool = "move";
  let chosen = -1;
  let waiting = 0;
  let untold = false;
  const board = { tell: null, take };

  function take(next) {
    data = next;
    if (image.src !== next.image) image.src = next.image;
    image.alt = next.alt;
    root.querySelector(".barred").hidden = !next.refused;
    sheet.style.aspectRatio = `${next.pixels[0]} / ${next.pixels[1]}`;
    const ratio = next.pixels[0] / next.pixels[1];
    sheet.style.width = `min(100%, ${next.pixels[0]}px, max(22rem, calc((100dvh - 16rem) * ${ratio})))`;
    svg.setAttribute("viewBox", `0 0 ${next.page[0]} ${next.page[1]}`);
    // several small maps: a picture to look at
    bar.style.display = svg.style.display = next.frame ? "" : "none";
    if (!next.frame) {
      form.hidden = true;
      return;
    }
    // what was done here and is not yet told or not yet answered stays
    if (untold || next.serial < serial) return;
    serial = next.serial;
    notes = next.notes.map((each) => ({ ...each, changed: false }));
    names = next.names.map(([key, box]) => ({ key, box, dx: 0, dy: 0 }));
    moved = new Map(next.moved.map(([key, dx, dy]) => [key, [dx, dy]]));
    if (chosen >= notes.length) chosen = -1;
    fillPicker();
    redraw();
  }

  function send() {
    clearTimeout(waiting);
    untold = false;
    serial += 1;
    board.tell("done", {
      serial,
      frame: data.frame,
      notes: notes.map(({ kind, x, y, to_x, to_y, r, words, written, changed }) => (changed || !written ? { kind, x, y, to_x, to_y, r, words } : { written })),
      moved: [...moved].map(([key, [dx, dy]]) => [key, dx, dy]),
    });
  }

  const sendSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(send, REST);
  };

  // ---- drawing

  const fresh = () => svg.getRootNode().activeElement;

  function redraw() {
    const focused = fresh() && fresh().dataset ? fresh().dataset.at : undefined;
    const [west, north, east, south] = data.frame.box;
    svg.dataset.tool = tool;
    svg.replaceChildren(make("rect", { class: "ground", x: west, y: north, width: east - west, height: south - north }));
    if (tool === "move") names.forEach(drawName);
    notes.forEach(drawNote);
    if (focused) svg.querySelector(`[data-at="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    bar.querySelectorAll("[data-tool]").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.tool === tool)));
    say.textContent = HINTS[tool];
    form.hidden = chosen < 0;
    if (chosen >= 0) {
      label.textContent = `Words of the chosen ${WORDS[notes[chosen].kind].toLowerCase()}`;
      if (field !== fresh() && field.value !== notes[chosen].words) field.value = notes[chosen].words;
    }
  }

  function drawName({ key, box: [west, north, east, south], dx, dy }) {
    const moving = dx || dy;
    const ghost = make("text", { x: (west + east) / 2 + dx, y: (north + south) / 2 + dy });
    ghost.textContent = key;
    const hit = make("rect", { class: "hit", x: west + dx - 1, y: north + dy, width: east - west + 2, height: south - north });
    const group = make("g", { class: moving ? "name changed" : "name", tabindex: "-1", role: "button", "data-at": `name ${key}` },
      hit, make("g", { class: "ghost" }, ghost));
    group.setAttribute("aria-label", `Name ${key}; arrow keys move it`);
    svg.append(group);
  }

  function linesOf(words) {
    measure.font = '600 15px "Source Sans", sans-serif';
    const lines = [""];
    for (const word of words.split(" ")) {
      const longer = `${lines[lines.length - 1]} ${word}`.trim();
      if (lines[lines.length - 1] && measure.measureText(longer).width > WRAP) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  }

  function drawNote(note, at) {
    const { kind, x, y, to_x, to_y, r } = note;
    const lines = linesOf(note.words);
    const middle = kind === "circle" ? y - r - 12 : kind === "arrow" ? y + (to_y < y ? 10 : -10) : y;
    const wide = Math.max(24, ...lines.map((line) => measure.measureText(line).width)) + 10;
    const high = lines.length * LINE + 6;
    const ghost = make("g", { class: "ghost" });
    lines.forEach((line, number) => {
      const text = make("text", { x, y: middle + (number - (lines.length - 1) / 2) * LINE });
      text.textContent = line;
      ghost.append(text);
    });
    const parts = [make("rect", { class: "hit", x: x - wide / 2, y: middle - high / 2, width: wide, height: high })];
    if (kind === "arrow") {
      parts.push(make("path", { class: "line", d: `M${x} ${y}L${to_x} ${to_y}` }));
      ghost.append(make("path", { d: `M${x} ${y}L${to_x} ${to_y}` }));
    }
    if (kind === "circle") {
      parts.push(make("circle", { class: "line", cx: x, cy: y, r }));
      ghost.append(make("circle", { cx: x, cy: y, r }));
    }
    const grip = kind === "text" ? [] : [make("circle", { class: "grip", r: 6, cx: kind === "arrow" ? to_x : x + r, cy: kind === "arrow" ? to_y : y })];
    const group = make("g", { class: "note", tabindex: "0", role: "button", "data-at": `note ${at}` }, ...parts, ghost, ...grip);
    group.classList.toggle("on", at === chosen);
    group.classList.toggle("changed", Boolean(note.changed));
    group.setAttribute("aria-label", `${WORDS[kind]}: ${note.words || "without words"}; arrow keys move it, Delete removes it`);
    svg.append(group);
  }

  function fillPicker() {
    const options = names.map(({ key }) => new Option(key, key));
    picker.replaceChildren(new Option("Move a name …", ""), ...options);
  }

  // ---- changing

  function choose(at) {
    chosen = at;
    redraw();
  }

  function change(at, parts) {
    Object.assign(notes[at], parts, { changed: true });
    untold = true;
    redraw();
  }

  function remove(at) {
    notes.splice(at, 1);
    chosen = -1;
    redraw();
    send();
    bar.querySelector("[data-tool=move]").focus();
  }

  function shift(name, dx, dy) {
    untold = true;
    name.dx += dx;
    name.dy += dy;
    const [x, y] = moved.get(name.key) || [0, 0];
    moved.set(name.key, [x + dx / data.page[0], y + dy / data.page[0]]);
    redraw();
  }

  function within([x, y]) {
    const [west, north, east, south] = data.frame.box;
    return [Math.min(Math.max(x, west), east), Math.min(Math.max(y, north), south)];
  }

  function add(kind, start, end) {
    if (notes.length >= MOST) {
      say.textContent = `A picture takes at most ${MOST} notes.`;
      return;
    }
    const [x, y] = start;
    const far = Math.hypot(end[0] - x, end[1] - y);
    const note = { kind, x, y, to_x: end[0], to_y: end[1], r: far, words: "Your words", written: "", changed: true };
    // a click without a drag: the tip or the middle stands where it was clicked
    if (kind === "arrow" && far < STILL) Object.assign(note, { x: within([x - 90, y])[0], y: within([x, y - 60])[1] });
    if (kind === "circle" && far < STILL) note.r = 40;
    notes.push(note);
    tool = "move";
    choose(notes.length - 1);
    send();
    field.focus();
    field.select();
  }

  // ---- by mouse, pen and finger

  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * data.page[0], ((event.clientY - box.top) / box.height) * data.page[1]];
  };

  svg.onpointerdown = (event) => {
    if (event.button !== 0) return;
    const group = event.target.closest("g.note, g.name");
    const start = place(event);
    const inside = start.every((each, axis) => each >= data.frame.box[axis] && each <= data.frame.box[axis + 2]);
    if (!inside && !group) return;
    event.preventDefault();
    // the element under the pointer is drawn anew while it moves; the drawing itself stays
    svg.setPointerCapture(event.pointerId);
    if (tool !== "move") follow(event, drawing(start));
    else if (group && group.matches(".note")) follow(event, movingNote(Number(group.dataset.at.slice(5)), start, event.target.matches(".grip")));
    else if (group) follow(event, movingName(group.dataset.at.slice(5), start));
    else follow(event, movingMap(start));
  };

  function follow(event, { to, done }) {
    const stop = () => (svg.onpointermove = svg.onpointerup = svg.onpointercancel = null);
    svg.onpointermove = (next) => to(place(next));
    svg.onpointerup = (next) => {
      stop();
      done(place(next));
    };
    svg.onpointercancel = () => {
      stop();
      untold = false;
      take(data);
    };
  }

  function drawing(start) {
    const kind = tool;
    const line = make("path", { class: "rubber", d: "", fill: "none", stroke: "#7a1f25", "stroke-width": "1.7", "stroke-dasharray": "5 4" });
    const draw = ([x, y]) => {
      const r = Math.hypot(x - start[0], y - start[1]);
      const round = `M${start[0] - r} ${start[1]}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
      line.setAttribute("d", kind === "circle" ? round : `M${start[0]} ${start[1]}L${x} ${y}`);
    };
    if (kind !== "text") svg.append(line);
    return { to: draw, done: (end) => add(kind, kind === "text" ? within(end) : start, within(end)) };
  }

  function movingNote(at, start, byGrip) {
    const before = { ...notes[at] };
    choose(at);
    svg.querySelector(`[data-at="note ${at}"]`).focus({ preventScroll: true });
    let far = 0;
    const to = ([x, y]) => {
      const [dx, dy] = [x - start[0], y - start[1]];
      far = Math.max(far, Math.hypot(dx, dy));
      if (far < STILL) return;
      if (byGrip && before.kind === "circle") change(at, { r: Math.max(3, Math.hypot(x - before.x, y - before.y)) });
      else if (byGrip) change(at, { to_x: within([x, y])[0], to_y: within([x, y])[1] });
      else {
        const [new_x, new_y] = within([before.x + dx, before.y + dy]);
        change(at, { x: new_x, y: new_y, to_x: before.to_x + new_x - before.x, to_y: before.to_y + new_y - before.y });
      }
    };
    return { to, done: (end) => (to(end), far >= STILL && send()) };
  }

  function movingName(key, start) {
    const name = names.find((each) => each.key === key);
    let [last, far] = [start, 0];
    const to = ([x, y]) => {
      far = Math.max(far, Math.hypot(x - start[0], y - start[1]));
      if (far < STILL) return;
      if (!canMove(key)) return;
      shift(name, x - last[0], y - last[1]);
      last = [x, y];
    };
    return { to, done: (end) => (to(end), far >= STILL && send()) };
  }

  function canMove(key) {
    if (moved.has(key) || moved.size < MOST) return true;
    say.textContent = `At most ${MOST} names can be moved.`;
    return false;
  }

  // The map under the pointer moves along; names and marks are placed anew when it is let go.
  function movingMap(start) {
    const [west, north, east, south] = data.frame.box;
    const shown = svg.getBoundingClientRect();
    const unit = shown.width / data.page[0];
    let far = 0;
    const to = ([x, y]) => {
      const [dx, dy] = [x - start[0], y - start[1]];
      far = Math.max(far, Math.hypot(dx, dy));
      if (far < STILL) return;
      drag.hidden = false;
      drag.style.cssText = `left:${west * unit}px;top:${north * unit}px;width:${(east - west) * unit}px;height:${(south - north) * unit}px;`
        + `background-color:var(--st-secondary-background-color);background-image:url(${data.image});background-size:${shown.width}px ${shown.height}px;`
        + `background-position:${(dx - west) * unit}px ${(dy - north) * unit}px`;
    };
    const done = ([x, y]) => {
      drag.hidden = true;
      if (far < STILL) choose(-1);
      else board.tell("moved", { frame: data.frame, x: (west + east) / 2 - x + start[0], y: (north + south) / 2 - y + start[1] });
    };
    return { to, done };
  }

  // ---- by keyboard

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  svg.onkeydown = (event) => {
    const group = event.target.closest("g.note, g.name");
    if (!group) return;
    const [what, key] = [group.matches(".note") ? "note" : "name", group.dataset.at.slice(5)];
    if (event.key in ARROWS) {
      const [dx, dy] = ARROWS[event.key].map((each) => each * STEP * (event.shiftKey ? 5 : 1));
      if (what === "note") {
        const note = notes[Number(key)];
        const [x, y] = within([note.x + dx, note.y + dy]);
        chosen = Number(key);
        change(chosen, { x, y, to_x: note.to_x + x - note.x, to_y: note.to_y + y - note.y });
      } else if (canMove(key)) shift(names.find((each) => each.key === key), dx, dy);
      sendSoon();
    } else if (what === "note" && (event.key === "Delete" || event.key === "Backspace")) remove(Number(key));
    else if (what === "note" && (event.key === "Enter" || event.key === " ")) {
      choose(Number(key));
      field.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  svg.addEventListener("focusin", (event) => {
    const group = event.target.closest("g.note");
    if (group && Number(group.dataset.at.slice(5)) !== chosen) choose(Number(group.dataset.at.slice(5)));
  });

  // ---- tools and words

  bar.onclick = (event) => {
    if (!event.target.dataset.tool) return;
    tool = event.target.dataset.tool;
    chosen = -1;
    redraw();
  };

  picker.onchange = () => {
    const key = picker.value;
    picker.value = "";
    if (!key) return;
    tool = "move";
    redraw();
    svg.querySelector(`[data-at="${CSS.escape(`name ${key}`)}"]`).focus({ preventScroll: true });
  };

  field.oninput = () => {
    if (chosen >= 0) change(chosen, { words: field.value });
  };
  field.onchange = () => {
    if (chosen < 0) return;
    if (!field.value.trim() && notes[chosen].kind === "text") remove(chosen);
    else send();
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    field.blur();
  };
  form.querySelector("button").onclick = () => remove(chosen);

  return board;
}
