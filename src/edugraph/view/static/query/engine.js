'use strict';
/* The engine in a worker of its own: started, given the graphs, asked, and stopped when it takes too long. */

(() => {
  let worker = null;
  let ready = null;
  let state = 'off';
  let asking = 0;
  let count = 0;
  const waiting = new Map();

  /** Says one thing to the worker; what it answers, or an Error with what it says. */
  function send(work, values = {}, moved = []) {
    count += 1;
    const id = count;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, work, ...values }, moved);
    });
  }

  async function begin() {
    const url = URL.createObjectURL(new Blob([await edugraph.bytes('engine/script')], { type: 'text/javascript' }));
    worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = ({ data }) => {
      const { resolve, reject } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.broken) stop(data.error);
      if (data.error === undefined) resolve(data);
      else reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      stop(event.message || 'the worker does not start');
    };
    const own = worker;
    const code = await edugraph.bytes('engine/code');
    if (own !== worker) throw new Error(edugraph.text('query.stopped'));
    await send('start', { code }, [code.buffer]);
    return own;
  }

  /** Reads graphs, one after another; told(done) after each. Asked again, it is the same reading. */
  function load(graphs, told) {
    if (ready) return ready;
    const mine = reading(graphs, told).catch((error) => {
      if (ready === mine) stop(error.message);
      throw error;
    });
    ready = mine;
    state = 'loading';
    return mine;
  }

  async function reading(graphs, told) {
    const begun = performance.now();
    const own = await begin();
    let statements = 0;
    for (const [at, { pack, graph }] of graphs.entries()) {
      const data = await edugraph.bytes(pack);
      if (own !== worker) throw new Error(edugraph.text('query.stopped'));
      statements = (await send('load', { data, graph }, [data.buffer])).answer;
      told(at + 1);
    }
    state = 'ready';
    return { statements, seconds: (performance.now() - begun) / 1000 };
  }

  /** Ends the worker; what it was asked fails with a reason. The next question starts another. */
  function stop(reason) {
    worker?.terminate();
    worker = null;
    ready = null;
    state = 'off';
    const stopped = new Error(reason);
    stopped.stopped = true;
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
  }

  /** Ends what is still being answered: another question does not wait for it. */
  function drop(reason) {
    if (asking) stop(reason);
  }

  /** The answer to a query, within the time limit: { answer, seconds }. */
  async function ask(text) {
    const { PREFIXES, engine: { SECONDS } } = edugraph.query;
    asking += 1;
    const timer = setTimeout(() => stop(edugraph.text('query.late', SECONDS)), SECONDS * 1000);
    try {
      return await send('ask', { text: `${PREFIXES} ${text}`, form: edugraph.query.form(text) });
    } finally {
      clearTimeout(timer);
      asking -= 1;
    }
  }

  /** What is wrong with a query: { message, line, column, shown } where the engine names the place. */
  function mistake(text, said) {
    const match = /error at (\d+):(\d+): (.*)/s.exec(said);
    if (!match) return { message: said };
    const line = Number(match[1]);
    const column = Number(match[2]) - (line === 1 ? edugraph.query.PREFIXES.length + 1 : 0);
    const lines = text.split('\n');
    const shown = lines[Math.min(line, lines.length) - 1];
    return { message: expected(text, match[3]), line, column: Math.max(1, column), shown };
  }

  /** What the parser says, without its long lists of characters. */
  function expected(text, said) {
    const first = said.split(/, \[|\n/)[0].replace(/^expected (one of )?/, '');
    if (!edugraph.query.form(text) || /SELECT|ASK|CONSTRUCT|DESCRIBE/.test(first)) return edugraph.text('query.expected.form');
    return first === '[_]' ? edugraph.text('query.expected.other') : edugraph.text('query.expected', first);
  }

  edugraph.query.engine = { load, ask, stop, drop, mistake, SECONDS: 30, state: () => state };
})();
