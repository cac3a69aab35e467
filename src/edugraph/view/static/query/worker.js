/* In the worker, after the engine's own script: starts the engine, reads graphs into it, answers. */

(() => {
  let store = null;

  const works = {
    /** The compiled engine comes first. */
    start({ code }) {
      oxigraph.initSync({ module: code });
      store = new oxigraph.Store();
      return null;
    },

    /** A graph as Turtle, read as the named graph of that name; gives how many statements the store holds. */
    load({ data, graph }) {
      store.load(data, { format: 'text/turtle', no_transaction: true, to_graph_name: graph ? { termType: 'NamedNode', value: graph } : undefined });
      return store.size;
    },

    /** An answer: { columns, rows } of a SELECT or ASK, { triples } of a CONSTRUCT or DESCRIBE. */
    ask({ text, form }) {
      const graph = form === 'CONSTRUCT' || form === 'DESCRIBE';
      const found = store.query(text, { use_default_graph_as_union: true, results_format: graph ? 'application/n-triples' : 'json' });
      return graph ? { triples: triples(found) } : table(JSON.parse(found));
    },
  };

  /** N-Triples in one order, each once. */
  function triples(found) {
    return [...new Set(found.split('\n'))].filter(Boolean).sort().join('\n');
  }

  /** Rows of texts, as the command line shows them. */
  function table({ head, results, boolean }) {
    if (boolean !== undefined) return { columns: ['answer'], rows: [[String(boolean)]] };
    const columns = head.vars;
    return { columns, rows: results.bindings.map((row) => columns.map((column) => value(row[column]))) };
  }

  function value(term) {
    if (!term) return '';
    return typeof term.value === 'string' ? term.value : JSON.stringify(term.value);
  }

  self.onmessage = ({ data: { id, work, ...values } }) => {
    const begun = performance.now();
    self.postMessage({ id, taken: true });
    try {
      self.postMessage({ id, answer: works[work](values), seconds: (performance.now() - begun) / 1000 });
    } catch (error) {
      /* After a fault of the compiled code nothing of it can be trusted: the page starts another worker. */
      self.postMessage({ id, error: String(error?.message ?? error), broken: error instanceof WebAssembly.RuntimeError });
    }
  };
})();
