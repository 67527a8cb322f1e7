"use strict";
// The page is whole without this script. It adds a filter, links to any words one selects, and a way back.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const points = (string) => string.length - (string.match(/[\ud800-\udbff][\udc00-\udfff]/g) || []).length;

  // -- places: "#a3:120-180" is code points 120 to 180 of the third article, marked or not --
  const nodesOf = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  const unitsIn = (string, n) => {
    let units = 0;
    for (; n > 0 && units < string.length; n--) units += string.codePointAt(units) > 0xffff ? 2 : 1;
    return units;
  };
  const rangeOf = (text, start, end) => {
    const range = document.createRange();
    let seen = 0, open = false;
    for (const node of nodesOf(text)) {
      const here = points(node.data);
      if (!open && start < seen + here) { range.setStart(node, unitsIn(node.data, start - seen)); open = true; }
      if (open && end <= seen + here) { range.setEnd(node, unitsIn(node.data, end - seen)); return range; }
      seen += here;
    }
    return null;
  };
  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1)), place = /^a(\d+):(\d+)-(\d+)$/.exec(id);
    const element = id && document.getElementById(id);
    for (let up = element; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    if (window.CSS && CSS.highlights) CSS.highlights.delete("place");
    const text = place && $(`#a${place[1]} .text`);
    const range = text && rangeOf(text, +place[2], +place[3]);
    if (range && window.CSS && CSS.highlights && window.Highlight) CSS.highlights.set("place", new Highlight(range));
    const target = element || (range && range.startContainer.parentElement);
    const go = () => target.scrollIntoView({ block: range ? "center" : "start" });
    // What lies above gets its true height only once it is near: go again when that has settled.
    if (target) { go(); requestAnimationFrame(() => requestAnimationFrame(go)); }
  };
  addEventListener("hashchange", show);
  show();

  // -- the way back --
  const back = $(".back");
  let depth = 0;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("main a[href^='#']");
    if (link) { depth += 1; back.hidden = false; }
  });
  back.addEventListener("click", (event) => {
    event.preventDefault();
    depth = Math.max(0, depth - 1);
    back.hidden = depth === 0;
    history.back();
  });

  // -- a link to the words one selects --
  const grab = document.body.appendChild(document.createElement("button"));
  grab.className = "grab"; grab.type = "button"; grab.hidden = true; grab.textContent = "Copy a link";
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0), node = range.commonAncestorContainer;
    const text = (node.nodeType === 1 ? node : node.parentElement).closest(".text");
    if (!text) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = points(before.toString()), end = start + points(range.toString());
    return end > start ? `#a${text.dataset.n}:${start}-${end}` : null;
  };
  document.addEventListener("selectionchange", () => {
    const place = selected();
    grab.hidden = !place;
    if (place) { grab.textContent = "Copy a link to these words"; grab.dataset.place = place; }
  });
  grab.addEventListener("mousedown", (event) => event.preventDefault());
  grab.addEventListener("click", async () => {
    history.replaceState(null, "", grab.dataset.place);
    try {
      await navigator.clipboard.writeText(location.href);
      grab.textContent = "Link copied";
    } catch {
      grab.textContent = "The link is in the address bar";
    }
  });

  // -- find: keep what holds the words --
  const box = $(".find"), input = $("#find"), told = $(".find output");
  const items = all("[data-find]"), words = new Map();
  box.hidden = false;
  let opened = [], waiting = 0;
  const find = () => {
    const wanted = input.value.trim().toLowerCase();
    const kept = new Set();
    for (const item of items) {
      if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
      item.hidden = wanted !== "" && !words.get(item).includes(wanted);
      if (!item.hidden) kept.add(item);
    }
    for (const details of opened) details.open = false;
    opened = wanted ? all("details.more:not([open])").filter((d) => $("[data-find]:not([hidden])", d)) : [];
    for (const details of opened) details.open = true;
    const count = (selector, one) => {
      const n = [...kept].filter((item) => item.matches(selector)).length;
      return `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
    };
    told.textContent = wanted ? `${count(".speaker", "speaker")}, ${count("article", "article")}` : "";
  };
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 120); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/.test(event.target.localName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault(); input.focus(); input.select();
    } else if (event.key === "Escape" && event.target === input) {
      input.value = ""; find(); input.blur();
    }
  });
  addEventListener("beforeprint", () => { for (const details of all("details:not([open])")) { details.open = true; details.dataset.print = ""; } });
  addEventListener("afterprint", () => { for (const details of all("details[data-print]")) { details.open = false; delete details.dataset.print; } });
})();
