'use strict';
/* Targets drawn on one axis a unit: a row each, the figure as a mark whose shape says how it is meant. */

(() => {
  const { make, text, targets } = edugraph;
  const AT_ONCE = 100;
  const PAD = 5;

  /** An element of a drawing. */
  function draw(tag, attributes, ...children) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  /** The pictures of an indicator: one for each kind of unit, those of other units below. */
  targets.plots = (indicator) => {
    const axes = grouped(indicator.targets, (row) => row.axis);
    return [...axes.values()].map((rows) => axis(indicator, rows));
  };

  /** Rows by what a function says of them, in the order in which they come. */
  function grouped(rows, key) {
    const found = new Map();
    for (const row of rows) {
      if (!found.has(key(row))) found.set(key(row), []);
      found.get(key(row)).push(row);
    }
    return found;
  }

  targets.grouped = grouped;

  function axis(indicator, rows) {
    const scale = scaled(rows);
    const units = targets.names(rows.map((row) => targets.unit(row.unit)).filter(Boolean));
    const heading = make('h4', {}, units ? text('targets.unit', units) : text('targets.unitless'));
    const cut = scale.low > 0 ? make('span', { class: 'muted' }, ' ', text('targets.cut', edugraph.number(scale.low))) : null;
    heading.append(cut || '');
    const part = { indicator, scale, left: AT_ONCE };
    const parts = [...together(rows, part), ...apart(rows, part)];
    const hidden = rows.length - AT_ONCE;
    return make('div', { class: 'axis' }, heading, scale.ticks.length ? ticks(scale) : null, parts, hidden > 0 ? edugraph.message(text('targets.hidden', AT_ONCE, hidden)) : null);
  }

  /** Rows that can be compared, each group under a head of its own where there are several. */
  function together(rows, part) {
    const fit = rows.filter((row) => row.comparable === 'yes');
    const groups = grouped(fit, (row) => row.group);
    return [...groups.values()].flatMap((group) => [groups.size > 1 ? make('h5', {}, targets.groupName(group[0])) : null, list(group, part, 'fit')]);
  }

  /** Rows that cannot be compared, each with the reason; of one city there is nothing to compare. */
  function apart(rows, part) {
    const others = rows.filter((row) => row.comparable !== 'yes');
    if (!others.length) return [];
    if (part.indicator.cities === 1) return [list(others, part, 'alone')];
    return [make('h5', {}, text('targets.apart')), list(others, part, 'apart')];
  }

  function list(rows, part, name) {
    const shown = rows.slice(0, part.left);
    part.left -= shown.length;
    return shown.length ? make('ol', { class: `marks ${name}` }, shown.map((row) => make('li', {}, line(row, part)))) : null;
  }

  /** One target: where, how much, the mark, by when and how firm. */
  function line(row, { indicator, scale }) {
    const reason = indicator.cities > 1 ? targets.reason(row) : '';
    const who = make('span', { class: 'who' }, targets.where(row), own(row, indicator), reason ? make('span', { class: 'reason' }, text('targets.because', reason)) : null);
    const when = make('span', { class: 'when' }, targets.when(row), ' · ', targets.strength(row));
    return make('a', { href: edugraph.address(...targets.address(indicator, row)), 'aria-current': targets.opened === row ? 'true' : null }, who, ' ', make('span', { class: 'much' }, targets.figure(row), edugraph.doubtSign(row.doubt), edugraph.correctedSign(row)), ' ', strip(row, scale), ' ', when);
  }

  /** What tells a target from others: the city's own words, what part they speak of, and the words around the figure. */
  function own(row, indicator) {
    const words = [!indicator.own && row.subject && edugraph.said(row.subject), row.scope && text('targets.scope', targets.scope(row)), row.around && edugraph.said(`…${row.around}`)];
    return words.filter(Boolean).map((one) => make('span', { class: 'own' }, one));
  }

  function strip(row, scale) {
    const lines = scale.ticks.map((tick) => draw('line', { class: 'grid', x1: `${scale.at(tick)}%`, x2: `${scale.at(tick)}%`, y1: 0, y2: 28 }));
    return draw('svg', { class: 'strip', height: 28, 'aria-hidden': 'true' }, ...lines, ...mark(row, scale.at));
  }

  /** The mark of a figure; at() gives the place of a number in hundredths of the width. */
  function mark(row, at) {
    const name = `mark ${targets.firmness(row)}`;
    const sense = targets.sense(row);
    if (sense === 'blanked') return [draw('rect', { class: 'mark empty', x: -8, y: 5, width: 24, height: 18 }), draw('text', { class: 'star', x: 4, y: 21, 'text-anchor': 'middle' }, '*')];
    const [low, high] = [at(Number(row.value)), at(Number(row.value_max || row.value))];
    if (!Number.isFinite(low + high)) return [];
    if (sense === 'range') {
      const ends = [low, high].map((x) => draw('line', { class: name, x1: `${x}%`, x2: `${x}%`, y1: 5, y2: 23 }));
      return [draw('line', { class: `${name} bar`, x1: `${low}%`, x2: `${high}%`, y1: 14, y2: 14 }), ...ends];
    }
    const arrows = { least: 'M6 0H25M19 -5L25 0L19 5', over: 'M6 0H25M19 -5L25 0L19 5', most: 'M-6 0H-25M-19 -5L-25 0L-19 5', under: 'M-6 0H-25M-19 -5L-25 0L-19 5' };
    const asked = targets.firmness(row) === 'untold' ? [draw('text', { class: 'asked', y: 3.5, 'text-anchor': 'middle' }, '?')] : [];
    const arrow = arrows[sense] ? [draw('path', { class: 'arrow', d: arrows[sense] })] : [];
    return [draw('svg', { x: `${low}%`, y: 14, class: 'here' }, ...arrow, draw('circle', { class: name, r: 6 }), ...asked)];
  }

  /** The numbers along an axis. */
  function ticks(scale) {
    const words = scale.ticks.map((tick) => draw('text', { x: `${scale.at(tick)}%`, y: 14, 'text-anchor': 'middle' }, edugraph.number(tick)));
    return make('div', { class: 'ticks', 'aria-hidden': 'true' }, draw('svg', { height: 18 }, ...words));
  }

  /** An axis over all figures of some rows, from zero unless they lie close together far from it. */
  function scaled(rows) {
    const values = rows.flatMap((row) => [row.value, row.value_max]).filter(Boolean).map(Number).filter(Number.isFinite);
    const [least, most] = [values.reduce((one, other) => Math.min(one, other), Infinity), values.reduce((one, other) => Math.max(one, other), 0)];
    if (!values.length) return { ticks: [], at: () => 0, low: 0 };
    const from = rows.length > 1 && least > 0.6 * most && most > least ? least - (most - least) : 0;
    const step = stepOf((most - from || 1) / 4);
    const low = Math.max(0, Math.floor(from / step) * step);
    const count = Math.max(1, Math.ceil((most - low) / step - 1e-9));
    const at = (value) => PAD + ((value - low) / (count * step)) * (100 - 2 * PAD);
    return { low, at, ticks: Array.from({ length: count + 1 }, (_, index) => Number((low + index * step).toPrecision(12))) };
  }

  /** The next of 1, 2, 5, 10, 20 … */
  function stepOf(size) {
    const base = 10 ** Math.floor(Math.log10(size));
    return base * [1, 2, 5, 10].find((factor) => factor * base >= size * (1 - 1e-9));
  }

  /** What the marks mean, each drawn as in the picture. */
  targets.legend = (rows) => {
    const senses = { exact: '=', least: '>=', most: '<=', range: '=', blanked: '=' };
    const sample = (key, row) => make('li', {}, draw('svg', { class: `strip ${key}`, height: 28, 'aria-hidden': 'true' }, ...mark(row, Number)), text(`targets.legend.${key}`));
    const middle = { value: '50', value_max: '', redacted: 'false', comparator: '=', strength: 'committed' };
    const special = { range: { value: '15', value_max: '85' }, blanked: { value: '', redacted: 'true' } };
    const shapes = Object.entries(senses).map(([sense, comparator]) => sample(sense, { ...middle, comparator, ...special[sense] }));
    const strengths = { firm: 'binding', soft: 'striving', untold: '' };
    const fills = Object.entries(strengths).map(([key, strength]) => sample(key, { ...middle, strength }));
    const sign = (kind, words) => make('li', {}, make('span', { class: kind }, words), text(`targets.legend.${kind}`));
    const signs = [rows.some((row) => row.doubt) && sign('doubt', text('doubt.sign')), rows.some((row) => row.corrected) && sign('corrected', text('targets.column.corrected'))].filter(Boolean);
    return make('ul', { class: 'legend', 'aria-label': text('targets.legend') }, shapes, fills, signs);
  };
})();
