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
  const mark = (name, range) => {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    if (range) CSS.highlights.set(name, new Highlight(range)); else CSS.highlights.delete(name);
  };
  // What lies above gets its true height only once it is near: go again when that has settled.
  const settle = (go) => { go(); requestAnimationFrame(() => requestAnimationFrame(go)); };
  const centre = (range) => settle(() => {
    const { top, height } = range.getBoundingClientRect();
    scrollBy(0, top - Math.max(80, (innerHeight - height) / 2));
  });
  // What is folded, or was left out by the filter, comes back when a link leads there.
  const uncover = (element) => {
    for (let up = element; up; up = up.parentElement) {
      if (up.localName === "details") up.open = true;
      if (up.matches("[data-find]")) up.hidden = false;
    }
  };

  // -- words to take along: a link to them, or the words with their source --
  const bar = document.body.appendChild(document.createElement("div")), chosen = {};
  bar.className = "grab"; bar.hidden = true; bar.setAttribute("role", "group"); bar.setAttribute("aria-label", "Words to take along");
  const offer = (text, place) => {
    bar.hidden = !place;
    Object.assign(chosen, { text, place });
    for (const button of buttons) button.textContent = button.dataset.label;
  };
  const take = (label, told, wordsOf) => {
    const button = bar.appendChild(document.createElement("button"));
    button.type = "button"; button.textContent = button.dataset.label = label;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", async () => {
      history.replaceState(null, "", `#${chosen.place}`);
      try {
        await navigator.clipboard.writeText(wordsOf());
        button.textContent = "Copied";
      } catch {
        button.textContent = told;
      }
    });
    return button;
  };
  const quote = () => {
    const [start, end] = chosen.place.split(":")[1].split("-").map(Number);
    return `“${rangeOf(chosen.text, start, end)}”\n${chosen.text.dataset.from} (characters ${start}–${end})`;
  };
  const buttons = [
    take("Copy with its source", "Not copied: the browser forbids it", quote),
    take("Copy a link", "The link is in the address bar", () => location.href),
  ];

  const show = () => {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch { /* no place of ours has such a name */ }
    const place = /^a(\d+):(\d+)-(\d+)$/.exec(id);
    const element = id && document.getElementById(id);
    const text = place && $(`#a${place[1]} .text`);
    const range = text && rangeOf(text, +place[2], +place[3]);
    uncover(element || text);
    mark("place", range);
    offer(range && text, range && id);
    if (range) centre(range);
    else if (element) settle(() => element.scrollIntoView());
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

  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0), node = range.commonAncestorContainer;
    const text = (node.nodeType === 1 ? node : node.parentElement).closest(".text");
    if (!text) return [];
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = points(before.toString()), end = start + points(range.toString());
    return end > start ? [text, `a${text.dataset.n}:${start}-${end}`] : [];
  };
  document.addEventListener("selectionchange", () => {
    const [text, place] = selected();
    if (place) offer(text, place);
  });

  // -- find: keep what holds the words; Enter goes from one place to the next; "#find=words" is a link to it --
  const box = $(".find"), input = $("#find"), told = $(".find output");
  const items = all("[data-find]"), words = new Map();
  box.hidden = false;
  let opened = [], waiting = 0, kept = [], at = [0, -1];
  const wordsOf = (item) => {
    if (!words.has(item)) words.set(item, item.textContent.toLowerCase());
    return words.get(item);
  };
  const find = () => {
    const wanted = input.value.trim().toLowerCase();
    for (const item of items) item.hidden = wanted !== "" && !wordsOf(item).includes(wanted);
    kept = wanted ? items.filter((item) => !item.hidden) : [];
    at = [0, -1];
    mark("found", null);
    for (const details of opened) details.open = false;
    opened = wanted ? all("details.more:not([open])").filter((d) => $("[data-find]:not([hidden])", d)) : [];
    for (const details of opened) details.open = true;
    const count = (selector, one) => {
      const n = kept.filter((item) => item.matches(selector)).length;
      return `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
    };
    told.textContent = !wanted ? "" : !kept.length ? "nothing" : `${count(".speaker", "speaker")}, ${count("article", "article")}`;
    $("kbd", box).textContent = kept.length ? "Enter" : "/";
  };
  const place = (item, start, length) => {
    const range = document.createRange();
    let seen = 0;
    for (const node of nodesOf(item)) {
      const end = seen + node.data.length;
      if (start >= seen && start < end) range.setStart(node, start - seen);
      if (start + length <= end) { range.setEnd(node, start + length - seen); return range; }
      seen = end;
    }
    return range;
  };
  const step = (by) => {
    const wanted = input.value.trim().toLowerCase();
    if (!kept.length) return;
    for (let n = 0, [i, from] = at; n <= kept.length; n++, i = (i + by + kept.length) % kept.length, from = by > 0 ? -1 : Infinity) {
      for (;;) {
        from = by > 0 ? wordsOf(kept[i]).indexOf(wanted, from + 1) : from > 0 ? wordsOf(kept[i]).lastIndexOf(wanted, from - 1) : -1;
        if (from < 0) break;
        const range = place(kept[i], from, wanted.length), node = range.startContainer.parentElement;
        if (node.closest(".vh, .lost")) continue;
        at = [i, from];
        uncover(node);
        mark("found", range);
        centre(range);
        return;
      }
    }
  };
  const remember = () => {
    if (input.value.trim()) history.replaceState(null, "", `#find=${encodeURIComponent(input.value.trim())}`);
    else if (location.hash.startsWith("#find=")) history.replaceState(null, "", "#pile");
  };
  const recall = () => {
    if (!location.hash.startsWith("#find=")) return;
    try { input.value = decodeURIComponent(location.hash.slice(6)); } catch { return; }
    find();
  };
  addEventListener("hashchange", recall);
  recall();
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { find(); remember(); }, 120); });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/.test(event.target.localName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault(); input.focus(); input.select();
    } else if (event.key === "Escape" && event.target === input) {
      input.value = ""; find(); remember(); input.blur();
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
  });
  addEventListener("beforeprint", () => { for (const details of all("details:not([open])")) { details.open = true; details.dataset.print = ""; } });
  addEventListener("afterprint", () => { for (const details of all("details[data-print]")) { details.open = false; delete details.dataset.print; } });
})();
