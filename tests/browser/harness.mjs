// What the tests of the desk's pages share: a service with pairs of the samples, a browser, checks of every page.
import { spawn } from "node:child_process";
import { strict as assert } from "node:assert";
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

export const [program, samples, work, chromiumPath, shots] = process.argv.slice(2);
const require = createRequire(path.join(work, "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// Desktop, tablet, telephone.
export const sizes = [[1280, 900], [800, 1000], [360, 700]];

// A fresh store of this name, with the first samples in it where they are asked for.
export const freshStore = (name) => {
  const store = path.join(work, name + ".db");
  for (const end of ["", "-wal", "-shm"]) fs.rmSync(store + end, { force: true });
  return store;
};
export const sampleManifest = (count) => {
  const names = fs.readdirSync(samples).filter((name) => fs.existsSync(path.join(samples, name, "target.en.txt"))).slice(0, count);
  const manifest = path.join(work, "samples.jsonl");
  fs.writeFileSync(manifest, names.map((name) => {
    const source = fs.readdirSync(path.join(samples, name)).find((file) => file.startsWith("source."));
    return JSON.stringify({ id: name, source: path.join(samples, name, source), target: path.join(samples, name, "target.en.txt") }) + "\n";
  }).join(""));
  return { manifest, names };
};

export const startService = async (store, words) => {
  const service = spawn(program, ["serve", "--port", "0", "--store", store, ...words], { stdio: ["ignore", "ignore", "pipe"] });
  process.on("exit", () => service.kill("SIGTERM"));  // also when the test fails
  const address = await new Promise((done, fail) => {
    let said = "";
    service.stderr.on("data", (bytes) => {
      said += bytes;
      const found = /http:\/\/[\d.:]+\//.exec(said);
      if (found) done(found[0].replace(/\/$/, ""));
    });
    service.on("exit", () => fail(new Error("the service ended: " + said)));
  });
  return { address, stop: () => { service.removeAllListeners("exit"); service.kill("SIGTERM"); } };
};

export const startBrowser = () => chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu"] });

// A page of its own; what goes wrong in it fails the test. `allowed`: errors of the console that are expected.
export const openPage = async (browser, url, options = {}, allowed = /^ $/) => {
  const page = await (await browser.newContext({ acceptDownloads: true, viewport: { width: 1280, height: 900 }, ...options })).newPage();
  page.on("pageerror", (error) => assert.fail("the page's script failed: " + error));
  page.on("console", (message) => { if (message.type() === "error") assert.match(message.text() + " " + message.location().url, allowed); });
  await page.goto(url);
  return page;
};

// Asks again and again: what waits inside the page would need eval, which its policy forbids.
export const until = async (page, condition, argument) => {
  for (const end = Date.now() + 30000; Date.now() < end; await new Promise((done) => setTimeout(done, 2))) {
    if (await page.evaluate(condition, argument)) return;
  }
  assert.fail("this never came true: " + condition);
};

export const audit = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  assert.deepEqual(violations.map((found) => found.id + ": " + found.nodes.slice(0, 3).map((node) => node.html).join(" | ")), []);
};
export const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "the page is wider than its window: " + page.url());
// The pictures of docs/DESK.md; those of every page at every width only where they are asked for.
export const shoot = async (page, name) => { if (shots) await page.screenshot({ path: path.join(shots, `desk-${name}.png`) }); };
export const everyShot = process.env.CONCORD_EVERY_SHOT !== undefined;
