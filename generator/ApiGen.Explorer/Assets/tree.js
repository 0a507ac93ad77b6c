// Shows JSON as a tree. Only what somebody opens is built, so that a response of any size can be looked at.
import { el } from './dom.js';
import { isNumber, isObject, print, textOf } from './json.js';

const pageSize = 100;
const longestText = 2_000;
const longestPiece = 100_000;

export function tree(value, isOpen = true) {
  return el('ul', { class: 'tree' }, node(null, value, isOpen));
}

function node(name, value, isOpen) {
  const label = name === null ? null : el('span', { class: 'key' }, name);
  if (!Array.isArray(value) && !isObject(value)) {
    return el('li', {}, label, scalar(value));
  }
  const entries = Array.isArray(value) ? value.map((item, i) => [String(i), item]) : Object.entries(value);
  const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
  if (entries.length === 0) {
    return el('li', {}, label, el('span', { class: 'quiet' }, Array.isArray(value) ? '[]' : '{}'));
  }
  const list = el('ul', {});
  let shown = 0;
  const more = () => {
    list.querySelector(':scope > .more')?.remove();
    const end = Math.min(entries.length, shown + pageSize);
    for (; shown < end; shown++) {
      list.append(node(entries[shown][0], entries[shown][1], entries.length < 10 && isOpen));
    }
    if (shown < entries.length) {
      list.append(el('li', { class: 'more' }, el('button', { type: 'button', class: 'plain', onclick: more }, `Show more (${shown} of ${entries.length} are shown)`)));
    }
  };
  const details = el('details', {}, el('summary', {}, label, el('span', { class: 'quiet' }, size)), list);
  details.addEventListener('toggle', () => { if (details.open && shown === 0) { more(); } });
  if (isOpen) {
    more();
    details.open = true;
  }
  return el('li', {}, details);
}

function scalar(value) {
  if (value === null) {
    return el('span', { class: 'null' }, 'null');
  }
  if (typeof value !== 'string') {
    return el('span', { class: isNumber(value) ? 'number' : 'bool' }, textOf(value));
  }
  if (value.length <= longestText) {
    return el('span', { class: 'text' }, `"${value}"`);
  }
  const span = el('span', { class: 'text' }, `"${value.slice(0, longestText)}`);
  const rest = el('button', { type: 'button', class: 'plain' }, `Show more of ${value.length} characters`);
  let shown = longestText;
  rest.addEventListener('click', () => {
    span.append(value.slice(shown, shown += longestPiece));
    if (shown >= value.length) {
      rest.remove();
    }
  });
  return el('span', {}, span, rest);
}

// The whole as text, piece by piece.
export function text(value) {
  const all = print(value);
  const pre = el('pre', { tabindex: '0' }, all.slice(0, longestPiece));
  if (all.length <= longestPiece) {
    return pre;
  }
  let shown = longestPiece;
  const rest = el('button', { type: 'button', class: 'plain' }, `Show more of ${all.length} characters`);
  rest.addEventListener('click', () => {
    pre.append(all.slice(shown, shown += longestPiece));
    if (shown >= all.length) {
      rest.remove();
    }
  });
  return el('div', {}, pre, rest);
}
