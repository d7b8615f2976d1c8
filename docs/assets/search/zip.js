"use strict";
/** Files in one ZIP archive (PKWARE APPNOTE 6.3), not compressed: what a workbook is made of. */
const Zip = (() => {
  /** Names are UTF-8, sizes stand before the content. */
  const FLAGS = 0x0800;
  const VERSION = 20;
  /** 1 January 1980, the first day that the format knows: the same files make the same archive. */
  const DAY = 0x21;
  const encoder = new TextEncoder();
  const table = Uint32Array.from({ length: 256 }, (_, number) => {
    let rest = number;
    for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    return rest;
  });

  /** @param {Uint8Array} bytes */
  function checksum(bytes) {
    let sum = -1;
    for (const byte of bytes) sum = (sum >>> 8) ^ table[(sum ^ byte) & 255];
    return ~sum >>> 0;
  }

  /** Numbers one after the other, the lowest byte first. @param {[number, 2 | 4][]} fields  each with its width */
  function packed(fields) {
    const bytes = fields.flatMap(([value, width]) => Array.from({ length: width }, (_, at) => (value >>> (8 * at)) & 255));
    return Uint8Array.from(bytes);
  }

  /** What is said of a file before it and in the directory alike. @param {Uint8Array} name @param {Uint8Array} content @returns {[number, 2 | 4][]} */
  function entry(name, content) {
    return [[VERSION, 2], [FLAGS, 2], [0, 2], [0, 2], [DAY, 2], [checksum(content), 4], [content.length, 4], [content.length, 4], [name.length, 2], [0, 2]];
  }

  /** @param {[string, string][]} files  the name and the text of each @returns {Uint8Array<ArrayBuffer>[]} */
  function of(files) {
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const directory = [];
    let at = 0;
    for (const [title, text] of files) {
      const [name, content] = [encoder.encode(title), encoder.encode(text)];
      const said = entry(name, content);
      const before = packed([[0x04034b50, 4], ...said]);
      parts.push(before, name, content);
      directory.push(packed([[0x02014b50, 4], [VERSION, 2], ...said, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), name);
      at += before.length + name.length + content.length;
    }
    const size = directory.reduce((sum, part) => sum + part.length, 0);
    const end = packed([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [at, 4], [0, 2]]);
    return [...parts, ...directory, end];
  }

  return { of };
})();
