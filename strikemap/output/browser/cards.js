"use strict";
// The small card of one report, for pages that stand without Streamlit. Its words come from Python, as text.
(function (strikemap) {
  const { element } = strikemap;

  // hooks: {closed()}
  function createCardPanel(hooks) {
    const body = element("div", { class: "sm-card-body", tabindex: "0" });
    const close = element("button", { type: "button", class: "sm-close", "aria-label": "Close the card", text: "×", onclick: () => hooks.closed() });
    const panel = element("aside", { class: "sm-card", "aria-label": "Card of the selected report", hidden: true }, close, body);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      hooks.closed();
    });
    let asked = "";

    // content: a promise of the card; a later question makes an earlier answer void
    async function show(id, content) {
      asked = id;
      panel.hidden = !id;
      if (!id) return;
      body.replaceChildren(element("p", { class: "sm-quiet", text: "The card is being fetched." }));
      try {
        const card = await content;
        if (asked === id) body.replaceChildren(...cardParts(card));
      } catch (error) {
        if (asked === id) body.replaceChildren(element("p", { text: `The card of ${id} cannot be shown: ${error.message.replace(/\.?$/, ".")}` }));
      }
      body.scrollTop = 0;
    }

    return { panel, show };
  }

  function cardParts(card) {
    return [
      element("h2", { text: card.place }),
      element("p", { text: card.when }),
      ...card.where.map((text) => element("p", { class: "sm-quiet", text })),
      ...card.parts.flatMap(part),
      claims(card),
    ];
  }

  function part({ title, lead, hedge, lines }) {
    const leading = lead ? [element("p", { class: "sm-lead" }, lead, ...(hedge ? [element("br"), element("span", { class: "sm-hedge", text: hedge })] : []))] : [];
    return [element("h3", { text: title }), ...leading, ...lines.map((text) => element("p", { class: lead ? "sm-quiet" : "", text }))];
  }

  function claims({ summary, claims: groups, sources }) {
    const list = ({ title, lines }) => [element("h3", { text: title }), element("ul", {}, ...lines.map((line) =>
      element("li", {}, line.text, " ", sourceLink(sources[line.source]))))];
    return element("details", {}, element("summary", { text: summary }), ...groups.flatMap(list));
  }

  // Only a web address becomes a link; anything else stays words.
  function sourceLink([words, url]) {
    if (!/^https?:\/\//.test(url)) return element("span", { class: "sm-quiet", text: words });
    return element("a", { href: url, target: "_blank", rel: "noopener noreferrer", text: words });
  }

  strikemap.createCardPanel = createCardPanel;
})((window.strikemap = window.strikemap || {}));
