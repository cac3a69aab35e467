'use strict';
/* The query tab: the list of questions, the address that carries one, and the way from asking to the answer. */

(() => {
  const { make, text, query } = edugraph;
  const state = { name: null, values: {}, text: '', words: '', turn: 0, draft: null, at: null };
  const EXAMPLE = 'SELECT ?plan (COUNT(?task) AS ?tasks) WHERE {\n  ?p a edu:Plan ; dcterms:identifier ?plan .\n  ?task a edu:Task ; dcterms:isPartOf ?p .\n}\nGROUP BY ?plan\nORDER BY DESC(?tasks)\n';
  let questions = [];
  let parts = {};

  edugraph.tab('query', { open, show });

  async function open(panel) {
    questions = await edugraph.pack('query/questions');
    query.suggestions = await edugraph.pack('query/suggestions');
    query.tasks = await edugraph.pack('query/tasks');
    query.known = await edugraph.pack('query/forms');
    query.prefixes = await edugraph.pack('query/prefixes');
    query.PREFIXES = Object.entries(query.prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>`).join(' ');
    await query.graphs.open();
    parts = { list: make('div', { class: 'questions' }), count: make('p', { class: 'muted', role: 'status' }), data: make('div', { class: 'data' }), work: make('div'), state: make('div', { class: 'state', role: 'status' }), found: make('p', { class: 'found', role: 'status' }), answer: make('div', { class: 'answer' }) };
    panel.replaceChildren(make('h2', {}, text('query.heading')), make('p', {}, text('query.read')), parts.data, make('div', { class: 'query' }, chooser(), make('section', { 'aria-label': text('query.asked') }, parts.work, parts.state, parts.found, parts.answer)));
    parts.drawn = false;
    data();
    list();
    load().catch(unloaded);
  }

  function chooser() {
    const search = make('input', { type: 'search', id: 'query-search', value: state.words, autocomplete: 'off', oninput: ({ target }) => {
      state.words = target.value;
      list();
    } });
    return make('nav', { 'aria-label': text('query.questions') }, make('div', { class: 'controls' }, make('label', {}, text('query.search'), search)), parts.count, parts.list);
  }

  /** The questions that hold every word that is looked for. */
  function list() {
    const words = state.words.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const said = ({ name, group, summary, asked }) => `${name} ${text(`query.group.${group}`)} ${summary.zh} ${summary.en} ${asked}`.toLowerCase();
    const kept = questions.filter((one) => words.every((word) => said(one).includes(word)));
    parts.count.textContent = kept.length ? text('query.listed', kept.length, questions.length) : text('query.unlisted');
    const all = [...kept, { name: 'sparql', group: 'more' }];
    const groups = [...new Set(all.map(({ group }) => group))];
    parts.list.replaceChildren(...groups.map((group, at) => {
      const some = all.filter((one) => one.group === group);
      const open = words.length > 0 || some.some(({ name }) => name === state.name) || (!state.name && at === 0);
      return make('details', { open }, make('summary', {}, make('h3', {}, text(`query.group.${group}`)), ' ', make('small', { class: 'muted' }, some.length)), make('ul', {}, some.map(item)));
    }));
  }

  /** A question in the list; the last one is a query of one's own. */
  function item({ name, summary, text: sparql, answered }) {
    const own = name === 'sparql';
    const link = make('a', { href: `#query/${name}`, 'aria-current': name === state.name ? 'true' : null, data: { name } }, own ? text('query.sparql') : summary[edugraph.state.language]);
    return make('li', {}, link, own || sparql || answered ? null : make('small', { class: 'muted' }, ` ${text('query.elsewhere')}`));
  }

  /** The address as { name, values, text }: "#query/targets?plan=…", "#query/sparql/SELECT…". */
  function addressed() {
    const [name, given = ''] = location.hash.replace(/^#query\/?/, '').split(/[/?](.*)/s);
    if (name === 'sparql') return { name, values: {}, text: decodeURIComponent(given) };
    return { name: decodeURIComponent(name), values: Object.fromEntries(new URLSearchParams(given)), text: '' };
  }

  function address() {
    if (state.name === 'sparql') return `#query/sparql/${encodeURIComponent(state.text)}`;
    const given = new URLSearchParams(Object.entries(state.values).filter(([, value]) => value !== '')).toString();
    return `#query/${state.name}${given ? `?${given}` : ''}`;
  }

  /** Names what is asked in the address. */
  function note() {
    edugraph.noteAddress(address());
    state.at = location.hash;
  }

  /**
   * Follows the address: the question is shown with its fields filled in, and asked where nothing is wanting. What
   * was typed and not asked yet outlasts a change of the language.
   */
  function show() {
    const asked = addressed();
    const same = !asked.name && state.name;
    if (same && parts.drawn) return note();
    if (!same && (parts.drawn || location.hash !== state.at)) state.draft = null;
    if (!same) Object.assign(state, asked);
    state.at = location.hash;
    state.turn += 1;
    query.engine.drop(text('query.stopped'));
    parts.drawn = true;
    const listed = parts.list.contains(document.activeElement);
    for (const link of parts.list.querySelectorAll('a')) link.dataset.name === state.name ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current');
    for (const place of [parts.answer, parts.state, parts.found]) place.replaceChildren();
    const one = questions.find(({ name }) => name === state.name);
    parts.work.replaceChildren(...work(one));
    follow();
    if (listed) document.getElementById('query-title')?.focus();
    if (one && !one.text) return one.answered ? computed(one) : undefined;
    if (state.draft) return undefined;
    if (one ? document.getElementById('query-form').checkValidity() : state.text) run();
    return undefined;
  }

  /** Brings the chosen question into sight in the list, without moving the page. */
  function follow() {
    const link = parts.list.querySelector('[aria-current]');
    if (link) link.closest('details').open = true;
    if (link) parts.list.scrollTop = link.offsetTop - parts.list.offsetTop - parts.list.clientHeight / 3;
  }

  function work(one) {
    const act = { run, stop: () => query.engine.stop(text('query.stopped')), link: copyLink, edit, typed };
    const { values, text: sparql } = state.draft ?? state;
    if (one) return query.forms.question(one, values, act);
    if (state.name === 'sparql') return query.forms.editor(state.draft ? sparql : sparql || EXAMPLE, act);
    return [make('p', { class: 'message' }, state.name ? text('query.unknown', state.name) : text('query.begin'))];
  }

  /** The rows of a question that were made with the page. */
  async function computed(one) {
    const turn = (state.turn += 1);
    const answer = await edugraph.pack(`answer/${one.name}`);
    if (turn === state.turn) answered({ answer, ...titled(one) });
  }

  /** Brings up an answer; how much it is is told in the place that stands for it. */
  function answered(found) {
    parts.answer.replaceChildren(...query.result.shown(found, (words) => parts.found.replaceChildren(words)));
  }

  const titled = (one) => ({ name: one ? one.name : 'sparql', title: one ? one.summary[edugraph.state.language] : text('query.sparql'), named: Boolean(one) });

  /** What the fields hold now, as { values, text }. */
  function fields() {
    if (state.name === 'sparql') return { values: {}, text: document.getElementById('query-text').value };
    const { parameters } = questions.find(({ name }) => name === state.name);
    const typed = new FormData(document.getElementById('query-form'));
    return { values: Object.fromEntries(parameters.map((one) => [one.name, query.fields.value(one, (typed.get(one.name) ?? '').trim())])), text: '' };
  }

  /** Keeps what is typed until it is asked. */
  function typed() {
    state.draft = fields();
  }

  function entered() {
    Object.assign(state, fields(), { draft: null });
  }

  const given = () => Object.fromEntries(Object.entries(state.values).filter(([, value]) => value !== ''));

  /** Asks what the fields say: the answer comes up below, or what is wrong. */
  async function run() {
    entered();
    note();
    query.engine.drop(text('query.stopped'));
    const turn = (state.turn += 1);
    const one = questions.find(({ name }) => name === state.name);
    busy(true);
    for (const place of [parts.answer, parts.found]) place.replaceChildren();
    try {
      const found = await answerTo(one, turn);
      if (turn === state.turn) answered({ ...found, ...titled(one) });
    } catch (error) {
      if (turn === state.turn) failed(error);
    }
    if (turn === state.turn) busy(false);
  }

  async function answerTo(one, turn) {
    const sparql = one ? query.bind(one.text, given()) : state.text;
    state.sparql = sparql;
    if (one) query.fields.check(one.parameters, state.values);
    if (query.asksElsewhere(sparql)) throw new Error(text('query.service'));
    await load();
    if (turn !== state.turn) throw new Error(text('query.stopped'));
    parts.state.replaceChildren(text('query.running'));
    return query.engine.ask(sparql);
  }

  function failed(error) {
    const found = error.stopped ? { message: error.message } : query.engine.mistake(state.sparql ?? '', error.message);
    parts.answer.replaceChildren(...query.forms.mistake(found));
    const area = document.getElementById('query-text');
    if (!area || !found.line) return;
    const before = area.value.split('\n').slice(0, found.line - 1).join('\n').length + (found.line > 1 ? 1 : 0);
    const at = Math.min(area.value.length, before + Array.from(found.shown).slice(0, found.column - 1).join('').length);
    area.focus();
    area.setSelectionRange(at, Math.min(area.value.length, at + 1));
  }

  function busy(on) {
    const [runs, stops] = ['query-run', 'query-stop'].map((id) => document.getElementById(id));
    if (runs) runs.disabled = on;
    if (stops) stops.disabled = !on;
    if (!on) parts.state.replaceChildren();
  }

  /** The engine with its graphs: begun when the tab is first opened, and again after a stop; tells how far it is. */
  async function load() {
    const graphs = query.graphs.wanted();
    if (query.engine.state() !== 'ready' && !parts.progress) {
      parts.progress = make('progress', { max: String(graphs.length), value: '0', 'aria-label': text('query.loading') });
      parts.loading = make('p', { role: 'status', class: 'loading' }, text('query.loading'), ' ', parts.progress);
      parts.data.append(parts.loading);
    }
    const own = parts;
    try {
      await query.engine.load(graphs, (done) => parts.progress && (parts.progress.value = done));
    } finally {
      own.loading?.remove();
      own.progress = null;
    }
  }

  function unloaded(error) {
    if (!error.stopped) parts.state.replaceChildren(text('query.unloaded', error.message));
  }

  /** What is loaded; another choice of plans is loaded at once, and the question asked anew. */
  function data() {
    parts.data.replaceChildren(...query.graphs.shown(() => {
      query.engine.stop(text('query.stopped'));
      data();
      if (document.getElementById('query-form')?.checkValidity()) run();
      else load().catch(unloaded);
    }));
  }

  /** Opens a named question's SPARQL in the editor, what was entered filled in. */
  function edit(event, one) {
    event.preventDefault();
    entered();
    edugraph.go('query', 'sparql', query.bind(one.text, given()));
  }

  /** Puts the address of what is asked on the clipboard, or where that is not allowed into a field. */
  async function copyLink() {
    if (document.getElementById('query-form')) entered();
    note();
    try {
      await navigator.clipboard.writeText(location.href);
      parts.state.replaceChildren(text('query.copied'));
    } catch {
      const field = make('input', { type: 'text', readonly: true, value: location.href });
      parts.state.replaceChildren(make('label', {}, text('query.copy'), ' ', field));
      field.select();
    }
  }
})();
