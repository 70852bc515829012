// Drives the page as an editor does: opens it, filters, walks by keys, judges, saves, reloads, and checks again with what was saved.
//   node page.mjs PROGRAM SAMPLES_FOLDER WORK_FOLDER CHROMIUM
import { spawnSync } from "node:child_process";
import { strict as assert } from "node:assert";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [program, samples, work, chromiumPath] = process.argv.slice(2);
const require = createRequire(path.join(work, "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const concord = (...words) => spawnSync(program, words, { encoding: "utf8", maxBuffer: 1 << 28 });
const pair = [path.join(samples, "01-parliament/source.ru.txt"), path.join(samples, "01-parliament/target.en.txt"), "--date", "2024-10-22"];
const html = path.join(work, "page.html");
const first = concord("check", ...pair, "--report", html, "--format", "jsonl");
assert.equal(first.status, 1, first.stderr);
const issues = first.stdout.trim().split("\n").map((line) => JSON.parse(line));

const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });
const open = async (file, options = {}) => {
  const page = await (await browser.newContext({ acceptDownloads: true, ...options })).newPage();
  page.on("pageerror", (error) => assert.fail("the page's script failed: " + error));
  page.on("console", (message) => assert.notEqual(message.type(), "error", message.text()));
  page.on("dialog", () => assert.fail("text of an article ran as script"));
  await page.goto("file://" + file);
  return page;
};
const audit = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const serious = violations.filter((found) => ["serious", "critical"].includes(found.impact));
  assert.deepEqual(serious.map((found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html).join(" | ")), []);
};

// Every issue is there, marked on the words of both sides; nothing serious for a screen reader, light and dark, wide and narrow.
const page = await open(html);
assert.equal(await page.locator(".issue").count(), issues.length);
assert.equal(await page.locator("#issues li").count(), issues.length);
for (const issue of issues) {
  const id = await page.locator(`.issue[data-id="${issue.id}"]`).getAttribute("id");
  for (const [name, passage] of [["source", issue.source], ["target", issue.target]]) {
    if (!passage) continue;
    const words = await page.locator(`.side.${name} mark[data-issues~="${id}"]`).evaluateAll(
      (marks) => marks.map((mark) => mark.firstChild.textContent).join(""));
    assert.equal(words, passage.text);
  }
}
const fits = async (page) =>
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "the page is wider than its window");
await audit(page);
await audit(await open(html, { colorScheme: "dark" }));
const phone = await open(html, { viewport: { width: 360, height: 700 } });
await audit(phone);
await fits(phone);
await phone.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
assert.ok(await phone.locator("#next").evaluate((button) => button.getBoundingClientRect().bottom <= window.innerHeight));
// Without script all is there to be read; in print nothing is hidden and no button is left.
const still = await open(html, { javaScriptEnabled: false });
assert.equal(await still.locator(".issue:visible").count(), issues.length);
assert.equal(await still.locator("button:visible").count(), 0);
const printed = await open(html);
await printed.emulateMedia({ media: "print" });
assert.equal(await printed.locator(".issue:visible").count(), issues.length);
assert.equal(await printed.locator("button:visible, input:visible, select:visible").count(), 0);

// Filters.
await page.uncheck("[name=severity][value=error]");
assert.equal(await page.locator(".issue:visible").count(), issues.filter((issue) => issue.severity !== "error").length);
await page.check("[name=severity][value=error]");
await page.selectOption("[name=check]", "date");
assert.equal(await page.locator(".issue:visible").count(), issues.filter((issue) => issue.check === "date").length);
await page.selectOption("[name=check]", "");

// Keys: every issue in turn, a verdict each, a note on the first.
await page.locator("main").click({ position: { x: 5, y: 5 } });
for (let i = 0; i < issues.length; ++i) {
  await page.keyboard.press("j");
  assert.equal(await page.locator(".issue.current h3 .n").textContent(), String(i + 1));
  await page.keyboard.press(String(1 + (i % 3)));
}
// The same keys under a Cyrillic layout.
const cyrillic = (key, code) => page.locator("main").dispatchEvent("keydown", { key, code, bubbles: true });
await cyrillic("\u043B", "KeyK");
assert.equal(await page.locator(".issue.current h3 .n").textContent(), String(issues.length - 1));
await cyrillic("\u043E", "KeyJ");
await page.keyboard.press("j");
await page.keyboard.press("t");
await page.keyboard.type("as <b>agreed</b>");
await page.keyboard.press("Escape");
await page.keyboard.press("0");
assert.equal(await page.locator("[aria-pressed=true]").count(), issues.length - 1);
await page.keyboard.press("2");

// By weight, the walk goes from the most serious to the least.
await page.selectOption("[name=order]", "weight");
const weights = await page.locator("#issues li").evaluateAll((all) => all.map((item) => ["error", "warning", "info"].indexOf(item.className.split(" ")[0])));
assert.deepEqual(weights, [...weights].sort((a, b) => a - b));
await page.selectOption("[name=order]", "place");

