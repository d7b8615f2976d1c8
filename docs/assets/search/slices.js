"use strict";
/**
 * Long work in slices: a folder opened in the browser allows no worker, and typing must stay smooth.
 * A job is a generator that yields often; it runs a few milliseconds at a time, jobs that follow each other together.
 */
const Slices = (() => {
  const BUDGET = 16;
  const channel = new MessageChannel();
  /** @type {(() => void)[]} */
  const waiting = [];
  let begun = 0;
  channel.port1.onmessage = () => waiting.shift()?.();

  /** A key or a click begins a slice: nothing else has run before it. */
  function begin() {
    begun = performance.now();
  }

  /** Lets the browser draw and take keys. @returns {Promise<void>} */
  function pause() {
    return new Promise((resume) => {
      waiting.push(() => (begin(), resume()));
      channel.port2.postMessage(0);
    });
  }

  /**
   * Runs a job to its end; tells whether it got there before it was not wanted any more.
   * @param {Generator<unknown, unknown, unknown>} job
   * @param {() => boolean} [wanted]
   */
  async function run(job, wanted = () => true) {
    do {
      if (performance.now() - begun < BUDGET) continue;
      await pause();
      if (!wanted()) return false;
    } while (!job.next().done);
    return wanted();
  }

  /** What a job gives in the end. @template Value @param {Generator<unknown, Value, unknown>} job @returns {Promise<Value>} */
  async function value(job) {
    /** @type {Value[]} */
    const given = [];
    await run((function* () {
      given.push(yield* job);
    })());
    return given[0];
  }

  return { begin, run, value };
})();
