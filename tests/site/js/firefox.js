"use strict";
// Drives Firefox over WebDriver BiDi: node firefox.js PROGRAM PROFILE ADDRESS QUERY...; says on one line what it saw.
const puppeteer = require("puppeteer-core");

const DONE = `document.querySelector("[data-search-state]").dataset.searchState === "done"`;

(async () => {
  const [program, profile, address, ...queries] = process.argv.slice(2);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: program,
    userDataDir: profile,
    headless: true,
  });
  try {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(`error: ${error.message}`));
    page.on("response", (answer) => answer.status() < 400 || said.push(`${answer.status()}: ${answer.url()}`));
    const found = {};
    for (const query of queries) found[query] = await search(page, address, query);
    const notice = await firstNotice(page);
    console.log(JSON.stringify({ version: await browser.version(), found, notice, said }));
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error);
  process.exit(1);
});

/** Types the query as a reader does, and gives the ids of the results. */
async function search(page, address, query) {
  await page.goto(`${address}/tra-cuu/index.html`);
  await page.type('input[name="q"]', query);
  await page.waitForFunction(
    `document.querySelector("[data-search-state]").dataset.searchQuery === ${JSON.stringify(query)} && ${DONE}`,
  );
  return page.evaluate(() => [...document.querySelectorAll("[data-directive]")].map((result) => result.dataset.directive));
}

/** Follows the first result; looks for a word in the notice and turns the colours. */
async function firstNotice(page) {
  const wanted = await page.evaluate(() => document.querySelector("[data-directive]").dataset.directive);
  await page.evaluate(() => document.querySelector("[data-directive] a").click());
  await page.waitForFunction(`location.pathname.includes("/thong-bao/") && document.readyState === "complete"`);
  await page.type("[data-find-in-page] input", "tre em");
  await page.waitForFunction(`document.querySelector("[data-find-in-page] output").textContent !== ""`);
  return page.evaluate((directive) => {
    const target = document.querySelector(":target");
    document.querySelector("[data-colours-turn]").click();
    return {
      wanted: directive,
      anchor: target && target.id,
      seen: Boolean(target && target.getBoundingClientRect().height),
      words: document.querySelector("[data-find-in-page] output").textContent,
      edition: document.querySelector("[data-edition]").textContent,
      scheme: getComputedStyle(document.documentElement).colorScheme,
    };
  }, wanted);
}
