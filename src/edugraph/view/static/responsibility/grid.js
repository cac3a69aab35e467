'use strict';
/* Offices down, themes across, in each cell how many tasks in which role: sorted, filtered, and saved. */

(() => {
  const { make, text, named, said, name } = edugraph;
  const ROLES = ['lead', 'responsible', 'cooperating', 'supervising'];
  const AT_ONCE = 120;
  const grid = { choice: { words: '', role: '', theme: '', order: 'tasks', down: true } };
  const { choice } = grid;
  edugraph.responsibility = grid;
  grid.ROLES = ROLES;

  /** The number of tasks of an office, each counted once. */
  grid.count = (office) => new Set(Object.values(office.tasks).flatMap((tasks) => tasks.map(([task]) => task))).size;

  /** How many tasks an office has by role, once each. */
  grid.byRole = (office) => ROLES.filter((role) => office.tasks[role]).map((role) => [role, new Set(office.tasks[role].map(([task]) => task)).size]);

  grid.themeName = (theme) => (theme === '' ? text('responsibility.themeless') : name(theme));

  /** "lead 11, responsible 13". */
  grid.roles = (counts) => edugraph.list(counts.map(([role, count]) => `${edugraph.coded('role', role)} ${count}`));

  /** The matrix of a plan with its controls. */
  grid.of = (plan, pack) => {
    const status = make('p', { class: 'muted', role: 'status' });
    const body = make('tbody');
    const offices = pack.offices.map((office) => ({ ...office, count: grid.count(office) }));
    const most = Math.max(...offices.map((office) => grid.byRole(office).reduce((sum, [, count]) => sum + count, 0)));
    const state = { plan, themes: pack.themes, offices, most, body, status };
    if (!pack.themes.includes(choice.theme)) choice.theme = '';
    if (!['tasks', 'office', ...pack.themes].includes(choice.order)) choice.order = 'tasks';
    const parts = [controls(state), legend(), status, table(state)];
    fill(state);
    return parts;
  };

  function controls(state) {
    const change = (key) => ({ target }) => {
      choice[key] = target.value;
      if (key === 'theme') Object.assign(choice, { order: choice.theme || 'tasks', down: true });
      fill(state);
      if (key === 'theme') grid.reveal();
    };
    const option = (key, value, words) => make('option', { value, selected: choice[key] === value }, words);
    const roles = ROLES.filter((role) => state.offices.some((office) => office.tasks[role]));
    const themes = state.themes.filter(Boolean);
    return make(
      'div',
      { class: 'controls' },
      make('label', {}, text('responsibility.search'), make('input', { type: 'search', id: 'responsibility-search', value: choice.words, autocomplete: 'off', oninput: change('words') })),
      make('label', {}, text('responsibility.role'), make('select', { id: 'responsibility-role', onchange: change('role') }, option('role', '', text('responsibility.every.role')), roles.map((role) => option('role', role, edugraph.coded('role', role))))),
      make('label', {}, text('responsibility.theme'), make('select', { id: 'responsibility-theme', onchange: change('theme') }, option('theme', '', text('responsibility.every.theme')), themes.map((theme) => option('theme', theme, name(theme))))),
      make('button', { type: 'button', onclick: () => save(state) }, text('csv')),
    );
  }

  /** Brings the column of the chosen theme into sight, beside the names of the offices. */
  grid.reveal = () => {
    const head = document.querySelector('#panel-responsibility .matrix thead .chosen');
    if (head) head.closest('.scroller').scrollLeft = head.offsetLeft - head.parentElement.cells[0].offsetWidth - 8;
  };

  function legend() {
    return make('ul', { class: 'roles', 'aria-label': text('responsibility.legend') }, ROLES.map((role) => make('li', {}, make('span', { class: `chip ${role}`, 'aria-hidden': 'true' }, text(`responsibility.short.${role}`)), edugraph.coded('role', role))));
  }

  function table(state) {
    const heads = [['office', text('responsibility.office')], ['tasks', text('responsibility.tasks')], ...state.themes.map((theme) => [theme, grid.themeName(theme)])];
    const caption = text('responsibility.caption', edugraph.planName(state.plan));
    const row = make('tr', {}, heads.map(([key, words]) => head(state, key, words)));
    return make('div', { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': caption }, make('table', { class: 'matrix' }, make('caption', { class: 'unseen' }, caption), make('thead', {}, row), state.body));
  }

  function head(state, key, words) {
    const sort = () => {
      choice.down = choice.order === key ? !choice.down : key !== 'office';
      choice.order = key;
      fill(state);
    };
    const upright = key === 'office' || key === 'tasks';
    const button = make('button', { type: 'button', onclick: sort }, make('span', { class: upright ? null : 'vertical' }, words), make('span', { class: 'arrow', 'aria-hidden': 'true' }));
    return make('th', { scope: 'col', class: `head-${upright ? key : 'theme'}`, data: { key } }, button);
  }

  /** The offices that fit the filters, in the chosen order. */
  function kept({ offices }) {
    const words = choice.words.trim().toLowerCase();
    const called = (office) => !words || [office.office, ...office.functions, ...office.functions.map(name)].join(' ').toLowerCase().includes(words);
    const acts = (office) => {
      const cells = choice.theme ? [office.cells[choice.theme] || {}] : [office.tasks];
      return cells.some((cell) => (choice.role ? cell[choice.role] : Object.keys(cell).length));
    };
    const size = (office) => (choice.order === 'tasks' ? (choice.role ? counted(office.tasks[choice.role]) : office.count) : tasksIn(office.cells[choice.order]));
    const sign = choice.down ? -1 : 1;
    const order = (one, other) => (choice.order === 'office' ? sign * one.office.localeCompare(other.office, 'zh') : sign * (size(one) - size(other)) || other.count - one.count);
    return offices.filter((office) => called(office) && acts(office)).sort(order);
  }

  function counted(tasks = []) {
    return new Set(tasks.map(([task]) => task)).size;
  }

  /** The number of tasks of a cell, in the chosen role where one is. */
  function tasksIn(cell = {}) {
    return new Set(choice.role ? cell[choice.role] : Object.values(cell).flat()).size;
  }

  function fill(state) {
    const { offices, body, status } = state;
    const found = kept(state);
    const shown = found.slice(0, AT_ONCE);
    body.replaceChildren(...shown.map((office) => line(state, office)));
    const left = found.length - shown.length;
    status.textContent = `${about(found)}${found.length ? text('responsibility.shown', found.length, offices.length) : text('responsibility.none')}${left ? text('responsibility.left', AT_ONCE) : ''}`;
    for (const cell of body.parentElement.tHead.rows[0].cells) {
      cell.setAttribute('aria-sort', cell.dataset.key !== choice.order ? 'none' : choice.down ? 'descending' : 'ascending');
      cell.classList.toggle('chosen', Boolean(choice.theme) && cell.dataset.key === choice.theme);
    }
  }

  /** How many offices act on the chosen theme, in how many tasks and which roles. */
  function about(found) {
    if (!choice.theme || !found.length) return '';
    const cells = found.map((office) => office.cells[choice.theme]);
    const roles = ROLES.filter((role) => !choice.role || role === choice.role).map((role) => [role, new Set(cells.flatMap((cell) => cell[role] || [])).size]);
    const tasks = new Set(cells.flatMap((cell) => (choice.role ? cell[choice.role] : Object.values(cell).flat()))).size;
    return text('responsibility.about', grid.themeName(choice.theme), found.length, tasks, grid.roles(roles.filter(([, count]) => count)));
  }

  function line(state, office) {
    const { plan, themes } = state;
    const link = make('a', { href: edugraph.address('responsibility', plan, office.office) }, said(office.office));
    const does = make('small', {}, office.functions.length ? edugraph.list(office.functions.map(name)) : text('responsibility.unmatched'));
    return make('tr', {}, make('th', { scope: 'row' }, link, does), load(office, state.most), themes.map((theme) => cell(plan, office, theme)));
  }

  /** The number of tasks, with a bar by role. */
  function load(office, most) {
    const counts = grid.byRole(office);
    const bar = make('span', { class: 'bar', 'aria-hidden': 'true' }, counts.map(([role, count]) => {
      const part = make('span', { class: role });
      part.style.width = `${(100 * count) / most}%`;
      return part;
    }));
    return make('td', { class: 'load' }, make('strong', {}, String(office.count)), ' ', make('small', {}, grid.roles(counts)), bar);
  }

  function cell(plan, office, theme) {
    const found = ROLES.filter((role) => office.cells[theme]?.[role] && (!choice.role || role === choice.role)).map((role) => [role, office.cells[theme][role].length]);
    const chosen = { class: choice.theme && theme === choice.theme ? 'chosen' : null };
    if (!found.length) return make('td', chosen, make('span', { class: 'unseen' }, text('responsibility.silent')));
    const before = make('span', { class: 'unseen' }, said(office.office), ` · ${grid.themeName(theme)}: `);
    const chips = found.map(([role, count]) => [make('span', { class: `chip ${role}` }, `${text(`responsibility.short.${role}`)}${count}`), ' ']);
    return make('td', chosen, make('a', { href: edugraph.address('responsibility', plan, office.office, theme) }, before, chips));
  }

  function save(state) {
    const words = (office, theme) => Object.entries(office.cells[theme] || {}).map(([role, tasks]) => `${edugraph.coded('role', role)}${tasks.length}`).join(' ');
    const rows = kept(state).map((office) => ({ plan: state.plan, organisation: office.office, function: office.functions.join('、'), tasks: office.count, ...Object.fromEntries(state.themes.map((theme) => [grid.themeName(theme), words(office, theme)])) }));
    edugraph.save(`${state.plan}.csv`, 'text/csv', edugraph.csv(['plan', 'organisation', 'function', 'tasks', ...state.themes.map(grid.themeName)], rows));
  }
})();
