"use strict";
// The pair page: two texts that are checked as one types, marks on both, the list of issues, verdicts.
(() => {
  for (const element of document.querySelectorAll(".js")) element.hidden = false;
  const me = document.getElementById("me");
  const remembered = (() => { try { return window.localStorage; } catch (error) { return null; } })();
  // Where people log in, the service knows the name.
  if (me && remembered) {
    me.value = remembered.getItem("concord/me") || "";
    me.addEventListener("change", () => remembered.setItem("concord/me", me.value));
  }
  // Times in the zone and manner of whoever reads; without script they are in UTC.
  const manner = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[datetime]")) time.textContent = manner.format(new Date(time.dateTime));
  // A small window shows the pairs first; filters that are in force stay in sight.
  const more = document.querySelector("details.more");
  if (more && window.matchMedia("(max-width: 40rem)").matches) more.open = [...more.querySelectorAll("select")].some((select) => select.value !== "");
  const form = document.getElementById("desk");
  if (!form) return;
  const strings = form.dataset;
  const pair = Number(strings.pair) || 0;
  let revision = Number(strings.revision) || 0;
  const status = document.getElementById("status");
  const say = (text) => { status.textContent = text; };
  const call = async (method, path, body) => {
    const response = await fetch(path, { method, headers: { "Content-Type": "application/json", "X-CSRF-Token": document.body.dataset.csrf }, body: body && JSON.stringify(body) });
    const answer = response.status === 204 ? {} : await response.json();
    if (!response.ok) throw new Error(answer.detail || response.statusText);
    return answer;
  };

  // The editors. CodeMirror where it was bundled; otherwise the text fields, without marks.
  const editors = {};
  const cm = window.CM;
  const setMarks = cm && cm.StateEffect.define();
  const marksField = cm && cm.StateField.define({
    create: () => cm.Decoration.none,
    update: (marks, transaction) => {
      let now = marks.map(transaction.changes);
      for (const effect of transaction.effects) if (effect.is(setMarks)) now = effect.value;
      return now;
    },
    provide: (field) => cm.EditorView.decorations.from(field),
  });
  const edit = (name) => {
    const area = form.elements[name];
    area.value = area.value.normalize("NFC");
    if (!cm) {
      area.addEventListener("input", changed);
      return { text: () => area.value.normalize("NFC"), chosen: () => document.activeElement === area ? area.value.slice(area.selectionStart, area.selectionEnd) : "", mark: () => {}, show: (from, to) => { area.focus(); area.setSelectionRange(from, to); },
        replace: (from, to, text) => { area.setRangeText(text, from, to); changed(); } };
    }
    const view = new cm.EditorView({
      doc: area.value,
      extensions: [
        cm.history(), cm.keymap.of([...cm.defaultKeymap, ...cm.historyKeymap]), cm.EditorView.lineWrapping, marksField,
        cm.EditorView.cspNonce.of(strings.nonce),
        cm.EditorView.contentAttributes.of({ "aria-label": area.getAttribute("aria-label"), spellcheck: "false" }),
        cm.EditorView.updateListener.of((update) => { if (update.docChanged) changed(); }),
        cm.EditorView.domEventHandlers({ click: (event, at) => {
          const mark = event.target.closest && event.target.closest("[data-issue]");
          if (mark) go(mark.dataset.issue, false);
        } }),
      ],
    });
    area.hidden = true;
    area.after(view.dom);
    return {
      view,
      text: () => view.state.doc.toString(),
      chosen: () => view.hasFocus ? view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to) : "",
      mark: (marks) => {
        const length = view.state.doc.length;
        const ranges = marks.filter((mark) => mark.from < mark.to && mark.to <= length)
          .map((mark) => cm.Decoration.mark({ class: "mark " + mark.kind, attributes: { "data-issue": mark.id } }).range(mark.from, mark.to));
        view.dispatch({ effects: setMarks.of(cm.Decoration.set(ranges, true)) });
      },
      show: (from, to) => view.dispatch({ selection: { anchor: from, head: to }, effects: cm.EditorView.scrollIntoView(from, { y: "center" }) }),
      replace: (from, to, text) => { view.dispatch({ changes: { from, to, insert: text } }); view.focus(); },
    };
  };

  // Positions come in code points; scripts count UTF-16 units.
  const unitsOf = (text) => {
    const starts = [];
    let at = 0;
    for (const letter of text) {
      starts.push(at);
      at += letter.length;
    }
    starts.push(at);
    return (codePoint) => starts[Math.min(codePoint, starts.length - 1)];
  };

  const list = document.getElementById("issues");
  const template = document.getElementById("card").content;
  let issues = [];
  let suggestions = {};
  let current = "";
  let units = {};
  let asked = 0;
  let shown = 0;

  const passages = (passage) => passage ? [passage, ...(passage.also || [])] : [];
  const silenced = (issue) => issue.judgement !== undefined && ["false-alarm", "intended", "baseline"].includes(issue.judgement.verdict);
  const paint = () => {
    for (const name of ["source", "target"]) {
      const marks = [];
      for (const issue of issues) {
        for (const passage of passages(issue[name])) {
          const kind = (silenced(issue) ? "silenced" : issue.severity) + (issue.id === current ? " current" : "");
          marks.push({ from: units[name](passage.start), to: units[name](passage.end), kind, id: issue.id });
        }
      }
      editors[name].mark(marks);
    }
  };
  const label = (name) => strings[name.replace(/-(.)/g, (all, letter) => letter.toUpperCase())] || name;
  const card = (issue) => {
    const item = template.cloneNode(true).firstElementChild;
    item.dataset.id = issue.id;
    item.classList.add(issue.severity);
    item.classList.toggle("silenced", silenced(issue));
    item.querySelector(".severity").textContent = label("severity-" + issue.severity);
    const kind = item.querySelector(".check");
    kind.textContent = label("check-" + issue.check);
    kind.href = "/checks#" + issue.check;
    item.querySelector(".reason").textContent = issue.message;
    // The words, where the reason does not say them already.
    const words = [issue.source, issue.target].filter(Boolean).map((passage) => passage.text);
    if (!words.every((text) => issue.message.includes(text))) item.querySelector(".words").textContent = words.join(" → ");
    const apply = item.querySelector(".apply");
    if (suggestions[issue.id]) {
      apply.hidden = false;
      apply.textContent = strings.apply.replace("{text}", suggestions[issue.id]);
    }
    const judgement = issue.judgement || { verdict: "", note: "" };
    for (const button of item.querySelectorAll("[data-verdict]")) button.setAttribute("aria-pressed", String(button.dataset.verdict === judgement.verdict));
    item.querySelector(".note").value = judgement.note;
    if (pair === 0) item.querySelector(".verdict").hidden = true;
    return item;
  };
  const draw = () => {
    const weights = { error: 0, warning: 1, info: 2 };
    const order = [...issues].sort((a, b) => silenced(a) - silenced(b) || weights[a.severity] - weights[b.severity]);
    const focused = document.activeElement && document.activeElement.closest(".issue .note") ? document.activeElement.closest(".issue") : null;
    if (focused) return;  // somebody writes a note: the list waits
    list.replaceChildren(...order.map(card));
    issues = order;
    mark();
  };
  const mark = () => {
    for (const item of list.children) item.classList.toggle("current", item.dataset.id === current);
    paint();
  };
  const go = (id, reveal) => {
    current = id;
    mark();
    const issue = issues.find((one) => one.id === id);
    const item = [...list.children].find((one) => one.dataset.id === id);
    if (item) item.scrollIntoView({ block: "nearest" });
    if (!issue || !reveal) return;
    for (const name of ["source", "target"]) {
      if (issue[name]) editors[name].show(units[name](issue[name].start), units[name](issue[name].end));
    }
  };
  const walk = (step) => {
    if (issues.length === 0) return;
    const at = issues.findIndex((issue) => issue.id === current);
    go(issues[at < 0 ? (step > 0 ? 0 : issues.length - 1) : (at + step + issues.length) % issues.length].id, true);
  };
  const apply = (id) => {
    const issue = issues.find((one) => one.id === id);
    if (!issue || !suggestions[id]) return;
    editors.target.replace(units.target(issue.target.start), units.target(issue.target.end), suggestions[id]);
  };

  const check = async () => {
    const turn = ++asked;
    const texts = { source: editors.source.text(), target: editors.target.text() };
    const result = document.getElementById("summary");
    if (texts.source.trim() === "" || texts.target.trim() === "") {
      issues = [];
      units = { source: unitsOf(texts.source), target: unitsOf(texts.target) };
      result.textContent = strings.waiting;
      result.className = "result";
      document.getElementById("compared").textContent = "";
      return draw();
    }
    const side = (name) => ({ text: texts[name], lang: form.elements[name + "-lang"].value, name });
    try {
      const answer = await call("POST", "/api/v1/check", { source: side("source"), target: side("target"), date: form.elements.date.value, pair });
      if (turn < shown) return;  // a later answer is there already
      shown = turn;
      units = { source: unitsOf(texts.source), target: unitsOf(texts.target) };
      const report = answer.report.pairs[0];
      issues = report.issues;
      suggestions = answer.suggestions;
      result.textContent = answer.summary;
      const worst = ["error", "warning", "info"].find((level) => issues.some((issue) => issue.severity === level && !silenced(issue)));
      result.className = "result " + (worst || "none");
      document.getElementById("compared").textContent = answer.compared;
      for (const name of ["source", "target"]) {
        const select = form.elements[name + "-lang"];
        const found = [...select.options].find((option) => option.value === report[name].lang);
        if (select.value === "") select.options[0].textContent = found ? found.textContent : report[name].lang;
      }
      draw();
      form.dataset.checked = String(turn);
    } catch (error) {
      if (turn < shown) return;
      shown = turn;
      result.textContent = error.message;
      result.className = "result error";
    }
  };
  // Every key is checked at once, and one check runs at a time: what was typed meanwhile is the next.
  let running = false;
  let again = false;
  async function changed() {
    form.dataset.changed = "true";
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      await check();
    }
    running = false;
  }

  const save = async () => {
    const texts = { source: editors.source.text(), target: editors.target.text() };
    try {
      if (pair === 0) {
        const side = (name) => ({ text: texts[name], lang: form.elements[name + "-lang"].value, name: strings[name] || name });
        const added = await call("POST", "/api/v1/pairs", { source: side("source"), target: side("target"), date: form.elements.date.value, outlet: form.elements.outlet.value });
        window.location.href = "/pairs/" + added.id;
        return;
      }
      const kept = await call("PUT", `/api/v1/pairs/${pair}/texts`, { ...texts, revision });
      revision = kept.revision;
      delete form.dataset.changed;
      say(strings.saved);
    } catch (error) {
      say(error.message);
    }
  };
  // A version from a file or an address: the service reads it as it reads every version.
  const take = async (side, version) => {
    try {
      const read = await call("POST", "/api/v1/read", { version: { ...version, lang: form.elements[side + "-lang"].value }, date: form.elements.date.value });
      editors[side].replace(0, editors[side].text().length, read.text);
      if (form.elements.date.value === "" && read.date !== "") form.elements.date.value = read.date;
      say("");
    } catch (error) {
      say(error.message);
    }
  };
  const base64 = (file) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(file);
  });
  const judge = async (item, verdict) => {
    const issue = issues.find((one) => one.id === item.dataset.id);
    try {
      await call("PUT", `/api/v1/pairs/${pair}/verdicts/${encodeURIComponent(issue.id)}`, { verdict, note: item.querySelector(".note").value, who: me ? me.value : "", check: issue.check });
      issue.judgement = verdict === "" && item.querySelector(".note").value === "" ? undefined : { verdict: verdict || "open", note: item.querySelector(".note").value };
      say("");
      await check();
    } catch (error) {
      say(error.message);
    }
  };

  for (const name of ["source", "target"]) editors[name] = edit(name);
  units = { source: unitsOf(editors.source.text()), target: unitsOf(editors.target.text()) };
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  for (const name of ["source-lang", "target-lang", "date"]) form.elements[name].addEventListener("change", check);
  for (const name of ["state", "assignee"]) {
    form.elements[name].addEventListener("change", async () => {
      try {
        await call("PATCH", `/api/v1/pairs/${pair}`, { state: form.elements.state.value, assignee: form.elements.assignee.value });
        say(strings.saved);
      } catch (error) {
        say(error.message);
      }
    });
  }
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.getElementById("previous").addEventListener("click", () => walk(-1));
  document.getElementById("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(editors.target.text());
    say(strings.copied);
  });
  document.getElementById("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([editors.target.text()], { type: "text/plain" }));
    link.download = "target.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });
  for (const button of form.querySelectorAll("[data-fetch]")) {
    button.addEventListener("click", () => take(button.dataset.fetch, { address: button.parentElement.querySelector(".address").value }));
  }
  for (const input of form.querySelectorAll("[data-upload]")) {
    input.addEventListener("change", async () => {
      if (input.files.length > 0) take(input.dataset.upload, { name: input.files[0].name, file: await base64(input.files[0]) });
    });
  }
  document.getElementById("send").addEventListener("click", async () => {
    if (form.dataset.changed) await save();
    if (form.dataset.changed) return;  // it could not be saved, as was said
    try {
      await call("POST", `/api/v1/pairs/${pair}/send`, {});
      say(strings.sent);
    } catch (error) {
      say(error.message);
    }
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest(".issue");
    if (!item) return;
    const verdict = event.target.closest("[data-verdict]");
    if (verdict) return judge(item, verdict.getAttribute("aria-pressed") === "true" ? "" : verdict.dataset.verdict);
    if (event.target.closest(".apply")) return apply(item.dataset.id);
    if (!event.target.closest(".note")) go(item.dataset.id, true);
  });
  list.addEventListener("change", (event) => {
    const item = event.target.closest(".issue");
    const pressed = item.querySelector("[aria-pressed=true]");
    event.target.blur();
    judge(item, pressed ? pressed.dataset.verdict : "");
  });
  // By the place of the key, so that every layout has them.
  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.code === "KeyS") {
      event.preventDefault();
      save();
    } else if (event.key === "F8") {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1);
    } else if (event.altKey && event.key === "Enter") {
      event.preventDefault();
      apply(current);
    } else if (event.altKey && event.code === "KeyM") {
      // How was this said before?
      const words = (editors.source.chosen() || editors.target.chosen()).replace(/\s+/g, " ").trim().slice(0, 500);
      event.preventDefault();
      window.open("/memory" + (words === "" ? "" : "?q=" + encodeURIComponent(words)), "_blank", "noopener");
    }
  });
  window.addEventListener("beforeunload", (event) => { if (pair !== 0 && form.dataset.changed) event.preventDefault(); });
  check();
})();
