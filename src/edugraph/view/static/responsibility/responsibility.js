'use strict';
/* The tab of responsibility: the offices of a plan by themes, who leads, and who does the same elsewhere. */

(() => {
  const { make, text, said, name } = edugraph;
  const grid = edugraph.responsibility;
  const MANY = 60;
  let plan = '';
  let pack = null;
  let titles = {};
  let elsewhere = {};
  let select;
  let content;

  edugraph.tab('responsibility', { open, show });

  async function open(panel) {
    titles = await edugraph.pack('tasks');
    elsewhere = await edugraph.pack('offices');
    const plans = edugraph.settings.plans.map((one) => make('option', { value: one.plan }, edugraph.planName(one.plan)));
    select = make('select', { id: 'responsibility-plan', onchange: ({ target }) => edugraph.go('responsibility', target.value) }, plans);
    content = make('div', { class: 'content' });
    panel.replaceChildren(make('h2', {}, text('responsibility.heading')), make('p', {}, text('responsibility.read')), make('div', { class: 'controls' }, make('label', {}, text('responsibility.plan'), select)), content);
    pack = null;
  }

  /** The address names a plan, one of its offices, and a theme; or a plan, nothing, and a leader; or the table of leaders. */
  async function show(key, office, part) {
    const asked = key || plan || edugraph.settings.plans[0]?.plan;
    const known = edugraph.settings.plans.some((one) => one.plan === asked);
    if (!known) {
      pack = null;
      content.replaceChildren(edugraph.message(text('responsibility.unknown', asked ?? '')));
      return;
    }
    if (!pack || plan !== asked) await fill(asked);
    const row = pack.offices.find((one) => one.office === office);
    const leader = office === '' && pack.leaders.find((one) => one.name === part);
    if (office === '' && part === '') toLeaders();
    else if (leader) await showLeader(leader);
    else if (row && part !== undefined && Object.hasOwn(row.cells, part)) await showCell(row, part);
    else if (row) await showOffice(row);
  }

  async function fill(key) {
    const found = await edugraph.pack(`responsibility/${key}`);
    plan = key;
    pack = found;
    select.value = key;
    const offices = pack.offices.length ? [...loads(), ...grid.of(plan, pack)] : [edugraph.message(text('responsibility.nobody', edugraph.planName(plan)))];
    content.replaceChildren(...toTable(), ...offices, ...leaders());
    grid.reveal();
  }

  /** The way to the leaders, who stand below all offices. */
  function toTable() {
    if (!pack.leaders.length || !pack.offices.length) return [];
    return [make('p', {}, edugraph.link(text('responsibility.leaders.link', pack.leaders.length), 'responsibility', plan, '', ''))];
  }

  function toLeaders() {
    const heading = content.querySelector('.leaders');
    heading?.scrollIntoView();
    heading?.focus({ preventScroll: true });
  }

  /** In words: how many offices answer for tasks, and which for most. */
  function loads() {
    const counts = pack.offices.map((office) => [office, grid.count(office)]).sort(([, one], [, other]) => other - one);
    const [, most] = counts[0];
    const isolated = (office) => `\u2068${office.office}\u2069`;
    const told = (office) => `${isolated(office)}${text('responsibility.aside', grid.roles(grid.byRole(office)))}`;
    const top = counts.filter(([, count]) => count === most).map(([office]) => told(office));
    const next = counts.filter(([, count]) => count < most).slice(0, 2).map(([office, count]) => `${isolated(office)} ${count}`);
    const words = text('responsibility.most', edugraph.planName(plan), counts.length, edugraph.list(top), most);
    const rest = next.length ? text('responsibility.next', edugraph.list(next)) : '';
    return [make('p', { class: 'answer' }, words, rest)];
  }

  /** Who is in charge of how many tasks, and of which. */
  function leaders() {
    const heading = make('h3', { class: 'leaders', tabindex: '-1' }, text('responsibility.leaders'));
    if (!pack.leaders.length) return [heading, make('p', {}, text('responsibility.leaderless', edugraph.planName(plan)))];
    const rows = pack.leaders.map((row) => ({ ...row, what: row.tasks.length, called: edugraph.list(row.called) }));
    const columns = [
      { key: 'name', title: text('responsibility.name'), cell: (row) => make('a', { href: edugraph.address('responsibility', plan, '', row.name) }, said(row.name)) },
      ...(rows.some((row) => row.called) ? [{ key: 'called', title: text('responsibility.called') }] : []),
      { key: 'count', title: text('responsibility.tasks') },
      { key: 'items', title: text('responsibility.items') },
      { key: 'what', title: text('responsibility.leads'), cell: (row) => make('ul', {}, tasksOf(row.tasks).map(([task, measures]) => make('li', {}, taskLine(task, measures)))) },
    ];
    const button = make('button', { type: 'button', class: 'save', 'aria-label': text('responsibility.leaders.csv'), onclick: saveLeaders }, text('csv'));
    return [heading, button, edugraph.table(columns, rows, text('responsibility.leaders.caption', edugraph.planName(plan)))];
  }

  /** A line for each task or measure that a person is in charge of. */
  function saveLeaders() {
    const rows = pack.leaders.flatMap((row) => row.tasks.map(([task, measure]) => ({ plan, name: row.name, called: row.called.join('、'), tasks: row.count, task, measure, title: titles[plan]?.[task] ?? '' })));
    edugraph.save(`${plan}-leaders.csv`, 'text/csv', edugraph.csv(['plan', 'name', 'called', 'tasks', 'task', 'measure', 'title'], rows));
  }

  /** Tasks once each, with the measures that are meant. */
  function tasksOf(pairs) {
    const found = new Map();
    for (const [task, measure] of pairs) found.set(task, [...(found.get(task) || []), measure]);
    return [...found];
  }

  function taskLine(task, measures) {
    const which = measures.filter(Boolean).map((measure) => text('measure.number', measure));
    return [edugraph.taskName(plan, task, titles[plan]?.[task] ?? ''), which.length ? ` · ${edugraph.list(which)}` : ''];
  }

  /** Tasks, each with the sentences that a test takes: of the task, or of each measure that is meant. */
  async function withSentences(tasks, wanted) {
    const of = async (task, measure) => {
      const sentences = await edugraph.sentences(plan, (fact) => fact.task === task && fact.measure === measure && wanted(fact));
      return [says(task, measure, sentences), sentences];
    };
    const parts = await Promise.all(tasks.map(([task, measures]) => Promise.all(measures.map((measure) => of(task, measure)))));
    return make('ol', { class: 'acts' }, tasks.map(([task, measures], at) => make('li', {}, taskLine(task, measures), parts[at], edugraph.taskText(plan, task))));
  }

  /** What is to be done, in the first words of the task or measure, unless the sentences say it. */
  function says(task, measure, sentences) {
    const words = pack.words[task]?.[measure];
    if (!words || sentences.some((one) => one.textContent.includes(words))) return null;
    return make('p', { class: 'says' }, said(words));
  }

  const naming = (office, role) => (fact) => fact.kind === 'responsibility' && fact.subject === office && fact.role === role;

  async function showCell(row, theme) {
    const parts = await Promise.all(grid.ROLES.filter((role) => row.cells[theme][role]).map(async (role) => {
      const tasks = tasksOf((row.tasks[role] || []).filter(([task]) => row.cells[theme][role].includes(task)));
      return [roleHead(role, tasks), await withSentences(tasks, naming(row.office, role))];
    }));
    const others = edugraph.settings.tabs.includes('overview') && theme ? make('p', {}, edugraph.link(text('responsibility.cities', name(theme)), 'overview', theme)) : null;
    const all = make('p', {}, edugraph.link(text('responsibility.all', row.office), 'responsibility', plan, row.office));
    edugraph.detail(make('span', {}, said(row.office), ' · ', theme ? edugraph.named(theme) : grid.themeName('')), make('p', { class: 'muted' }, edugraph.planName(plan)), parts, all, others);
  }

  function roleHead(role, tasks) {
    return make('h3', {}, edugraph.coded('role', role), ' · ', text('responsibility.count', tasks.length));
  }

  async function showOffice(row) {
    const roles = grid.byRole(row).map(([role]) => role);
    const parts = await Promise.all(roles.map(async (role) => {
      const tasks = tasksOf(row.tasks[role]);
      return [roleHead(role, tasks), await withSentences(tasks, naming(row.office, role))];
    }));
    edugraph.detail(make('span', {}, edugraph.planName(plan), ' · ', said(row.office)), make('p', {}, text('responsibility.count', grid.count(row)), text('responsibility.aside', grid.roles(grid.byRole(row)))), others(row), parts);
  }

  /** The offices of the same function in the other plans. */
  function others(row) {
    const heading = make('h3', {}, text('responsibility.elsewhere'));
    if (!row.functions.length) return [heading, make('p', {}, text('responsibility.unmatched'))];
    return [heading, ...row.functions.map((function_) => {
      const found = (elsewhere[function_] || []).filter(([key]) => key !== plan);
      const head = make('p', { class: 'muted' }, text('responsibility.function', name(function_)));
      if (!found.length) return [head, make('p', {}, text('responsibility.alone'))];
      const items = found.slice(0, MANY).map(([key, office, count]) => make('li', {}, edugraph.planName(key), ' · ', edugraph.link(said(office), 'responsibility', key, office), ' ', make('span', { class: 'muted' }, text('responsibility.count', count))));
      return [head, make('ul', { class: 'others' }, items), found.length > MANY ? make('p', { class: 'muted' }, text('responsibility.more', found.length - MANY)) : null];
    })];
  }

  async function showLeader(row) {
    const list = await withSentences(tasksOf(row.tasks), (fact) => fact.kind === 'leader' && fact.subject === row.name);
    edugraph.detail(make('span', {}, edugraph.planName(plan), ' · ', said(row.name)), make('p', {}, text('responsibility.led', row.count, row.items)), list);
  }
})();
