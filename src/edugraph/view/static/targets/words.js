'use strict';
/* Targets in words: the figure, by when, how firm, and why it cannot be compared. */

(() => {
  const { text } = edugraph;
  const COMPARATORS = { '>=': 'least', '>': 'over', '<=': 'most', '<': 'under' };
  const FIRM = ['binding', 'committed'];
  const MANY = 6;
  const targets = {};
  edugraph.targets = targets;

  targets.blanked = (row) => row.redacted === 'true' && row.value === '';

  /** How a figure is meant: least, over, most, under, exactly, a range, or blanked. */
  targets.sense = (row) => {
    if (targets.blanked(row)) return 'blanked';
    if (row.value_max) return 'range';
    return COMPARATORS[row.comparator] || 'exact';
  };

  /** Whether a commitment is firm, soft, or not told. */
  targets.firmness = ({ strength }) => (!strength ? 'untold' : FIRM.includes(strength) ? 'firm' : 'soft');

  /** A unit in the chosen language, "节/周" by its parts. */
  targets.unit = (unit) => unit.split('/').map(edugraph.name).join('/');

  /** "at least 90%", "blanked in the source". */
  targets.figure = (row) => {
    const sense = targets.sense(row);
    const unit = targets.unit(row.unit);
    const gap = /^[a-z]/i.test(unit) ? ' ' : '';
    const [low, high] = [edugraph.number(row.value) + (sense === 'range' ? '' : gap + unit), edugraph.number(row.value_max) + gap + unit];
    return text(`targets.sense.${sense}`, low, high);
  };

  /** By when: the date of the text, or that it has none. */
  targets.when = (row) => (row.deadline ? text('targets.by', row.deadline) : text('targets.undated', row.year));

  targets.strength = (row) => (row.strength ? edugraph.coded('strength', row.strength) : text('targets.firm.untold'));

  /** Why a target cannot be set against the others; empty where it can. */
  targets.reason = ({ comparable }) => {
    if (comparable === 'yes') return '';
    const said = comparable.replace(/^no: /, '');
    const fixed = { 'figure blanked': 'blanked', 'nothing to set it against': 'alone' }[said];
    if (fixed) return text(`targets.reason.${fixed}`);
    const [, what, value] = said.match(/^another (scope|year) \((.*)\)$/) || [];
    if (what) return text(`targets.reason.${what}`, part(value));
    const [mine, theirs] = said.split(' against ');
    return theirs ? text('targets.reason.other', part(mine), part(theirs)) : said;
  };

  /** Part of an area, kind or unit in the chosen language, or as it stands. */
  function part(value) {
    const key = `targets.part.${value}`;
    const found = text(key);
    return found === key ? edugraph.list(value.split('、').map(targets.unit)) : found;
  }
  targets.part = part;

  /** The part of the area or the kind of school that a target speaks of, as far as the text names one. */
  targets.scope = (row) => part(row.scope || 'whole area');

  /** Whether some targets are put in different words, blanks aside. */
  targets.differ = (rows) => new Set(rows.map((row) => row.subject.replace(/\s/g, ''))).size > 1;

  /** Where a target stands: its city with the year of the plan, and the task. */
  targets.where = (row) => `${edugraph.planName(row.plan)} · ${text('task.number', row.task)}`;

  /** The year that a target is for. */
  targets.year = (row) => (row.deadline || row.year).slice(0, 4);

  /** The names of things once each, as one text; of many the first, and how many there are. */
  targets.names = (items) => {
    const once = [...new Set(items)];
    return once.length > MANY ? text('targets.others', edugraph.list(once.slice(0, MANY)), once.length) : edugraph.list(once);
  };

  /** The place of a target in the page. */
  targets.address = (indicator, row) => ['targets', indicator.id, row.plan, `${row.task}-${row.number}`];
})();
