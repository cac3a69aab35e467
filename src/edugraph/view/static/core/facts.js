'use strict';
/* Sentences, tasks and facts as every tab shows them; each leads to its place in the plan. */

const plans = new Map(edugraph.settings.plans.map((plan) => [plan.plan, plan]));

/** Which city a plan is of, as a key: cities of one name are told apart by their codes. */
edugraph.cityOf = (key) => {
  const plan = plans.get(key);
  return plan ? plan.code || plan.city : key;
};

const bearers = new Map();
for (const { plan, city } of plans.values()) bearers.set(city, (bearers.get(city) ?? new Set()).add(edugraph.cityOf(plan)));

/** How many cities the page shows. */
edugraph.cityCount = () => new Set([...plans.keys()].map(edugraph.cityOf)).size;

/** A plan's city as people call it; where several bear the name, with province and code. */
edugraph.cityName = (key) => {
  const plan = plans.get(key);
  if (!plan) return key;
  const apart = bearers.get(plan.city).size > 1 ? ` (${[edugraph.name(plan.province), plan.code].filter(Boolean).join(' ')})` : '';
  return `${edugraph.name(plan.city)}${apart}`;
};

/** A plan as people call it: its city and year, or its id where the city is open. */
edugraph.planName = (key) => (plans.has(key) && plans.get(key).city !== key ? `${edugraph.cityName(key)} ${plans.get(key).year}` : key);

/** A sentence with the words marked that say the fact, and the way to its place in the plan. `at` is where in the
 *  sentence they begin; without it they are marked only where they stand once, since of two places one would be wrong. */
edugraph.sentence = ({ plan, task, measure, quote, exact, start, end, at }) => {
  const { make, text } = edugraph;
  const once = exact && quote.indexOf(exact) === quote.lastIndexOf(exact) ? quote.indexOf(exact) : -1;
  const begin = at !== undefined && exact && quote.startsWith(exact, at) ? Number(at) : once;
  const words = begin < 0 ? [quote] : [quote.slice(0, begin), make('mark', {}, exact), quote.slice(begin + exact.length)];
  const place = [edugraph.planName(plan), task && text('task.number', task), measure && text('measure.number', measure)];
  return make(
    'figure',
    { class: 'sentence' },
    make('blockquote', { lang: 'zh-CN' }, make('bdi', {}, ...words)),
    make('figcaption', {}, place.filter(Boolean).join(' · '), ' ', edugraph.placeLink(plan, start, end)),
  );
};

/** The link to a place in a plan's text; none where the page holds no text. */
edugraph.placeLink = (plan, start, end) => {
  if (!edugraph.settings.tabs.includes('reader') || start === undefined || start === '') return null;
  const label = `${edugraph.text('place')} ${edugraph.planName(plan)} ${start}`;
  return edugraph.make('a', { href: edugraph.address('reader', plan, `${start}-${end}`), 'aria-label': label }, edugraph.text('place'));
};

/** A task with its number and title, leading to its place in the plan's text. */
edugraph.taskName = (plan, task, title) => {
  const words = [edugraph.text('task.number', task), ' ', edugraph.said(title)];
  if (!edugraph.settings.tabs.includes('reader')) return edugraph.make('span', {}, ...words);
  return edugraph.make('a', { href: edugraph.address('reader', plan, `task-${task}`) }, ...words);
};

/** The facts of a plan that a test takes, each with its sentence: the same sentence is shown once. */
edugraph.sentences = async (plan, wanted) => {
  const { facts } = (await edugraph.pack(`plan/${plan}`)) ?? { facts: [] };
  const found = facts.filter(wanted);
  const once = new Map(found.map((fact) => [`${fact.quote} ${fact.exact} ${fact.start}`, fact]));
  return [...once.values()].map((fact) => edugraph.sentence({ plan, ...fact }));
};

/** The whole text of a task, read when it is opened; a figure alone does not say what is to be done. */
edugraph.taskText = (plan, task) => {
  const { make, text } = edugraph;
  const place = make('div', { class: 'task-text', lang: 'zh-CN' });
  const fill = async ({ target }) => {
    if (!target.open || place.childElementCount) return;
    const { blocks } = (await edugraph.pack(`plan/${plan}`)) ?? { blocks: [] };
    const own = blocks.filter((block) => block.task === task && block.runs);
    place.replaceChildren(...own.map(({ runs }) => make('p', {}, edugraph.said(runs.map(([words]) => words).join('')))));
    if (!own.length) place.append(make('p', {}, text('task.none')));
  };
  return make('details', { class: 'task', ontoggle: fill }, make('summary', {}, text('task.text')), place);
};
