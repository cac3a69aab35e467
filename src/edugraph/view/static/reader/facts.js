'use strict';
/* The facts of a plan: those of a mark in the panel of details, and all of them as a list. */

(() => {
  const { make, text } = edugraph;
  const { reader } = edugraph;
  const choice = { kind: '', words: '' };

  /** A fact in a few words: what it is about, with its role or figure. */
  reader.factWords = (fact) => {
    const role = fact.kind === 'responsibility' ? edugraph.coded('role', fact.role) : '';
    return [subjectWords(fact), role || (fact.unit !== '' || fact.value !== '' ? edugraph.figure(fact) : '')].filter(Boolean).join(' ');
  };

  function subjectWords(fact) {
    return fact.kind === 'remark' ? edugraph.reason(fact.subject) : edugraph.name(fact.subject);
  }

  function isFigure({ kind }) {
    return kind === 'target' || kind === 'result';
  }

  /** Opens the facts of a mark, each with its sentence and where else it leads; `again` are those whose first place is elsewhere. */
  reader.showFacts = (indexes, again) => {
    const facts = indexes.map((index) => factContent(reader.pack.facts[index], again.includes(index)));
    edugraph.detail(text('reader.facts', facts.length), facts);
  };

  function factContent(fact, again) {
    const title = make('h3', { class: 'fact-kind' }, reader.sign(fact.kind), ' ', reader.kindName(fact.kind), text('reader.colon'), fact.kind === 'remark' ? subjectWords(fact) : edugraph.named(fact.subject));
    const rows = told(fact).filter(([, said]) => said);
    return make(
      'section',
      { class: 'one-fact' },
      title,
      again && make('p', { class: 'message' }, text('reader.again.read')),
      rows.length ? make('dl', {}, rows.map(([key, said]) => [make('dt', {}, text(`reader.${key}`)), make('dd', {}, said)])) : null,
      edugraph.sentence({ plan: reader.plan, ...fact, start: again ? fact.start : '' }),
      elsewhere(fact),
    );
  }

  /** What is known of a fact beside its subject, why it may be misread, and what people said of it, as pairs. */
  function told(fact) {
    return [...figures(fact), ['doubt', edugraph.doubts(fact.doubt)], ['corrected', edugraph.people(fact.people)]];
  }

  function figures(fact) {
    const role = fact.kind === 'responsibility' && edugraph.coded('role', fact.role);
    if (!isFigure(fact)) return [['role', role], ['times', Number(fact.times) > 1 && text('reader.times.count', fact.times)]];
    const comparator = text(`reader.comparator.${fact.comparator}`);
    const figure = fact.redacted === 'true' ? `* ${fact.unit}` : edugraph.figure(fact);
    return [
      ['figure', fact.value || fact.redacted === 'true' ? [figure, ` (${comparator})`] : null],
      ['redacted', fact.redacted === 'true' && edugraph.coded('redacted', 'true')],
      ['deadline', fact.deadline || text('reader.deadline.none')],
      ['strength', fact.strength && edugraph.coded('strength', fact.strength)],
      ['indicator', fact.indicator ? edugraph.named(fact.indicator) : text('reader.indicator.none')],
    ];
  }

  /** The way to the other cities, through the tabs that the page has. */
  function elsewhere(fact) {
    const ways = {
      theme: ['overview', fact.subject],
      target: fact.indicator && ['targets', fact.indicator],
      responsibility: ['responsibility', reader.plan, fact.subject],
      leader: ['responsibility', reader.plan, '', fact.subject],
    };
    const way = ways[fact.kind];
    if (!way || !edugraph.settings.tabs.includes(way[0])) return null;
    return make('p', { class: 'elsewhere' }, edugraph.link(text(`reader.elsewhere.${fact.kind}`), ...way));
  }

  /** The list of all facts, narrowed by kind and words. */
  reader.fillFacts = (place) => {
    const status = make('p', { class: 'muted', role: 'status' });
    const rows = make('div', {});
    const fill = () => fillRows(rows, status);
    const change = (key) => ({ target }) => {
      choice[key] = target.value;
      fill();
    };
    const kinds = reader.kinds.filter((kind) => reader.pack.facts.some((fact) => fact.kind === kind));
    if (!kinds.includes(choice.kind)) choice.kind = '';
    const options = ['', ...kinds].map((kind) => make('option', { value: kind, selected: kind === choice.kind }, kind ? reader.kindName(kind) : text('reader.kinds.all')));
    const controls = make(
      'div',
      { class: 'controls' },
      make('label', {}, text('reader.kinds'), make('select', { id: 'reader-kind', onchange: change('kind') }, options)),
      make('label', {}, text('reader.words'), make('input', { type: 'search', id: 'reader-words', value: choice.words, autocomplete: 'off', oninput: change('words') })),
      make('button', { type: 'button', onclick: save }, text('csv')),
    );
    place.replaceChildren(controls, status, rows);
    fill();
  };

  /** Facts as rows of the list, in the words of the chosen language. */
  function chosen() {
    const words = choice.words.trim().toLowerCase();
    const rows = reader.pack.facts.map((fact, at) => ({
      ...fact,
      at: at + 1,
      what: reader.kindName(fact.kind),
      about: subjectWords(fact),
      said: fact.kind === 'responsibility' ? edugraph.coded('role', fact.role) : isFigure(fact) ? edugraph.figure(fact) : '',
      firm: fact.strength ? edugraph.coded('strength', fact.strength) : '',
    }));
    const fits = (row) => (!choice.kind || row.kind === choice.kind) && (!words || `${row.about} ${row.subject} ${row.said} ${row.exact} ${row.quote}`.toLowerCase().includes(words));
    return rows.filter(fits);
  }

  function fillRows(place, status) {
    const rows = chosen();
    status.textContent = rows.length ? text('reader.shown', rows.length, reader.pack.facts.length) : text('reader.none');
    const go = (row) => make('a', { href: edugraph.address('reader', reader.plan, `${row.start}-${row.end}`) }, edugraph.said(row.exact));
    const columns = [
      { key: 'at', title: text('reader.column.at') },
      { key: 'what', title: text('reader.column.what') },
      { key: 'about', title: text('reader.column.about'), cell: (row) => [row.about, edugraph.doubtSign(row.doubt), edugraph.correctedSign(row)] },
      { key: 'said', title: text('reader.column.said') },
      { key: 'deadline', title: text('reader.deadline') },
      { key: 'firm', title: text('reader.strength') },
      { key: 'task', title: text('reader.column.task') },
      { key: 'exact', title: text('reader.column.exact'), cell: go },
    ];
    const table = edugraph.table(columns, rows, text('reader.caption', edugraph.planName(reader.plan)));
    table.addEventListener('click', follow);
    place.replaceChildren(...(rows.length ? [table] : []));
  }

  /** A click on a row leads to its sentence, also where the address names it already. */
  function follow(event) {
    const link = event.target.closest('tbody tr')?.querySelector('a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || String(getSelection())) return;
    event.preventDefault();
    edugraph.go(...link.hash.slice(1).split('/').map(decodeURIComponent));
  }

  function save() {
    const keys = ['task', 'measure', 'kind', 'subject', 'role', 'indicator', 'value', 'value_max', 'unit', 'comparator', 'deadline', 'redacted', 'strength', 'times', 'quote', 'exact', 'start', 'end', 'doubt', 'corrected'];
    edugraph.save(`${reader.plan}.csv`, 'text/csv', edugraph.csv(keys, chosen()));
  }
})();
