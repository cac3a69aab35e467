'use strict';
/* The text of a plan: paragraphs of runs, those that facts cover being marks; one of the marks can be reached by Tab. */

(() => {
  const { make, text } = edugraph;
  const { reader } = edugraph;
  const GAP = 13; // a gap of fewer characters is but a blank or a number
  let runs = []; // { node, start, end, facts, block } in the order of the text
  let marks = [];
  let heads = new Map();
  let current = 0;

  reader.blocks = () => heads;
  reader.runs = () => runs;

  /** Fills the text anew: after another plan was chosen, or a kind was shown or hidden. */
  reader.fillText = (place) => {
    const at = marks[current]?.start ?? 0;
    runs = [];
    heads = new Map();
    let level = 0;
    const elements = reader.pack.blocks.map((block) => {
      if (block.kind === 'section') level = block.level;
      return element(block, level);
    });
    marks = runs.filter((run) => run.facts.length);
    const title = text('reader.text', edugraph.planName(reader.plan));
    const article = make('article', { lang: 'zh-CN', 'aria-label': title, onclick: (event) => opened(event), onkeydown: (event) => stepped(event) }, elements);
    place.replaceChildren(make('p', { class: 'muted keys' }, text('reader.keys')), article);
    rove(Math.max(0, marks.findIndex((run) => run.start >= at)));
  };

  /** A block as an element; the levels of headings go down one by one. */
  function element(block, level) {
    if (block.kind === 'noise' || block.kind === 'gap') return omission(block);
    const tag = { title: 'h3', section: `h${Math.min(6, 3 + block.level)}`, task: `h${Math.min(6, 4 + level)}`, text: 'p' }[block.kind];
    let at = block.start;
    const made = make(tag, { class: block.kind, tabindex: block.kind === 'text' ? null : '-1' });
    for (const [words, facts, left, again] of block.runs) {
      const start = at;
      at = left ? Math.max(at, left.end) : at + [...words].length;
      made.append(left ? note(left) : run({ words, facts, again: again ?? [], start, end: Math.min(at, block.end), block: made }));
    }
    if (block.kind === 'task') heads.set(`task-${block.task}`, made);
    if (block.kind === 'section') heads.set(`section-${block.start}`, made);
    return made;
  }

  /** What was left out of the page, or what the graph does not hold: how much, and why. */
  function omission({ kind, start, end, reasons }) {
    if (kind === 'noise') return make('p', { class: 'left-out', lang: document.documentElement.lang }, text('reader.left', end - start, reasonWords(reasons)));
    const large = end - start >= GAP;
    return make('p', { class: 'gap', lang: document.documentElement.lang }, large ? text('reader.gap', end - start) : make('span', { 'aria-hidden': 'true' }, '…'));
  }

  function note({ start, end, reasons }) {
    return make('small', { class: 'left-out', lang: document.documentElement.lang }, text('reader.left', end - start, reasonWords(reasons)));
  }

  function reasonWords(reasons) {
    return edugraph.list(reasons.map(edugraph.reason));
  }

  /** A run of characters under the same facts: plain words, or a mark. `again` are facts whose theme it names once more. */
  function run({ words, facts: covering, again: named, ...place }) {
    const shown = (index) => !reader.hidden.has(reader.pack.facts[index].kind);
    const own = covering.filter(shown);
    const again = named.filter(shown);
    const facts = [...own, ...again];
    const node = facts.length ? mark(words, own, again, place.start) : make('span', words === '\t' ? { class: 'cell' } : {}, words);
    runs.push({ node, facts, again, ...place });
    return node;
  }

  /** Each kind draws its own line, one below the other, and a theme that is named again a lighter one; several facts are counted. */
  function mark(words, own, again, start) {
    const kinds = reader.kinds.filter((kind) => own.some((index) => reader.pack.facts[index].kind === kind));
    const lines = again.length && !kinds.includes('theme') ? [...kinds, 'again'] : kinds;
    const lined = lines.reduceRight((inner, kind, at) => make('span', { class: `mark mark-${kind} line-${Math.min(at, 3)}` }, inner), words);
    const count = own.length + again.length;
    const signs = signsOf(own.map((index) => reader.pack.facts[index]).filter((fact) => fact.start >= start));
    return make('span', { class: 'fact', role: 'button', tabindex: '-1', title: titleOf(own, again), data: { ...(count > 1 && { count }), ...(signs && { signs }) } }, lined);
  }

  /** The signs of the facts that begin at a mark: that one is in doubt, that a person corrected one. */
  function signsOf(facts) {
    const signs = [facts.some((fact) => fact.doubt) && text('reader.mark.doubt'), facts.some((fact) => fact.corrected) && text('reader.mark.corrected')];
    return signs.filter(Boolean).join('');
  }

  /** What a mark says of itself: how many facts it has, and the first of them. */
  function titleOf(own, again) {
    const said = (index) => {
      const fact = reader.pack.facts[index];
      const more = [fact.doubt && `${text('doubt.sign')}${text('reader.colon')}${edugraph.doubts(fact.doubt)}`, fact.corrected && edugraph.coded('corrected', fact.corrected)];
      return [reader.factWords(fact), ...more].filter(Boolean).join(' · ');
    };
    const names = [
      ...own.map((index) => `${reader.kindName(reader.pack.facts[index].kind)}${text('reader.colon')}${said(index)}`),
      ...again.map((index) => `${text('reader.again')}${text('reader.colon')}${said(index)}`),
    ];
    const head = names.length > 1 ? [text('reader.overlap.count', names.length)] : [];
    const rest = names.length > 5 ? [`+${names.length - 5}`] : [];
    return [...head, ...names.slice(0, 5), ...rest].join('\n');
  }

  function runOf(node) {
    const found = node.closest?.('.fact');
    return found ? marks.findIndex((one) => one.node === found) : -1;
  }

  function opened({ target }) {
    const at = runOf(target);
    if (at < 0 || String(getSelection())) return;
    rove(at);
    openMark();
  }

  /** Opens the facts of the current mark; it is where the keyboard comes back to. */
  function openMark() {
    const run = marks[current];
    run.node.focus({ preventScroll: true });
    edugraph.note('reader', reader.plan, `${run.start}-${run.end}`);
    reader.say();
    light([run]);
    reader.showFacts(run.facts, run.again);
    run.node.scrollIntoView({ block: 'nearest' });
  }

  /** Arrow keys, n and p, Home and End step from mark to mark; Enter and space open one. */
  function stepped(event) {
    if (runOf(event.target) < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = marks.length - 1;
    const to = { ArrowRight: current + 1, n: current + 1, ArrowLeft: current - 1, p: current - 1, Home: 0, End: last }[event.key];
    if (event.key === 'Enter' || event.key === ' ') openMark();
    else if (to === undefined) return;
    else {
      rove(Math.min(last, Math.max(0, to)));
      marks[current].node.focus();
    }
    event.preventDefault();
  }

  function rove(at) {
    marks[current]?.node.setAttribute('tabindex', '-1');
    current = Math.max(0, at);
    marks[current]?.node.setAttribute('tabindex', '0');
  }

  /** Goes to a task (task-16) or a stretch (120-140); false where the text has no such place. */
  reader.jump = (place) => {
    const head = heads.get(place);
    if (head) return arrive(head, head, []);
    const [, from, to] = /^(\d+)-(\d+)$/.exec(place) ?? [];
    const found = from === undefined ? [] : stretch(Number(from), Number(to));
    if (!found.length) return false;
    const first = found.findIndex((run) => run.facts.length);
    if (first >= 0) rove(marks.indexOf(found[first]));
    else found[0].block.setAttribute('tabindex', '-1');
    return arrive(found[0].node, first >= 0 ? found[first].node : found[0].block, found);
  };

  /** The runs that a stretch covers, else the smallest that hold it. */
  function stretch(from, to) {
    return runs.filter(({ start, end }) => start < Math.max(to, from + 1) && end > from);
  }

  function arrive(place, focused, found) {
    light(found.length ? found : [{ node: place }]);
    place.scrollIntoView({ block: found.length ? 'center' : 'start' });
    focused.focus({ preventScroll: true });
    return true;
  }

  /** Lights up some runs; a flash where the reader does not mind movement. */
  function light(found) {
    for (const old of document.querySelectorAll('#panel-reader .lit')) old.classList.remove('lit');
    for (const { node } of found) node.classList.add('lit');
  }
})();
