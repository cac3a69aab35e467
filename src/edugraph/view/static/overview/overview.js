/* The overview: themes down, cities across, in each cell how many tasks and how many figures. */

const { make, text, named, name } = edugraph;
/* So many plans stand side by side; of more, a part is shown at a time. */
const PLANS_AT_ONCE = 24;
const OPEN_AT_ONCE = 8;
const choice = { words: '', share: 'any', broad: false, order: 'list', down: false, cities: '', from: 0 };
let themes = [];
let titles = {};
let body;
let frame;
let status;

edugraph.tab('overview', { open, show });

async function open(panel) {
  themes = themes.length ? themes : prepared(await edugraph.pack('overview'));
  titles = await edugraph.pack('tasks');
  body = make('tbody');
  status = make('p', { class: 'muted', role: 'status' });
  frame = make('div', { class: 'frame' });
  const plans = edugraph.settings.plans;
  const counts = text('counts', edugraph.cityCount(), plans.length);
  panel.replaceChildren(make('h2', {}, text('overview.heading'), ' ', make('small', { class: 'muted' }, counts)), make('p', { class: 'intro' }, text('overview.read')), about(), controls(), status, frame);
  fillTable();
}

/** What the plans are: they differ in kind and length, and a plan that says nothing of a theme may still act on it. */
function about() {
  const columns = ['city', 'year', 'genre', 'level', 'tasks', 'title'].map((key) => ({ key, title: text(`overview.plan.${key}`) }));
  const level = (code) => edugraph.coded('level', code);
  const rows = edugraph.settings.plans.map((plan) => ({ ...plan, city: name(plan.city), genre: name(plan.genre), level: level(plan.level), tasks: String(Object.keys(titles[plan.plan] || {}).length) }));
  const words = text('overview.plans.about');
  return make('details', { class: 'about' }, make('summary', {}, words), make('p', {}, text('overview.plans.differ')), edugraph.table(columns, rows, words));
}

/** The address names a theme and a plan: their tasks come up beside the table. */
async function show(theme, plan) {
  const row = themes.find((one) => one.theme === theme);
  if (theme && !row) return edugraph.unknown(theme);
  if (!row) return;
  if (plan && !Object.hasOwn(row.cells, plan)) edugraph.unknown(plan);
  if (plan && Object.hasOwn(row.cells, plan)) await showCell(row, plan);
  else showTheme(row);
}

/** Themes with the numbers that they are sorted by. */
function prepared(found) {
  return found.map((row, at) => {
    const cells = Object.values(row.cells);
    const counts = Object.fromEntries(Object.entries(row.cells).map(([plan, cell]) => [plan, cell.tasks.length]));
    const cities = new Set(Object.keys(row.cells).map(edugraph.cityOf));
    return { ...row, at, counts, cities: cities.size, tasks: Object.values(counts).reduce((sum, count) => sum + count, 0), figures: cells.reduce((sum, cell) => sum + figures(cell), 0) };
  });
}

function figures(cell) {
  return cell.targets.reduce((sum, { times }) => sum + times, 0);
}

/** The targets of a cell, each with its task; equal ones once, with how many they are. */
function stated(cell) {
  return cell.targets.map(({ task, indicator, times, ...figure }) => [text('overview.stated', task, indicator, edugraph.figure(figure)), times > 1 ? ` ×${times}` : ''].join(''));
}

/** Who answers, by role. */
function answering(cell) {
  return cell.offices.map(({ role, names }) => `${edugraph.coded('role', role)}${text('overview.colon')}${edugraph.list(names)}`);
}

function controls() {
  const change = (key) => ({ target }) => {
    choice[key] = target.type === 'checkbox' ? target.checked : target.value;
    fill();
  };
  const cities = edugraph.cityCount();
  const shares = ['any', ...(cities > 1 ? ['two', 'all', 'one'] : [])];
  return make(
    'div',
    { class: 'controls' },
    make('label', {}, text('overview.search'), make('input', { type: 'search', id: 'overview-search', value: choice.words, autocomplete: 'off', oninput: change('words') })),
    make('label', {}, text('overview.share'), make('select', { id: 'overview-share', onchange: change('share') }, shares.map((share) => make('option', { value: share, selected: choice.share === share }, text(`overview.share.${share}`))))),
    make('label', {}, text('overview.search.cities'), make('input', { type: 'search', id: 'overview-cities', value: choice.cities, autocomplete: 'off', oninput: filterCities })),
    make('label', { class: 'tick' }, make('input', { type: 'checkbox', id: 'overview-broad', checked: choice.broad, onchange: change('broad') }), text('overview.broad')),
    make('button', { type: 'button', id: 'overview-csv', onclick: saveRows }, edugraph.text('csv')),
  );
}

