// The desk of a newsroom with accounts, driven in the browser: log-in, roles, accounts, keys, the glossary, uploads, every page at every
// width in light and dark, a Russian keyboard, hostile texts in every view.
//   node people.mjs PROGRAM SAMPLES_FOLDER WORK_FOLDER CHROMIUM [SCREENSHOT_FOLDER]
import { execFileSync } from "node:child_process";
import { strict as assert } from "node:assert";
import fs from "node:fs";
import path from "node:path";
import { audit, everyShot, fits, freshStore, openPage, program, sampleManifest, shoot, sizes, startBrowser, startService, until, work } from "./harness.mjs";

const PASSWORD = "correct horse battery";
const HOSTILE = `"><img src=x onerror="document.title='hit'"><script>document.title='hit'</script>`;
const store = freshStore("people");
const account = (...words) => execFileSync(program, ["account", ...words, "--store", store], { input: PASSWORD + "\n", encoding: "utf8" }).trim();
account("add", "admin", "--role", "admin");
account("add", "olena", "--role", "editor");
account("add", "rita", "--role", "reader");
const { manifest } = sampleManifest(4);
const service = await startService(store, ["--add", manifest, "--outlet", "Samples"]);
const { address } = service;
const browser = await startBrowser();
const logIn = async (name, options = {}) => {
  const page = await openPage(browser, address + "/", options, /401/);
  await page.waitForURL(/\/login/);
  await page.fill("[name=name]", name);
  await page.fill("[name=password]", PASSWORD);
  await page.press("[name=password]", "Enter");
  await page.waitForURL(address + "/");
  return page;
};
// A key of a Russian keyboard: its place is that of the Latin one, its letter is not.
const russianKey = async (page, code, letter, keyCode, modifiers) => {
  const session = await page.context().newCDPSession(page);
  for (const type of ["keyDown", "keyUp"])
    await session.send("Input.dispatchKeyEvent", { type, code, key: letter, windowsVirtualKeyCode: keyCode, nativeVirtualKeyCode: keyCode, modifiers });
};
try {
  // Log-in: a wrong password says so, the right one leads on; a page that was asked for comes afterwards.
  const page = await openPage(browser, address + "/glossary", {}, /401/);
  await page.fill("[name=name]", "olena");
  await page.fill("[name=password]", "not the password");
  await page.press("[name=password]", "Enter");
  await page.waitForSelector(".told.error");
  await audit(page);
  await page.fill("[name=password]", PASSWORD);
  await page.press("[name=password]", "Enter");
  await page.waitForURL(address + "/glossary");

  // A name that is the same: a false alarm proposes it, a confirmation ends it.
  await page.goto(address + "/new");
  const rich = await page.locator(".cm-content").count() === 2;
  const field = (side) => rich ? page.locator(`.cm-content[aria-label="${side}"]`) : page.locator(`textarea[aria-label="${side}"]`);
  await field("Source").click();
  await page.keyboard.insertText("Министр иностранных дел Иван Петров прибыл в Москву.");
  await field("Target").click();
  await page.keyboard.insertText("Foreign Minister Ivan Sidorov arrived in Moscow.");
  await until(page, () => document.querySelectorAll("#issues .issue").length === 1);
  // The keys of a Russian keyboard: undo and save are where they are on a Latin one.
  if (rich) {
    await page.waitForTimeout(700);  // what is typed at once is undone at once
    await page.keyboard.insertText(" Да");
    await until(page, () => document.querySelectorAll(".cm-content")[1].textContent.endsWith("Да"));
    await russianKey(page, "KeyZ", "я", 90, 2);
    await until(page, () => !document.querySelectorAll(".cm-content")[1].textContent.endsWith("Да"));
  }
  await russianKey(page, "KeyS", "ы", 83, 2);
  await page.waitForURL(/\/pairs\/\d+$/);
  const pairPath = new URL(page.url()).pathname;
  await page.click(".issue [data-verdict=false-alarm]");
  await page.waitForSelector(".issue.silenced [data-verdict=false-alarm][aria-pressed=true]");
  assert.equal(await page.locator("#me").count(), 0);
  await page.goto(address + "/glossary");
  assert.match(await page.locator("tbody tr").first().textContent(), /Иван Петров = Ivan Sidorov/);
  await shoot(page, "glossary");
  await page.click("tbody button >> nth=0");
  await page.waitForURL(address + "/glossary");
  assert.match(await page.locator("tbody tr").first().textContent(), /confirmed/);

  // Uploads fill the fields.
  await page.goto(address + "/new");
  const upload = path.join(work, "upload.html");
  fs.writeFileSync(upload, "<html><body><article><h1>Exports grow</h1><p>Exports reached $2.8 billion last year, the ministry said on Tuesday.</p></article></body></html>");
  await page.setInputFiles("[data-upload=target]", upload);
  await until(page, () => document.querySelector("[data-upload=target]").closest(".side").textContent.includes("the ministry said"));

  // A reader sees everything and no button that changes.
  const reader = await logIn("rita");
  await reader.goto(address + pairPath);
  await until(reader, () => document.getElementById("desk").dataset.checked);
  for (const hidden of ["#save", "#send", ".issue .verdict"]) assert.equal(await reader.locator(hidden).first().isVisible(), false, hidden);
  assert.equal(await reader.locator("nav a[href='/people']").count(), 0);
  await reader.goto(address + "/glossary");
  assert.equal(await reader.locator("tbody button").count(), 0);

  // An admin adds an account and a key, which is shown once; hostile names stay names.
  const admin = await logIn("admin");
  await admin.goto(address + "/people");
  await admin.fill("form.filters:has([value=add]) [name=name]", "linh");
  await admin.fill("form.filters:has([value=add]) [name=password]", PASSWORD);
  await admin.click("form.filters:has([value=add]) button");
  await admin.waitForSelector("th:text-is('linh')");
  await admin.fill("form.filters:has([value=key]) [name=name]", HOSTILE.slice(0, 60));
  await admin.click("form.filters:has([value=key]) button");
  assert.match(await admin.locator(".told").textContent(), /cck_[\w-]{43}/);
  await admin.goto(address + "/people");
  assert.doesNotMatch(await admin.content(), /cck_[\w-]{43}/);

  // Hostile texts, names and notes are inert in every view.
  const evil = await logIn("olena");
  const csrf = await evil.evaluate(() => document.body.dataset.csrf);
  const made = await evil.evaluate(async ([token, bad]) => {
    const send = async (method, where, body) => (await fetch(where, { method, headers: { "Content-Type": "application/json", "X-CSRF-Token": token }, body: JSON.stringify(body) })).json();
    const side = (lang, text) => ({ name: bad, lang, text: bad + "\n\n" + text + bad });
    const pair = await send("POST", "/api/v1/pairs", { source: side("ru", "Экспорт составил 2,8 млрд долларов."), target: side("en", "Exports reached $2.8 million."), key: bad, outlet: bad });
    await send("PATCH", "/api/v1/pairs/" + pair.id, { state: "review", assignee: bad });
    const checked = await send("POST", "/api/v1/check", { source: side("ru", "Экспорт составил 2,8 млрд долларов."), target: side("en", "Exports reached $2.8 million.") });
    for (const issue of checked.report.pairs[0].issues) await send("PUT", `/api/v1/pairs/${pair.id}/verdicts/${issue.id}`, { verdict: "false-alarm", note: bad, check: issue.check });
    await send("PUT", `/api/v1/pairs/${pair.id}/verdicts/${encodeURIComponent(bad.replaceAll("/", "|"))}`, { verdict: "real", note: bad, check: bad });
    return pair.id;
  }, [csrf, HOSTILE]);
  const searched = encodeURIComponent(HOSTILE);
  for (const where of ["/", `/?q=${searched}&outlet=${searched}&lang=${searched}&changed=${searched}`, `/pairs/${made}`, `/pairs/${made}/report`, "/checks", "/glossary", `/memory?q=${searched}`, "/api"]) {
    await evil.goto(address + where);
    await evil.waitForTimeout(200);
    assert.equal(await evil.locator("img").count(), 0, where);
    assert.notEqual(await evil.title(), "hit", where);
  }
  const login = await openPage(browser, address + "/login?next=" + searched, {}, /401/);
  assert.equal(await login.locator("img").count(), 0);

  // Every page at every width, in light and dark.
  for (const [width, height] of sizes) {
    for (const colorScheme of ["light", "dark"]) {
      const small = await logIn("admin", { viewport: { width, height }, colorScheme });
      for (const where of ["/", "/new", pairPath, `/pairs/${made}`, "/checks", "/glossary", "/memory", "/people", "/account", "/api"]) {
        await small.goto(address + where);
        if (where.startsWith("/pairs") ) await until(small, () => document.getElementById("desk").dataset.checked);
        await audit(small);
        await fits(small);
        if (everyShot) await shoot(small, `page${where.replaceAll("/", "-")}-${width}-${colorScheme}`);
      }
      await small.context().close();
    }
  }
  // Without script one logs in and reads all the same; the log-out ends the session.
  const still = await openPage(browser, address + "/", { javaScriptEnabled: false });
  await still.fill("[name=name]", "rita");
  await still.fill("[name=password]", PASSWORD);
  await still.click("main button");
  assert.ok(await still.locator("tbody tr").count() > 3);
  await still.click("header button");
  await still.goto(address + "/");
  assert.match(still.url(), /\/login/);
} finally {
  await browser.close();
  service.stop();
}
