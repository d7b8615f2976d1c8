"use strict";
/**
 * What a key costs the search without the page around it, in milliseconds of the processor, which other work on the
 * machine changes less than the clock: node benchmarks/search/keys.js FOLDER   (a bare site, as `enlarged.py 10000 1` makes)
 */
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const QUERIES = ["duoi nuoc", "giải phóng mặt bằng", "so xay dung nuoc thai", "phòng chống cháy rừng", "gpmb xa an binh", "20/10/2024"];
const folder = path.join(process.argv[2], "tra-cuu/du-lieu");
const file = (name) => fs.readFileSync(path.join(folder, name), "utf8");
const named = (start) => fs.readdirSync(folder).find((name) => name.startsWith(start));

const channel = { port1: { onmessage: () => {} }, port2: { postMessage: () => setImmediate(() => channel.port1.onmessage()) } };
Object.assign(globalThis, { MessageChannel: function () { return channel; }, document: { addEventListener: () => {} }, window: {} });
const [script] = fs.readFileSync(path.join(folder, "../index.html"), "utf8").match(/tra-cuu-[0-9a-f]+\.js/);
const source = file("../../assets/reader_day.js") + file(script).replace("\"use strict\";\n", "");
vm.runInThisContext(source);

function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function read(overview) {
  let sum = 0;
  for (const part of overview.years) {
    const text = file(part.file);
    const begun = spent();
    vm.runInThisContext(text);
    await Years.need("", part);
    sum += spent() - begun;
  }
  return sum;
}

async function main() {
  vm.runInThisContext(file(named("muc-luc-")));
  const overview = Years.known();
  console.log("reading all years", Math.round(await read(overview)));
  const page = { folder: "", overview, wanted: () => true, tell: () => {}, loaded: () => {} };
  const times = [];
  for (const query of [...QUERIES, ...QUERIES]) {
    for (let end = 1; end <= query.length; end += 1) {
      const begun = spent();
      Slices.begin();
      Engine.page(await Engine.answer(query.slice(0, end), Address.nothing(), "", page), 0, 20);
      times.push(spent() - begun);
    }
  }
  times.sort((one, other) => one - other);
  console.log("a key: median", times[times.length >> 1].toFixed(1), "95 %", times[Math.floor(times.length * 0.95)].toFixed(1), "slowest", times.at(-1).toFixed(1));
}

main();
