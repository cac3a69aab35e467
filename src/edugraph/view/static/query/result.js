'use strict';
/* What a query found: how many rows, a table, a file, and where the columns allow it a picture. */

(() => {
  const { make, text } = edugraph;

  /** The whole answer as elements. { answer, seconds, name, named } with answer { columns, rows } or { triples }; tell(words) says how much it is. */
  function shown(found, tell) {
    return found.answer.triples === undefined ? rowsShown(found, tell) : triplesShown(found, tell);
  }

  function triplesShown({ answer, seconds, name }, tell) {
    const lines = answer.triples ? answer.triples.split('\n') : [];
    const few = lines.slice(0, 500);
    const save = make('button', { type: 'button', onclick: () => edugraph.save(`${name}.nt`, 'application/n-triples', `${answer.triples}\n`) }, text('query.triples.save'));
    const cut = lines.length > few.length ? make('p', { class: 'muted' }, text('query.triples.cut', few.length)) : null;
    const box = few.length ? make('pre', { class: 'triples', tabindex: '0', role: 'region', 'aria-label': text('query.triples') }, few.join('\n')) : null;
    tell(text('query.triples.count', lines.length, time(seconds)));
    return [few.length ? make('div', { class: 'controls' }, save) : null, cut, box];
  }

  function rowsShown(found, tell) {
    const columns = found.answer.columns.filter((column) => !column.startsWith('_'));
    const known = found.answer.columns.map((column, at) => [column, at]).filter(([column]) => columns.includes(column) || column === '_fact');
    const rows = found.answer.rows.map((row) => Object.fromEntries(known.map(([column, at]) => [column, row[at]])));
    tell(counted(rows.length, rows.length, found.seconds));
    if (!rows.length) return [make('p', { class: 'muted' }, text('query.none'))];
    const place = make('div', {}, table(found, columns, rows));
    const filter = (event) => {
      const words = event.target.value.trim().toLowerCase();
      const kept = words ? rows.filter((row) => columns.some((column) => `${row[column]} ${edugraph.query.values.words(column, row[column])}`.toLowerCase().includes(words))) : rows;
      tell(counted(kept.length, rows.length, found.seconds));
      place.replaceChildren(table(found, columns, kept));
    };
    const save = make('button', { type: 'button', onclick: () => edugraph.save(`${found.name}.csv`, 'text/csv;charset=utf-8', edugraph.csv(columns, rows)) }, text('csv'));
    const search = make('label', {}, text('query.filter'), make('input', { type: 'search', autocomplete: 'off', oninput: filter }));
    return [make('div', { class: 'controls' }, search, save, edugraph.query.chart.button(found, columns, rows)), make('div', { class: 'chart-place' }), place];
  }

  function counted(kept, all, seconds) {
    const count = kept === all ? text('query.rows', all) : text('query.kept', kept, all);
    return seconds === undefined ? count : `${count} ${text('query.took', time(seconds))}`;
  }

  const time = (seconds) => seconds.toFixed(seconds < 1 ? 2 : 1);

  /** The words above a column; of a query of one's own they are its variables. */
  function head(found, column) {
    const key = `column.${column}`;
    const words = found.named ? text(key) : column;
    return words === key ? column.replaceAll('_', ' ') : words;
  }

  function table(found, columns, rows) {
    const heads = columns.map((column) => ({ key: column, title: head(found, column), cell: cellOf(column, columns) ?? (found.named ? codeCell(column) : undefined) }));
    return edugraph.table(heads, rows, text('query.caption', found.title));
  }

  /** What a cell shows beyond its text: the city of a plan, the way to a task and to the source. */
  function cellOf(column, columns) {
    const has = (name) => columns.includes(name);
    const tasks = { task: 'plan', task_a: 'plan_a', task_b: 'plan_b' };
    if (/^plan(_[ab])?$/.test(column)) return (row) => planCell(row[column]);
    if (tasks[column] && has(tasks[column])) return (row) => taskCell(row[tasks[column]], row[column]);
    if (column === 'start' && has('plan') && has('end')) return (row) => [edugraph.said(row.start), ' ', edugraph.placeLink(row.plan, row.start, row.end)].filter(Boolean);
    if (column === 'sentence') return (row) => make('span', { class: 'long' }, edugraph.said(row.sentence));
    if (column === 'quote' && has('plan') && !has('start')) return (row) => quoteCell(row);
    return undefined;
  }

  /** Codes, cities and reasons in words; what the plans themselves say stays as it is. */
  function codeCell(column) {
    if (column === 'tasks') return (row) => edugraph.query.values.tasks(row.tasks) ?? edugraph.said(row.tasks);
    return (row) => {
      const shown = edugraph.query.values.words(column, row[column]);
      return shown === row[column] ? edugraph.said(shown) : make('bdi', { title: row[column] }, shown);
    };
  }

  const reader = () => edugraph.settings.tabs.includes('reader');
  const known = (key) => edugraph.settings.plans.some(({ plan }) => plan === key);

  function planCell(key) {
    return known(key) ? make('bdi', { title: key, class: 'key' }, edugraph.planName(key)) : edugraph.said(key);
  }

  function taskCell(plan, task) {
    if (!task || !reader() || !known(plan)) return edugraph.said(task);
    return make('a', { href: edugraph.address('reader', plan, `task-${task}`), 'aria-label': `${edugraph.planName(plan)} ${text('task.number', task)}` }, task);
  }

  /** The fact that a row is: by its name in the graph, else the only one of its task that says the same; of several none is guessed. */
  function factOf(facts, row) {
    const own = row._fact && facts.find(({ id }) => row._fact.endsWith(`/${row.plan}/${id}`));
    if (own) return own;
    const said = facts.filter((fact) => fact.quote === row.quote || fact.exact === row.quote);
    const near = said.filter(({ task }) => task === row.task);
    const same = (near.length ? near : said).filter((fact) => ['measure', 'value', 'unit', 'role'].every((key) => row[key] === undefined || row[key] === fact[key]));
    return new Set(same.map(({ start, end }) => `${start}-${end}`)).size === 1 ? same[0] : undefined;
  }

  /** A sentence and the way to it; its place is looked up among the plan's facts when it is asked for. */
  function quoteCell(row) {
    const words = make('span', { class: 'long' }, edugraph.said(row.quote));
    if (!row.quote || !reader() || !known(row.plan)) return words;
    const go = async () => {
      const { facts } = (await edugraph.pack(`plan/${row.plan}`)) ?? { facts: [] };
      const fact = factOf(facts, row);
      if (fact) edugraph.go('reader', row.plan, `${fact.start}-${fact.end}`);
      else edugraph.go('reader', row.plan, ...(row.task ? [`task-${row.task}`] : []));
    };
    return make('span', {}, words, ' ', make('button', { type: 'button', class: 'place', onclick: go }, text('place')));
  }

  Object.assign(edugraph.query, { result: { shown, head } });
})();
