'use strict';
/* Tabs, the address that names what is shown, the language, and the panel of details. */

const tabs = new Map();
let current = null;

/**
 * Registers a tab. open(panel) fills the empty panel, before the tab is first shown and again after
 * the language has changed; show(...parts) brings up what the rest of the address names, none being
 * the tab's own beginning. Both may be asynchronous.
 */
edugraph.tab = (name, { open, show }) => {
  tabs.set(name, { open, show, ready: null });
};

/** Goes to a place of the page; the browser's Back leads to where one was. */
edugraph.go = (...parts) => goTo(edugraph.address(...parts));

function goTo(address) {
  if (location.hash === address) follow();
  else location.hash = address;
}

/** Names what is shown without a step in the browser's history. */
edugraph.note = (...parts) => edugraph.noteAddress(edugraph.address(...parts));

/** The same for an address that is made already; written out whole, since a frame would take it for its parent's. */
edugraph.noteAddress = (address) => history.replaceState(null, '', location.href.split('#')[0] + address);

/** Says that an address names nothing here. */
edugraph.unknown = (what) => edugraph.tell(edugraph.text('unknown', what));

/** Follows a link within the page by hand: inside another page (a notebook) it would lead to that one's address. */
function followLink(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  goTo(link.getAttribute('href'));
}

/** A message in place of what cannot be shown. */
edugraph.message = (words) => edugraph.make('p', { class: 'message', role: 'status' }, words);

const panelOf = (name) => document.getElementById(`panel-${name}`);

let turn = 0;
let before = Promise.resolve();

/**
 * Follows the address: its first part is the tab, an unknown one the first tab. One address is shown after
 * the other, and one that is already overtaken not at all, so that what is shown is what the address names.
 */
function follow() {
  const own = ++turn;
  const [name, ...parts] = addressed();
  const known = tabs.has(name) ? name : tabs.keys().next().value;
  for (const panel of document.querySelectorAll('.panel[aria-busy]')) panel.removeAttribute('aria-busy');
  panelOf(known).setAttribute('aria-busy', 'true');
  select(known);
  before = before.then(async () => {
    if (own === turn) await bring(known, known === name ? parts : []);
    if (own === turn) panelOf(known).removeAttribute('aria-busy');
  });
}

async function bring(name, parts) {
  edugraph.closeDetail();
  if (await attempt(() => opened(name))) await attempt(() => tabs.get(name).show?.(...parts));
}

/** Fills a tab before it is first shown. */
async function opened(name) {
  const tab = tabs.get(name);
  tab.ready ??= Promise.resolve(tab.open(panelOf(name)));
  try {
    await tab.ready;
  } catch (error) {
    tab.ready = null;
    panelOf(name).replaceChildren(edugraph.message(edugraph.text('broken', String(error.message || error))));
    throw error;
  }
}

/** Does something; where it fails, says so and leaves what is shown. */
async function attempt(act) {
  try {
    await act();
    return true;
  } catch (error) {
    edugraph.tell(edugraph.text('broken', String(error.message || error)));
    console.error(error);
    return false;
  }
}

/** The parts of the address; without one, those of the place that the page was made to open at; one that cannot be read is none. */
function addressed() {
  if (location.hash.length < 2) return edugraph.settings.start?.length ? edugraph.settings.start : [''];
  try {
    return location.hash.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return [''];
  }
}

/** Shows one panel, and which tab it belongs to. */
function select(name) {
  current = name;
  for (const key of tabs.keys()) {
    const button = document.getElementById(`tab-${key}`);
    button.setAttribute('aria-selected', String(key === name));
    button.tabIndex = key === name ? 0 : -1;
    panelOf(key).hidden = key !== name;
  }
}

/** Arrow keys, Home and End move between the tabs. */
function moveTab(event) {
  const names = [...tabs.keys()];
  const at = names.indexOf(current);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const name = names[(to + names.length) % names.length];
  edugraph.go(name);
  document.getElementById(`tab-${name}`).focus();
}

/** Puts the words of the chosen language into the shell. */
function showWords() {
  const { text, state } = edugraph;
  document.documentElement.lang = state.language === 'zh' ? 'zh-CN' : 'en';
  document.title = text('title');
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = text(place.dataset.text);
  for (const place of document.querySelectorAll('[data-label]')) place.setAttribute('aria-label', text(place.dataset.label));
  document.getElementById('language').lang = state.language === 'zh' ? 'en' : 'zh-CN';
}

/** Switches the language; every tab is filled anew when it is next shown. */
function switchLanguage() {
  edugraph.state.language = edugraph.state.language === 'zh' ? 'en' : 'zh';
  showWords();
  for (const [name, tab] of tabs) {
    tab.ready = null;
    panelOf(name).replaceChildren();
  }
  follow();
  before.then(() => document.getElementById('language').focus());
}

let opener = null;

/** Opens the panel of details with a title and contents; the keyboard goes there, and back when it is closed. */
edugraph.detail = (title, ...contents) => {
  const panel = document.getElementById('detail');
  if (panel.hidden) opener = document.activeElement;
  document.getElementById('detail-title').replaceChildren(title);
  document.getElementById('detail-content').replaceChildren(...contents.flat(Infinity).filter(Boolean));
  panel.hidden = false;
  document.body.classList.add('with-detail');
  panel.scrollTop = 0;
  document.getElementById('detail-title').focus({ preventScroll: true });
};

/** Closes the panel of details. */
edugraph.closeDetail = () => {
  const panel = document.getElementById('detail');
  if (panel.hidden) return;
  const inside = panel.contains(document.activeElement);
  panel.hidden = true;
  document.body.classList.remove('with-detail');
  if (inside && opener?.isConnected) opener.focus();
};

/** Begins: called when every tab is registered. */
edugraph.start = () => {
  for (const name of tabs.keys()) {
    const button = document.getElementById(`tab-${name}`);
    button.addEventListener('click', () => edugraph.go(name));
  }
  document.getElementById('tabs').addEventListener('keydown', moveTab);
  document.getElementById('language').addEventListener('click', switchLanguage);
  document.getElementById('detail-close').addEventListener('click', edugraph.closeDetail);
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    panelOf(current).focus();
  });
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && edugraph.closeDetail());
  document.addEventListener('click', followLink);
  window.addEventListener('hashchange', follow);
  showWords();
  follow();
};