function filterCities({ target }) {
  choice.cities = target.value;
  choice.from = 0;
  fillTable();
}

/** The plans whose city fits the words of the filter. */
function fitting() {
  const words = choice.cities.toLowerCase().split(/[\s、，,;；]+/).filter(Boolean);
  const said = ({ plan, city, province }) => `${plan} ${city} ${name(city)} ${province}`.toLowerCase();
  return edugraph.settings.plans.filter((plan) => !words.length || words.some((word) => said(plan).includes(word)));
}

/** The plans that stand side by side now. */
function columns() {
  return fitting().slice(choice.from, choice.from + PLANS_AT_ONCE);
}

/** The table for the plans that stand side by side, and the way to the others. */
function fillTable() {
  body = make('tbody');
  frame.replaceChildren(...[pager(), table()].filter(Boolean));
  fill();
}

/** Where there are more plans than stand side by side: which, and the way on and back. */
function pager() {
  const count = fitting().length;
  if (edugraph.settings.plans.length <= PLANS_AT_ONCE) return null;
  const step = (by) => () => {
    choice.from += by * PLANS_AT_ONCE;
    fillTable();
    const [first, second] = by < 0 ? ['back', 'on'] : ['on', 'back'];
    const button = document.getElementById(`overview-${first}`);
    (button.disabled ? document.getElementById(`overview-${second}`) : button).focus();
  };
  const last = Math.min(count, choice.from + PLANS_AT_ONCE);
  return make(
    'div',
    { class: 'controls' },
    make('button', { type: 'button', id: 'overview-back', disabled: choice.from === 0, onclick: step(-1) }, text('overview.back')),
    make('span', { class: 'muted', role: 'status' }, count ? text('overview.plans', choice.from + 1, last, count) : text('overview.plans.none')),
    make('button', { type: 'button', id: 'overview-on', disabled: last >= count, onclick: step(1) }, text('overview.on')),
  );
}

