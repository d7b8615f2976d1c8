"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { load } = require("./scripts.js");

const { Folding, TextLines, Words, Patterns, Vocabulary } = load("fold", "vocabulary", "lines", "words", "pattern");
const READING = { terms: [], unaccented: false, kin: false, without: [] };

/** What a job gives in the end. */
function done(job) {
  for (;;) {
    const step = job.next();
    if (step.done) return step.value;
  }
}

/** The lines that hold a phrase, with whether its last word is there whole, in order. */
function found(lines, phrase, reading = READING) {
  const marks = new Uint16Array(lines.starts.length - 1);
  done(Patterns.each(lines, phrase, reading, marks, 1, 2));
  return [...marks.keys()].filter((line) => marks[line]).map((line) => `${line}${marks[line] & 2 ? "" : "-"}`).join(" ");
}

/** The same by looking through the letters. */
function scanned(lines, phrase, reading = READING) {
  const marks = [];
  for (let line = 0; line < lines.starts.length - 1; line += 1) {
    for (let place = Words.next(lines, phrase, lines.starts[line], lines.starts[line + 1], reading); place; place = Words.next(lines, phrase, place.end, lines.starts[line + 1], reading)) {
      marks[line] = (marks[line] ?? false) || place.whole;
    }
  }
  return Object.entries(marks).map(([line, whole]) => `${line}${whole ? "" : "-"}`).join(" ");
}

const TEXT = [
  "Sở Y tế, sở Y TẾ tỉnh; hoà bình",
  "Hòa Bình và hóa chất 06/2022/NĐ-CP",
  "",
  "Kỹ thuật kĩ thuật, quy hoạch; số 6 và số 006, 60",
  "0a 00b1",
  "duong, đường; dưỡng đương   đường dài",
];
const lines = done(TextLines.read(Folding.visible(TEXT.join("\n"))));

/** Typed, the last word open or not, and the lines with it (`-`: it only begins a word there). */
for (const [typed, open, wanted] of [
  ["sở y tế", false, "0"],
  ["so y te", false, "0"],
  ["hòa bình", false, "0 1"],
  ["hoà", true, "0 1"],
  ["hóa", true, "1"],
  ["ho", true, "0- 1- 3-"],
  ["đường", false, "5"],
  ["đương đường", false, "5"],
  ["duong duong", false, "5"],
  ["dưỡng đường", false, ""],
  ["kĩ thuật", false, "3"],
  ["qu", true, "3-"],
  ["6", false, "1 3"],
  ["06", false, "1 3"],
  ["60", false, "3"],
  ["0", false, ""],
  ["0a", false, "4"],
  ["a", false, ""],
  ["kỹ th", true, "3-"],
  ["sở y", true, "0"],
  ["6 2022", false, "1"],
  ["số 6", false, "3"],
  ["số 60", false, ""],
  ["tỉnh hoà", false, "0"],
  ["bình hòa", false, ""],
  ["không có", false, ""],
]) {
  test(`${typed}${open ? "…" : ""} stands in the lines ${wanted}, as the letters say too`, () => {
    const words = Words.split(typed);
    const phrase = words.map((word, at) => Words.word(word, open && at === words.length - 1));
    assert.deepEqual([found(lines, phrase), scanned(lines, phrase)], [wanted, wanted]);
  });
}

test("a phrase of more words than a number has bits stands only where all of them do", () => {
  const words = Array.from({ length: 40 }, (_, at) => `t${String.fromCharCode(97 + (at % 7))}`);
  const long = done(TextLines.read([words.join(" "), words.slice(0, 39).join(" "), `a ${words.join(", ")} b`].join("\n")));
  assert.equal(found(long, words.map((word) => Words.word(word))), "0 2");
});

test("accents do not count in a reading without them", () => {
  assert.equal(found(lines, [Words.word("đuông")]), "");
  assert.equal(found(lines, [Words.word("đuông")], { ...READING, unaccented: true }), "5");
});

test("a document's number is found wherever blanks stand in it, and nowhere else", () => {
  const numbered = done(TextLines.read(["1.234/QĐ- UBND", "số 01234 qđ ubnd", "11234/QĐ-UBND", "1234/QĐ-UBNDT", "12/3/4 QĐUBND"].join("\n").normalize("NFC")));
  const marks = new Uint16Array(5);
  done(Patterns.eachNumber(numbered, { digits: "1234", letters: "qdubnd" }, marks, 1));
  assert.deepEqual([...marks], [1, 1, 0, 0, 1]);
});

test("more forms of words than two bytes can number are all found", () => {
  const many = Array.from({ length: 70000 }, (_, at) => `x${69999 - at}`);
  const wide = done(TextLines.read(many.join(" ")));
  assert.equal(wide.vocabulary.samples.length, 70000);
  assert.equal(found(wide, [Words.word("x9999"), Words.word("x9998")]), "0");
  assert.equal(Vocabulary.key(wide.folded, wide.vocabulary.samples[Vocabulary.first(wide, "x69999")]), "x69999");
});

test("where the alphabet is full, letters tell words apart by what they fold to", () => {
  const fresh = load("fold", "vocabulary", "lines", "words", "pattern");
  const signs = Array.from({ length: 300 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
  const full = done(fresh.TextLines.read(`${signs}\naa\noo‰uu`));
  const marks = new Uint16Array(3);
  done(fresh.Patterns.each(full, [fresh.Words.word("oo")], READING, marks, 1, 2));
  assert.deepEqual([...marks], [0, 0, 3]);
});
