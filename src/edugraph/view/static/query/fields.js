'use strict';
/* What people type into the fields of a question, and what it is called in the graph: 邯郸市 2023 is handan-2023. */

(() => {
  const { text } = edugraph;
  const CITIES = ['city', 'cities', 'reference', 'other'];
  const LISTS = { cities: 'city', reference: 'city', other: 'city', themes: 'theme' };
  const JOINED = ['cities', 'themes'];
  const plans = () => edugraph.settings.plans;
  const english = (label) => (Object.hasOwn(edugraph.settings.names, label) ? edugraph.settings.names[label] : label);

  /** What can be picked in a field, as { value, label }; nothing where any words will do. */
  function items(name) {
    const known = edugraph.query.suggestions[LISTS[name] ?? name];
    return known?.map((item) => ({ value: shown(name, item), label: name === 'role' ? edugraph.coded('role', item) : name === 'plan' || edugraph.name(item) === item ? null : edugraph.name(item) }));
  }

  /** A value as a field shows it. */
  function shown(name, value) {
    return name === 'plan' ? edugraph.planName(value) : value;
  }

  /** What is typed as the graph has it: the id of a plan, the Chinese name of a city or theme; other words as they are. */
  function value(name, typed) {
    if (name === 'plan') return planOf(typed);
    if (!CITIES.includes(name) && !['theme', 'themes', 'indicator'].includes(name)) return typed;
    if (JOINED.includes(name)) return typed.split('、').map((one) => named(name, one.trim())).join('、');
    return named(name, typed);
  }

  function named(name, typed) {
    const known = edugraph.query.suggestions[LISTS[name] ?? name] ?? [];
    const same = (item) => item === typed || english(item).toLowerCase() === typed.toLowerCase() || (CITIES.includes(name) && item === `${typed}市`);
    return known.includes(typed) ? typed : known.find(same) ?? typed;
  }

  /** The plan that is meant by its id, by city and year, or by a city that has but one. */
  function planOf(typed) {
    const plain = (words) => words.replace(/\s+|市|年/g, '').toLowerCase();
    const names = ({ plan, city, year }) => [plan, `${city}${year}`, `${english(city)}${year}`];
    const cities = ({ city }) => [city, english(city)];
    const found = plans().filter((plan) => names(plan).some((name) => plain(name) === plain(typed)));
    const some = found.length ? found : plans().filter((plan) => cities(plan).some((name) => plain(name) === plain(typed)));
    return some.length === 1 ? some[0].plan : typed;
  }

  /** Throws where a plan is asked for that the page does not hold: an empty answer would say something else. */
  function check({ plan = '' }) {
    if (plan === '' || plans().some((one) => one.plan === plan)) return;
    throw Object.assign(new Error(text('query.plan.unknown', plan, edugraph.list(plans().slice(0, 8).map((one) => edugraph.planName(one.plan))))), { stopped: true });
  }

  edugraph.query.fields = { items, shown, value, check };
})();
