'use strict';
/* The tab of targets: a list of indicators, and one of them with its cities on one axis, as a table, and by sentence. */

(() => {
  const { make, text, named, said, targets } = edugraph;
  const AT_ONCE = 300;
  const choice = { words: '', indicator: '', kept: [] };
  let indicators = [];
  let offices = {};
  let titles = {};
  let list;
  let status;
  let shown;

  edugraph.tab('targets', { open, show });

  async function open(panel) {
    const found = await edugraph.pack('targets');
    ({ offices } = found);
    indicators = indicators.length ? indicators : found.indicators.map((one) => ({ ...one, search: words(one) }));
    titles = await edugraph.pack('tasks');
    list = make('div', { class: 'groups' });
    status = make('p', { class: 'muted', role: 'status' });
    shown = make('div', { class: 'indicator' });
    const search = make('input', { type: 'search', id: 'targets-search', value: choice.words, autocomplete: 'off', oninput: ({ target }) => find(target.value), onkeydown: first });
    const nav = make('nav', { 'aria-label': text('targets.list') }, make('div', { class: 'controls' }, make('label', {}, text('targets.search'), search)), status, list);
    panel.replaceChildren(make('h2', {}, text('targets.heading')), make('p', {}, summary(), ' ', text('targets.read')), make('div', { class: 'columns' }, nav, shown));
    find(choice.words);
    choice.indicator = '';
  }

  /** The address names an indicator, and perhaps one of its targets, which then comes up beside. */
  function show(id, plan, at) {
    const one = indicators.find((other) => other.id === id) || (id ? null : indicators[0]);
    if (!one) {
      choice.indicator = '';
      shown.replaceChildren(edugraph.message(text(indicators.length ? 'targets.unknown' : 'targets.none', id)));
      return;
    }
    const row = one.targets.find((target) => target.plan === plan && `${target.task}-${target.number}` === at);
    targets.opened = row || null;
    if (choice.indicator !== one.id) fill(one);
    markRow(row && edugraph.address(...targets.address(one, row)));
    if (row) detail(one, row);
  }

  /** Marks the target that is shown beside, in the picture and in the table, and brings it into sight. */
  function markRow(address) {
    for (const link of shown.querySelectorAll('.marks a, .rows tbody a')) {
      if (link.getAttribute('href') === address) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    shown.querySelector('.marks a[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Enter in the search shows the first indicator that was found. */
  function first({ key, isComposing }) {
    if (key === 'Enter' && !isComposing && choice.kept.length) edugraph.go('targets', list.querySelector('a').dataset.id);
  }

  /** All words by which an indicator is found: its names, and those of the plans. */
  function words(one) {
    return [...new Set([one.label, edugraph.settings.names[one.label] || '', ...one.targets.map((row) => row.subject)])].join(' ').toLowerCase();
  }

  function summary() {
    const rows = indicators.flatMap((one) => one.targets);
    const shared = indicators.filter((one) => one.cities > 1 && !one.own).length;
    return text('targets.summary', ...[indicators.length, shared, rows.length, rows.filter(targets.blanked).length].map(edugraph.number));
  }

  /** Fills the list with the indicators that hold some words. */
  function find(search) {
    choice.words = search;
    const asked = search.trim().toLowerCase().split(/\s+/);
    const kept = indicators.filter((one) => asked.every((word) => one.search.includes(word)));
    const part = kept.slice(0, AT_ONCE);
    const groups = { shared: (one) => !one.own && one.cities > 1, single: (one) => !one.own && one.cities === 1, own: (one) => one.own };
    list.replaceChildren(...Object.entries(groups).flatMap(([key, fits]) => group(key, part.filter(fits))));
    choice.kept = kept;
    mark();
  }

  /** How many were found, and whether the one that is shown is among them. */
  function tell() {
    const { kept, indicator } = choice;
    const left = Math.max(0, kept.length - AT_ONCE);
    const other = kept.some((one) => one.id === indicator) ? null : indicators.find((one) => one.id === indicator);
    const words = [kept.length ? text('targets.found', kept.length) : text('targets.nothing'), left && text('targets.left', left), other && text('targets.elsewhere', edugraph.name(other.label))];
    status.textContent = words.filter(Boolean).join('');
  }

  function group(key, found) {
    if (!found.length) return [];
    return [make('h3', {}, text(`targets.group.${key}`)), make('ul', {}, found.map((one) => make('li', {}, entry(one))))];
  }

  function entry(one) {
    const blanked = one.targets.filter(targets.blanked).length;
    const cities = one.cities > 1 ? text('targets.cities', one.cities) : targets.names(one.targets.map((row) => edugraph.cityName(row.plan)));
    const counts = [cities, text('targets.count', one.targets.length), blanked && text('targets.starred', blanked)];
    return make('a', { href: edugraph.address('targets', one.id), data: { id: one.id } }, label(one), ' ', make('small', {}, counts.filter(Boolean).join(' · ')));
  }

  function label(one) {
    return one.own ? said(one.label) : named(one.label);
  }

  /** Marks the entry of what is shown. */
  function mark() {
    tell();
    for (const link of list.querySelectorAll('a')) {
      if (link.dataset.id === choice.indicator) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  function fill(one) {
    choice.indicator = one.id;
    mark();
    const way = text(`targets.way.${one.direction || 'own'}`);
    const alone = one.cities === 1 ? make('p', {}, text('targets.alone', edugraph.cityName(one.targets[0].plan))) : null;
    shown.replaceChildren(
      make('h3', { class: 'title' }, text('targets.shown'), label(one)),
      make('p', { class: 'muted' }, way),
      make('ul', { class: 'answer' }, best(one).map((words) => make('li', {}, words))),
      ...[alone, wording(one)].filter(Boolean),
      targets.legend(one.targets),
      ...targets.plots(one),
      make('h4', {}, text('targets.table')),
      make('button', { type: 'button', onclick: () => save(one) }, text('csv')),
      table(one),
    );
  }

  /** Targets that can be compared, group by group. */
  function groups(one) {
    const fit = one.targets.filter((target) => target.comparable === 'yes');
    return [...targets.grouped(fit, (row) => row.group).values()];
  }

  /** The caution that cities put a target in different words, each with its own. */
  function wording(one) {
    const fit = one.own ? [] : groups(one).filter(targets.differ).flat();
    if (!fit.length) return null;
    const words = targets.names(fit.map((row) => text('targets.wording', edugraph.cityName(row.plan), row.subject)));
    return make('p', { class: 'caution' }, text('targets.caution', words));
  }

  /** In words: the best figures that can be compared, by when, and who has blanked theirs. */
  function best(one) {
    const fit = groups(one);
    const found = fit.slice(0, 3).map((rows) => leading(one, rows, fit.length > 1));
    const blanked = one.targets.filter(targets.blanked).map((row) => edugraph.cityName(row.plan));
    if (!found.length && one.cities > 1) found.push(text('targets.incomparable'));
    if (blanked.length) found.push(text('targets.best.blanked', targets.names(blanked)));
    return found;
  }

  /** The first of a group, with those of the same figure: a figure that all have is said to be common. */
  function leading(one, rows, several) {
    const top = rows.filter((row) => Number(row.value) === Number(rows[0].value));
    const cities = targets.names(top.map((row) => edugraph.cityName(row.plan)));
    const figures = targets.names(top.map((row) => `${targets.figure(row)}${text('targets.aside', targets.when(row))}`));
    const key = top.length === rows.length ? 'equal' : one.direction === 'down' ? 'lowest' : 'highest';
    return `${several ? `${targets.groupName(rows[0])}${text('targets.colon')}` : ''}${text(`targets.best.${key}`, cities, figures, targets.differ(rows) ? text('targets.wordings') : '')}`;
  }

  targets.groupName = (row) => text('targets.group', targets.scope(row), targets.year(row));

  function table(one) {
    const rows = one.targets.map((row) => ({ ...row, city: targets.where(row), figure: row.value, when: targets.when(row), firm: targets.strength(row), part: targets.scope(row), reason: one.cities > 1 ? targets.reason(row) || text('targets.comparable') : '' }));
    const current = (row) => targets.opened && targets.opened.plan === row.plan && targets.opened.task === row.task && targets.opened.number === row.number;
    const place = (row) => make('a', { href: edugraph.address(...targets.address(one, row)), 'aria-current': current(row) ? 'true' : null }, row.city);
    const columns = [
      { key: 'city', title: text('targets.column.city'), cell: place },
      { key: 'figure', title: text('targets.column.figure'), cell: (row) => [make('span', { class: 'figure' }, targets.figure(row)), edugraph.doubtSign(row.doubt), edugraph.correctedSign(row)] },
      { key: 'when', title: text('targets.column.when'), cell: (row) => make('span', { class: row.deadline ? 'figure' : null }, row.when) },
      { key: 'firm', title: text('targets.column.firm'), cell: (row) => row.firm },
      ...(one.cities > 1 ? [{ key: 'reason', title: text('targets.column.reason'), cell: (row) => row.reason }] : []),
      ...(rows.some((row) => row.scope) ? [{ key: 'part', title: text('targets.column.scope'), cell: (row) => row.part }] : []),
      { key: 'subject', title: text('targets.column.subject'), cell: (row) => [said(row.subject), row.around ? make('small', {}, said(`…${row.around}`)) : null] },
      { key: 'quote', title: text('targets.column.quote'), cell: (row) => [said(row.quote), ' ', edugraph.placeLink(row.plan, row.start, row.end) || ''] },
    ];
    return edugraph.table(columns, rows, text('targets.caption', edugraph.name(one.label)));
  }

  function save(one) {
    const keys = ['indicator', 'plan', 'city', 'task', 'subject', 'scope', 'value', 'value_max', 'unit', 'comparator', 'deadline', 'redacted', 'strength', 'comparable', 'group', 'quote', 'start', 'end', 'doubt', 'corrected'];
    edugraph.save(`${one.label}.csv`, 'text/csv', edugraph.csv(keys, one.targets.map((row) => ({ ...row, indicator: one.label }))));
  }

  /** One target with its sentence, its task, and who answers. */
  function detail(one, row) {
    const reason = one.cities > 1 ? targets.reason(row) || text('targets.comparable') : '';
    const facts = [
      ['figure', make('span', { class: 'figure' }, targets.figure(row))],
      ['hidden', targets.blanked(row) ? text('targets.published') : ''],
      ['when', targets.when(row)],
      ['firm', targets.strength(row)],
      ['doubt', edugraph.doubts(row.doubt)],
      ['corrected', edugraph.people(row.people)],
      ['reason', reason],
      ['scope', row.scope && targets.scope(row)],
      ['subject', said(row.subject)],
      ['task', edugraph.taskName(row.plan, row.task, titles[row.plan]?.[row.task] ?? '')],
      ['offices', answering(row)],
    ];
    const terms = facts.filter(([, value]) => value).map(([key, value]) => [make('dt', {}, text(`targets.column.${key}`)), make('dd', {}, value)]);
    edugraph.detail(make('span', {}, edugraph.planName(row.plan), ' · ', label(one)), make('dl', {}, terms), make('h3', {}, text('targets.column.quote')), edugraph.sentence(row), whole(row));
  }

  /** The whole text of the task, where the page holds it. */
  function whole(row) {
    return edugraph.settings.tabs.includes('reader') ? edugraph.taskText(row.plan, row.task) : null;
  }

  /** Who answers for the measure of a target, or for its task. */
  function answering(row) {
    const all = offices[row.plan]?.[row.task] || [];
    const own = all.filter(([, , measure]) => measure === '' || measure === row.measure);
    const found = own.length || row.measure ? own : all;
    if (!found.length) return text('targets.nobody');
    const office = (name) => (edugraph.settings.tabs.includes('responsibility') ? edugraph.link(said(name), 'responsibility', row.plan, name) : said(name));
    return make('ul', { class: 'answering' }, found.map(([role, name, measure]) => make('li', {}, edugraph.coded('role', role), ' ', office(name), measure && measure !== row.measure ? ` · ${text('measure.number', measure)}` : '')));
  }
})();
