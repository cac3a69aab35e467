/* The data of the network, indexed, and what the reader has chosen. */

let DATA = null;
let NODES = new Map();
let LINKS = new Map();
let KINDS = [];
let CITIES = [];
let CITY_RANK = new Map();

/* The node in the middle or nothing, the cities left out, what tasks are filtered by. */
const state = { focus: null, off: new Set(), theme: '', office: '', role: '', toTitle: false };

/** Takes the data of the pack, once. */
function load(data) {
  if (DATA) return;
  DATA = data;
  NODES = new Map(DATA.nodes.map((node) => [node.id, node]));
  LINKS = new Map(DATA.nodes.map((node) => [node.id, []]));
  for (const edge of DATA.edges) {
    LINKS.get(edge.from).push(edge);
    LINKS.get(edge.to).push(edge);
  }
  KINDS = Object.keys(DATA.sizes).filter((kind) => kind !== 'caption');
  CITIES = DATA.nodes.filter((node) => node.kind === 'city');
  CITY_RANK = new Map(CITIES.map((city, at) => [city.id, at]));
}

/** Words of this tab, {0} and {1} filled in. */
function text(key, ...values) {
  return edugraph.text(`network.${key}`, ...values);
}

/** A code such as a role in the chosen language, or as it stands; what kind of figure a target is, only this tab says. */
function value(code, kind = 'role') {
  const own = `value.${kind}.${code}`;
  return kind === 'kind' ? (text(own) === `network.${own}` ? code : text(own)) : edugraph.coded(kind, code);
}

/** The label of a node in the chosen language, as far as there is one. */
function label(node) {
  if (node.kind === 'caption' && !node.label) {
    const cities = detail(node, 'cities');
    return text(cities === '1' ? 'group.cities.one' : 'group.cities', cities);
  }
  return edugraph.state.language === 'en' && node.english ? node.english : node.label || node.id;
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

/** Whether the filters let a node be seen: its city is not left out, and a task passes the others. */
function allowed(node) {
  if (state.off.has(cityOf(node))) return false;
  if (node.kind === 'task') return passes(node);
  return node.kind !== 'office' || !state.role || links(node.id, 'responsibility').some((edge) => (edge.roles || []).includes(state.role));
}

/** Whether a task has the theme, the office and the role that are asked for: the role is the office's, where both are. */
function passes(task) {
  const themed = !state.theme || links(task.id, 'theme').some((edge) => edge.to === state.theme);
  if (!themed || !(state.office || state.role)) return themed;
  return links(task.id, 'responsibility').some((edge) => {
    const ours = !state.office || NODES.get(edge.to).label === state.office;
    return ours && (!state.role || (edge.roles || []).includes(state.role));
  });
}

/** Number of tasks that are seen of a theme for each city, as pairs of city id and number. */
function themeCounts(id) {
  if (!counted.has(id)) counted.set(id, countTasks(id));
  return counted.get(id);
}

const counted = new Map();

/** Forgets the counts: the filters have changed. */
function recount() {
  counted.clear();
}

function countTasks(id) {
  const counts = new Map();
  for (const edge of links(id, 'theme')) {
    const task = NODES.get(edge.from);
    if (allowed(task)) counts.set(task.city, (counts.get(task.city) || 0) + 1);
  }
  return [...counts].sort(([one], [other]) => CITY_RANK.get(one) - CITY_RANK.get(other));
}

/** Names that tasks can be filtered by: themes as pairs of id and label, offices by their label. */
function filterNames() {
  const themes = DATA.nodes.filter((node) => node.kind === 'theme').map((node) => [node.id, label(node)]);
  const offices = new Set(DATA.nodes.filter((node) => node.kind === 'office').map((node) => node.label));
  const roles = new Set(DATA.edges.flatMap((edge) => edge.roles || []));
  const byName = ([, one], [, other]) => one.localeCompare(other, 'zh');
  return { theme: themes.sort(byName), office: [...offices].map((name) => [name, name]).sort(byName), role: [...roles].map((role) => [role, value(role)]) };
}

const haystacks = new Map();

/** All the words by which a node is found: names, details, and for a task what hangs on it, with the sentences. */
function haystack(node) {
  if (!haystacks.has(node.id)) {
    const details = (node.details || []).map(([, what]) => what);
    const quotes = node.kind === 'task' ? links(node.id).flatMap((edge) => [other(edge, node.id).label, ...(edge.quotes || [])]) : [];
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
