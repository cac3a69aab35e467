'use strict';
/* A table that can be sorted and saved; long ones are shown a part at a time. */

const ROWS_AT_ONCE = 200;

/** Columns whose numbers count part by part: task 2.10 comes after task 2.9. */
const OUTLINE = new Set(['task', 'measure', 'number']);

/** How two cells compare: as numbers where both are, else as text. */
function compareCells(key, one, other) {
  const [a, b] = [Number(one), Number(other)];
  const numbers = !OUTLINE.has(key) && !Number.isNaN(a) && !Number.isNaN(b);
  return numbers ? a - b : one.localeCompare(other, 'zh', { numeric: true });
}

/**
 * A table of rows (objects) with columns [{ key, title, cell }], cell(row) giving what a cell shows
 * where that is not the text under the key. Heads are buttons that sort, up and then down.
 */
edugraph.table = (columns, rows, caption) => {
  const { make } = edugraph;
  const body = make('tbody');
  const more = make('button', { type: 'button', class: 'more' });
  let order = { key: null, down: false };
  let shown = ROWS_AT_ONCE;
  const heads = columns.map((column) => {
    const button = make('button', { type: 'button', onclick: () => sort(column.key) }, column.title, make('span', { class: 'arrow', 'aria-hidden': 'true' }));
    return make('th', { scope: 'col', 'aria-sort': 'none', data: { key: column.key } }, button);
  });
  const fill = () => {
    const down = order.down ? -1 : 1;
    const text = (row) => String(row[order.key] ?? '');
    const filled = (row) => (text(row) === '' ? 1 : 0);
    const sorted = order.key === null ? rows : [...rows].sort((a, b) => filled(a) - filled(b) || down * compareCells(order.key, text(a), text(b)));
    body.replaceChildren(...sorted.slice(0, shown).map((row) => make('tr', {}, columns.map(({ key, cell }) => make('td', {}, cell ? cell(row) : edugraph.said(row[key] ?? ''))))));
    more.hidden = rows.length <= shown;
    more.textContent = edugraph.text('more', Math.min(ROWS_AT_ONCE, rows.length - shown), rows.length - shown);
  };
  const sort = (key) => {
    order = { key, down: order.key === key && !order.down };
    for (const head of heads) head.setAttribute('aria-sort', head.dataset.key !== key ? 'none' : order.down ? 'descending' : 'ascending');
    fill();
  };
  more.addEventListener('click', () => {
    const first = shown;
    shown += ROWS_AT_ONCE;
    fill();
    const row = body.rows[first];
    row.tabIndex = -1;
    row.focus();
  });
  fill();
  const table = make('table', { class: 'rows' }, make('caption', {}, caption), make('thead', {}, make('tr', {}, heads)), body);
  return make('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption }, table, more);
};

/** Rows as CSV with a byte order mark, which spreadsheets need for Chinese; cells cannot become formulas. */
edugraph.csv = (keys, rows) => {
  const cell = (value) => {
    const text = String(value ?? '');
    const safe = /^[=+\-@＝＋－＠\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${[keys, ...rows.map((row) => keys.map((key) => row[key]))].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
};
