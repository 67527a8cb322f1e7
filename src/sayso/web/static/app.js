// Adds to pages that work without it: keys, what is known of the words under the cursor, dropped files, copying.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const points = (string) => string.length - (string.match(/[\ud800-\udbff][\udc00-\udfff]/g) || []).length;
  const csrf = document.body.dataset.csrf;
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRF-Token"] = csrf; });

  // -- what is known of a place: fetched into the part beside the text --
  const text = $(".text[data-explain]");
  const MARKS = ".q, .n, .f, .w, .h, .x, .note, .i";
  let waiting = 0, shown = "";
  const offsetOf = (node, at) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    range.setEnd(node, at);
    return points(range.toString());
  };
  const explain = (start, end, wait) => {
    clearTimeout(waiting);
    const place = `${start}-${end}`;
    if (place === shown || end <= start) return;
    waiting = setTimeout(() => {
      shown = place;
      htmx.ajax("GET", `${text.dataset.explain}?at=${place}`, { target: "#explained", swap: "outerHTML" });
    }, wait);
  };
  const placeOf = (mark) => {
    if (mark.matches(".i, .note")) return (new URL(mark.href, location.href).searchParams.get("at") || "").split("-").map(Number);
    const start = offsetOf(mark, 0);
    return [start, start + points(mark.textContent)];
  };
  if (text) {
    text.addEventListener("mouseover", (event) => {
      const mark = event.target.closest(MARKS);
      if (mark && text.contains(mark) && getSelection().isCollapsed) explain(...placeOf(mark), 180);
    });
    text.addEventListener("mouseleave", () => clearTimeout(waiting));
    text.addEventListener("focusin", (event) => {
      const mark = event.target.closest(MARKS);
      if (mark) explain(...placeOf(mark), 0);
    });
    text.addEventListener("click", (event) => {
      const mark = event.target.closest(MARKS);
      if (!mark || !getSelection().isCollapsed) return;
      event.preventDefault();
      explain(...placeOf(mark), 0);
    });
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return;
      const range = selection.getRangeAt(0), start = offsetOf(range.startContainer, range.startOffset);
      explain(start, start + points(range.toString()), 300);
    });
  }

  // -- keys --
  const ways = { c: "/", s: "/speakers", a: "/add", n: "/note", d: "/judgements" };
  let going = 0;
  const step = (by) => {
    const stops = all(".text .i, .text .note, .text a.f");
    if (!stops.length) return;
    const now = stops.indexOf(document.activeElement);
    const next = stops[(now + by + stops.length) % stops.length] || stops[0];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(input|textarea|select)$/.test(event.target.localName)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (Date.now() - going < 1500 && ways[event.key]) { going = 0; location.href = ways[event.key]; return; }
    if (event.key === "/") { event.preventDefault(); $("#find").focus(); $("#find").select(); }
    else if (event.key === "g") going = Date.now();
    else if (text && event.key === "j") step(1);
    else if (text && event.key === "k") step(-1);
  });

  // -- dropped files --
  const drop = $(".drop"), files = drop && $("input[type=file]", drop);
  if (drop) {
    for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      files.form.requestSubmit();
    });
  }

  // -- the note --
  const copy = $("#copy-note");
  if (copy) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const words = $("#markdown");
      try { await navigator.clipboard.writeText(words.value); } catch { words.select(); document.execCommand("copy"); }
      copy.textContent = "Copied";
    });
  }
  addEventListener("beforeprint", () => { for (const details of all("details:not([open]):not(.correct)")) { details.open = true; details.dataset.print = ""; } });
  addEventListener("afterprint", () => { for (const details of all("details[data-print]")) { details.open = false; delete details.dataset.print; } });
})();
