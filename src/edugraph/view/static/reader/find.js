'use strict';
/* Finding words in the text of the plan; the places are painted over, the text stays as it is. */

(() => {
  const { make, text } = edugraph;
  const { reader } = edugraph;
  const PAINT = typeof Highlight === 'function' && 'highlights' in CSS;
  let found = [];
  let at = 0;
  let status;

  /** The field and its buttons. */
  reader.finder = () => {
    found = [];
    at = 0;
    status = make('span', { class: 'muted', role: 'status' });
    const key = (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    const input = make('input', { type: 'search', id: 'reader-find', autocomplete: 'off', oninput: ({ target }) => search(target.value), onkeydown: key });
    const button = (by, sign, label) => make('button', { type: 'button', 'aria-label': text(label), title: text(label), onclick: () => step(by) }, sign);
    paint();
    return make('div', { class: 'controls find' }, make('label', {}, text('reader.find'), input), button(-1, '↑', 'reader.find.previous'), button(1, '↓', 'reader.find.next'), status);
  };

  /** Looks for words in every paragraph, also across marks; upper and lower case are one. */
  function search(words) {
    look(words, 0);
    if (found.length) come();
  }

  /** Looks for the same words anew, since the text was filled anew; the page stays where it is. */
  reader.findAgain = () => look(document.getElementById('reader-find').value, at);

  function look(words, from) {
    const wanted = words.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    found = wanted ? [...paragraphs()].flatMap((runs) => inside(runs, new RegExp(wanted, 'giu'))) : [];
    at = Math.max(0, Math.min(from, found.length - 1));
    const none = wanted ? text('reader.find.none') : '';
    status.textContent = found.length ? text('reader.find.count', at + 1, found.length) : none;
    paint();
  }

  /** The runs of each paragraph. */
  function* paragraphs() {
    let group = [];
    for (const run of reader.runs()) {
      if (group.length && group[0].block !== run.block) {
        yield group;
        group = [];
      }
      group.push(run);
    }
    if (group.length) yield group;
  }

  /** The places of a pattern in a paragraph, as ranges. */
  function inside(runs, pattern) {
    const nodes = runs.map(({ node }) => textOf(node));
    const begins = [];
    let length = 0;
    for (const node of nodes) {
      begins.push(length);
      length += node.data.length;
    }
    const place = (offset, last) => {
      const index = begins.findLastIndex((begin) => (last ? begin < offset : begin <= offset));
      return [nodes[index], offset - begins[index]];
    };
    const words = nodes.map((node) => node.data).join('');
    return [...words.matchAll(pattern)].map((match) => {
      const range = new Range();
      range.setStart(...place(match.index, false));
      range.setEnd(...place(match.index + match[0].length, true));
      return range;
    });
  }

  function textOf(node) {
    let inner = node;
    while (inner.firstChild) inner = inner.firstChild;
    return inner;
  }

  function step(by) {
    if (!found.length || !found[0].startContainer.isConnected) search(document.getElementById('reader-find').value);
    else {
      at = (at + by + found.length) % found.length;
      status.textContent = text('reader.find.count', at + 1, found.length);
      paint();
      come();
    }
  }

  function come() {
    found[at].startContainer.parentElement.scrollIntoView({ block: 'center' });
  }

  function paint() {
    if (!PAINT) return;
    CSS.highlights.set('reader-found', new Highlight(...found));
    CSS.highlights.set('reader-here', new Highlight(...found.slice(at, at + 1)));
  }
})();
