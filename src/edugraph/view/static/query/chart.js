'use strict';
/* Rows as bars, where one column names and another counts: a picture that can be saved. */

(() => {
  const { make, text } = edugraph;
  const MOST = 40;
  const SPACE = 'http://www.w3.org/2000/svg';
  /* Numbers that name a thing rather than count it. */
  const NAMES = new Set(['task', 'measure', 'year', 'code', 'start', 'end', 'notation', 'number', 'community', 'task_a', 'task_b', 'other_task', 'concept']);
  /* Figures that say nothing without their unit; beside a unit every number is one but those that count rows. */
  const FIGURES = new Set(['value', 'value_max', 'other_value', 'difference']);
  const COUNTS = new Set(['count', 'times', 'cities', 'plans', 'tasks']);
  const NUMBER = /^-?\d+(\.\d+)?$/;

  const measured = (column, columns) => FIGURES.has(column) || (columns.includes('unit') && !COUNTS.has(column));

  /** Columns that can be drawn: { counts, names }; figures only where their unit is told. */
  function columnsOf(columns, rows) {
    const filled = (column) => rows.filter((row) => row[column] !== '');
    const told = (column) => columns.includes('unit') || !FIGURES.has(column);
    const counts = columns.filter((column) => !NAMES.has(column) && told(column) && filled(column).length && filled(column).every((row) => NUMBER.test(row[column])));
    const names = columns.filter((column) => !counts.includes(column) && filled(column).length && !['quote', 'sentence', 'text'].includes(column));
    return { counts, names };
  }

  /** The button that shows and hides the picture; none where the columns do not allow one. */
  function button(found, columns, rows) {
    const { counts, names } = columnsOf(columns, rows);
    if (!counts.length || !names.length) return null;
    const pressed = ({ currentTarget }) => {
      const on = currentTarget.getAttribute('aria-pressed') !== 'true';
      currentTarget.setAttribute('aria-pressed', String(on));
      const place = document.querySelector('#panel-query .chart-place');
      place.replaceChildren(...(on ? chooser({ found, columns, rows, counts, names }) : []));
    };
    return make('button', { type: 'button', 'aria-pressed': 'false', onclick: pressed }, text('query.chart'));
  }

  /** The picture, and which columns it is drawn from where there are several; figures of one unit at a time. */
  function chooser({ found, columns, rows, counts, names }) {
    const choice = { count: counts[0], name: namedBest(rows, names), unit: null };
    const place = make('figure', { class: 'chart' });
    const controls = make('div', { class: 'controls' });
    const head = (column) => edugraph.query.result.head(found, column);
    const select = (key, values, named) => {
      const options = values.map((value) => make('option', { value, selected: value === choice[key] }, named(value)));
      const change = ({ target }) => {
        choice[key] = target.value;
        draw(key);
      };
      return values.length > 1 ? make('label', {}, text(`query.chart.${key}`), make('select', { onchange: change, data: { key } }, options)) : null;
    };
    const draw = (changed) => {
      const units = measured(choice.count, columns) ? unitsOf(rows, choice.count) : new Map();
      if (!units.has(choice.unit)) choice.unit = units.keys().next().value ?? null;
      controls.replaceChildren(...[select('name', names, head), select('count', counts, head), select('unit', [...units.keys()], (unit) => `${unitName(unit)} (${units.get(unit)})`)].filter(Boolean));
      place.replaceChildren(...drawn(found, choice.unit === null ? rows : rows.filter(({ unit }) => unit === choice.unit), choice));
      if (changed) controls.querySelector(`[data-key=${changed}]`)?.focus();
    };
    draw();
    return [controls, place];
  }

  /** The units of the rows that have a figure, with how many have it, those of most rows first. */
  function unitsOf(rows, count) {
    const found = new Map();
    for (const row of rows) if (row[count] !== '') found.set(row.unit, (found.get(row.unit) ?? 0) + 1);
    return new Map([...found].sort((one, other) => other[1] - one[1]));
  }

  const unitName = (unit) => (unit ? edugraph.name(unit) : text('query.chart.unit.none'));

  /** The column of names that tells the most rows apart. */
  function namedBest(rows, names) {
    const different = (column) => new Set(rows.map((row) => row[column])).size;
    return names.reduce((best, column) => (different(column) > different(best) ? column : best));
  }

  function drawn(found, rows, { count, name, unit }) {
    const several = new Set(rows.map((row) => row.plan)).size > 1;
    const bars = rows.filter((row) => row[count] !== '').map((row) => ({ name: label(row, name, several), value: Number(row[count]), said: row[count] }));
    bars.sort((one, other) => other.value - one.value);
    const said = [edugraph.query.result.head(found, count), ...(unit === null ? [] : [unitName(unit)])];
    const title = text('query.chart.title', found.title, edugraph.list(said));
    const picture = svg(bars.slice(0, MOST), title);
    const left = rows.length - bars.length;
    const notes = [bars.length > MOST ? text('query.chart.cut', MOST, bars.length) : '', left ? text('query.chart.left', left) : ''].filter(Boolean);
    const save = make('button', { type: 'button', onclick: () => edugraph.save(`${found.name}.svg`, 'image/svg+xml', new XMLSerializer().serializeToString(picture)) }, text('query.chart.save'));
    return [make('figcaption', {}, title, notes.length ? make('span', { class: 'muted' }, ` ${notes.join(' ')}`) : null), make('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': title }, picture), save];
  }

  /** A name with its city, where the rows are of several plans: offices of the same name are apart. */
  function label(row, name, several) {
    const plan = several && name !== 'plan' && name !== 'city' && row.plan ? `${edugraph.planName(row.plan)} · ` : '';
    return `${plan}${name === 'plan' ? edugraph.planName(row[name]) : row[name]}`;
  }

  /** Bars from a common line, each with its name and its figure; colours for paper, the page has its own. */
  function svg(bars, title) {
    const [names, wide, high] = [240, 760, 24];
    const low = Math.min(0, ...bars.map(({ value }) => value));
    const span = Math.max(0, ...bars.map(({ value }) => value)) - low || 1;
    const x = (value) => names + ((value - low) / span) * (wide - names - 70);
    const picture = element('svg', { xmlns: SPACE, viewBox: `0 0 ${wide} ${bars.length * high + 8}`, width: wide, height: bars.length * high + 8, role: 'img', 'aria-label': title });
    picture.append(element('rect', { width: '100%', height: '100%', fill: '#ffffff', class: 'ground' }));
    bars.forEach(({ name, value, said }, at) => {
      const y = at * high + 4;
      const words = { y: y + 16, 'font-size': 13, 'font-family': 'sans-serif', fill: '#1b2330', class: 'words' };
      const bar = { x: Math.min(x(0), x(value)), y: y + 3, width: Math.max(1, Math.abs(x(value) - x(0))), height: high - 6, fill: '#1f5fb4', class: 'bar' };
      picture.append(element('text', { x: names - 8, 'text-anchor': 'end', ...words }, short(name)), element('rect', bar), element('text', { x: Math.max(x(0), x(value)) + 6, ...words }, edugraph.number(said)));
      picture.lastChild.previousSibling.append(element('title', {}, `${name}: ${said}`));
    });
    return picture;
  }

  const short = (name) => (Array.from(name).length > 17 ? `${Array.from(name).slice(0, 16).join('')}…` : name);

  function element(tag, attributes, words) {
    const made = document.createElementNS(SPACE, tag);
    for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') made.setAttribute(key, value);
    if (words !== undefined) made.textContent = words;
    return made;
  }

  Object.assign(edugraph.query, { chart: { button } });
})();
