// The picture stays while the texts go by: the stage shows the picture of the step that is being read.
// Where motion is to be reduced, or the screen is narrow, there is no stage: the pictures stand between the texts.
function followStory(story, told) {
  const wide = window.matchMedia("(min-width: 900px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const stage = story.querySelector(".story-stage");
  const steps = [...story.querySelectorAll(".story-step")];
  const visible = new Set();
  let watcher = null;
  let current = null;

  const show = (step) => {
    if (step === current) return;
    current = step;
    for (const each of steps) each.classList.toggle("story-current", each === step);
    if (told) told(Number(step.dataset.step));
    if (story.dataset.live !== undefined) raise(step);
  };

  // the new picture fades in over the old one, which goes when it is covered
  const raise = (step) => {
    const next = document.createElement("img");
    next.alt = "";
    next.src = step.querySelector("img").src;
    // a picture that is not that of the words beside it is not shown as if it were
    stage.classList.add("story-waiting");
    const enter = () => {
      if (current !== step) return;
      stage.classList.remove("story-waiting");
      const before = [...stage.children];
      stage.append(next);
      // asking for a size makes the browser take note of the hidden state before it is left
      next.getBoundingClientRect();
      next.classList.add("story-in");
      next.addEventListener("transitionend", () => before.forEach((old) => old.remove()), { once: true });
    };
    next.decode().then(enter, enter);
  };

  const seen = (entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) visible.add(entry.target);
      else visible.delete(entry.target);
    }
    const found = steps.filter((step) => visible.has(step));
    if (found.length) show(found[found.length - 1]);
  };

  const stop = () => {
    if (watcher) watcher.disconnect();
    watcher = null;
    current = null;
    visible.clear();
    stage.replaceChildren();
    delete story.dataset.live;
  };

  const start = () => {
    stop();
    if (story.dataset.view === "present") return;
    if (wide.matches && !calm.matches) story.dataset.live = "";
    show(steps[0]);
    watcher = new IntersectionObserver(seen, { rootMargin: "-50% 0px -49% 0px" });
    for (const step of steps) watcher.observe(step);
  };

  wide.addEventListener("change", start);
  calm.addEventListener("change", start);
  start();
  return {
    start,
    end() {
      wide.removeEventListener("change", start);
      calm.removeEventListener("change", start);
      stop();
    },
  };
}
