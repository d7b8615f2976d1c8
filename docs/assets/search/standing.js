"use strict";
/** Where each directive stands on the reader's day: by what was recorded of it, else by its limit. */
const Standing = (() => {
  /** @param {string} key */
  function numberOf(key) {
    return Site.states.all.findIndex((state) => state.key === key);
  }

  /** The state of each directive of a year, by its number in `Site.states.all`. @param {Pick<YearData, "context" | "deadlines" | "cells">} data */
  function read({ context, deadlines, cells }) {
    const today = ReaderDay.iso();
    const [ahead, over, recurring] = ["within-limit", "overdue", "recurring"].map(numberOf);
    const limits = new Map(deadlines.map(([at, limit, , why]) => [at, { limit, sure: !why }]));
    const byLimit = (/** @type {string} */ limit) => (limit < today ? over : ahead);
    const states = new Uint8Array(context.length).fill(numberOf("open-without-limit"));
    for (const [at, { limit }] of limits) if (limit) states[at] = byLimit(limit);
    for (const [at, { state, recurring: again }] of cells) {
      const known = limits.get(at);
      if (state && state !== Site.states.limit) states[at] = Site.states.all.findIndex(({ words }) => words === state);
      else if (again && known?.sure && !known.limit) states[at] = recurring;
    }
    return states;
  }

  /** @param {Year} year @param {number} directive */
  function of(year, directive) {
    return Site.states.all[year.states[directive]];
  }

  /** Whether it is still to be done by a day. @param {Year} year @param {number} directive */
  function waits(year, directive) {
    return ["within-limit", "overdue"].includes(of(year, directive).key);
  }

  /** @param {string} slug  as addresses have it */
  function words(slug) {
    return Site.states.all.find((state) => state.slug === slug)?.words ?? slug;
  }

  return { read, of, waits, words };
})();
