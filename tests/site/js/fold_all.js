"use strict";
/** Folds each text of a JSON list given on standard input, and prints the list. */
const { load } = require("./scripts.js");

const { Folding } = load("fold");
const texts = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(Folding.fold)));
