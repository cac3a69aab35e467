'use strict';
/* What every tab of the page uses: words in two languages, elements, packs of data. Nothing is read as markup. */

const edugraph = {
  state: { language: 'zh' },
  settings: JSON.parse(document.getElementById('settings').textContent),
};

/** Words of the interface, {0} and {1} filled in; an unknown key is its own text. */
edugraph.text = (key, ...values) => {
  const words = edugraph.settings.strings[edugraph.state.language];
  const found = Object.hasOwn(words, key) ? words[key] : key;
  return found.replace(/\{(\d)\}/g, (_, at) => String(values[at]));
};

/** A code such as the role "lead" in the chosen language, or as it stands. */
edugraph.coded = (kind, code) => {
  const key = `code.${kind}.${code}`;
  const found = edugraph.text(key);
  return found === key ? code : found;
};

/** Why something was left out or set aside, in the chosen language, or as it stands. */
edugraph.reason = (reason) => {
  const key = `value.reason.${reason}`;
  const found = edugraph.text(key);
  return found === key ? reason : found;
};

/** Fields of a fact with their values (value 3, unit 所), each called as the head of its column calls it. */
edugraph.fields = (told) => {
  const parts = told.split(/(?:^|, )(no )?(measure|indicator|value_max|value|unit|comparator|deadline|kind|redacted|strength|role|organisation|name|title|theme)(?= |, |$) ?/);
  if (parts.length < 4) return told;
  const said = (kind, value) => [`value.${kind}.${value}`, `code.${kind}.${value}`].map((key) => [key, edugraph.text(key)]).find(([key, found]) => key !== found)?.[1] ?? value;
  const one = (at) => (parts[at] ? edugraph.text('phrase.lacking', edugraph.text(`column.${parts[at + 1]}`)) : `${edugraph.text(`column.${parts[at + 1]}`)} ${said(parts[at + 1], parts[at + 2])}`);
  return Array.from({ length: (parts.length - 1) / 3 }, (_, at) => one(1 + 3 * at)).join(edugraph.text('phrase.between'));
};

/** Why the reading of a fact may be wrong, in the chosen language; empty where it is sure. */
edugraph.doubts = (codes) => (codes ? codes.split(' ').map((one) => edugraph.coded('doubt', one)).join(edugraph.text('phrase.and')) : '');

/** The sign of a fact in doubt behind its words, with the reasons as its title; null where it is sure. */
edugraph.doubtSign = (codes) => (codes ? [' ', edugraph.make('abbr', { class: 'doubt', title: edugraph.doubts(codes) }, edugraph.text('doubt.sign'))] : null);

/** What people said of a fact, as a list: how it was corrected, who, when and why; null where nobody did. */
edugraph.people = (people) => (people ? edugraph.make('ul', { class: 'people' }, people.map((one) => edugraph.make('li', {}, edugraph.peopleWords(one)))) : null);

edugraph.peopleWords = ({ corrected, was, now, by, when, grounds }) => {
  const change = now ? `${edugraph.text('separator.colon')}${[was, now].filter(Boolean).map(edugraph.fields).join(' → ')}` : '';
  return edugraph.text('people.told', `${edugraph.coded('corrected', corrected)}${change}`, by, when, grounds);
};

/** The sign of a fact that a person corrected behind its words, with who, when and why as its title; else null. */
edugraph.correctedSign = ({ corrected, people }) =>
  corrected ? [' ', edugraph.make('abbr', { class: 'corrected', title: (people ?? []).map(edugraph.peopleWords).join('\n') }, edugraph.coded('corrected', corrected))] : null;

/** A name of the plans in the chosen language, as far as the graph has one. */
edugraph.name = (label) => {
  const names = edugraph.settings.names;
  return edugraph.state.language === 'en' && Object.hasOwn(names, label) ? names[label] : label;
};

/** Several names or numbers as one text, with the comma of the language. */
edugraph.list = (items) => items.join(edugraph.text('separator'));

const LARGE = [['亿', 8], ['万', 4]];

/** A number as people read it: 17.4万 in Chinese where that says it whole, thousands set apart else; other text as it is. */
edugraph.number = (value) => {
  const [whole, rest] = String(value).split('.');
  if (!/^\d+$/.test(whole)) return String(value);
  const word = edugraph.state.language === 'zh' && !rest && LARGE.find(([, zeros]) => whole.length > zeros && /^0*$/.test(whole.slice(2 - zeros)));
  if (word) return shifted(whole, word);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
};

/** A whole number in 万 or 亿, with at most two places: by its digits, so that nothing is rounded. */
function shifted(whole, [word, zeros]) {
  const places = whole.slice(-zeros).replace(/0+$/, '');
  const grouped = whole.slice(0, -zeros).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}${places && '.'}${places}${word}`;
}

const SIGNS = { '>=': '≥ ', '>': '> ', '<=': '≤ ', '<': '< ' };

/** The figure of a target as it is read; a blanked one is an asterisk. */
edugraph.figure = ({ value, value_max: top, unit, comparator, redacted }) => {
  const values = [value, top].filter(Boolean).map(edugraph.number);
  const shown = values.length || redacted !== 'true' ? values.join('–') : '*';
  const named = edugraph.name(unit || '');
  return `${SIGNS[comparator] || ''}${shown}${/^[a-z]/i.test(named) ? ' ' : ''}${named}`;
};

/** An element with attributes and children; strings become text, null and false nothing.
 *  An attribute that begins with "on" is a listener, "data" an object, true an empty attribute. */
edugraph.make = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(made.dataset, value);
    else if (key === 'class') made.className = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ''));
  return made;
};

/** Words of the plans: Chinese, and kept apart from the direction of writing around them. */
edugraph.said = (words) => edugraph.make('bdi', { lang: 'zh-CN' }, String(words));

/** A name of the plans, in English where the language is English and the graph has it. */
edugraph.named = (label) => {
  const shown = edugraph.name(label);
  return shown === label ? edugraph.said(label) : edugraph.make('bdi', { title: label }, shown);
};

/** A link to another place of the page: edugraph.link(words, 'reader', 'handan-2023', '120-140'). */
edugraph.link = (words, ...parts) => edugraph.make('a', { href: edugraph.address(...parts) }, words);

/** The address of a place: "#tab/part/part". */
edugraph.address = (...parts) => `#${parts.map((part) => encodeURIComponent(part)).join('/')}`;

const packs = new Map();

/** The JSON value of a pack, read when it is first asked for; null where the page has no such pack. */
edugraph.pack = (name) => {
  if (!packs.has(name)) packs.set(name, edugraph.bytes(name).then((bytes) => bytes && JSON.parse(new TextDecoder().decode(bytes))));
  return packs.get(name);
};

/** The bytes of a pack; null where the page has none. */
edugraph.bytes = async (name) => {
  await edugraph.loaded;
  const element = document.getElementById(`pack/${name}`);
  if (!element) return null;
  const coded = element.textContent.trim();
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(coded) : Uint8Array.from(atob(coded), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** Resolved once the whole file has been read: the packs stand behind the scripts. */
edugraph.loaded = new Promise((resolve) => {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve, { once: true });
  else resolve();
});

/** Offers text as a file, and says so. */
edugraph.save = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  edugraph.make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  edugraph.tell(edugraph.text('saved', name));
};

let told = 0;

/** Says something in passing, to the eye and to a screen reader. */
edugraph.tell = (words) => {
  const place = document.getElementById('told');
  place.textContent = words;
  clearTimeout(told);
  told = setTimeout(() => place.replaceChildren(), 6000);
};
