// What became of the calls.
import { copyButton, el } from './dom.js';
import { print } from './json.js';
import { ThrottlePicture } from './throttle.js';
import { text, tree } from './tree.js';

const mostEvents = 500;
const mostReasons = 5;

export class Outcome {
  constructor(container, form) {
    this.container = container;
    this.form = form;
  }

  begin(count, isReal) {
    this.count = count;
    this.done = 0;
    this.failed = 0;
    this.unsent = 0;
    this.reasons = new Map();
    this.events = 0;
    this.picture = new ThrottlePicture(this.form.limits, count);
    this.head = el('p', { class: 'outcome-head' }, 'Under way');
    this.body = el('div', { class: 'outcome-body' });
    this.container.replaceChildren(
      el('p', { class: isReal ? 'where real' : 'where' }, isReal ? `Real service ${this.form.host}` : 'Embedded gateway'), this.head, this.body, this.picture.element);
    this.container.scrollIntoView({ block: 'nearest' });
  }

  take(news) {
    switch (news.kind) {
      case 'throttle':
        this.picture.show(news);
        return;
      case 'event':
        this.event(news);
        return;
      case 'refused':
        this.head.replaceChildren(el('strong', { class: 'bad' }, 'Not sent'));
        this.body.replaceChildren(el('p', { class: 'notice bad' }, news.message));
        this.picture.element.remove();
        return;
    }
    this.done++;
    this.failed += news.kind === 'failure' ? 1 : 0;
    this.unsent += news.isUnsent ? 1 : 0;
    this.picture.ended(news.milliseconds, news.kind !== 'failure');
    if (this.count === 1) {
      this.single(news);
    } else {
      this.head.replaceChildren(
        el('strong', { class: this.failed > 0 ? 'bad' : 'good' }, `${this.done} of ${this.count} are back`), ' ', el('span', {}, `${this.done - this.failed} succeeded, ${this.failed} failed${this.unsent > 0 ? `, ${this.unsent} of them not sent` : ''}`));
      if (news.kind === 'failure') {
        this.reason(news);
      }
    }
    if (this.count === 1 || this.done === this.count || this.done % 10 === 0) {
      this.picture.draw();
    }
  }

  // Without an error all calls are back. Nobody waits any more for those that are not.
  end(error) {
    this.container.scrollIntoView({ block: 'nearest' });
    if (!error) {
      return;
    }
    const givenUp = this.count - this.done;
    const failed = el('strong', { class: 'bad' }, error);
    if (this.done + this.events === 0) {
      this.head.replaceChildren(failed);
    } else {
      this.head.prepend(failed, ' ');
    }
    if (givenUp > 0) {
      this.head.append(' ', el('span', {}, `${givenUp} given up; what was under way may have arrived`));
      this.picture.giveUp(givenUp);
    }
    this.picture.draw();
  }

  single(news) {
    this.head.replaceChildren(...[
      el('strong', { class: news.kind === 'failure' ? 'bad' : 'good' }, news.kind === 'failure' ? news.code ?? (news.isUnsent ? 'Not sent' : 'Failed') : 'Succeeded'),
      el('span', {}, `${news.milliseconds.toFixed(1)} ms`),
      news.status ? el('span', {}, `HTTP ${news.status}`) : null,
      this.events > 0 ? el('span', {}, `${this.events} ${this.events === 1 ? 'event' : 'events'}`) : null,
      news.attempts > 1 ? el('span', {}, `${news.attempts} attempts`) : null,
      news.requestId ? el('span', {}, 'RequestId ', el('code', {}, news.requestId)) : null,
    ].filter(Boolean));
    if (news.kind === 'failure') {
      this.body.append(this.failure(news));
    } else if (news.content !== undefined) {
      this.body.append(content(news.content));
    }
  }

  // Of calls that fail for several reasons each is shown with its share, the most frequent first: what mends one does not mend another.
  reason(news) {
    const key = news.code ?? news.message;
    this.reasons.set(key, { news, count: (this.reasons.get(key)?.count ?? 0) + 1 });
    const all = [...this.reasons.values()].sort((one, other) => other.count - one.count);
    this.body.replaceChildren(...all.slice(0, mostReasons).map(({ news, count }) => this.failure(news, all.length > 1 ? `${count} of ${this.failed}` : '')));
    if (all.length > mostReasons) {
      this.body.append(el('p', { class: 'quiet' }, `The ${mostReasons} most frequent of ${all.length} reasons are shown.`));
    }
  }

  failure(news, share = '') {
    return el('div', { class: 'notice bad' },
      news.code || share ? el('p', {}, el('strong', {}, news.code ?? 'Failed'), share && ` ${share}`) : null,
      el('p', {}, news.message ?? ''),
      news.meaning ? el('p', { class: 'meaning' }, news.meaning) : null,
      news.code?.startsWith('AuthFailure') ? el('p', {}, el('a', { href: '#signature' }, 'Go through the signature step by step')) : null);
  }

  event(news) {
    if (this.events === 0) {
      this.list = el('ol', { class: 'events' });
      this.rest = el('p', { class: 'quiet', hidden: true });
      this.body.append(this.list, this.rest);
    }
    this.events++;
    this.head.replaceChildren(el('strong', {}, `${this.events} ${this.events === 1 ? 'event' : 'events'}`), el('span', {}, `${news.milliseconds.toFixed(0)} ms`));
    if (this.events <= mostEvents) {
      this.list.append(el('li', {}, el('span', { class: 'quiet' }, `${news.milliseconds.toFixed(0)} ms`), tree(news.content, true)));
    } else {
      this.rest.hidden = false;
      this.rest.textContent = `The first ${mostEvents} of ${this.events} events are shown.`;
    }
  }
}

function content(value) {
  const place = el('div', {}, tree(value));
  const asTree = el('button', { type: 'button', class: 'plain', 'aria-pressed': 'true' }, 'Tree');
  const asText = el('button', { type: 'button', class: 'plain', 'aria-pressed': 'false' }, 'Text');
  const choose = isText => {
    asTree.setAttribute('aria-pressed', String(!isText));
    asText.setAttribute('aria-pressed', String(isText));
    place.replaceChildren(isText ? text(value) : tree(value));
  };
  asTree.addEventListener('click', () => choose(false));
  asText.addEventListener('click', () => choose(true));
  return el('div', {}, el('div', { class: 'bar' }, asTree, asText, copyButton(() => print(value))), place);
}
