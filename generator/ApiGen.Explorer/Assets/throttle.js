// A picture of the throttle: the permits that are left, who waits, and when each call came back.
import { el, svg } from './dom.js';

const mostCells = 60;

export class ThrottlePicture {
  constructor(limits, count) {
    this.limit = Number.parseInt(limits[0] ?? '', 10) || 0;
    this.cells = el('div', { class: 'cells', role: 'img', 'aria-label': 'No call yet' });
    this.words = el('p', { class: 'quiet' });
    this.line = svg('svg', { class: 'timeline', role: 'img', 'aria-label': 'When each call came back', viewBox: '0 0 600 48', preserveAspectRatio: 'none' });
    this.axis = el('p', { class: 'axis quiet' }, el('span', {}, '0 ms'), el('span', {}));
    this.element = el('div', { class: 'throttle' }, el('h3', {}, `Limit ${limits.join(' and ') || 'not known'}`), this.cells, this.words);
    if (count > 1) {
      this.element.append(this.line, this.axis);
    }
    this.ends = [];
  }

  show(state) {
    const { permits, waiting = 0, underWay = 0 } = state;
    const count = Math.min(mostCells, this.limit);
    const free = permits === undefined ? count : Math.round((Math.min(permits, this.limit) * count) / Math.max(1, this.limit));
    if (this.cells.children.length !== count) {
      this.cells.replaceChildren(...Array.from({ length: count }, () => el('i', {})));
    }
    [...this.cells.children].forEach((cell, i) => { cell.className = i < free ? 'free' : 'used'; });
    this.left = permits;
    this.say(permits === undefined ? 'No limit is known.' : `${this.permits()} left, ${waiting} waiting, ${underWay} under way${state.isPaused ? ', paused after a refusal' : ''}${state.factor < 1 ? `, limit at ${Math.round(state.factor * 100)} %` : ''}.`);
  }

  // What was told last is no longer so when nobody listens: nothing waits any more.
  giveUp(count) {
    this.say(this.left === undefined ? `${count} given up.` : `${this.permits()} left when it was stopped; ${count} given up, none waiting.`);
  }

  permits() {
    return `${this.left} of ${this.limit} ${this.limit === 1 ? 'permit' : 'permits'}`;
  }

  say(words) {
    this.words.textContent = words;
    this.cells.setAttribute('aria-label', words);
  }

  ended(milliseconds, isGood) {
    this.ends.push({ milliseconds, isGood });
  }

  draw() {
    const last = Math.max(1, ...this.ends.map(end => end.milliseconds));
    this.line.replaceChildren(...this.ends.map(end => svg('rect', { x: ((end.milliseconds / last) * 592 + 2).toFixed(1), y: 6, width: 3, height: 36, class: end.isGood ? 'good' : 'bad' })));
    this.axis.lastChild.textContent = `${Math.round(last)} ms`;
  }
}
