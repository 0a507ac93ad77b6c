// Shows JSON as a tree. Only what somebody opens is built, so that a response of any size can be looked at.
import { beginning, el, shown } from './dom.js';
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
  let count = 0;
  const more = () => {
    list.querySelector(':scope > .more')?.remove();
    const end = Math.min(entries.length, count + pageSize);
    for (; count < end; count++) {
      list.append(node(entries[count][0], entries[count][1], entries.length < 10 && isOpen));
    }
    if (count < entries.length) {
      list.append(el('li', { class: 'more' }, el('button', { type: 'button', class: 'plain', onclick: more }, `Show more (${count} of ${entries.length} are shown)`)));
    }
  };
  const details = el('details', {}, el('summary', {}, label, el('span', { class: 'quiet' }, size)), list);
  details.addEventListener('toggle', () => { if (details.open && count === 0) { more(); } });
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
  return el('span', {}, ...pieces(el('span', { class: 'text' }, '"'), value, longestText));
}

// A long text, piece by piece.
function pieces(place, value, length) {
  const rest = el('button', { type: 'button', class: 'plain' }, `Show more of ${value.length} characters`);
  let from = 0;
  const more = size => {
    const piece = beginning(value.slice(from), size);
    from += piece.length;
    place.append(shown(piece));
    if (from >= value.length) {
      rest.remove();
    }
  };
  rest.addEventListener('click', () => more(longestPiece));
  more(length);
  return from < value.length ? [place, rest] : [place];
}

// The whole as text.
export const text = value => el('div', {}, ...pieces(el('pre', { tabindex: '0' }), print(value), longestPiece));
