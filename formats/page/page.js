"use strict";
// The page's behaviour: the list with its filters, walking by keys, verdicts that the browser remembers, saving them.
(() => {
  const strings = document.body.dataset;
  const cards = [...document.querySelectorAll(".issue")];
  const list = document.getElementById("issues");
  const form = document.querySelector(".filters");
  const status = document.getElementById("status");
  const memory = new Map();  // verdicts where the browser keeps no storage
  let storage = null;
  try {
    storage = window.localStorage;
    storage.getItem("concord");
  } catch (error) {
    storage = null;
  }
  // Rows out of sight cost nothing where there are many; where there are few, all are drawn.
  document.body.classList.toggle("many", document.querySelectorAll(".row").length > 300);
  const say = (text) => { status.textContent = text; };
  const key = (id) => "concord/verdict/" + id;

  // A judgement is {verdict, note}; what the page was written with counts until somebody decides here.
  const recall = (card) => {
    const id = card.dataset.id;
    let kept = memory.get(id);
    if (kept === undefined && storage) {
      try {
        kept = JSON.parse(storage.getItem(key(id)) || "null");
      } catch (error) {
        kept = null;
      }
    }
    const whole = kept && typeof kept.verdict === "string" && typeof kept.note === "string";
    const judgement = whole ? kept : { verdict: card.dataset.verdict || "", note: card.dataset.note || "" };
    // "open" is a note without a verdict; the two others are what older pages kept.
    const now = { open: "", right: "real", "accepted-cut": "intended" }[judgement.verdict];
    return now === undefined ? judgement : { verdict: now, note: judgement.note };
  };
  const remember = (card, judgement) => {
    memory.set(card.dataset.id, judgement);
    try {
      if (storage) storage.setItem(key(card.dataset.id), JSON.stringify(judgement));
    } catch (error) {
      say(strings.unsaved);
    }
  };

  const label = (verdict) => strings[verdict.replace(/-(.)/g, (all, letter) => letter.toUpperCase())] || verdict;
  const items = new Map();
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark[data-issues]")) {
    for (const id of mark.dataset.issues.split(" ")) {
      if (!marks.has(id)) marks.set(id, []);
      marks.get(id).push(mark);
    }
  }

  const show = (card) => {
    const { verdict, note } = recall(card);
    card.classList.toggle("judged", verdict !== "");
    // Said in print, where there are no buttons.
    card.querySelector(".decided").textContent = [verdict ? label(verdict) : "", note].filter((text) => text !== "").join(": ");
    for (const button of card.querySelectorAll("[data-verdict]")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
    }
    const field = card.querySelector(".note");
    if (document.activeElement !== field) field.value = note;
    const item = items.get(card);
    item.classList.toggle("judged", verdict !== "");
    item.querySelector(".given").textContent = verdict ? label(verdict) : "";
  };

  const judge = (card, verdict) => {
    const before = recall(card);
    remember(card, { verdict: before.verdict === verdict ? "" : verdict, note: card.querySelector(".note").value });
    show(card);
    count();
  };

  const controls = document.getElementById("controls").content;
  const checks = new Map();
  const fragment = document.createDocumentFragment();
  cards.forEach((card) => {
    card.querySelector(".before")?.remove();  // the buttons say it from here on
    const decided = document.createElement("p");
    decided.className = "decided";
    card.append(controls.cloneNode(true), decided);
    const item = document.createElement("li");
    item.className = card.dataset.severity;
    const link = document.createElement("a");
    link.href = "#" + card.id;
    const part = (name, text) => {
      const span = document.createElement("span");
      span.className = name;
      span.textContent = text;
      link.append(span, " ");
    };
    part("given", "");
    part("n", card.querySelector("h3 .n").textContent);
    part("check", card.querySelector(".check").textContent);
    part("words", card.dataset.words);
    item.append(link);
    items.set(card, item);
    checks.set(card.dataset.check, card.querySelector(".check").textContent);
    fragment.append(item);
  });
  list.append(fragment);
  for (const [name, text] of [...checks].sort()) {
    const option = document.createElement("option");
    option.value = name;
    option.textContent = text;
    form.elements.check.append(option);
  }

  let current = -1;
  let visible = cards;
  const weights = { error: 0, warning: 1, info: 2 };
  const ordered = () => {
    if (form.elements.order.value === "place") return cards;
    return [...cards].sort((a, b) => weights[a.dataset.severity] - weights[b.dataset.severity] || cards.indexOf(a) - cards.indexOf(b));
  };
  const go = (card, focus) => {
    if (current >= 0) {
      cards[current].classList.remove("current");
      items.get(cards[current]).classList.remove("current");
      for (const mark of marks.get(cards[current].id) || []) mark.classList.remove("current");
    }
    current = cards.indexOf(card);
    if (current < 0) return;
    const fold = card.closest("details");
    if (fold) fold.open = true;
    card.classList.add("current");
    const item = items.get(card);
    item.classList.add("current");
    for (const mark of marks.get(card.id) || []) mark.classList.add("current");
    if (focus) {
      const row = card.closest(".row") || card;
      row.scrollIntoView({ block: row.offsetHeight < window.innerHeight * 0.7 ? "center" : "start" });
      card.focus({ preventScroll: true });
      const box = list.getBoundingClientRect();
      const at = item.getBoundingClientRect();
      if (at.top < box.top || at.bottom > Math.min(box.bottom, window.innerHeight)) {
        const scroller = list.scrollHeight > list.clientHeight ? list : list.closest(".list");
        scroller.scrollTop += at.top - scroller.getBoundingClientRect().top - scroller.clientHeight / 2;
      }
    }
  };
  const walk = (step) => {
    if (visible.length === 0) return;
    let at = visible.indexOf(cards[current]);
    if (at < 0) {
      const after = visible.findIndex((card) => cards.indexOf(card) > current);
      at = step > 0 ? (after < 0 ? visible.length : after) - 1 : after < 0 ? visible.length : after;
    }
    go(visible[(at + step + visible.length) % visible.length], true);
  };

  const count = () => {
    const judged = cards.filter((card) => recall(card).verdict !== "").length;
    document.getElementById("count").textContent =
      strings.count.replace("{shown}", visible.length).replace("{all}", cards.length).replace("{judged}", judged);
  };
  let shownOrder = "place";
  const filter = () => {
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const check = form.elements.check.value;
    const wanted = form.elements.verdict.value;
    const passes = (card) => {
      const { verdict } = recall(card);
      return severities.has(card.dataset.severity) && (check === "" || card.dataset.check === check) &&
        (wanted === "" || (wanted === "open" ? verdict === "" : wanted === "judged" ? verdict !== "" : verdict === wanted));
    };
    visible = [];
    const shown = new Set();
    for (const card of ordered()) {
      const pass = passes(card);
      if (pass) {
        visible.push(card);
        shown.add(card.id);
      }
      card.hidden = !pass;
      items.get(card).hidden = !pass;
    }
    if (form.elements.order.value !== shownOrder) {
      shownOrder = form.elements.order.value;
      list.append(...ordered().map((card) => items.get(card)));
    }
    for (const [id, parts] of marks) {
      for (const mark of parts) mark.classList.toggle("off", !mark.dataset.issues.split(" ").some((issue) => shown.has(issue)));
    }
    const only = form.elements.rows.checked;
    for (const row of document.querySelectorAll(".row:not(.columns)")) row.hidden = only && !row.querySelector(".issue:not([hidden])");
    count();
  };

  const save = () => {
    const lines = [];
    for (const card of cards) {
      const judgement = recall(card);
      const note = judgement.note;
      const verdict = judgement.verdict === "" && note !== "" ? "open" : judgement.verdict;
      if (verdict === "" || verdict === "baseline") continue;
      const pair = card.closest("[data-source]").dataset;
      lines.push(JSON.stringify({
        id: card.dataset.id, verdict, note, check: card.dataset.check, severity: card.dataset.severity,
        message: card.querySelector(".reason").textContent, source_document: pair.source, target_document: pair.target,
      }) + "\n");
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
    link.download = "reviewed.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(strings.saved.replace("{count}", lines.length));
  };

  for (const level of ["error", "warning", "info"]) {
    const total = cards.filter((card) => card.dataset.severity === level).length;
    document.querySelector("[data-tally=" + level + "]").textContent = "(" + total + ")";
  }
  for (const element of document.querySelectorAll(".js")) element.hidden = false;
  if (matchMedia("(max-width: 40rem)").matches) document.getElementById("filters").open = false;
  cards.forEach(show);
  filter();

  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.getElementById("previous").addEventListener("click", () => walk(-1));
  document.getElementById("save").addEventListener("click", save);
  const keys = document.getElementById("keys");
  document.getElementById("help").addEventListener("click", () => keys.showModal());
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#i']");
    if (link) {
      const card = document.getElementById(link.getAttribute("href").slice(1));
      if (card) {
        event.preventDefault();
        go(card, true);
      }
      return;
    }
    const card = event.target.closest(".issue");
    if (!card) return;
    if (cards[current] !== card) go(card, false);
    const button = event.target.closest("[data-verdict]");
    if (button && button !== card) judge(card, button.dataset.verdict);
  });
  document.addEventListener("input", (event) => {
    if (!event.target.classList.contains("note")) return;
    const card = event.target.closest(".issue");
    remember(card, { verdict: recall(card).verdict, note: event.target.value });
    card.querySelector(".decided").textContent = [label(recall(card).verdict), event.target.value].filter((text) => text !== "").join(": ");
  });
  // Another tab of the same page may judge too.
  window.addEventListener("storage", (event) => {
    if (!event.key || !event.key.startsWith("concord/verdict/")) return;
    memory.clear();
    cards.forEach(show);
    count();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || keys.open) return;
    const typing = event.target.closest("input[type=text], select, textarea");
    if (typing) {
      if (event.key === "Escape" || (event.key === "Enter" && event.target.classList.contains("note"))) {
        event.target.blur();
        if (current >= 0) cards[current].focus({ preventScroll: true });
      }
      return;
    }
    const card = cards[current];
    // By the place of the key, so that a Cyrillic layout has them too.
    const act = event.key === "?" ? () => keys.showModal() : event.shiftKey ? null : {
      KeyJ: () => walk(1), KeyN: () => walk(1), KeyK: () => walk(-1), KeyP: () => walk(-1), KeyS: save,
      Digit1: () => card && judge(card, "real"), Digit2: () => card && judge(card, "false-alarm"), Digit3: () => card && judge(card, "intended"),
      Digit0: () => card && recall(card).verdict !== "" && judge(card, recall(card).verdict),
      KeyT: () => card && card.querySelector(".note").focus(),
    }[event.code.replace("Numpad", "Digit")];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