function table() {
  const plans = columns();
  const heads = [['list', text('overview.theme')], ['cities', text('overview.cities')], ['tasks', text('overview.tasks')], ...plans.map((plan) => [plan.plan, edugraph.planName(plan.plan)])];
  const row = make('tr', {}, heads.map(([key, words]) => head(key, words)));
  const caption = text('overview.caption');
  return make('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption }, make('table', { class: 'heat' }, make('caption', { class: 'unseen' }, caption), make('thead', {}, row), body));
}

function head(key, words) {
  const sort = () => {
    choice.down = choice.order === key ? !choice.down : key !== 'list';
    choice.order = key;
    fill();
  };
  const button = make('button', { type: 'button', onclick: sort }, words, make('span', { class: 'arrow', 'aria-hidden': 'true' }));
  return make('th', { scope: 'col', data: { key } }, button);
}

/** The themes that the filters leave, in the order that is asked for. */
function shown() {
  const cities = edugraph.cityCount();
  const shares = { any: () => true, two: (row) => row.cities > 1, all: (row) => row.cities === cities, one: (row) => row.cities === 1 };
  const words = choice.words.trim().toLowerCase();
  const fits = (row) => !words || `${row.theme} ${name(row.theme)} ${row.below.join(' ')}`.toLowerCase().includes(words);
  const kept = themes.filter((row) => shares[choice.share](row) && fits(row) && !(choice.broad && row.depth));
  const size = (row) => (choice.order === 'list' ? row.at : row[choice.order] ?? row.counts[choice.order] ?? 0);
  return kept.sort((one, other) => (choice.down ? size(other) - size(one) : size(one) - size(other)) || one.at - other.at);
}

function fill() {
  const kept = shown();
  body.replaceChildren(...kept.map(line));
  status.textContent = kept.length ? text('overview.shown', kept.length, themes.length) : text('overview.none');
  if (!columns().length) status.textContent = text('overview.plans.none');
  for (const cell of body.parentElement.tHead.rows[0].cells) {
    cell.setAttribute('aria-sort', cell.dataset.key !== choice.order ? 'none' : choice.down ? 'descending' : 'ascending');
  }
}

function line(row) {
  const title = make('a', { href: edugraph.address('overview', row.theme), class: row.depth && choice.order === 'list' ? 'narrow' : null }, named(row.theme));
  const acting = columns().filter(({ plan }) => row.counts[plan]).map(({ plan, city }) => make('a', { href: edugraph.address('overview', row.theme, plan) }, `${name(city)} ${row.counts[plan]}`));
  const small = make('div', { class: 'small-screen' }, acting);
  return make('tr', {}, make('th', { scope: 'row' }, title, small), make('td', { class: 'count' }, String(row.cities)), make('td', { class: 'count' }, String(row.tasks)), columns().map(({ plan }) => cell(row, plan)));
}

/** The rows that are shown, with all plans, as a file: the numbers of the tasks in each cell. */
function saveRows() {
  const { plans } = edugraph.settings;
  const rows = shown().map((row) => ({ theme: row.theme, cities: row.cities, tasks: row.tasks, ...Object.fromEntries(plans.map(({ plan }) => [plan, row.cells[plan]?.tasks.join(' ') ?? ''])) }));
  edugraph.save('themes.csv', 'text/csv', edugraph.csv(['theme', 'cities', 'tasks', ...plans.map(({ plan }) => plan)], rows));
}

/** A cell: the number of tasks, then of figures; its ground is darker the more tasks. */
function cell(row, plan) {
  const count = row.counts[plan];
  if (!count) return make('td', { class: 'heat-0' }, make('span', { class: 'unseen' }, text('overview.silent')));
  const stated = figures(row.cells[plan]);
  const unseen = (words) => make('span', { class: 'unseen' }, words);
  const link = make(
    'a',
    { href: edugraph.address('overview', row.theme, plan) },
    unseen(`${name(row.theme)} · ${edugraph.planName(plan)} `),
    make('b', {}, String(count)),
    unseen(text('overview.cell')),
    stated ? make('small', {}, text('overview.figures', stated)) : null,
  );
  return make('td', { class: `heat-${Math.min(5, Math.ceil(count / 2))}` }, link);
}

async function showCell(row, plan) {
  const title = [named(row.theme), ' · ', edugraph.planName(plan)];
  edugraph.detail(make('span', {}, title), ...(await cellContent(row, plan)));
}

/** All cities of a theme: of few plans everything at once, of many each when it is opened. */
function showTheme(row) {
  const acting = edugraph.settings.plans.map(({ plan }) => plan).filter((plan) => row.cells[plan]);
  const silent = edugraph.settings.plans.map(({ plan }) => plan).filter((plan) => !row.cells[plan]);
  const names = silent.slice(0, PLANS_AT_ONCE).map(edugraph.planName);
  const more = silent.length > names.length ? [text('overview.others', silent.length - names.length)] : [];
  const without = silent.length ? make('p', { class: 'muted' }, text('overview.without', edugraph.list([...names, ...more]))) : null;
  const title = make('span', {}, named(row.theme), ' · ', text('overview.acting', row.cities, row.tasks));
  edugraph.detail(title, without, ...acting.map((plan) => planPart(row, plan, acting.length <= OPEN_AT_ONCE)));
}

/** What a plan has on a theme, filled when it is opened. */
function planPart(row, plan, open) {
  const place = make('div');
  const fill = async ({ target }) => {
    if (target.open && !place.childElementCount) place.replaceChildren(...(await cellContent(row, plan)));
  };
  return make('details', { open, ontoggle: fill }, make('summary', {}, make('h3', {}, edugraph.planName(plan), ` · ${row.counts[plan]}`)), place);
}

/** What stands behind a cell: who answers, the figures, and each task with the sentences that name the theme. */
async function cellContent(row, plan) {
  const cell = row.cells[plan];
  const facts = [['overview.offices', answering(cell)], ['overview.targets', stated(cell)], ['overview.narrower', cell.narrower.map(name)]];
  const { tasks } = cell;
  const sentences = await Promise.all(tasks.map((task) => edugraph.sentences(plan, (fact) => fact.kind === 'theme' && fact.task === task && row.below.includes(fact.subject))));
  const list = make('ol', { class: 'plain' }, tasks.map((task, at) => make('li', {}, edugraph.taskName(plan, task, titles[plan][task]), sentences[at], edugraph.taskText(plan, task))));
  return [make('dl', {}, facts.filter(([, said]) => said.length).map(([key, said]) => [make('dt', {}, text(key)), make('dd', {}, said.map((part) => make('div', {}, edugraph.said(part))))])), list];
}
