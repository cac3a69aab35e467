'use strict';
/* The data of the page, indexed, and the words of the chosen language. */

const DATA = JSON.parse(document.getElementById('data').textContent);
const NODES = new Map(DATA.nodes.map((node) => [node.id, node]));
const LINKS = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const edge of DATA.edges) {
  LINKS.get(edge.from).push(edge);
  LINKS.get(edge.to).push(edge);
}
const KINDS = Object.keys(DATA.sizes).filter((kind) => kind !== 'caption');
const CITIES = DATA.nodes.filter((node) => node.kind === 'city');
const CITY_RANK = new Map(CITIES.map((city, at) => [city.id, at]));
const THEME_COUNTS = countThemes();

/* What the reader has chosen: a node or nothing, the cities left out, the language. */
const state = { focus: null, off: new Set(), language: 'zh', toTitle: false };

/** Text of the interface, {0} and {1} filled in; an unknown key is its own text. */
function text(key, ...values) {
  const words = DATA.strings[state.language];
  const found = Object.hasOwn(words, key) ? words[key] : key;
  return found.replace(/\{(\d)\}/g, (_, at) => String(values[at]));
}

/** A coded value such as a role in the chosen language, or as it stands. */
function value(code, kind = 'role') {
  const key = `value.${kind}.${code}`;
  const found = text(key);
  return found === key ? code : found;
}

/** The label of a node in the chosen language, as far as there is one. */
function label(node) {
  if (node.kind === 'caption' && !node.label) {
    const cities = detail(node, 'cities');
    return text(cities === '1' ? 'group.cities.one' : 'group.cities', cities);
  }
  return state.language === 'en' && node.english ? node.english : node.label || node.id;
}

/** First value of a detail of a node. */
function detail(node, name) {
  const found = (node.details || []).find(([key]) => key === name);
  return found ? found[1] : '';
}

/** The node at the other end of an edge. */
function other(edge, id) {
  return NODES.get(edge.from === id ? edge.to : edge.from);
}

/** Edges of a node of one kind, or of all kinds but the counts of the overview. */
function links(id, kind) {
  return LINKS.get(id).filter((edge) => (kind ? edge.kind === kind : edge.kind !== 'overview'));
}

/** The city that a node belongs to; themes and documents belong to none. */
function cityOf(node) {
  return node.kind === 'city' ? node.id : node.city;
}

/** Whether the city filter lets a node be seen. */
function allowed(node) {
  return !state.off.has(cityOf(node));
}

/** For each theme, a map from city to number of tasks. */
function countThemes() {
  const counts = new Map();
  for (const edge of DATA.edges) {
    if (edge.kind !== 'theme') continue;
    const found = counts.get(edge.to) || new Map();
    const city = NODES.get(edge.from).city;
    counts.set(edge.to, found.set(city, (found.get(city) || 0) + 1));
  }
  return counts;
}

/** Number of tasks of a theme for each visible city, as pairs of city id and number. */
function themeCounts(id) {
  const counts = [...(THEME_COUNTS.get(id) || new Map())];
  return counts.filter(([city]) => !state.off.has(city));
}

const haystacks = new Map();

/** All the words by which a node is found: names, details, and for a task the sentences of its facts. */
function haystack(node) {
  if (!haystacks.has(node.id)) {
    const details = (node.details || []).map(([, what]) => what);
    const quotes = node.kind === 'task' ? links(node.id).flatMap((edge) => edge.quotes || []) : [];
    const all = [node.label, node.english, node.plan, ...details, ...quotes];
    haystacks.set(node.id, all.join('\n').toLowerCase());
  }
  return haystacks.get(node.id);
}

/** Nodes that hold every word of the query: those that have it in their name first, then by kind. */
function search(query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const holds = (said) => words.every((word) => said.includes(word));
  const rank = (node) => (holds(`${node.label} ${node.english || ''}`.toLowerCase()) ? 0 : 100) + KINDS.indexOf(node.kind);
  const found = DATA.nodes.filter((node) => KINDS.includes(node.kind) && allowed(node) && holds(haystack(node)));
  const ranked = found.map((node) => [rank(node), node]);
  return ranked.sort(([one], [two]) => one - two).map(([, node]) => node);
}
