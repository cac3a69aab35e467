'use strict';
/* Which plans are loaded: all of them, or where they are too many for a browser those that the reader chooses. */

(() => {
  const { make, text } = edugraph;
  /* Measured: so many statements load in some two seconds and take some 500 MB. */
  const MOST = 400_000;
  let listed = [];
  let chosen = null;

  /** Reads the list of graphs; at first as many plans are chosen as can be loaded. */
  async function open() {
    if (chosen) return;
    listed = await edugraph.pack('query/graphs');
    chosen = new Set();
    for (const graph of listed) if (!graph.plans.length || size() + graph.statements <= MOST) chosen.add(graph);
  }

  const size = (graphs = chosen) => [...graphs].reduce((sum, graph) => sum + graph.statements, 0);
  const plansOf = (graphs) => [...graphs].flatMap(({ plans }) => plans);

  /** The graphs to load, in the order of the list. */
  const wanted = () => listed.filter((graph) => chosen.has(graph));

  /** What is loaded, in words; and where it is not everything, the way to choose. changed() follows a choice. */
  function shown(changed) {
    const [some, all] = [plansOf(chosen).length, plansOf(listed).length];
    if (size(listed) <= MOST) return [make('p', { class: 'muted' }, text('query.data', all, edugraph.number(size())))];
    return [make('p', { class: 'message' }, text('query.part', some, all, edugraph.number(MOST))), chooser(changed)];
  }

  /** The list of plans to tick, its sum, and the button that loads them. */
  function chooser(changed) {
    const ticked = new Set(chosen);
    const sum = make('p', { role: 'status' });
    const button = make('button', { type: 'button' }, text('query.load'));
    const count = () => {
      const much = size(ticked) > MOST;
      sum.textContent = text(much ? 'query.toomany' : 'query.ticked', plansOf(ticked).length, edugraph.number(size(ticked)), edugraph.number(MOST));
      button.disabled = much || !plansOf(ticked).length;
    };
    const tick = (graph) => ({ target }) => {
      ticked[target.checked ? 'add' : 'delete'](graph);
      count();
    };
    button.addEventListener('click', () => {
      chosen = ticked;
      changed();
    });
    count();
    const list = make('ul', { class: 'plans' });
    const fill = (words = '') => list.replaceChildren(...lines(words, ticked, tick));
    fill();
    const search = make('label', {}, text('query.plans.search'), make('input', { type: 'search', autocomplete: 'off', oninput: ({ target }) => fill(target.value.trim()) }));
    const clear = make('button', { type: 'button', onclick: () => fill(emptied(ticked, count)) }, text('query.plans.clear'));
    return make('details', { class: 'choose' }, make('summary', {}, text('query.choose')), make('div', { class: 'controls' }, search, clear), list, sum, button);
  }

  function lines(words, ticked, tick) {
    const names = (graph) => graph.plans.map(edugraph.planName).join(edugraph.text('separator'));
    const kept = listed.filter((graph) => graph.plans.length && `${names(graph)} ${graph.plans.join(' ')}`.includes(words));
    return kept.map((graph) => make('li', {}, make('label', {}, make('input', { type: 'checkbox', checked: ticked.has(graph), onchange: tick(graph) }), names(graph), make('span', { class: 'muted' }, edugraph.number(graph.statements)))));
  }

  /** Takes away every plan; what holds none, the ontology, stays. */
  function emptied(ticked, count) {
    for (const graph of [...ticked]) if (graph.plans.length) ticked.delete(graph);
    count();
    return '';
  }

  edugraph.query.graphs = { open, wanted, shown };
})();
