/** Prints each script of the list on standard input as the TypeScript compiler writes it without comments. */
const fs = require("node:fs");
const ts = require("typescript");

const printer = ts.createPrinter({ removeComments: true });
const printed = JSON.parse(fs.readFileSync(0, "utf8")).map((text) => (
  printer.printFile(ts.createSourceFile("script.js", text, ts.ScriptTarget.ES2022))
));
console.log(JSON.stringify(printed));
