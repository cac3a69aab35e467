'use strict';
/* The page at work: what is chosen is drawn, and a click, a key or a word chooses. */

const picture = document.getElementById('picture');
const drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
const network = new vis.Network(picture, drawn, DATA.options);
const MAX_SCALE = 1.25;
const MANY_LINES = 1000;

/** Nodes and lines of the overview that the city filter leaves. */
function overview() {
  const placed = DATA.nodes.filter((node) => node.x !== undefined && node.kind !== 'caption');
  const cities = placed.filter((node) => node.kind === 'city' && allowed(node));
  const share = Math.min(2, cities.length);
  const shared = (node) => node.kind === 'theme' && themeCounts(node.id).length >= share;
  const themes = share ? placed.filter(shared).sort(byShare) : [];
  const captions = cities.length === CITIES.length ? DATA.nodes.filter((node) => node.kind === 'caption') : [];
  const kept = new Set([...cities, ...themes].map((node) => node.id));
  const lines = DATA.edges.filter((edge) => edge.kind === 'overview' && kept.has(edge.from) && kept.has(edge.to));
  return {
    spots: [...cities, ...themes, ...captions].map((node) => ({ node, x: node.x, y: node.y })),
    lines: lines.map((edge) => ({ from: edge.from, to: edge.to, city: edge.from, weight: edge.weight || 1 })),
    hidden: placed.length - kept.size,
    leftOut: DATA.left_out,
  };
}

/** Themes of most cities first, then of most tasks. */
function byShare(one, two) {
  const size = ({ id }) => themeCounts(id).reduce((sum, [, count]) => sum + 1e6 + count, 0);
  return size(two) - size(one);
}

/** The chosen node with what belongs to it, as much of it as may be drawn at once. */
function around(node) {
  let room = DATA.limit - 1 - CITIES.length;
  let hidden = 0;
  let leftOut = 0;
  const found = branches(node).map((branch) => {
    const seen = branch.items.filter(allowed);
    const items = seen.slice(0, Math.max(0, room));
    hidden += branch.items.length - seen.length;
    leftOut += seen.length - items.length;
    room -= items.length;
    return { ...branch, items };
  });
  return { ...arrange(node, found), hidden, leftOut };
}

function show() {
  const node = NODES.get(state.focus);
  const scene = node ? around(node) : overview();
  drawn.edges.clear();
  drawn.nodes.clear();
  drawn.nodes.add(scene.spots.map(toVisNode));
  drawn.edges.add(scene.lines.map(toVisEdge));
  const many = scene.lines.length > MANY_LINES;
  network.setOptions({ interaction: { hideEdgesOnDrag: many, hideEdgesOnZoom: many } });
  fit(scene.spots);
  say(scene, node);
  showChosen(node);
  if (state.toTitle) document.getElementById('chosen-title')?.focus();
  state.toTitle = false;
  showList(scene.spots.map((spot) => spot.node).filter((shown) => shown.kind !== 'caption'));
  document.getElementById('back').disabled = !node;
}

let fittedSpots = [];

/** Moves the view so that every node is in it; vis-network itself does not know their sizes yet. */
function fit(spots = fittedSpots) {
  fittedSpots = spots;
  const box = { left: 0, right: 0, top: 0, bottom: 0 };
  for (const { node, x, y } of spots) {
    const { width, height } = DATA.sizes[node.kind];
    box.left = Math.min(box.left, x - width / 2);
    box.right = Math.max(box.right, x + width / 2);
    box.top = Math.min(box.top, y - height / 2);
    box.bottom = Math.max(box.bottom, y + height / 2);
  }
  const [wide, high] = [box.right - box.left + 24, box.bottom - box.top + 24];
  const scale = Math.min(MAX_SCALE, picture.clientWidth / wide, picture.clientHeight / high);
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale });
}

function toVisNode({ node, x, y }) {
  const title = node.kind === 'caption' ? undefined : tooltip(node);
  return { id: node.id, x, y, title, shape: 'custom', ctxRenderer: renderer(node) };
}

function toVisEdge(line, at) {
  const width = Math.min(7, 0.8 + 0.9 * (line.weight || 1));
  return { id: `line/${at}`, from: line.from, to: line.to, city: line.city, width, ...lineColour(line, null) };
}

/** Lines of the lit node are full, all others pale; without a lit node they are in between. */
function lineColour(line, lit) {
  const calm = state.focus ? 0.75 : 0.34;
  const touched = line.from === lit || line.to === lit;
  const opacity = lit === null ? calm : touched ? 0.95 : 0.07;
  return { color: { color: cityColour(line.city), hover: cityColour(line.city), highlight: cityColour(line.city), opacity } };
}

/** Lights the lines of a node, or of none; among too many lines it would be slow. */
function light(id) {
  if (state.focus || drawn.edges.length > MANY_LINES) return;
  drawn.edges.update(drawn.edges.get().map((line) => ({ id: line.id, ...lineColour(line, id) })));
}

/** A tooltip made of text: the whole name, and for a theme who acts on it. */
function tooltip(node) {
  const city = NODES.get(node.city);
  const whose = city ? `${text(`kind.${node.kind}`)} · ${label(city)}` : text(`kind.${node.kind}`);
  const more = node.kind === 'theme' ? themeLine(node) : whose;
  return element('div', {}, element('strong', {}, said(label(node))), element('div', {}, more));
}

