'use strict';
/* SPARQL as tokens: enough to put a term in place of a variable, and to see what kind of query it is. */

edugraph.query = {};

(() => {
  const TOKEN = new RegExp(
    [
      String.raw`(?<space>\s+|#[^\n]*)`,
      String.raw`(?<string>"""(?:[^"\\]|\\.|"(?!""))*"""|'''(?:[^'\\]|\\.|'(?!''))*'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`,
      String.raw`(?<iri><[^<>"{}|^\x60\\\x00-\x20]*>)`,
      String.raw`(?<variable>[?$][\p{L}\p{N}_\u00b7\u203f\u2040]+)`,
      String.raw`(?<word>[\p{L}\p{N}_:@%](?:[\p{L}\p{N}_:%-]|\.(?=[\p{L}\p{N}_:%-]))*)`,
      String.raw`(?<sign>.)`,
    ].join('|'),
    'gsu',
  );
  const FORMS = ['SELECT', 'ASK', 'CONSTRUCT', 'DESCRIBE'];
  /* Where a clause of variables begins, and where it ends. */
  const CLAUSES = { SELECT: 'select', GROUP: 'group', ORDER: 'order', WHERE: '', FROM: '', HAVING: '', LIMIT: '', OFFSET: '', VALUES: '' };
  const ESCAPES = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

  /** The tokens of a query as { kind, text }; joined they are the query again. */
  function tokens(query) {
    return Array.from(query.matchAll(TOKEN), ({ 0: text, groups }) => ({ kind: Object.keys(groups).find((kind) => groups[kind] !== undefined), text }));
  }

  /** A value as a term: an IRI where it stands in angle brackets, else a plain text; throws for a broken IRI. */
  function term(value) {
    if (value.startsWith('<') && value.endsWith('>')) {
      if (!/^<[A-Za-z][A-Za-z0-9+.-]*:[^<>"{}|^`\\\x00-\x20]*>$/.test(value)) throw new Error(edugraph.text('query.iri', value));
      return value;
    }
    const whole = value.replace(/[\ud800-\udfff]/gu, '\ufffd');
    const escaped = (char) => ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return `"${whole.replace(/[\x00-\x1f\\"\x7f]/g, escaped)}"`;
  }

  const word = (token) => (token?.kind === 'word' ? token.text.toUpperCase() : '');

  /**
   * The query with values in place of variables: bind(text, { plan: 'handan-2023' }) for ?_plan. The engine of the
   * page knows no parameters, so the tokens themselves change: a variable in a list of results is left out, one
   * that rows are grouped or ordered by becomes an expression, BOUND of it is true, elsewhere it becomes the term.
   */
  function bind(query, values) {
    const terms = new Map(Object.entries(values).flatMap(([name, value]) => [[`_${name}`, term(value)], [`_${name}_zh`, `${term(value)}@zh`]]));
    const all = known(tokens(query), terms);
    const clauses = [''];
    return all.map((token, at) => {
      follow(token, clauses);
      const found = token.kind === 'variable' && terms.get(token.text.slice(1));
      return found ? placed(found, clauses.at(-1), word(before(all, at)) === 'AS') : token.text;
    }).join('');
  }

  /** The tokens with true for BOUND(?_plan), where that is given. */
  function known(all, terms) {
    const solid = all.filter(({ kind }) => kind !== 'space');
    const gone = new Set();
    solid.forEach((token, at) => {
      const [open, variable, close] = solid.slice(at + 1, at + 4);
      if (word(token) !== 'BOUND' || open?.text !== '(' || close?.text !== ')' || !terms.has(variable.text.slice(1))) return;
      for (const one of [open, variable, close]) gone.add(one);
      token.text = 'true';
    });
    return all.filter((token) => !gone.has(token));
  }

  /** Keeps account of the clause that each bracket stands in. */
  function follow({ kind, text }, clauses) {
    if (kind === 'sign' && '({'.includes(text)) {
      if (text === '{') clauses.splice(-1, 1, '');
      clauses.push('');
    } else if (kind === 'sign' && ')}'.includes(text)) {
      if (clauses.length > 1) clauses.pop();
    } else if (kind === 'word' && Object.hasOwn(CLAUSES, text.toUpperCase())) {
      clauses.splice(-1, 1, CLAUSES[text.toUpperCase()]);
    }
  }

  function before(all, at) {
    return all.slice(0, at).findLast(({ kind }) => kind !== 'space');
  }

  function placed(found, clause, named) {
    if (named) throw new Error('a parameter cannot stand after AS');
    if (clause === 'select') return '';
    return clause === '' ? found : `(${found})`;
  }

  /** SELECT, ASK, CONSTRUCT or DESCRIBE; nothing where a query has none of them, which the engine refuses. */
  function form(query) {
    return tokens(query).map(word).find((text) => FORMS.includes(text)) ?? '';
  }

  /** Whether a query would ask another server, which a page that asks for nothing cannot do. */
  function asksElsewhere(query) {
    return tokens(query).some((token) => word(token) === 'SERVICE');
  }

  Object.assign(edugraph.query, { tokens, bind, form, asksElsewhere });
})();
