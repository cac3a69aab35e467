/* The picture around one node: what belongs to it, in branches to its left and right. */

const GAP = 10;
const CAPTION_STEP = 32;
const HEADS = 12; /* cities shown around a theme */
const SECTIONS = 8; /* headings shown around a city */
const TALL = 1.3; /* a side may be this much higher than wide before it gets another column */

/** Branches of a node: { head: node or null, caption, items: nodes }. */
function branches(node) {
  if (node.kind === 'city') return bySection(taskLinks(node));
  if (node.kind === 'theme' || node.kind === 'document') return byCity(taskLinks(node));
  const own = node.kind === 'task' ? [] : [{ head: null, caption: text('kind.city'), items: [NODES.get(node.city)] }];
  if (node.kind === 'office') {
    const found = links(node.id, 'responsibility').map((edge) => [roleNames(edge), NODES.get(edge.from)]);
    return [...gather(found), ...own];
  }
  if (node.kind === 'task') return aroundTask(node);
  return [{ head: null, caption: text('kind.task'), items: taskLinks(node) }, ...own];
}

function taskLinks(node) {
  return links(node.id).map((edge) => other(edge, node.id)).filter((end) => end.kind === 'task');
}

/** Tasks under the headings of their plan; where these are many, without: they would take the room. */
function bySection(tasks) {
  const found = gather(tasks.map((task) => [detail(task, 'section'), task]));
  return found.length <= SECTIONS ? found : [{ head: null, caption: '', items: tasks }];
}

/** Branches of pairs of caption and node, in the order of first appearance. */
function gather(pairs) {
  const found = new Map();
  for (const [caption, node] of pairs) found.set(caption, [...(found.get(caption) || []), node]);
  return [...found].map(([caption, items]) => ({ head: null, caption, items }));
}

/** Tasks behind their cities; where these are many, the tasks alone, in the order of the cities. */
function byCity(tasks) {
  const found = CITIES.map((city) => ({ head: city, caption: '', items: tasks.filter((task) => task.city === city.id) }));
  const acting = found.filter((branch) => branch.items.length);
  return acting.length <= HEADS ? acting : [{ head: null, caption: '', items: acting.flatMap((branch) => branch.items) }];
}

function roleNames(edge) {
  return (edge.roles || []).map((role) => value(role)).join(text('separator'));
}

function aroundTask(task) {
  const pairs = { theme: [], office: [], leader: [], target: [], document: [] };
  for (const edge of links(task.id)) {
    const end = other(edge, task.id);
    if (end.kind in pairs) pairs[end.kind].push([[text(`kind.${end.kind}`), roleNames(edge)].filter(Boolean).join(' · '), end]);
  }
  const city = [{ head: null, caption: text('kind.city'), items: [NODES.get(task.city)] }];
  const { theme, office, leader, target, document } = pairs;
  return [...city, ...gather(theme), ...gather(document), ...gather(leader), ...gather(office), ...gather(target)];
}

/** Places of a node and its branches: a list of { node, x, y } and of { from, to, city } lines. */
function arrange(node, found) {
  const kept = found.filter((branch) => branch.items.length);
  const spots = [{ node, x: 0, y: 0 }];
  const lines = [];
  halves(kept).forEach((half, at) => placeSide(node, half, at ? 1 : -1, spots, lines));
  return { spots, lines };
}

/** Branches for the left and for the right, a branch cut in two where the halves would differ much. */
function halves(found) {
  const total = found.reduce((sum, branch) => sum + branch.items.length + 1, 0);
  const left = [];
  const right = [];
  let used = 0;
  for (const branch of found) {
    const room = Math.round(total / 2 - used);
    const size = branch.items.length;
    const whole = branch.head || size < 6;
    if (used && (whole ? room < size / 2 : room < 3)) right.push(branch);
    else if (room >= size || whole) left.push(branch);
    else {
      left.push({ ...branch, items: branch.items.slice(0, room) });
      right.push({ ...branch, items: branch.items.slice(room) });
    }
    used += size + 1;
  }
  return [left, right].map((side) => side.filter((branch) => branch.items.length));
}

function placeSide(node, side, sign, spots, lines) {
  const items = side.flatMap((branch) => branch.items);
  if (!items.length) return;
  const width = Math.max(...items.map((item) => DATA.sizes[item.kind].width)) + GAP;
  const start = side.some((branch) => branch.head) ? 420 : 330;
  let columns = 1;
  let rows = stack(side, columns);
  while (rows.height > TALL * (start + columns * width)) {
    columns += 1;
    rows = stack(side, columns);
  }
  const across = (row) => sign * (start + row.column * width + bend(row.y, rows.height));
  placeRows(node, rows, { sign, across }, spots, lines);
}

/** Rows of a side in so many columns, from top to bottom, with the height of them all. */
function stack(side, columns) {
  const rows = [];
  let y = 0;
  for (const branch of side) y = stackBranch(branch, { y, columns }, rows);
  rows.height = rows.at(-1).y;
  return rows;
}

/** Rows of one branch from a height on; gives the height where the next one begins. */
function stackBranch(branch, { y, columns }, rows) {
  const tall = Math.max(...branch.items.map((item) => DATA.sizes[item.kind].height));
  const step = (tall + GAP) / Math.min(columns, branch.items.length);
  const last = (branch.items.length - 1) * step;
  if (branch.caption) rows.push({ caption: branch.caption, y, column: 0 });
  const room = branch.head ? Math.max(0, DATA.sizes.city.height - last - tall) : 0;
  const top = y + (branch.caption ? CAPTION_STEP / 2 + tall / 2 : 0) + room / 2;
  branch.items.forEach((item, at) => {
    rows.push({ item, branch, column: at % columns, y: top + at * step, middle: top + last / 2 });
  });
  return top + last + tall + room / 2 + (branch.caption ? CAPTION_STEP - tall / 2 : GAP);
}

function bend(y, height) {
  const far = height ? (2 * y) / height - 1 : 0;
  return -60 * (1 - Math.sqrt(1 - 0.9 * far * far));
}

function placeRows(node, rows, { sign, across }, spots, lines) {
  const heads = new Set();
  for (const row of rows) {
    const spot = { x: Math.round(across(row)), y: Math.round(row.y - rows.height / 2) };
    if (row.caption) {
      const id = `caption/${sign}/${row.y}`;
      spots.push({ node: { id, kind: 'caption', label: row.caption }, ...spot });
      continue;
    }
    const { item, branch } = row;
    spots.push({ node: item, ...spot });
    const head = branch.head;
    lines.push({ from: (head || node).id, to: item.id, city: cityOf(item) || cityOf(node) });
    if (head && !heads.has(head.id)) {
      heads.add(head.id);
      spots.push({ node: head, x: sign * 210, y: Math.round(row.middle - rows.height / 2) });
      lines.push({ from: node.id, to: head.id, city: head.id, weight: branch.items.length });
    }
  }
}
