"use strict";
/** The browser's scripts, loaded into one context as a page would load them. */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const FOLDER = path.join(__dirname, "../../../docs/assets/search");
const RULE = path.join(__dirname, "../../../ketluan/text/folding.json");
/** What the build says to the scripts; the test that runs these writes it. */
const SITE = JSON.parse(process.env.SITE_DATA ?? "{}");
const TABLE = JSON.parse(process.env.TABLE_DATA ?? "{}");
const ABBREVIATIONS = path.join(__dirname, "../../../ketluan/lexicon/abbreviations.json");

/**
 * What the named scripts define, in their order: `load("fold", "lines")` -> {Folding, TextLines}.
 * @param {...string} names
 */
function load(...names) {
  return loadWith({ performance }, ...names);
}

/** The same with another clock. @param {{performance: {now: () => number}}} clock @param {...string} names */
function loadWith(clock, ...names) {
  const channel = { port1: { onmessage: () => {} }, port2: { postMessage: () => setImmediate(() => channel.port1.onmessage()) } };
  const context = vm.createContext({ TextDecoder, ...clock, URLSearchParams, MessageChannel: function () { return channel; } });
  const source = names.map((name) => fs.readFileSync(path.join(FOLDER, `${name}.js`), "utf8").replace(/^"use strict";/, ""));
  const defined = source.flatMap((text) => [...text.matchAll(/^const (\w+) = \(\(\) =>/gm)].map((found) => found[1]));
  const scripts = vm.runInContext(`"use strict";\n${source.join("\n")}\n({${defined.join(", ")}})`, context);
  scripts.Folding?.use(JSON.parse(fs.readFileSync(RULE, "utf8")));
  scripts.Site?.use(SITE);
  scripts.Table?.use(TABLE);
  return scripts;
}

/** Rows whose places are said as how many lie between. @param {[number, ...unknown[]][]} rows */
function spaced(rows) {
  return rows.map(([place, ...row], at) => [place - (at ? rows[at - 1][0] : -1) - 1, ...row]);
}

/** An archive of one year, as it would arrive. @param {object} scripts @param {object[]} agencies @param {object[]} notices */
function year(scripts, agencies, notices, namesakes) {
  const tasks = notices.flatMap((notice) => notice.tasks);
  const headings = [...new Set(tasks.map((task) => task.heading ?? "").filter(Boolean))];
  const people = [...new Set(notices.map((notice) => notice.chair).filter(Boolean))];
  const job = scripts.Years.read({
    key: "2024-1",
    year: "2024",
    notices: notices.map((notice) => [notice.id, notice.number ?? "", notice.issued ?? "", "", notice.title ?? "", agencies.length - 1, people.indexOf(notice.chair), -1, [], "", notice.tasks.length, "", notice.marks ?? "u"]),
    anchors: tasks.map((_, at) => `1-${at + 1}`).join("\n"),
    texts: tasks.map((task) => scripts.Folding.visible(task.text)).join("\n"),
    context: tasks.map((task) => headings.indexOf(task.heading)),
    lead: tasks.flatMap((task) => [task.lead?.length ?? 0, ...(task.lead ?? [])]),
    coordinate: tasks.flatMap((task) => [task.coordinate?.length ?? 0, ...(task.coordinate ?? [])]),
    deadlines: spaced(tasks.flatMap((task, at) => (task.due ? [[at, task.due, task.due]] : []))),
    progress: [],
    uncounted: tasks.flatMap((task, at) => (task.uncounted ? [at] : [])),
    cells: spaced(tasks.flatMap((task, at) => (task.cells ? [[at, task.cells]] : []))),
    agencies: agencies.map((agency) => agency.id),
    people,
    topics: [],
    contexts: headings.join("\n"),
  }, { agencies, namesakes });
  for (;;) {
    const step = job.next();
    if (step.done) return step.value;
  }
}

/** The texts that answer a query, best first; `typed` asks for each of its beginnings before. */
async function answer(text, { agencies = [], notices = [], chosen = {}, namesakes = {}, sort = "", today = "2024-01-01", typed = false }) {
  const scripts = load("../reader_day", "fold", "site", "standing", "slices", "vocabulary", "lines", "words", "pattern", "names", "query", "years", "match", "rank", "together", "filters", "reach", "engine", "nearest", "address");
  const abbreviations = JSON.parse(fs.readFileSync(ABBREVIATIONS, "utf8"));
  const list = agencies.map((agency, number) => ({ number, other: [], full: `${agency.name} tỉnh Kon Tum`, predecessors: [], groups: [], closed: "", lead: 1, coordinate: 0, registered: true, ...agency }));
  scripts.ReaderDay.time = () => Date.parse(today);
  const first = year(scripts, list, notices, namesakes);
  const overview = { years: [{ year: "2024", key: "2024-1", file: "", directives: first.count }], agencies: list, names: scripts.Names.known(list, abbreviations) };
  scripts.Years.need = async () => first;
  const page = { folder: "", overview, wanted: () => true, tell: () => {}, loaded: () => {} };
  for (let end = 1; typed && end < text.length; end += 1) await scripts.Engine.answer(text.slice(0, end), { ...scripts.Address.nothing(), ...chosen }, sort, page);
  const found = await scripts.Engine.answer(text, { ...scripts.Address.nothing(), ...chosen }, sort, page);
  const hits = scripts.Engine.page(found, 0, found.total);
  return { found, scripts, year: first, counts: JSON.parse(JSON.stringify(found.counts, (_, value) => (value?.entries ? [...value] : value))), texts: Array.from(hits, (hit) => scripts.TextLines.line(hit.year.texts, hit.directive)) };
}

module.exports = { load, loadWith, answer };
