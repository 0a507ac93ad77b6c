// "Explain this failure": a text of another program is compared with the call in the form.
import { byId, el } from './dom.js';
import { post } from './net.js';
import { tell } from './problem.js';

export class Explanation {
  constructor(page) {
    this.verdict = byId('verdict');
    this.asked = null;
    byId('explain').addEventListener('click', () => this.ask(page()));
    byId('pasted').addEventListener('input', () => this.forget());
    byId('stamp').addEventListener('input', () => this.forget());
  }

  // It is about one request and one text; when either changes it is no longer so.
  forget() {
    this.asked?.abort();
    this.verdict.replaceChildren();
  }

  async ask(page) {
    this.forget();
    this.asked = new AbortController();
    try {
      const found = await post('/explain', { ...page, pasted: byId('pasted').value, timestamp: byId('stamp').value.trim() }, this.asked.signal);
      tell(byId('stamp'), byId('stamp-problem'), found.timestampFault);
      if (!found.timestampFault) {
        show(this.verdict, found);
      }
    } catch (error) {
      if (error.name !== 'AbortError') {
        this.verdict.replaceChildren(el('p', { class: 'notice bad' }, error.message));
      }
    }
  }
}

function show(place, found) {
  place.replaceChildren(
    el('p', { class: found.firstDifference < 0 && found.lines.length > 0 ? 'notice' : 'notice bad' }, found.verdict),
    found.lines.length === 0 ? '' : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Line by line' }, el('table', { class: 'compare stacked' },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Line'), el('th', { scope: 'col' }, 'Pasted'), el('th', { scope: 'col' }, 'Belongs there'))),
      el('tbody', {}, ...found.lines.map((line, i) => el('tr', { class: i === found.firstDifference ? 'first' : line.isSame ? 'same' : 'other' },
        el('th', { scope: 'row' }, line.name), el('td', { 'data-label': 'Pasted' }, el('code', {}, line.theirs ?? '(missing)')), el('td', { 'data-label': 'Belongs there' }, el('code', {}, line.expected ?? '(nothing)'))))))));
}
