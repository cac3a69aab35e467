'use strict';
/* Cells in words: codes, reasons, cities, and the plans and tasks that a cell lists. What the plans say stays as it is. */

(() => {
  const { make, text } = edugraph;
  const NAMED = ['city', 'city_a', 'city_b', 'other', 'reference', 'theme', 'indicator', 'function', 'province'];
  const LISTED = ['cities', 'whose', 'peers', 'themes'];
  const CODED = ['kind', 'level', 'measured', 'direction', 'trait', 'what', 'city_known', 'year_from', 'said', 'detail', 'beyond', 'silence', 'change', 'state', 'check', 'city_from'];
  const ANSWERS = ['redacted', 'titled', 'unit', 'steady'];
  const PHRASED = ['why', 'comparable', 'note'];
  const PARTS = { 'whole area': 'phrase.whole', 'each unit': 'phrase.each' };
  /* The reasons that computed questions give, as they are written. */
  const PHRASES = edugraph.settings.phrases.map(([pattern, key]) => [new RegExp(pattern, 'g'), key]);

  /** The words for a code of a column: its own, else those that all tabs use; a code that has none stays. */
  function code(column, value) {
    for (const key of [`value.${column}.${value}`, `code.${column}.${value}`, `code.kind.${value}`, `code.role.${value}`]) {
      const words = text(key);
      if (words !== key) return words;
    }
    return value;
  }

  /** What figures may share or differ in: a scope, a kind of figure, a unit ("节/周" by its parts), a year. */
  function part(value) {
    if (PARTS[value]) return text(PARTS[value]);
    const named = edugraph.list(value.split('、').map((one) => one.split('/').map(edugraph.name).join('/')));
    return [code('measured', value), code('kind', value)].find((one) => one !== value) || named;
  }

  const group = (value) => value.split('; ').map(part).join(text('phrase.and'));

  /** Reasons in the chosen language, part by part; what no phrase fits stays as it is. */
  const reasons = (value) => value.split('; ').map(phrase).join(text('phrase.and'));

  function phrase(value) {
    return PHRASES.reduce((said, [pattern, key]) => said.replace(pattern, (...found) => {
      const groups = found.slice(1, found.findIndex((one) => typeof one === 'number')).map((one) => one ?? '');
      if (key === 'part') return `${text(`phrase.${groups[0]}`)} `;
      if (key === 'share') return text(groups[2] ? 'phrase.share' : 'phrase.share.bare', ...groups);
      return text(`phrase.${key}`, ...(key === 'against' || key === 'scope' ? groups.map(part) : groups));
    }), value);
  }

  const known = (key) => edugraph.settings.plans.some(({ plan }) => plan === key);

  /** A text that needs words, as text; others as they are. */
  function words(column, value) {
    if (value === '') return '';
    if (column === 'role' || column === 'strength') return edugraph.coded(column, value);
    if (ANSWERS.includes(column) && /^(true|false)$/.test(value)) return text(`answer.${value}`);
    if (CODED.includes(column)) return code(column, value);
    if (PHRASED.includes(column)) return reasons(value);
    if (column === 'doubt') return edugraph.doubts(value);
    if (column === 'corrected') return edugraph.coded(column, value);
    if (column === 'was' || column === 'now') return edugraph.fields(value);
    if (column === 'group') return group(value);
    if (column === 'figures') return value.replace(/\(([^()]+; [^()]+)\)/g, (_, shared) => `(${group(shared)})`);
    if (column === 'reason' || column === 'subject') return code('reason', value);
    if (NAMED.includes(column)) return edugraph.name(value);
    if (LISTED.includes(column)) return edugraph.list(value.split('、').map(edugraph.name));
    if (/^plans?(_[ab])?$/.test(column)) return edugraph.list(value.split(' ').map((key) => (known(key) ? edugraph.planName(key) : key)));
    return value;
  }

  /** The tasks that a cell lists ("handan-2023:4 ningbo-2023:9"), by plan; null where it lists none. */
  function tasks(value) {
    const pairs = value.split(' ').map((one) => one.split(/:(.*)/s));
    if (!value || !pairs.every(([plan, task]) => task && known(plan))) return null;
    const plans = [...new Set(pairs.map(([plan]) => plan))];
    const link = (plan, task) => (edugraph.settings.tabs.includes('reader') ? make('a', { href: edugraph.address('reader', plan, `task-${task}`), 'aria-label': `${edugraph.planName(plan)} ${text('task.number', task)}` }, task) : task);
    const listed = (plan) => pairs.filter(([one]) => one === plan).flatMap(([, task], at) => [at ? text('separator') : '', link(plan, task)]);
    return make('ul', { class: 'tasks' }, plans.map((plan) => make('li', {}, make('span', { class: 'key' }, edugraph.planName(plan)), ' ', listed(plan))));
  }

  Object.assign(edugraph.query, { values: { words, tasks } });
})();
