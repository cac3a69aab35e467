/* The panel beside the picture. Everything is built from elements and text, never from markup. */

const FACTS_AT_ONCE = 60;
const RESULTS_AT_ONCE = 50;
const FACT_ORDER = ['office', 'leader', 'target', 'theme', 'document', 'task', 'city'];

/** An element of this tab by its name. */
function spot(name) {
  return document.getElementById(`network-${name}`);
}

/** An element with properties and children; strings become text. */
function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== ''));
  return made;
}

/** Text of the plans, kept apart from the direction of writing around it. */
function said(words) {
  return element('bdi', { lang: 'zh-CN' }, words);
}

/** A button that brings a node to the middle; where its kind is not said around it, it says it. */
function nodeButton(node, { extra = '', kind = false } = {}) {
  const button = element('button', { type: 'button', className: 'node' }, ...(kind ? [badge(node), ' '] : []), said(label(node)), extra);
  button.dataset.id = node.id;
  return button;
}

function badge(node) {
  return element('span', { className: `badge ${node.kind}` }, text(`kind.${node.kind}`));
}

function showChosen(node) {
  const place = spot('chosen');
  place.replaceChildren(...(node ? describe(node) : describeOverview()));
  const panel = spot('panel');
  panel.scrollTop = node ? place.offsetTop - panel.offsetTop - 14 : 0;
}

function describeOverview() {
  const themes = DATA.nodes.filter((node) => node.kind === 'theme' && node.x !== undefined);
  const tasks = DATA.nodes.filter((node) => node.kind === 'task');
  const plans = CITIES.flatMap((city) => (city.details || []).filter(([name]) => name === 'plan'));
  const counts = [CITIES.length, plans.length, tasks.length, themes.length];
  return [
    element('h2', { tabIndex: -1, id: 'network-chosen-title' }, text('overview')),
    element('p', { className: 'counts' }, text('overview.counts', ...counts)),
    ...(CITIES.length === 1 ? [element('p', {}, text('overview.one'))] : []),
    element('p', {}, text('overview.read')),
    element('p', {}, text('overview.click')),
  ];
}

function describe(node) {
  const heading = element('h2', { tabIndex: -1, id: 'network-chosen-title' }, badge(node), ' ', said(label(node)));
  const place = node.task ? element('p', { className: 'place' }, taskPlace(node, {})) : null;
  return [heading, place, themeSummary(node), details(node), textLink(node), ...factGroups(node)].filter(Boolean);
}

/** The way from a task to its place in the plan's text. */
function textLink(node) {
  if (node.kind !== 'task' || !edugraph.settings.tabs.includes('reader')) return null;
  return element('p', {}, edugraph.link(edugraph.text('place'), 'reader', node.plan, `task-${node.task}`));
}

function themeSummary(node) {
  if (node.kind !== 'theme') return null;
  return element('p', { className: 'counts' }, themeLine(node));
}

/** Number of cities and tasks of a theme, then each city with its number. */
function themeLine(node) {
  const counts = themeCounts(node.id);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const each = counts.slice(0, HEADS).map(([city, count]) => `${label(NODES.get(city))} ${count}`);
  const rest = counts.length > HEADS ? ` … +${counts.length - HEADS}` : '';
  return `${text('tooltip.theme', counts.length, total)} · ${each.join(text('separator'))}${rest}`;
}

const CODED = new Set(['kind', 'strength', 'redacted']);
const SHOWN_APART = new Set(['comparator', 'value', 'value_max', 'unit', 'quote', 'source']);

function details(node) {
  const pairs = (node.details || []).filter(([name, what]) => !SHOWN_APART.has(name) && !(name === 'redacted' && what !== 'true'));
  if (!pairs.length) return null;
  const list = element('dl');
  for (const [name, what] of pairs) {
    const coded = CODED.has(name) ? value(what, name) : what;
    list.append(element('dt', {}, text(`detail.${name}`)), element('dd', {}, said(coded)));
  }
  return list;
}

/** The facts of a node by the kind of what is at the other end, each with its sentences. */
function factGroups(node) {
  const groups = new Map();
  for (const edge of links(node.id)) {
    const end = other(edge, node.id);
    if (!allowed(end)) continue;
    const key = groupTitle(node, end);
    groups.set(key, [...(groups.get(key) || []), [edge, end]]);
  }
  const rank = ([, [[, end]]]) => FACT_ORDER.indexOf(end.kind);
  return [...groups].sort((a, b) => rank(a) - rank(b)).map(([title, found]) => factGroup(node, title, found));
}

/** Facts are told by kind, those of a theme or document by city, the tasks of a city by section. */
function groupTitle(node, end) {
  if (node.kind === 'theme' || node.kind === 'document') return label(NODES.get(end.city));
  return (node.kind === 'city' && detail(end, 'section')) || text(`kind.${end.kind}`);
}