// The browser remembers over a reload; a false alarm and what is intended are silenced, a real error stands until it is fixed.
await page.reload();
assert.equal(await page.locator("[aria-pressed=true]").count(), issues.length);
const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
assert.equal(download.suggestedFilename(), "reviewed.jsonl");
const reviewed = path.join(work, "reviewed.jsonl");
await download.saveAs(reviewed);
const lines = fs.readFileSync(reviewed, "utf8").trim().split("\n").map((line) => JSON.parse(line));
assert.equal(lines.length, issues.length);
assert.deepEqual([lines[0].verdict, lines[0].note], ["false-alarm", "as <b>agreed</b>"]);
const real = new Set(lines.filter((line) => line.verdict === "real").map((line) => line.id));
assert.ok(real.size > 0);
const second = concord("check", ...pair, "--reviewed", reviewed, "--format", "jsonl", "--report", html);
const still_told = second.stdout.trim().split("\n").map((line) => JSON.parse(line)).filter((line) => line.id);
assert.deepEqual(new Set(still_told.map((issue) => issue.id)), real);
assert.equal(second.status, still_told.some((issue) => issue.severity === "error") ? 1 : 0);
const again = await open(html);
assert.equal(await again.locator("[aria-pressed=true]").count(), issues.length);
// In print every verdict and note is said in words.
await again.emulateMedia({ media: "print" });
assert.equal(await again.locator(".decided:visible").count(), issues.length);
assert.ok((await again.locator(".decided").first().textContent()).includes("as <b>agreed</b>"));
await again.emulateMedia({ media: "screen" });
// A note without a verdict is saved too, and silences nothing.
await again.locator(".issue").nth(1).click();
await again.keyboard.press("0");
await again.locator(".issue").nth(1).locator(".note").fill("ask the author");
await again.locator(".issue").nth(1).locator(".note").press("Enter");
const [noted] = await Promise.all([again.waitForEvent("download"), again.keyboard.press("s")]);
await noted.saveAs(reviewed);
const open_note = fs.readFileSync(reviewed, "utf8").trim().split("\n").map((line) => JSON.parse(line))[1];
assert.deepEqual([open_note.verdict, open_note.note], ["open", "ask the author"]);
// A card leads to what its check compares; the page says what was compared.
await again.locator(".issue .check").first().click();
assert.ok(await again.locator(".explained dt:target").isVisible());
assert.ok(/Compared: \d+ sentences/.test(await again.locator(".about").textContent()));

// The index of a batch: what needs a look first comes first; every row leads to its page.
const names = fs.readdirSync(samples).filter((name) => fs.existsSync(path.join(samples, name, "target.en.txt"))).slice(0, 4);
const manifest = names.map((name) => {
  const source = fs.readdirSync(path.join(samples, name)).find((file) => file.startsWith("source."));
  return JSON.stringify({ id: name, source: path.join(samples, name, source), target: path.join(samples, name, "target.en.txt") });
});
manifest.push(JSON.stringify({ id: "gone <b>", source: "gone.txt", target: "gone.txt" }));
fs.writeFileSync(path.join(work, "manifest.jsonl"), manifest.join("\n") + "\n");
const pages = path.join(work, "pages");
const batch = concord("batch", path.join(work, "manifest.jsonl"), "--report", pages, "--fail-on", "never");
assert.equal(batch.status, 0, batch.stderr);
const index = await open(path.join(pages, "index.html"));
const rows = await index.locator("main > table:last-of-type tbody tr").evaluateAll((all) => all.map((row) => ({
  unread: row.classList.contains("unread"), errors: Number(row.querySelector("td.count")?.textContent ?? 0) })));
assert.equal(rows.length, names.length + 1);
assert.ok(rows[0].unread);
for (let i = 2; i < rows.length; ++i) assert.ok(rows[i - 1].errors >= rows[i].errors);
assert.ok((await index.locator(".chart svg rect").count()) > 0);
await audit(index);
await audit(await open(path.join(pages, "index.html"), { colorScheme: "dark" }));
const small = await open(path.join(pages, "index.html"), { viewport: { width: 360, height: 700 } });
await audit(small);
await fits(small);
await index.locator("tbody a").first().click();
await index.waitForSelector(".issue");

// Hostile text neither runs nor hides.
const evil = "<script>alert(1)</script><img src=x onerror=alert(2)> \u202E\" onclick=alert(3) {{body}} </style> the the end.";
fs.writeFileSync(path.join(work, "evil.tsv"), `1\tA\t${evil}\n`);
concord("check", "--aligned", path.join(work, "evil.tsv"), "--src-lang", "ru", "--tgt-lang", "en", "--report", html);
const hostile = await open(html);
assert.equal(await hostile.locator("img").count(), 0);
const shown = await hostile.locator(".side.target").evaluateAll((sides) => sides.map((side) => {
  side.querySelectorAll(".n").forEach((number) => number.remove());
  return side.textContent;
}).join(" "));
assert.ok(shown.includes("<script>alert(1)</script>"), shown);

// Two thousand issues: the page opens, walks and scrolls without a wait that is felt.
let many = "";
for (let i = 0; i < 2000; ++i) many += `${i}\tTekst nomer ${i}.\tThe report number ${i} says that the the ship has left.\n`;
fs.writeFileSync(path.join(work, "many.tsv"), many);
concord("check", "--aligned", path.join(work, "many.tsv"), "--src-lang", "ru", "--tgt-lang", "en", "--format", "line", "--report", html);
const large = await open(html);
assert.ok((await large.locator(".issue").count()) >= 2000);
// Processor time of the page's main thread, so that other programs on the machine do not count.
const session = await large.context().newCDPSession(large);
await session.send("Performance.enable", { timeDomain: "threadTicks" });
const worked = async () => (await session.send("Performance.getMetrics")).metrics.find((metric) => metric.name === "TaskDuration").value;
const before = await worked();
const steps = 60;
await large.evaluate(async (count) => {
  for (let i = 0; i < count; ++i) {
    window.scrollBy(0, 1200);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
}, steps);
const step = 1000 * (await worked() - before) / steps;
console.log(`a scroll step over 2,000 issues takes ${step.toFixed(1)} ms of processor time`);
// A page that lays out everything at each step takes many times that.
assert.ok(step < 150, `a scroll step takes ${step} ms`);
await browser.close();
