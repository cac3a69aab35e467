/* The network tab at work: what is chosen is drawn, and a click, a key or a word chooses. */

let picture = null;
let drawn = null;
let network = null;
const MAX_SCALE = 1.25;
const MANY_LINES = 1000;

/* The lines of the overview where there are too many to draw, else null. */
let many = null;

/** Nodes and lines of the overview that the city filter leaves. */
function overview() {
  const placed = DATA.nodes.filter((node) => node.x !== undefined && node.kind !== 'caption');
  const cities = placed.filter((node) => node.kind === 'city' && allowed(node));
  const share = Math.min(2, cities.length);
  const shared = (node) => node.kind === 'theme' && themeCounts(node.id).length >= share;
  const themes = share ? placed.filter(shared).sort(byShare) : [];
  const captions = cities.length === CITIES.length ? DATA.nodes.filter((node) => node.kind === 'caption') : [];
  const kept = new Set([...cities, ...themes].map((node) => node.id));
  const lines = themes.flatMap(({ id }) => themeCounts(id).filter(([city]) => kept.has(city)).map(([city, weight]) => ({ from: city, to: id, city, weight })));
  return {
    spots: [...cities, ...themes, ...captions].map((node) => ({ node, x: node.x, y: node.y })),
    lines,
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
  many = scene.lines.length > MANY_LINES ? scene.lines : null;
  drawn.edges.add((many ? [] : scene.lines).map(toVisEdge));
  fit(scene.spots);
  say(scene, node);
  showChosen(node);
  if (state.toTitle) spot('chosen-title')?.focus();
  state.toTitle = false;
  showList(scene.spots.map((spot) => spot.node).filter((shown) => shown.kind !== 'caption'));
  spot('back').disabled = !node;
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

/** Lights the lines of a node, or of none; where there are too many lines, only those of the node are drawn. */
function light(id) {
  if (state.focus) return;
  if (many) {
    drawn.edges.clear();
    drawn.edges.add(many.filter((line) => line.from === id || line.to === id).map(toVisEdge));
    return;
  }
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
  const message = spot('message');
  const parts = [];
  if (!node && !spots.some((spot) => spot.node.kind === 'theme')) parts.push(text('empty'));
  if (many) parts.push(text('lines', many.length));
  if (leftOut) parts.push(text('limit', DATA.limit, leftOut));
  if (hidden) parts.push(text('filtered', hidden));
  message.textContent = parts.join(' ');
  message.hidden = !parts.length;
}

/** Chooses a node, or the overview; the address keeps it, so that the browser's Back works. */
function choose(id) {
  edugraph.go('network', ...(known(id) ? [id] : []));
}

function known(id) {
  return NODES.has(id) && NODES.get(id).kind !== 'caption';
}

/** Shows the node that the address names, else the overview. */
function follow(id) {
  if (id && !known(id)) edugraph.unknown(id);
  state.focus = known(id) ? id : null;
  if (state.focus !== steps.at(-1)) steps.push(state.focus);
  resize();
  show();
}

const steps = [];

/** One step back on the way through the picture: never out of it. */
function back() {
  steps.pop();
  const last = steps.pop();
  choose(last || '');
}

function reset() {
  state.off.clear();
  Object.assign(state, { theme: '', office: '', role: '' });
  spot('query').value = '';
  refilter();
  showFilters();
  showCities();
  choose('');
}

/** Draws anew after a filter has changed. */
function refilter() {
  recount();
  showResults(spot('query').value);
  show();
}

function showCities() {
  const fields = spot('cities');
  fields.querySelectorAll('label').forEach((old) => old.remove());
  for (const city of CITIES) {
    const box = element('input', { type: 'checkbox', checked: !state.off.has(city.id), value: city.id });
    const dot = element('span', { className: 'dot' });
    dot.style.background = cityColour(city.id);
    fields.append(element('label', {}, box, dot, said(label(city))));
  }
}

function showLegend() {
  const kinds = Object.keys(OUTLINES).map((kind) => element('li', {}, legendIcon(kind), text(`kind.${kind}`)));
  const cells = CITIES.length <= CITY_COLOURS ? [element('li', {}, text('legend.cells'))] : [];
  spot('legend').replaceChildren(...kinds, element('li', {}, text('legend.line')), ...cells);
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

/** The choices of the filters, in the chosen language. */
function showFilters() {
  for (const [kind, names] of Object.entries(filterNames())) {
    const options = [['', text('filter.any')], ...names].map(([id, words]) => element('option', { value: id, selected: state[kind] === id }, words));
    spot(`filter-${kind}`).replaceChildren(...options);
  }
}

/** The empty tab: a bar of filters, the picture with its legend, and what is told beside it. */
function frame() {
  const { make } = edugraph;
  const select = (kind) => make('label', {}, text(`filter.${kind}`), make('select', { id: `network-filter-${kind}`, onchange: filterBy(kind) }));
  const bar = make(
    'div',
    { class: 'controls' },
    make('form', { id: 'network-search', role: 'search', onsubmit: chooseFirst }, make('label', {}, text('search'), make('input', { id: 'network-query', type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: text('search.hint'), oninput: ({ target }) => showResults(target.value) }))),
    make('fieldset', { id: 'network-cities', onchange: filterCity }, make('legend', {}, text('cities'))),
    ['theme', 'office', 'role'].map(select),
    make('button', { type: 'button', id: 'network-back', onclick: back }, text('back')),
    make('button', { type: 'button', id: 'network-reset', onclick: reset }, text('reset')),
  );
  const stage = make('div', { class: 'stage' }, make('p', { id: 'network-message', role: 'status', hidden: true }), make('div', { id: 'network-picture', role: 'group', 'aria-label': text('picture') }), make('ul', { id: 'network-legend', 'aria-label': text('legend') }));
  const list = make('details', { id: 'network-list', open: true }, make('summary', { id: 'network-list-title', tabindex: '0' }), make('div', { id: 'network-list-items' }));
  const told = make('div', { id: 'network-panel', role: 'region', 'aria-label': text('panel'), onclick: chooseButton, onfocusin: ({ target }) => pointAt(target.closest('button.node')) }, make('p', { id: 'network-found', class: 'unseen', role: 'status' }), make('section', { id: 'network-results', hidden: true }), make('section', { id: 'network-chosen' }), list);
  return [bar, make('div', { class: 'sides' }, stage, told)];
}

function filterBy(kind) {
  return ({ target }) => {
    state[kind] = target.value;
    refilter();
  };
}

function filterCity({ target }) {
  state.off[target.checked ? 'delete' : 'add'](target.value);
  refilter();
}

/** Fills the tab and begins to draw. */
async function open(panel) {
  load(await edugraph.pack('network'));
  panel.replaceChildren(...frame());
  picture = spot('picture');
  drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
  network?.destroy();
  network = new vis.Network(picture, drawn, DATA.options);
  palette = readPalette();
  showCities();
  showFilters();
  showLegend();
  new ResizeObserver(resize).observe(picture);
  network.on('click', ({ nodes }) => nodes.length && choose(nodes[0]));
  network.on('hoverNode', ({ node }) => hover(node));
  network.on('blurNode', () => hover(null));
}

/** The colours of the system have changed. */
function recolour() {
  if (!network) return;
  palette = readPalette();
  showLegend();
  showCities();
  show();
}

function resize() {
  if (!picture?.clientWidth) return;
  network.setSize('100%', '100%');
  network.redraw();
  fit();
}

/** Enter in the search box takes the first result. */
function chooseFirst(event) {
  event.preventDefault();
  const [first] = search(spot('query').value);
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

edugraph.tab('network', { open, show: follow });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolour);
document.addEventListener('keydown', ({ key, target }) => {
  if (key !== 'Escape' || !target.closest('#network-picture, #network-panel')) return;
  state.toTitle = true;
  choose('');
});

/** What the console and the tests look at. */
edugraph.network = () => ({ DATA, NODES, drawn, network, palette, picture, state, choose, label });
