"use strict";
// Drives Firefox over WebDriver BiDi: node firefox.js PROGRAM PROFILE ADDRESS QUERY...; says on one line what it saw.
const puppeteer = require("puppeteer-core");

const PATIENCE = 60000;

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
  await until(page, (wanted) => {
    const { searchQuery, searchState } = document.querySelector("[data-search-state]").dataset;
    return searchQuery === wanted && searchState === "done";
  }, query);
  return page.evaluate(() => [...document.querySelectorAll("[data-directive]")].map((result) => result.dataset.directive));
}

/** Follows the first result; looks for a word in the notice and turns the colours. */
async function firstNotice(page) {
  const wanted = await page.evaluate(() => document.querySelector("[data-directive]").dataset.directive);
  await page.evaluate(() => document.querySelector("[data-directive] a").click());
  await until(page, () => location.pathname.includes("/thong-bao/") && document.readyState === "complete");
  await page.type("[data-find-in-page] input", "tre em");
  await until(page, () => document.querySelector("[data-find-in-page] output").textContent !== "");
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

/** Asks again and again: puppeteer's own waiting compiles a text in the page, which the site's policy forbids. */
async function until(page, test, ...values) {
  const end = Date.now() + PATIENCE;
  while (!(await page.evaluate(test, ...values).catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited in vain: ${test}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