function factGroup(node, title, found) {
  const list = element('ol', { className: 'facts' });
  const section = element('section', {}, element('h3', {}, `${title} (${found.length})`), list);
  const add = (from) => {
    const next = found.slice(from, from + FACTS_AT_ONCE);
    list.append(...next.map(([edge, end]) => fact(node, edge, end)));
    const rest = found.length - from - next.length;
    if (!rest) return;
    const more = element('button', { type: 'button', className: 'more' }, text('more', Math.min(rest, FACTS_AT_ONCE)));
    more.addEventListener('click', () => {
      more.remove();
      add(from + FACTS_AT_ONCE);
      list.children[from + FACTS_AT_ONCE].querySelector('button').focus();
    });
    section.append(more);
  };
  add(0);
  return section;
}

function fact(node, edge, end) {
  const task = node.kind === 'task' ? node : end.kind === 'task' ? end : null;
  const more = [roleNames(edge), ...promise(end)].filter(Boolean).map((what) => ` · ${what}`).join('');
  const item = element('li', {}, nodeButton(end, { extra: more }));
  if (edge.kind === 'task') return item;
  item.append(...quotes(edge, marked(node, end)), element('p', { className: 'place' }, taskPlace(task, edge)));
  return item;
}

/** By when and how firmly a target is promised, and whether its figure is blanked. */
function promise(node) {
  const told = ['deadline', 'strength', 'redacted'].map((name) => [name, detail(node, name)]);
  return told.filter(([, what]) => what && what !== 'false').map(([name, what]) => value(what, name));
}

/** Plan, task and measures of a fact, as they are cited. */
function taskPlace(task, edge) {
  const measures = (edge.measures || []).map((measure) => text('measure.number', measure));
  return [edugraph.planName(task.plan), text('task.number', task.task), ...measures].join(' · ');
}

/** What to mark in a sentence: the quote of a target, else the name of the node. */
function marked(node, end) {
  const named = node.kind === 'task' ? end : node;
  return detail(named, 'quote') || named.label;
}

function quotes(edge, words) {
  if (!edge.quotes) return [element('p', { className: 'none' }, text('source.none'))];
  return edge.quotes.map((quote) => {
    const said = (edge.marks || []).find((mark) => quote.includes(mark)) || words;
    return element('blockquote', { lang: 'zh-CN' }, element('bdi', {}, ...highlight(quote, said, order(edge, quote))));
  });
}

/** Which of the targets of its task that say the same in a sentence a target is, and how many they are. */
function order(edge, quote) {
  if (edge.kind !== 'target') return [];
  const own = detail(NODES.get(edge.to), 'quote');
  const same = links(edge.from).filter((one) => one.kind === 'target' && one.quotes?.includes(quote) && detail(NODES.get(one.to), 'quote') === own);
  return [same.findIndex(({ to }) => to === edge.to), same.length];
}

/** A sentence with its words marked: the own place of a target where each place has one, else every place. */
function highlight(quote, words, [own, among] = []) {
  const parts = words ? quote.split(words) : [quote];
  const chosen = (at) => among !== parts.length - 1 || at === own;
  return parts.flatMap((part, at) => (at ? [chosen(at - 1) ? element('mark', {}, words) : words, part] : [part]));
}

/** The plain list of what the picture shows, by kind, for the keyboard and for screen readers. */
function showList(nodes) {
  const groups = KINDS.map((kind) => [kind, nodes.filter((node) => node.kind === kind)]).filter(([, found]) => found.length);
  const count = groups.reduce((sum, [, found]) => sum + found.length, 0);
  spot('list-title').textContent = text('list', count);
  spot('list-items').replaceChildren(
    ...groups.flatMap(([kind, found]) => [
      element('h3', {}, text(`kind.${kind}`)),
      element('ul', { className: 'nodes' }, ...found.map((node) => element('li', {}, nodeButton(node, { extra: listNote(node) })))),
    ]),
  );
}

/** In the list a theme says in words what its cells and lines show. */
function listNote(node) {
  return node.kind === 'theme' ? element('span', { className: 'note' }, themeLine(node)) : '';
}

function showResults(query) {
  const place = spot('results');
  const asked = Boolean(query.trim());
  const found = search(query);
  const title = asked ? text('results', found.length) : '';
  spot('found').textContent = title;
  place.hidden = !asked;
  const shown = found.slice(0, RESULTS_AT_ONCE);
  const items = shown.map((node) => element('li', {}, nodeButton(node, { extra: resultNote(node), kind: true })));
  const more = found.length > shown.length ? text('results.more', RESULTS_AT_ONCE) : '';
  const note = found.length ? more : text('results.none');
  const list = element('ul', { className: 'nodes' }, ...items);
  place.replaceChildren(element('h2', {}, title), list, element('p', {}, note));
}

/** Whose a result is: the plan of a task, else the city. */
function resultNote(node) {
  const city = NODES.get(node.city);
  const whose = node.plan ? edugraph.planName(node.plan) : city ? label(city) : '';
  return whose ? element('span', { className: 'note' }, whose) : '';
}
