'use strict';
/* The reader: choose a plan, read its text with the facts marked in it, or see the facts as a list. */

(() => {
  const { make, text } = edugraph;
  const MANY = 12; // plans from which on the list can be searched
  const reader = (edugraph.reader = {
    kinds: ['target', 'responsibility', 'leader', 'theme', 'citation', 'result', 'remark'],
    hidden: new Set(),
    plan: null,
    pack: null,
    view: 'text',
  });
  let parts = {};
  let left = null; // the place outside the reader that was left for it: its address, and its key in the history
  let here = step(location.hash);

  edugraph.tab('reader', { open, show });
  window.addEventListener('hashchange', follow);

  function step(address) {
    return { address, key: window.navigation?.currentEntry?.key };
  }

  /** Remembers the place that was left for the reader. */
  function follow({ oldURL }) {
    const before = { ...here, address: new URL(oldURL).hash };
    here = step(location.hash);
    if (inReader(here) && !inReader(before)) left = before;
    if (parts.back) parts.back.hidden = !left;
  }

  function inReader({ address }) {
    return address.length < 2 ? (edugraph.settings.start?.[0] ?? edugraph.settings.tabs[0]) === 'reader' : /^#reader(\/|$)/.test(address);
  }

  /** Goes back to that place in the history, or where the history cannot tell, by its address. */
  function goBack() {
    const known = left.key && window.navigation.entries().some(({ key }) => key === left.key);
    if (known) window.navigation.traverseTo(left.key);
    else location.hash = left.address || '#';
  }

  /** The name of a kind of fact. */
  reader.kindName = (kind) => (kind === 'result' || kind === 'remark' ? text(`reader.kind.${kind}`) : edugraph.coded('kind', kind));

  function open(panel) {
    reader.pack = null;
    parts = { heading: make('h2', {}), back: make('button', { type: 'button', onclick: goBack }, text('reader.back')), why: make('div', {}), body: make('div', { class: 'reader-body' }), select: make('select', { id: 'reader-plan', onchange: ({ target }) => edugraph.go('reader', target.value) }) };
    fillPlans('');
    parts.back.hidden = !left;
    if (!edugraph.settings.plans.length) parts.heading.textContent = text('tab.reader');
    panel.replaceChildren(make('div', { class: 'reader-head' }, parts.back, parts.heading), edugraph.settings.plans.length ? chooser() : '', parts.why, parts.body);
  }

  /** The select of plans, and a field that narrows it where there are many. */
  function chooser() {
    const many = edugraph.settings.plans.length > MANY;
    const search = make('label', {}, text('reader.search.plans'), make('input', { type: 'search', id: 'reader-plans', autocomplete: 'off', oninput: ({ target }) => fillPlans(target.value) }));
    const views = ['text', 'facts'].map((view) => make('button', { type: 'button', 'aria-pressed': 'false', data: { view }, onclick: () => turn(view, true) }, text(`reader.view.${view}`)));
    parts.views = views;
    return make('div', { class: 'controls' }, many && search, make('label', {}, text('reader.plan'), parts.select), make('div', { class: 'views', role: 'group', 'aria-label': text('reader.view') }, views));
  }

  function fillPlans(words) {
    const wanted = words.trim().toLowerCase();
    const fits = (plan) => plan.plan === reader.plan || `${edugraph.planName(plan.plan)} ${plan.city} ${plan.title} ${plan.plan}`.toLowerCase().includes(wanted);
    parts.select.replaceChildren(...edugraph.settings.plans.filter(fits).map(({ plan }) => make('option', { value: plan, selected: plan === reader.plan }, edugraph.planName(plan))));
  }

  /** The address names a plan, and in it a task, a stretch of characters or the list of facts. */
  async function show(plan, place) {
    const known = edugraph.settings.plans.some((one) => one.plan === plan);
    const wanted = known ? plan : reader.plan ?? edugraph.settings.plans[0]?.plan;
    if (!wanted) return parts.why.replaceChildren(edugraph.message(text('reader.empty')));
    if (!reader.pack || reader.plan !== wanted) await load(wanted);
    turn(place === 'facts' ? 'facts' : place ? 'text' : reader.view, false);
    const found = !place || place === 'facts' || reader.jump(place);
    return reader.say(!found && text('reader.noplace', place), plan && !known && text('reader.unknown', plan));
  }

  /** What is to be said of the address, above what is to be said of the text; nothing stays of what was said before. */
  reader.say = (...words) => {
    const { whole, why } = reader.pack;
    parts.why.replaceChildren(...[...words, !whole && text(`reader.why.${why}`)].filter(Boolean).map(edugraph.message));
  };

  /** Reads the pack of a plan and fills the page with it. */
  async function load(plan) {
    reader.plan = plan;
    reader.pack = await edugraph.pack(`plan/${plan}`);
    parts.select.value = plan;
    const { title, facts } = reader.pack;
    parts.heading.replaceChildren(edugraph.planName(plan), ' · ', edugraph.said(title));
    parts.heading.title = parts.heading.textContent;
    const counts = new Map(reader.kinds.map((kind) => [kind, facts.filter((fact) => fact.kind === kind).length]));
    parts.text = make('div', { class: 'reader-text' });
    parts.facts = make('div', { class: 'reader-facts' });
    parts.bar = make('div', { class: 'reader-bar' }, reader.finder(), legend(counts));
    parts.body.replaceChildren(reader.outline(), make('div', { class: 'reader-main' }, parts.bar, parts.text, parts.facts));
    reader.fillText(parts.text);
  }

  /** A switch for each kind that the plan has, with the sign that its marks bear. */
  function legend(counts) {
    const one = (kind) => {
      const change = ({ target }) => {
        if (target.checked) reader.hidden.delete(kind);
        else reader.hidden.add(kind);
        reader.fillText(parts.text);
        reader.findAgain();
      };
      const tick = make('input', { type: 'checkbox', checked: !reader.hidden.has(kind), data: { kind }, onchange: change });
      return make('label', { class: 'tick' }, tick, reader.sign(kind), make('span', { class: `mark mark-${kind}` }, reader.kindName(kind)), ` ${counts.get(kind)}`);
    };
    return make('fieldset', { class: 'legend' }, make('legend', {}, text('reader.legend')), reader.kinds.filter((kind) => counts.get(kind)).map(one), samples());
  }

  /** What else a mark can look like, as far as the plan has it: no switches. */
  function samples() {
    const runs = reader.pack.blocks.flatMap((block) => block.runs);
    const again = runs.some(([, , , named]) => named) && make('span', { class: 'mark mark-again' }, text('reader.again'));
    const overlap = runs.some(([, facts]) => facts.length > 1) && [make('span', { class: 'count', data: { count: 2 } }), text('reader.overlap')];
    const { facts } = reader.pack;
    const signed = (key, has) => has && [make('span', { class: 'signs', data: { signs: text(`reader.mark.${key}`) } }), text(`reader.mark.${key}.legend`)];
    const signs = [signed('doubt', facts.some((fact) => fact.doubt)), signed('corrected', facts.some((fact) => fact.corrected))];
    return [again, overlap, ...signs].filter(Boolean).map((shown) => make('span', { class: 'tick' }, shown));
  }

  /** The letter of a kind. */
  reader.sign = (kind) => make('span', { class: `sign sign-${kind}`, 'aria-hidden': 'true' }, text(`reader.sign.${kind}`));

  /** Turns to the text or to the list of facts. */
  function turn(view, told) {
    reader.view = view;
    if (view === 'facts' && !parts.facts.firstChild) reader.fillFacts(parts.facts);
    parts.text.hidden = parts.bar.hidden = view !== 'text';
    parts.facts.hidden = view !== 'facts';
    for (const button of parts.views) button.setAttribute('aria-pressed', String(button.dataset.view === view));
    if (!told) return;
    edugraph.note('reader', reader.plan, ...(view === 'facts' ? ['facts'] : []));
    reader.say();
  }
})();
