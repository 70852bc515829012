// Drives the desk as an editor does: pastes two texts, sees the issues as one types, puts in what is suggested, judges, saves.
//   node desk.mjs PROGRAM SAMPLES_FOLDER WORK_FOLDER CHROMIUM [SCREENSHOT_FOLDER]
import { strict as assert } from "node:assert";
import fs from "node:fs";
import path from "node:path";
import { audit, fits, freshStore, openPage, sampleManifest, shoot, sizes, startBrowser, startService, until, work } from "./harness.mjs";

const { manifest, names } = sampleManifest(4);
const service = await startService(freshStore("desk"), ["--add", manifest, "--outlet", "Samples"]);
const { address } = service;
const browser = await startBrowser();
try {
  const open = (where, options = {}) => openPage(browser, address + where, options);

  // The morning: what waits, the worst in words, filters, another language.
  const queue = await open("/");
  assert.equal(await queue.locator("tbody tr").count(), names.length);
  assert.ok((await queue.locator(".worst").first().textContent()).length > 5);
  await shoot(queue, "queue");
  await audit(queue);
  await queue.selectOption("[name=severity]", "error");
  await queue.click("form.filters button");
  assert.ok(await queue.locator("tbody tr").count() <= names.length);
  const ukrainian = await open("/", { locale: "uk-UA" });
  assert.equal(await ukrainian.locator("html").getAttribute("lang"), "uk");
  for (const [width, height] of [[360, 700], [800, 1000]]) {
    const small = await open("/", { viewport: { width, height }, colorScheme: "dark" });
    await audit(small);
    await fits(small);
  }

  // On a telephone the pairs come first; the filters unfold, and stay unfolded where one is in force.
  const phone = await open("/", { viewport: { width: 360, height: 700 } });
  assert.ok(!await phone.locator("[name=severity]").isVisible());
  assert.ok(await phone.locator("tbody tr").first().isVisible());
  await phone.click("details.more summary");
  await phone.selectOption("[name=severity]", "error");
  await shoot(phone, "phone");
  await fits(phone);
  await phone.click("form.filters button");
  assert.ok(await phone.locator("[name=severity]").isVisible());
  assert.equal(await phone.locator("[name=severity]").inputValue(), "error");
  assert.ok(await phone.locator("tbody tr").count() <= names.length);
  await audit(phone);

  // Two texts are pasted and compared as one types.
  const page = await open("/new");
  const rich = await page.locator(".cm-content").count() === 2;
  const field = (side) => rich ? page.locator(`.cm-content[aria-label="${side}"]`) : page.locator(`textarea[aria-label="${side}"]`);
  await field("Source").click();
  await page.keyboard.insertText("Объем экспорта составил 2,8 млрд долларов США. Делегация прибыла в Ханой 23 октября 2024 года.");
  await field("Target").click();
  await page.keyboard.insertText("Exports reached $2.8 million. The delegation arrived in Hanoi on October 25, 2024.");
  await until(page, () => document.querySelectorAll("#issues .issue").length === 2);
  if (rich) assert.ok(await page.locator(".mark.error").count() >= 4);
  await shoot(page, "compare");
  await audit(page);
  // What is suggested goes in with a key; undo takes it back.
  await page.keyboard.press("F8");
  await page.keyboard.press("Alt+Enter");
  await until(page, () => document.querySelectorAll("#issues .issue").length === 1);
  if (rich) {
    await page.keyboard.press("Control+z");
    await until(page, () => document.querySelectorAll("#issues .issue").length === 2);
    await page.keyboard.press("Control+y");
    await until(page, () => document.querySelectorAll("#issues .issue").length === 1);
  }
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const corrected = path.join(work, "corrected.txt");
  await download.saveAs(corrected);
  assert.match(fs.readFileSync(corrected, "utf8"), /2\.8 billion|October 23/);

  // Added to the queue; judged; the verdict is there for everybody, and after a reload.
  await page.fill("[name=outlet]", "Pasted");
  await page.click("#save");
  await page.waitForURL(/\/pairs\/\d+$/);
  await page.waitForSelector("#issues .issue");
  await page.fill("#me", "Olena");
  await page.locator("#me").blur();
  await page.click(".issue [data-verdict=false-alarm]");
  await page.waitForSelector(".issue.silenced [data-verdict=false-alarm][aria-pressed=true]");
  const other = await open(new URL(page.url()).pathname);
  await other.waitForSelector(".issue.silenced [data-verdict=false-alarm][aria-pressed=true]");
  await audit(other);
  await other.locator(".issue .note").fill("two legs of the visit");
  await other.locator(".issue .note").press("Enter");
  await other.waitForTimeout(300);
  await other.reload();
  await until(other, () => document.querySelector(".issue .note")?.value === "two legs of the visit");
  const checks = await open("/checks");
  assert.equal(await checks.locator("tbody tr").count(), 1);
  await audit(checks);
  const explained = await other.locator(".issue .check").first().getAttribute("href");
  assert.equal(await checks.locator(explained.replace("/checks", "dt")).count(), 1);

  // What is done is found again in the memory.
  await Promise.all([other.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok()), other.selectOption("[name=state]", "done")]);
  const memory = await open("/memory");
  await audit(memory);
  await memory.fill("main [name=q]", "delegations arrived");
  await memory.press("main [name=q]", "Enter");
  await memory.waitForSelector("tbody tr");
  assert.equal(await memory.locator("tbody mark").first().textContent(), "delegation arrived");
  assert.ok((await memory.locator("tbody a").first().getAttribute("href")).startsWith("/pairs/"));
  await shoot(memory, "memory");
  if (rich) {
    await other.locator('.cm-content[aria-label="Target"]').click();
    await other.keyboard.press("Control+a");
    const [found] = await Promise.all([other.context().waitForEvent("page"), other.keyboard.press("Alt+m")]);
    await found.waitForLoadState();
    assert.match(new URL(found.url()).searchParams.get("q"), /^Exports reached .* 2024\.$/);
    assert.ok(await found.locator("tbody tr, main p").count() > 0);
    await found.close();
  }
  await audit(memory);

  // A report of the samples: from the key to the mark in less than a tenth of a second, at the median.
  const first = await queue.locator("tbody a").first().getAttribute("href");
  const pair = await open(first);
  await until(pair, () => document.getElementById("desk").dataset.checked);
  await shoot(pair, "pair");
  for (const [width, height] of [[360, 700], [800, 1000]]) {
    const small = await open(first, { viewport: { width, height }, colorScheme: "dark" });
    await until(small, () => document.getElementById("desk").dataset.checked);
    await audit(small);
    await fits(small);
    // Previous and Next stay in the window wherever one reads.
    await small.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
    if (width < 640) assert.ok(await small.evaluate(() => { const box = document.getElementById("next").getBoundingClientRect(); return box.top >= 0 && box.bottom <= window.innerHeight; }));
  }
  if (rich) {
    await pair.locator('.cm-content[aria-label="Target"]').click();
    const times = [];
    for (let i = 0; i < 15; ++i) {
      const before = await pair.evaluate(() => Number(document.getElementById("desk").dataset.checked));
      const begin = Date.now();
      await pair.keyboard.type("x");
      await until(pair, (turn) => Number(document.getElementById("desk").dataset.checked) > turn, before);
      times.push(Date.now() - begin);
    }
    times.sort((a, b) => a - b);
    console.log(`from the key to the mark: ${times[7]} ms at the median, ${times[14]} ms at most`);
  }
  // Hostile text is shown and does not run; without script the report still reads.
  const evil = await open("/new");
  await evil.locator(rich ? '.cm-content[aria-label="Target"]' : "textarea[name=target]").click();
  await evil.keyboard.insertText("<img src=x onerror=alert(1)> He said the the end. <script>alert(2)</script>");
  await evil.locator(rich ? '.cm-content[aria-label="Source"]' : "textarea[name=source]").click();
  await evil.keyboard.insertText("Он сказал <script>alert(3)</script> конец {{body}}.");
  await evil.fill("[name=outlet]", "<b>\"'");
  await evil.click("#save");
  await evil.waitForURL(/\/pairs\/\d+$/);
  assert.equal(await evil.locator("img").count(), 0);
  await evil.goto(address + "/");
  assert.equal(await evil.locator("td b, img").count(), 0);
  const still = await open(first, { javaScriptEnabled: false });
  await still.click("noscript a, main a[href$='/report']");
  assert.ok(await still.locator(".row").count() > 3);
} finally {
  await browser.close();
  service.stop();
}
