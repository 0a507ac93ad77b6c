// Follows the gateway's calls.
import { byId, el } from './dom.js';
import { address } from './net.js';

const mostRows = 1000;
const calls = byId('calls');
const filter = byId('filter');
const refused = byId('refused');
const state = byId('state');

const matches = row => (!refused.checked || row.dataset.accepted === 'false')
  && filter.value.toLowerCase().split(/\s+/).every(word => row.dataset.text.includes(word));

const apply = row => { row.hidden = !matches(row); };

function rowOf(entry) {
  const name = entry.action === '' ? '(none named)' : entry.action;
  const outcome = entry.accepted
    ? el('span', { class: 'mark good' }, entry.code ?? 'accepted')
    : el('span', { class: 'mark bad' }, entry.code ?? 'refused');
  const row = el('tr', { 'data-accepted': String(entry.accepted), 'data-text': [entry.action, entry.host, entry.region, entry.account, entry.code, entry.message, entry.requestId].join(' ').toLowerCase() },
    el('td', {}, String(entry.number)),
    el('td', {}, entry.at),
    el('td', {}, entry.url ? el('a', { href: entry.url }, name) : name, entry.region ? el('span', { class: 'quiet' }, ` ${entry.region}`) : null),
    el('td', {}, entry.account ?? el('span', { class: 'quiet' }, 'not known')),
    el('td', {}, outcome, entry.message ? el('p', {}, entry.message) : null,
      el('p', { class: 'quiet' }, entry.requestId ? `RequestId ${entry.requestId}` : ''),
      entry.body ? el('details', {}, el('summary', {}, 'Body'), el('pre', { tabindex: '0' }, entry.body)) : null));
  apply(row);
  return row;
}

const source = new EventSource(address('/journal/entries'));
source.addEventListener('open', () => { state.textContent = 'live'; });
source.addEventListener('error', () => { state.textContent = 'connecting'; });
source.addEventListener('gateway', event => { byId('gateway').textContent = JSON.parse(event.data).address; });
source.addEventListener('message', event => {
  calls.prepend(rowOf(JSON.parse(event.data)));
  byId('none').hidden = true;
  if (calls.children.length > mostRows) {
    calls.lastElementChild.remove();
  }
});
filter.addEventListener('input', () => [...calls.children].forEach(apply));
refused.addEventListener('change', () => [...calls.children].forEach(apply));
