'use strict';
/* The outline of a plan, to jump by: sections that fold, and their tasks. */

(() => {
  const { make, text } = edugraph;
  const { reader } = edugraph;
  const WIDE = '(min-width: 861px)';

  /** The outline of the plan; on a narrow screen it is folded. */
  reader.outline = () => {
    const { blocks } = reader.pack;
    const top = { level: 0, items: [] };
    const stack = [top];
    for (const block of blocks) {
      if (block.kind !== 'section' && block.kind !== 'task') continue;
      if (block.kind === 'section') while (stack.at(-1).level >= block.level) stack.pop();
      const item = { block, level: block.level, items: [] };
      stack.at(-1).items.push(item);
      if (block.kind === 'section') stack.push(item);
    }
    const tasks = blocks.filter((block) => block.kind === 'task').length;
    const nav = make('nav', { 'aria-label': text('reader.outline') }, list(top.items));
    return make('details', { class: 'reader-outline', open: matchMedia(WIDE).matches }, make('summary', {}, text('reader.outline'), ' ', make('small', { class: 'muted' }, text('reader.outline.count', tasks))), nav);
  };

  function list(items) {
    return make('ol', {}, items.map((item) => make('li', {}, item.block.kind === 'section' ? section(item) : link(item.block))));
  }

  /** A section with a button that folds what stands below it. */
  function section({ block, items }) {
    const below = items.length ? list(items) : null;
    const fold = ({ currentTarget }) => {
      below.hidden = !below.hidden;
      currentTarget.setAttribute('aria-expanded', String(!below.hidden));
    };
    const button = below && make('button', { type: 'button', class: 'bare fold', 'aria-expanded': 'true', 'aria-label': text('reader.fold', wordsOf(block)), onclick: fold });
    return [make('div', { class: 'section-line' }, button, link(block)), below];
  }

  /** A link that jumps, again and again. */
  function link(block) {
    const place = block.kind === 'task' ? `task-${block.task}` : `section-${block.start}`;
    const jump = (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      edugraph.go('reader', reader.plan, place);
    };
    return make('a', { href: edugraph.address('reader', reader.plan, place), onclick: jump }, edugraph.said(wordsOf(block)));
  }

  function wordsOf(block) {
    return block.runs.map(([words]) => words).join('').replace(/\s+/g, ' ').trim();
  }
})();
