'use strict';
/* The engine in a worker of its own: started, given the graphs, asked, and stopped when it takes too long. */

(() => {
  let worker = null;
  let ready = null;
  let state = 'off';
  let asking = 0;
  let era = 0; // counts the workers: what belongs to an earlier one is over
  let halt = () => {};
  let count = 0;
  const waiting = new Map();

  /** Says one thing to the worker; what it answers, or an Error with what it says. taken() when it takes it up. */
  function send(work, values = {}, moved = [], taken = () => {}) {
    count += 1;
    const id = count;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, taken });
      worker.postMessage({ id, work, ...values }, moved);
    });
  }

  /** The bytes of a pack for the worker of an era; throws where that has been stopped meanwhile. */
  async function bytes(pack, own) {
    const found = await edugraph.bytes(pack);
    if (own !== era) throw ended(edugraph.text('query.stopped'));
    return found;
  }

  async function begin(own) {
    const url = URL.createObjectURL(new Blob([await bytes('engine/script', own)], { type: 'text/javascript' }));
    worker = new Worker(url);
    URL.revokeObjectURL(url);
    worker.onmessage = ({ data }) => own === era && heard(data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (own === era) stop(event.message || 'the worker does not start');
    };
    const code = await bytes('engine/code', own);
    await send('start', { code }, [code.buffer]);
  }

  function heard(data) {
    const { resolve, reject, taken } = waiting.get(data.id);
    if (data.taken) return taken();
    waiting.delete(data.id);
    if (data.broken) stop(data.error);
    return data.error === undefined ? resolve(data) : reject(new Error(data.error));
  }

  /** Reads graphs, one after another; told(done) after each. Asked again, it is the same reading. */
  function load(graphs, told) {
    if (ready) return ready;
    const own = era;
    const halted = new Promise((_, reject) => {
      halt = reject;
    });
    state = 'loading';
    ready = Promise.race([reading(graphs, told, own), halted]).catch((error) => {
      if (own === era) stop(error.message);
      throw error;
    });
    return ready;
  }

  async function reading(graphs, told, own) {
    const begun = performance.now();
    await begin(own);
    let statements = 0;
    for (const [at, { pack, graph }] of graphs.entries()) {
      const data = await bytes(pack, own);
      statements = (await send('load', { data, graph }, [data.buffer])).answer;
      told(at + 1);
    }
    if (own === era) state = 'ready';
    return { statements, seconds: (performance.now() - begun) / 1000 };
  }

  /** Ends the worker; what it was asked fails with a reason. The next question starts another. */
  function stop(reason) {
    era += 1;
    worker?.terminate();
    worker = null;
    ready = null;
    state = 'off';
    const stopped = ended(reason);
    halt(stopped);
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
  }

  /** An Error that is no mistake of the query. */
  function ended(reason) {
    return Object.assign(new Error(reason), { stopped: true });
  }

  /** Ends what is still being answered: another question does not wait for it. */
  function drop(reason) {
    if (asking) stop(reason);
  }

  /** The answer to a query, within the time limit from when the worker takes it up: { answer, seconds }. */
  async function ask(text) {
    const { PREFIXES, engine: { SECONDS } } = edugraph.query;
    asking += 1;
    let timer = 0;
    const taken = () => {
      timer = setTimeout(() => stop(edugraph.text('query.late', SECONDS)), SECONDS * 1000);
    };
    try {
      return await send('ask', { text: `${PREFIXES} ${text}`, form: edugraph.query.form(text) }, [], taken);
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