/** What the picture cannot show is said above it. */
function say({ spots, hidden, leftOut }, node) {
  const message = document.getElementById('message');
  const parts = [];
  if (!node && !spots.some((spot) => spot.node.kind === 'theme')) parts.push(text('empty'));
  if (leftOut) parts.push(text('limit', DATA.limit, leftOut));
  if (hidden) parts.push(text('filtered', hidden));
  message.textContent = parts.join(' ');
  message.hidden = !parts.length;
}

/** Chooses a node, or the overview; the address keeps it, so that the browser's Back works. */
function choose(id) {
  const known = NODES.has(id) && NODES.get(id).kind !== 'caption';
  const before = location.hash;
  location.hash = known ? encodeURIComponent(id) : '';
  if (location.hash === before) followAddress();
}

function followAddress() {
  let id = '';
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    id = '';
  }
  const known = NODES.has(id) && NODES.get(id).kind !== 'caption';
  state.focus = known ? id : null;
  show();
}

function reset() {
  state.off.clear();
  document.getElementById('query').value = '';
  showResults('');
  showCities();
  choose('');
}

function showCities() {
  const fields = document.getElementById('cities');
  fields.querySelectorAll('label').forEach((old) => old.remove());
  for (const city of CITIES) {
    const box = element('input', { type: 'checkbox', checked: allowed(city), value: city.id });
    const dot = element('span', { className: 'dot' });
    dot.style.background = cityColour(city.id);
    fields.append(element('label', {}, box, dot, said(label(city))));
  }
}

function showLegend() {
  const kinds = Object.keys(OUTLINES).map((kind) => element('li', {}, legendIcon(kind), text(`kind.${kind}`)));
  const cells = CITIES.length <= CITY_COLOURS ? [element('li', {}, text('legend.cells'))] : [];
  document.getElementById('legend').replaceChildren(...kinds, element('li', {}, text('legend.line')), ...cells);
}

function legendIcon(kind) {
  const ratio = 2;
  const canvas = element('canvas', { width: 30 * ratio, height: 16 * ratio });
  canvas.setAttribute('aria-hidden', 'true');
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  ctx.translate(15, 8);
  outline(ctx, kind, kind === 'city' ? 14 : 27, 13, false);
  return canvas;
}

function showWords() {
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.title = text('title');
  document.querySelectorAll('[data-text]').forEach((place) => {
    place.textContent = text(place.dataset.text);
  });
  document.getElementById('language').lang = state.language === 'zh' ? 'en' : 'zh-CN';
  document.getElementById('query').placeholder = text('search.hint');
  for (const id of ['picture', 'panel', 'legend']) document.getElementById(id).setAttribute('aria-label', text(id));
}

function showAll() {
  palette = readPalette();
  showWords();
  showCities();
  showLegend();
  showResults(document.getElementById('query').value);
  show();
}

function listen() {
  const on = (id, event, act) => document.getElementById(id).addEventListener(event, act);
  on('query', 'input', (event) => showResults(event.target.value));
  on('search', 'submit', chooseFirst);
  on('cities', 'change', (event) => {
    state.off[event.target.checked ? 'delete' : 'add'](event.target.value);
    showResults(document.getElementById('query').value);
    show();
  });
  on('back', 'click', () => (history.length > 1 ? history.back() : choose('')));
  on('skip', 'click', skipToList);
  on('reset', 'click', reset);
  on('language', 'click', () => {
    state.language = state.language === 'zh' ? 'en' : 'zh';
    showAll();
  });
  on('panel', 'click', chooseButton);
  on('panel', 'focusin', ({ target }) => pointAt(target.closest('button.node')));
  document.addEventListener('keydown', ({ key, target }) => key === 'Escape' && !target.value && choose(''));
  new ResizeObserver(resize).observe(picture);
  window.addEventListener('hashchange', followAddress);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showAll);
  network.on('click', ({ nodes }) => nodes.length && choose(nodes[0]));
  network.on('hoverNode', ({ node }) => hover(node));
  network.on('blurNode', () => hover(null));
}

function resize() {
  network.setSize('100%', '100%');
  network.redraw();
  fit();
}

/** The skip link moves the keyboard without touching the address, which belongs to the choice. */
function skipToList(event) {
  event.preventDefault();
  document.getElementById('list').open = true;
  document.getElementById('list-title').focus();
}

/** Enter in the search box takes the first result. */
function chooseFirst(event) {
  event.preventDefault();
  const [first] = search(document.getElementById('query').value);
  if (first) choose(first.id);
}

/** A click on a node's button chooses it and takes the keyboard to what is told of it. */
function chooseButton({ target }) {
  const button = target.closest('button.node');
  if (!button) return;
  state.toTitle = true;
  choose(button.dataset.id);
}

function hover(id) {
  picture.classList.toggle('pointing', id !== null);
  light(id);
}

/** The node whose button has the keyboard is lit in the picture. */
function pointAt(button) {
  if (!button || !drawn.nodes.get(button.dataset.id)) return;
  network.selectNodes([button.dataset.id]);
  light(button.dataset.id);
}

listen();
followAddress();
showAll();
