'use strict';
/* What stands above an answer: the fields of a named question, or the editor for SPARQL of one's own. */

(() => {
  const { make, text } = edugraph;
  const language = () => edugraph.state.language;

  /** A named question: what it answers, how to read it, and its fields. act { run, stop, link } are what buttons do. */
  function question(one, values, act) {
    const head = [make('h3', { tabindex: '-1', id: 'query-title' }, one.summary[language()])];
    const notes = [named(one.reading[language()]), one.caution].filter(Boolean).map((words) => make('p', { class: 'message' }, words));
    const name = make('p', { class: 'muted key' }, text('query.key'), ' ', make('code', {}, one.name));
    if (!one.text) return [...head, ...notes, ...computed(one, act), name];
    const open = make('a', { class: 'button', href: `#query/sparql/${encodeURIComponent(one.text)}`, onclick: (event) => act.edit(event, one) }, text('query.sparql.show'));
    const fields = one.parameters.map((parameter) => field(parameter, values[parameter.name] ?? ''));
    return [...head, ...notes, make('form', { class: 'controls', id: 'query-form', onsubmit: (event) => event.preventDefault(), onkeydown: entered(act), oninput: act.typed }, fields, buttons(act), open), name];
  }

  /** A question that a call answers: its rows were made with the page, or it is asked on the command line. */
  function computed(one, act) {
    const needed = one.parameters.filter(({ required }) => required);
    const given = (needed.length ? needed : one.parameters.slice(0, 1)).map(({ name, example }) => ` -p ${name}=${example || '…'}`);
    const command = `edugraph query ${one.name}${given.join('')}`;
    const words = one.answered ? (one.parameters.length ? text('query.computed.narrow') : '') : text(needed.length ? 'query.computed.given' : 'query.computed.many');
    const list = one.parameters.map((parameter) => make('li', {}, make('code', {}, parameter.name), ' ', label(parameter), language() === 'en' ? '' : `（${parameter.meaning}）`));
    const how = words ? [make('p', {}, words), make('pre', { class: 'command' }, command), make('ul', { class: 'muted' }, list)] : [];
    const more = one.answered && how.length ? make('details', {}, make('summary', {}, text('query.computed.how')), ...how) : how;
    return [one.answered ? make('div', { class: 'controls' }, copy(act)) : null, more].flat().filter(Boolean);
  }

  /** How to read an answer, its columns called as the table calls them. */
  function named(reading) {
    if (language() === 'en') return reading;
    const told = reading.replace(/([\u4e00-\u9fff]*)（([a-z_]+)）|\b[a-z_]+\b/g, (found, before, inner) => {
      const word = inner ?? found;
      const key = [`query.column.${word}`, `query.value.beyond.${word}`].find((one) => text(one) !== one);
      if (!key) return found;
      const shown = text(key);
      if (inner === undefined) return shown;
      return `${before}（${shown}）`;
    });
    return told.replace(/([\u4e00-\u9fff]) (?=[\u4e00-\u9fff])/g, '$1').replace(/([\u4e00-\u9fff]{2,})（\1）/g, '$1');
  }

  /* By hand and not as a form is sent: inside another page (a notebook) no form can be sent. */
  const asked = (act) => (event) => {
    event.preventDefault();
    if (!document.getElementById('query-run').disabled && event.target.form.reportValidity()) act.run();
  };

  /** Enter in a field asks; in the editor, which has lines, with Ctrl. */
  const entered = (act) => (event) => {
    const { target, key, isComposing } = event;
    const meant = target.tagName === 'INPUT' || (target.tagName === 'TEXTAREA' && (event.ctrlKey || event.metaKey));
    if (key === 'Enter' && !isComposing && meant) asked(act)(event);
  };

  const copy = (act) => make('button', { type: 'button', onclick: act.link }, text('query.link'));

  function buttons(act) {
    const stop = make('button', { type: 'button', id: 'query-stop', disabled: true, onclick: act.stop }, text('query.stop'));
    return make('span', { class: 'buttons' }, make('button', { type: 'button', id: 'query-run', class: 'main', onclick: asked(act) }, text('query.run')), stop, copy(act));
  }

  /** What a parameter is called, in Chinese by its name, in English as its query says. */
  function label({ name, meaning }) {
    return language() === 'en' ? meaning : text(`query.parameter.${name}`);
  }

  function field(parameter, value) {
    const { name, example, required } = parameter;
    const items = edugraph.query.fields.items(parameter);
    const shown = (item) => edugraph.query.fields.shown(name, item);
    const input = make('input', { name, id: `query-${name}`, value: shown(value), required, autocomplete: 'off', spellcheck: 'false', list: items ? `query-list-${name}` : null, placeholder: example ? text('query.example', shown(example)) : null });
    const options = items && make('datalist', { id: `query-list-${name}` }, items.map(({ value: item, label: words }) => make('option', { value: item }, words)));
    return make('label', {}, make('span', {}, label(parameter), required ? make('strong', {}, ` ${text('query.required')}`) : null), input, options);
  }

  /** The editor: a field for the query, and the prefixes that it need not declare. */
  function editor(query, act) {
    const area = make('textarea', { id: 'query-text', rows: '14', spellcheck: 'false', autocapitalize: 'off', wrap: 'off' });
    area.value = query;
    const known = Object.entries(edugraph.query.prefixes).map(([prefix, iri]) => make('li', {}, make('code', {}, `${prefix}:`), ' ', iri));
    const prefixes = make('details', {}, make('summary', {}, text('query.prefixes')), make('ul', { class: 'prefixes' }, known));
    const form = make('form', { class: 'controls', id: 'query-form', onsubmit: (event) => event.preventDefault(), onkeydown: entered(act), oninput: act.typed }, make('label', { class: 'whole', for: 'query-text' }, text('query.sparql.label'), area), buttons(act));
    return [make('h3', { tabindex: '-1', id: 'query-title' }, text('query.sparql')), make('p', { class: 'muted' }, text('query.sparql.read', edugraph.query.engine.SECONDS)), form, prefixes];
  }

  /** A mistake: what it is, and the line with a caret below the place. */
  function mistake({ message, line, column, shown }) {
    if (!line) return [make('p', { class: 'message', role: 'alert' }, message)];
    /* Below a wide character stands a wide space, or the caret would slip to the left. */
    const space = Array.from(shown).slice(0, column - 1).map((char) => (char === '\t' ? '\t' : /[\u2e80-\uffef]/.test(char) ? '\u3000' : ' ')).join('');
    return [make('p', { class: 'message', role: 'alert' }, text('query.mistake', line, column, message)), make('pre', { class: 'place', tabindex: '0', role: 'region', 'aria-label': text('query.mistake.place') }, `${shown}\n${space}^`)];
  }

  edugraph.query.forms = { question, editor, mistake };
})();
