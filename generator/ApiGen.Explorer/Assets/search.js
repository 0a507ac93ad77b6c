// Finds things while somebody types; the keyboard is enough for all of it.
import { byId, el } from './dom.js';
import { get } from './net.js';

const input = byId('search');
const box = byId('found');
const list = byId('hits');
const count = byId('found-count');
let current = -1;
let running = null;
let isMoved = false;
let goesWhenFound = false;

function close() {
  box.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
  current = -1;
}

function select(index) {
  const options = [...list.children];
  options[current]?.setAttribute('aria-selected', 'false');
  current = options.length === 0 ? -1 : (index + options.length) % options.length;
  const option = options[current];
  if (option) {
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', option.id);
  }
}

// What comes when somebody has gone on is shown to nobody.
const isAt = () => input.closest('.search').contains(document.activeElement);

function show(found) {
  if (!isAt()) {
    return;
  }
  const chosen = isMoved ? list.children[current]?.dataset.url : undefined;
  list.replaceChildren(...found.hits.map((hit, i) => el('li', { id: `hit-${i}`, role: 'option', 'aria-selected': 'false', 'data-url': hit.url },
    el('span', { class: `kind ${hit.kind}` }, hit.kind),
    el('span', { class: 'hit' }, el('strong', {}, hit.name), el('span', { class: 'quiet' }, hit.place)),
    hit.summary ? el('span', { class: 'about' }, hit.summary.slice(0, 160)) : null)));
  count.textContent = found.total === 0 ? 'Nothing found' : `${found.total}${found.isMore ? ' and more' : ''} found`;
  box.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  current = -1;
  select(Math.max(0, found.hits.findIndex(hit => hit.url === chosen)));
  if (goesWhenFound && list.children[current]) {
    go(list.children[current].dataset.url);
  }
}

// Until then the hits belong to the keys before.
function ended() {
  running = null;
  list.removeAttribute('aria-busy');
}

async function search() {
  running?.abort();
  const words = input.value.trim();
  if (words === '') {
    ended();
    close();
    return;
  }
  const own = running = new AbortController();
  list.setAttribute('aria-busy', 'true');
  try {
    const found = await get('/search', { q: words }, own.signal);
    if (running === own) {
      ended();
      show(found);
    }
  } catch (error) {
    if (running === own) {
      ended();
      count.textContent = error.message;
      box.hidden = !isAt();
    }
  }
}

function go(url) {
  close();
  input.blur();
  location.assign(url);
}

input.addEventListener('input', () => {
  isMoved = false;
  goesWhenFound = false;
  search();
});
input.addEventListener('focus', () => { if (input.value.trim() !== '' && box.hidden) { search(); } });
input.addEventListener('keydown', event => {
  // Keys that put a Chinese word together, and the Enter that ends it, choose nothing.
  if (event.isComposing || event.keyCode === 229) {
    return;
  }
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    isMoved = true;
    select(current + (event.key === 'ArrowDown' ? 1 : -1));
  } else if (event.key === 'Enter') {
    event.preventDefault();
    if (running !== null && !isMoved) {
      // What is shown belongs to the keys before; the last one decides.
      goesWhenFound = true;
    } else if (list.children[current]) {
      go(list.children[current].dataset.url);
    }
  }
});
input.closest('.search').addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.isComposing) {
    running?.abort();
    ended();
    // Before the list is closed: a field that gets the focus opens it.
    input.focus();
    close();
  }
});
input.closest('.search').addEventListener('focusout', event => {
  if (!event.currentTarget.contains(event.relatedTarget)) {
    close();
  }
});
list.addEventListener('click', event => {
  const option = event.target.closest('[data-url]');
  if (option) {
    go(option.dataset.url);
  }
});
document.addEventListener('click', event => { if (!event.target.closest('.search')) { close(); } });
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('input, textarea, select, [contenteditable]')) {
    event.preventDefault();
    input.focus();
    input.select();
  }
});

const side = document.querySelector('.side');
const here = side?.querySelector('[aria-current]');
if (here) {
  side.scrollTop = here.offsetTop - side.clientHeight / 2;
}
document.documentElement.dataset.search = 'ready';
