'use strict';
/* What people type into the fields of a question, and what it is called in the graph: 邯郸市 2023 is handan-2023. */

(() => {
  const { text } = edugraph;
  const [CLOSE, LIKE] = [3, 0.5];
  const plans = () => edugraph.settings.plans;
  const english = (label) => (Object.hasOwn(edugraph.settings.names, label) ? edugraph.settings.names[label] : label);
  /** The names of a kind with what each stands for; nothing where any words will do. */
  const forms = ({ kind }) => (Object.hasOwn(edugraph.query.known, kind) ? edugraph.query.known[kind] : null);

  /** What can be picked in a field, as { value, label }; nothing where any words will do. */
  function items({ name, kind }) {
    const known = edugraph.query.suggestions[kind];
    return known?.map((item) => ({ value: shown(name, item), label: name === 'role' ? edugraph.coded('role', item) : name === 'plan' || edugraph.name(item) === item ? null : edugraph.name(item) }));
  }

  /** A value as a field shows it. */
  function shown(name, value) {
    return name === 'plan' ? edugraph.planName(value) : value;
  }

  /** What is typed as the graph has it: the id of a plan, the Chinese name of a city or theme; other words as they are. */
  function value(parameter, typed) {
    if (parameter.kind === 'plan') return planOf(typed);
    const known = forms(parameter);
    if (!known || typed === '') return typed;
    return parts(parameter, typed).map((one) => named(known, one)).join('、');
  }

  const parts = ({ joined }, typed) => (joined ? typed.split(/[、,，]/).map((one) => one.trim()).filter(Boolean) : [typed]);

  function named(known, typed) {
    const plain = typed.normalize('NFKC');
    const found = [typed, plain].map((form) => Object.hasOwn(known, form) && known[form]).find(Boolean) || [];
    if (found.length) return found.includes(typed) || found.length > 1 ? typed : found[0];
    return Object.values(known).flat().find((item) => english(item).toLowerCase() === plain.toLowerCase()) ?? typed;
  }

  /** The plan that is meant by its id, by city and year, or by a city: its latest. */
  function planOf(typed) {
    const plain = (words) => words.replace(/\s+|市|年/g, '').toLowerCase();
    const names = ({ plan, city, year }) => [plan, `${city}${year}`, `${english(city)}${year}`];
    const cities = ({ plan, city, code }) => [city, english(city), code, plan.replace(/-\d{4}$/, '')];
    const found = plans().filter((plan) => names(plan).some((name) => plain(name) === plain(typed)));
    const some = found.length ? found : plans().filter((plan) => cities(plan).some((name) => plain(name) === plain(typed)));
    const latest = [...some].sort((a, b) => b.year - a.year)[0];
    const several = new Set(some.map(({ city }) => city)).size > 1;
    return latest && !several ? latest.plan : typed;
  }

  /** Throws where something is asked for that the page does not hold: an answer without it would say something else. */
  function check(parameters, values) {
    for (const parameter of parameters) {
      const typed = values[parameter.name] ?? '';
      if (typed === '') continue;
      checkWord(parameter, typed);
      if (parameter.kind === 'plan') checkPlan(typed);
      else if (parameter.kind === 'task') checkTask(values.plan ?? '', typed);
      else if (forms(parameter)) for (const one of parts(parameter, typed)) checkName(forms(parameter), one);
    }
  }

  function checkPlan(plan) {
    if (plans().some((one) => one.plan === plan)) return;
    throw refused(text('query.plan.unknown', plan, edugraph.list(plans().slice(0, 8).map((one) => edugraph.planName(one.plan)))));
  }

  function checkTask(plan, number) {
    const known = plan === '' ? Object.values(edugraph.query.tasks).flat() : edugraph.query.tasks[plan] ?? [];
    if (!known.includes(number)) throw refused(text('query.name.unknown', number));
  }

  /** A word of a closed list, a number or a date. */
  function checkWord({ closed, shape, meaning }, typed) {
    const fits = closed.length ? closed.includes(typed) : shape === '' || new RegExp(`^(?:${shape})$`).test(typed);
    if (!fits) throw refused(text('query.word.wrong', typed, closed.length ? edugraph.list(closed) : meaning));
  }

  function checkName(known, typed) {
    const found = Object.hasOwn(known, typed.normalize('NFKC')) ? known[typed.normalize('NFKC')] : [];
    if (found.includes(typed) || Object.values(known).some((labels) => labels.includes(typed))) return;
    const near = nearest(known, typed);
    throw refused(near.length ? text('query.name.near', typed, edugraph.list(near.map((one) => edugraph.name(one)))) : text('query.name.unknown', typed));
  }

  const refused = (message) => Object.assign(new Error(message), { stopped: true });

  /** What a word may mean: things one of whose names holds it or lies in it, or has most of its characters. */
  function nearest(known, typed) {
    const word = typed.normalize('NFKC');
    const holding = Object.keys(known).filter((form) => form.includes(word) || word.includes(form)).sort((a, b) => a.length - b.length);
    const like = () => Object.keys(known).map((form) => [likeness(form, word), form]).filter(([score]) => score >= LIKE).sort(([a], [b]) => b - a).map(([, form]) => form);
    return [...new Set((holding.length ? holding : like()).flatMap((form) => known[form]))].slice(0, CLOSE);
  }

  function likeness(one, other) {
    const left = Array.from(other);
    const same = Array.from(one).filter((char) => left.includes(char) && left.splice(left.indexOf(char), 1)).length;
    return (2 * same) / (Array.from(one).length + Array.from(other).length);
  }

  edugraph.query.fields = { items, shown, value, check };
})();
