/* How each kind of node is drawn: a shape of its own, its text inside. Colours come from the style sheet. */

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';
const CITY_COLOURS = 8;
let palette = {};

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  const names = ['ink', 'paper', 'muted', 'focus', 'on-city', 'line'];
  const kinds = Object.keys(DATA.sizes).flatMap((kind) => [`${kind}-fill`, `${kind}-edge`]);
  const cities = Array.from({ length: CITY_COLOURS }, (_, at) => `city-${at}`);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  return Object.fromEntries([...names, ...kinds, ...cities].map((name) => [name, read(name)]));
}

/** Colour of a city by its rank; beyond the palette the colours come again. */
function cityColour(id) {
  return palette[`city-${(CITY_RANK.get(id) || 0) % CITY_COLOURS}`];
}

const OUTLINES = {
  city: (ctx, w, h) => ctx.ellipse(0, 0, w / 2, h / 2, 0, 0, 2 * Math.PI),
  theme: (ctx, w, h) => ctx.roundRect(-w / 2, -h / 2, w, h, h / 2),
  task: (ctx, w, h) => ctx.rect(-w / 2, -h / 2, w, h),
  office: (ctx, w, h) => polygon(ctx, [[-w / 2, 0], [-w / 2 + h / 3, -h / 2], [w / 2 - h / 3, -h / 2], [w / 2, 0], [w / 2 - h / 3, h / 2], [-w / 2 + h / 3, h / 2]]),
  leader: (ctx, w, h) => polygon(ctx, [[-w / 2 + h / 3, -h / 2], [w / 2, -h / 2], [w / 2 - h / 3, h / 2], [-w / 2, h / 2]]),
  target: (ctx, w, h) => polygon(ctx, [[-w / 2, -h / 2], [w / 2 - h / 3, -h / 2], [w / 2, 0], [w / 2 - h / 3, h / 2], [-w / 2, h / 2]]),
  document: (ctx, w, h) => polygon(ctx, [[-w / 2, -h / 2], [w / 2 - h / 3, -h / 2], [w / 2, -h / 6], [w / 2, h / 2], [-w / 2, h / 2]]),
};

function polygon(ctx, points) {
  points.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
  ctx.closePath();
}

/** The drawing function of vis-network for a node. */
function renderer(node) {
  const { width, height } = DATA.sizes[node.kind];
  const draw = { city: drawCity, caption: drawCaption }[node.kind] || drawBox;
  return ({ ctx, x, y, state: { selected, hover } }) => ({
    drawNode() {
      ctx.translate(x, y);
      draw(ctx, node, { width, height, lit: selected || hover || node.id === state.focus });
    },
    nodeDimensions: { width, height },
  });
}

function outline(ctx, kind, width, height, lit) {
  ctx.beginPath();
  OUTLINES[kind](ctx, width, height);
  ctx.fillStyle = palette[`${kind}-fill`];
  ctx.fill();
  ctx.lineWidth = lit ? 3 : 1.2;
  ctx.strokeStyle = lit ? palette.focus : palette[`${kind}-edge`];
  ctx.stroke();
}

function drawCity(ctx, node, { width, height, lit }) {
  outline(ctx, 'city', width, height, lit);
  ctx.beginPath();
  OUTLINES.city(ctx, width - 10, height - 10);
  ctx.fillStyle = cityColour(node.id);
  ctx.fill();
  const size = [17, 14, 12].find((tried) => !fitLines(ctx, label(node), width - 14, 1, tried)[0].endsWith('…')) || 12;
  write(ctx, fitLines(ctx, label(node), width - 14, 1, size), 0, -8, palette['on-city'], size, 600);
  write(ctx, [text('tasks.count', links(node.id, 'task').length)], 0, 18, palette['on-city'], 11.5);
}

function drawCaption(ctx, node) {
  write(ctx, fitLines(ctx, label(node), DATA.sizes.caption.width, 1, 14.5), 0, 0, palette.ink, 14.5, 600);
}

function drawBox(ctx, node, { width, height, lit }) {
  outline(ctx, node.kind, width, height, lit);
  const cells = node.kind === 'theme' && CITIES.length <= CITY_COLOURS;
  const latin = node.kind === 'theme' && edugraph.state.language === 'en' && node.english;
  const size = latin ? 10.5 : height > 36 ? 13 : 14;
  const lines = fitLines(ctx, label(node), width - 20, height > 36 || latin ? 2 : 1, size);
  write(ctx, lines, 0, cells ? -1.5 : 0, palette.ink, size);
  if (cells) drawCells(ctx, node, width - height, height / 2);
  if (node.kind === 'task') drawStripe(ctx, node, width, height);
}

/** On the lower edge of a theme one cell a city, always in the same order: filled if the city has a task on it. */
function drawCells(ctx, node, width, y) {
  const acting = new Set(themeCounts(node.id).map(([city]) => city));
  const step = width / CITIES.length;
  CITIES.forEach((city, at) => {
    ctx.fillStyle = acting.has(city.id) ? cityColour(city.id) : palette.line;
    const high = acting.has(city.id) ? 4 : 1;
    ctx.fillRect(-width / 2 + at * step + 1, y - high / 2, step - 2, high);
  });
}

function drawStripe(ctx, node, width, height) {
  ctx.fillStyle = cityColour(node.city);
  ctx.fillRect(-width / 2, -height / 2, 5, height);
}

function write(ctx, lines, x, y, colour, size, weight = 400) {
  ctx.font = `${weight} ${size}px ${FONT}`;
  ctx.fillStyle = colour;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const leading = size * 1.2;
  lines.forEach((line, at) => ctx.fillText(line, x, y + (at - (lines.length - 1) / 2) * leading));
}

const fitted = new Map();

/** The text in at most so many lines of a width, about equally long; remembered. */
function fitLines(ctx, said, width, most, size) {
  const key = `${size}/${width}/${most}/${said}`;
  if (!fitted.has(key)) {
    ctx.font = `600 ${size}px ${FONT}`;
    const within = (limit) => breakLines((part) => ctx.measureText(part).width <= limit, said, most);
    const even = ctx.measureText(said).width / 2 + size;
    const lines = within(width);
    const better = lines.length > 1 && even < width ? within(even) : lines;
    fitted.set(key, better.at(-1).endsWith('…') ? lines : better);
  }
  return fitted.get(key);
}

function breakLines(fits, said, most) {
  const parts = said.match(/[\p{sc=Latin}\p{N}.,%']+-?|\s|./gsu) || [];
  const lines = [''];
  for (const part of parts) {
    const longer = lines.at(-1) + part;
    if (fits(longer) || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(part.trim());
    else {
      lines[lines.length - 1] = cut(fits, lines.at(-1));
      break;
    }
  }
  return lines.map((line) => (fits(line) ? line.trim() : cut(fits, line)));
}

function cut(fits, line) {
  const chars = [...line.replace(/…$/, '')];
  while (chars.length && !fits(`${chars.join('')}…`)) chars.pop();
  return `${chars.join('')}…`;
}
