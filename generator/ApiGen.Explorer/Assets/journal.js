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
    el('td', { 'data-label': 'Call' }, String(entry.number)),
    el('td', { 'data-label': 'Time (UTC)' }, entry.at),
    el('td', { 'data-label': 'Action' }, entry.url ? el('a', { href: address(entry.url) }, name) : name, entry.region ? el('span', { class: 'quiet' }, ` ${entry.region}`) : null),
    el('td', { 'data-label': 'Account' }, entry.account ?? el('span', { class: 'quiet' }, entry.isUnsigned ? 'none: the action takes no signature' : 'not known')),
    el('td', { 'data-label': 'Outcome' }, outcome, entry.message ? el('p', {}, entry.message) : null,
      entry.requestId ? el('p', { class: 'quiet' }, `RequestId ${entry.requestId}`) : null,
      entry.body ? el('details', {}, el('summary', {}, 'Body'), el('pre', { tabindex: '0' }, entry.body)) : null));
  apply(row);
  return row;
}

const none = byId('none');
let last = '';
let run = '';
let reason = '';
let source = null;

function tellNone() {
  const count = calls.children.length;
  none.hidden = calls.querySelector(':scope > tr:not([hidden])') !== null;
  none.textContent = count === 0 ? 'No call yet.' : `None of ${count} ${count === 1 ? 'call' : 'calls'} matches.`;
}

function filterAll() {
  [...calls.children].forEach(apply);
  tellNone();
}

function follow() {
  const own = source = new EventSource(`${address('/journal/entries')}?after=${last}`);
  own.addEventListener('error', () => {
    state.textContent = own.readyState === EventSource.CLOSED ? 'The explorer does not respond; reload the page.' : reason || 'The explorer cannot be reached; the page tries again.';
  });
  own.addEventListener('fault', event => {
    reason = JSON.parse(event.data);
    state.textContent = reason;
  });
  own.addEventListener('gateway', event => {
    reason = '';
    state.textContent = 'live';
    const gateway = JSON.parse(event.data);
    if (gateway.run !== run) {
      // Another explorer, which counts from 1 again.
      run = gateway.run;
      calls.replaceChildren();
    }
    tellNone();
    byId('gateway').textContent = gateway.address;
  });
  own.addEventListener('message', event => {
    const entry = JSON.parse(event.data);
    last = event.lastEventId;
    calls.prepend(rowOf(entry));
    if (calls.children.length > mostRows) {
      calls.lastElementChild.remove();
    }
    tellNone();
  });
}

// Browsers have six connections for all tabs of a host: a page that nobody sees gives its own back.
function followWhileSeen() {
  if (document.visibilityState === 'hidden') {
    source?.close();
    source = null;
    state.textContent = 'waits until the page is seen';
  } else if (source === null) {
    state.textContent = 'connecting';
    follow();
  }
}

document.addEventListener('visibilitychange', followWhileSeen);
filter.addEventListener('input', filterAll);
refused.addEventListener('change', filterAll);
followWhileSeen();
