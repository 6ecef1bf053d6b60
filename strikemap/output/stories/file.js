// The story in a file of its own: the switch between scrolling and presenting, keys, and the step in the address.
(() => {
  const root = document.documentElement;
  const story = document.querySelector(".story");
  const bar = document.querySelector(".story-bar");
  const steps = [...story.querySelectorAll(".story-step")];
  const now = bar.querySelector(".story-now");
  const progress = bar.querySelector(".story-progress span");
  const [back, on] = bar.querySelectorAll("[data-turn]");
  root.classList.add("story-scripted");
  let number = 1;

  const tell = (step) => {
    number = step;
    now.textContent = String(step);
    progress.style.transform = `scaleX(${step / steps.length})`;
    back.disabled = step === 1;
    on.disabled = step === steps.length;
  };
  const follower = followStory(story, tell);

  const write = (replace) => {
    const hash = `#${story.dataset.view === "present" ? "present" : "step"}-${number}`;
    if (window.location.hash === hash) return;
    if (replace) window.history.replaceState(null, "", hash);
    else window.history.pushState(null, "", hash);
  };

  const choose = (view) => {
    story.dataset.view = view;
    root.dataset.view = view;
    for (const button of bar.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    follower.start();
  };

  const open = (step) => {
    tell(Math.min(Math.max(step, 1), steps.length));
    for (const each of steps) each.classList.toggle("story-shown", Number(each.dataset.step) === number);
    if (story.dataset.view === "present") window.scrollTo(0, 0);
    else steps[number - 1].scrollIntoView({ block: "start" });
  };

  const turn = (by) => {
    const to = number + by;
    if (to < 1 || to > steps.length) return;
    open(to);
    write(false);
  };

  const read = () => {
    const found = /^#(step|present)-(\d{1,3})$/.exec(window.location.hash);
    choose(found && found[1] === "present" ? "present" : "scroll");
    if (found) open(Number(found[2]));
    else tell(1);
  };

  for (const button of bar.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      const step = number;
      choose(button.dataset.view);
      open(step);
      write(false);
    });
  }
  for (const button of [back, on]) button.addEventListener("click", () => turn(Number(button.dataset.turn)));

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || story.dataset.view !== "present") return;
    const by = { ArrowLeft: -1, PageUp: -1, ArrowRight: 1, PageDown: 1 }[event.key];
    if (by) turn(by);
    else if (event.key === "Home") turn(1 - number);
    else if (event.key === "End") turn(steps.length - number);
    else return;
    event.preventDefault();
  });
  window.addEventListener("popstate", read);
  read();
})();
