// The page of an action: form and JSON in step, what the spec says about them, calls, code and signature.
import { byId, copyButton, el } from './dom.js';
import { Explanation } from './explain.js';
import { Form } from './form.js';
import { parse, print } from './json.js';
import { get, post, postLines } from './net.js';
import { Outcome } from './outcome.js';
import { tell } from './problem.js';
import { RawBody } from './raw.js';
import { Sensitive } from './sensitive.js';

const { service, version, action } = byId('try').dataset;
const key = `explorer:${service}/${version}/${action}`;
const renewed = 120_000; // milliseconds that code may be old when it is copied, so that there is time left to use it
const patience = 1_000; // milliseconds after which what was known of the text before is told no more
const pause = 120; // milliseconds after the last key, so that nobody waits for a preview of half a word

const load = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

// Whether the values stay. Without storage, or beyond what it holds, they last as long as the page; those from before must not come back in their place.
const keep = state => {
  try {
    sessionStorage.setItem(key, JSON.stringify(state));
    return true;
  } catch {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // There is none.
    }
    return false;
  }
};

const squeezed = text => text.replace(/\s/g, '');

async function start() {
  const form = await get('/form', { service, version, action });
  const kept = load();
  const sensitive = new Sensitive(form);

  const json = el('textarea', { id: 'json', rows: '12', spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'json-problem' });
  const fault = el('p', { class: 'problem', id: 'json-problem', hidden: true });
  const others = el('ul', { class: 'problems', 'aria-label': 'What else does not fit the spec' });
  const size = el('p', { class: 'quiet', id: 'fits', role: 'status' });
  const unkept = el('p', { class: 'quiet', id: 'unkept', role: 'status', hidden: true }, 'The browser has no room for what was typed: it is gone when the page is loaded again.');
  const fields = el('div', { class: 'form', id: 'form' });
  const examples = el('select', { id: 'fill' }, el('option', { value: '' }, 'choose'), el('option', { value: '-' }, 'Empty'), ...form.examples.map((example, i) => el('option', { value: String(i) }, example.title)));
  const region = el('input', { id: 'region', list: 'regions', autocomplete: 'off', size: '18', 'aria-describedby': 'region-problem', 'aria-required': form.region === 'Required' ? 'true' : undefined });
  const regions = el('datalist', { id: 'regions' }, ...form.regions.map(name => el('option', { value: name })));
  const raw = new RawBody(changed);
  const toGateway = el('input', { type: 'radio', name: 'target', id: 'to-gateway', checked: true });
  const toService = el('input', { type: 'radio', name: 'target', id: 'to-service', disabled: !form.canCallService || undefined });
  const regionProblem = el('p', { class: 'problem', id: 'region-problem', hidden: true });
  const times = el('input', { id: 'times', inputmode: 'numeric', autocomplete: 'off', value: '1', 'aria-describedby': 'times-problem' });
  const timesProblem = el('p', { class: 'problem', id: 'times-problem', hidden: true });
  const throttled = el('input', { id: 'throttled', type: 'checkbox', checked: true });
  const send = el('button', { id: 'send', type: 'button', class: 'primary', 'aria-keyshortcuts': 'Control+Enter' }, 'Send');
  const stop = el('button', { id: 'stop', type: 'button', hidden: true }, 'Stop');
  const outcome = el('div', { id: 'outcome', class: 'outcome', 'aria-live': 'polite' });
  const dialog = el('dialog', { id: 'confirm', 'aria-labelledby': 'confirm-title' },
    el('h3', { id: 'confirm-title' }),
    el('p', {}, `${action} is not idempotent: it takes effect at ${form.host} each time that it is sent.`),
    el('div', { class: 'bar' },
      el('button', { type: 'button', id: 'confirm-yes', class: 'primary danger', onclick: () => dialog.close('yes') }),
      el('button', { type: 'button', autofocus: true, onclick: () => dialog.close('') }, 'Do not send')));

  byId('desk').replaceChildren(
    el('div', { class: 'bar' },
      el('label', {}, 'Fill from ', examples),
      form.region === 'None' ? null : el('label', {}, form.region === 'Required' ? 'Region (required) ' : 'Region ', region), regionProblem, regions),
    el('div', { class: 'pair' },
      el('div', {}, el('h3', {}, 'Form'), fields),
      el('div', { class: 'side-json' }, el('h3', {}, el('label', { for: 'json' }, 'JSON')), json, fault, size, unkept, others,
        form.isRaw ? raw.element : null,
        el('fieldset', { class: 'target' }, el('legend', {}, 'Where it goes'),
          el('label', { class: 'check' }, toGateway, ' Embedded gateway ', el('code', {}, form.gateway)),
          el('label', { class: 'check' }, toService, ' Real service ', el('code', {}, form.host), form.canCallService ? el('span', { class: 'mark warn' }, 'real') : el('span', { class: 'quiet' }, 'no credentials'))),
        el('div', { class: 'bar' }, send, stop, el('label', {}, 'times ', times), timesProblem, el('label', { class: 'check' }, throttled, ' keep to the limit')))),
    outcome, dialog);

  const results = new Outcome(outcome, form);
  const formView = new Form(fields, form, value => {
    json.value = print(value);
    changed();
  });
  let timer = 0;
  let asked = null;
  let running = null;
  let canSend = false;
  let builtAt = 0; // when the code that is shown was signed, by the browser's clock
  const opened = new Map();

  const page = () => ({
    service, version, action, json: json.value, raw: form.isRaw ? raw.base64 : '', region: form.region === 'None' ? '' : region.value.trim(), isReal: toService.checked,
  });
  const explanation = new Explanation(page);

  async function preview() {
    asked?.abort();
    asked = new AbortController();
    const { signal } = asked;
    const late = setTimeout(() => {
      size.textContent = 'Being checked.';
      size.dataset.fits = '';
    }, patience);
    try {
      show(await post('/preview', page(), signal));
      document.dispatchEvent(new Event('explorer-built'));
    } catch (error) {
      if (error.name !== 'AbortError') {
        // What was known of the request before is not known of this one; the JSON may well be right.
        show({ unknown: error.message, problems: [], samples: [], steps: [] });
        canSend = true;
        allow();
      }
    } finally {
      clearTimeout(late);
    }
  }

  function show(known) {
    fault.textContent = known.fault ?? '';
    fault.hidden = !known.fault;
    const problems = new Map(known.problems.map(problem => [problem.path, problem.text]));
    const rest = formView.tell(problems);
    tell(region, regionProblem, known.regionFault);
    const count = problems.size + (known.regionFault ? 1 : 0);
    const counted = known.isCutOff ? `${count} and more things do` : `${count} ${count === 1 ? 'thing does' : 'things do'}`;
    others.replaceChildren(...[...rest].map(([path, text]) => el('li', {}, path === '' ? '' : el('code', {}, path), ` ${text}`)));
    size.textContent = known.fault ? '' : known.unknown ? known.unknown : count === 0 ? `Fits the spec; ${known.size} ${known.size === 1 ? 'byte is' : 'bytes are'} sent.` : `${counted} not fit the spec.`;
    size.dataset.fits = String(!known.fault && !known.unknown && count === 0);
    canSend = !known.fault && !known.regionFault && !(toService.checked && problems.size > 0);
    allow();
    send.textContent = problems.size > 0 && !toService.checked ? 'Send all the same' : 'Send';
    byId('samples').querySelectorAll('details').forEach(details => opened.set(details.dataset.name, details.open));
    builtAt = Date.now();
    byId('samples').replaceChildren(...known.samples.map((sample, i) => el('details', { 'data-name': sample.name, open: opened.get(sample.name) ?? i === 0 },
      el('summary', {}, sample.name),
      sample.note ? el('p', { class: 'quiet' }, sample.note) : null,
      sample.text ? el('div', { class: 'sample' }, copyButton(() => current(sample)), el('pre', { tabindex: '0' }, el('code', {}, sample.text))) : null)));
    byId('steps').replaceChildren(...known.steps.map(step => el('li', {}, el('h3', {}, step.name), el('p', { class: 'quiet' }, step.note), el('pre', { tabindex: '0' }, el('code', {}, step.text)))));
    if (known.steps.length === 0 && !known.fault && !known.unknown) {
      byId('steps').replaceChildren(el('li', {}, 'The action takes no signature.'));
    }
  }

  // A signature holds for five minutes, and a page stays open for longer. One from before the clock was put back is of the future.
  async function current(sample) {
    const age = Date.now() - builtAt;
    if (age >= 0 && age < renewed) {
      return sample.text;
    }
    try {
      const now = (await post('/preview', page())).samples.find(other => other.name === sample.name);
      if (now?.text) {
        byId('samples').querySelector(`details[data-name="${sample.name}"] code`).textContent = now.text;
        return now.text;
      }
    } catch {
      // Without the explorer there is no other than the one that is shown.
    }
    return sample.text;
  }

  // How often, when that is a number that can be sent; else the field says why not.
  function countOf() {
    const text = times.value.trim();
    const count = /^[0-9]{1,9}$/.test(text) ? Number(text) : 0;
    const fits = count >= 1 && count <= form.mostCalls;
    tell(times, timesProblem, fits ? undefined : `must be a whole number from 1 to ${form.mostCalls}`);
    return fits ? count : null;
  }

  // While calls are under way the button keeps the focus, which one that is disabled loses.
  function allow() {
    send.disabled = countOf() === null || !canSend;
    send.setAttribute('aria-disabled', String(send.disabled || running !== null));
  }

  // What the spec calls sensitive lasts as long as the page, and so does a text in which it cannot be told from the rest.
  // Of a name that is given twice only the last value is read: such a text stays as it is read, not as it is.
  function keepable() {
    if (sensitive.isEmpty) {
      return json.value;
    }
    try {
      const value = parse(json.value);
      const rest = sensitive.rest(value);
      return rest === value && squeezed(json.value) === squeezed(print(value)) ? json.value : rest === undefined ? undefined : print(rest);
    } catch {
      return undefined;
    }
  }

  function keepTyped() {
    unkept.hidden = keep({ json: keepable(), region: region.value, times: times.value, raw: raw.value });
  }

  function changed() {
    keepTyped();
    explanation.forget();
    clearTimeout(timer);
    timer = setTimeout(preview, pause);
  }

  // The text stays as it is: written anew it would lose what is wrong with it, such as a name that is given twice.
  function fill(text) {
    json.value = text;
    showForm();
    changed();
  }

  function showForm() {
    try {
      formView.show(parse(json.value.trim() === '' ? '{}' : json.value));
    } catch {
      // Half typed, or wrong: the form waits, and the explorer says what is wrong with it.
    }
  }

  function fillFrom(example) {
    fill(example === undefined ? '{}' : print(parse(example.request)));
  }

  async function call() {
    const real = toService.checked;
    const count = countOf();
    if (send.disabled || running !== null || dialog.open) {
      return;
    }
    if (real && !form.isIdempotent) {
      const what = count === 1 ? 'Send it' : `Send it ${count} times`;
      byId('confirm-title').textContent = `${what} to the real service?`;
      byId('confirm-yes').textContent = what;
      dialog.returnValue = '';
      dialog.showModal();
      await new Promise(resolve => { dialog.addEventListener('close', resolve, { once: true }); });
      if (dialog.returnValue !== 'yes') {
        return;
      }
    }
    running = new AbortController();
    results.begin(count, real);
    allow();
    stop.hidden = false;
    try {
      await postLines('/call', { ...page(), isConfirmed: real, count, isThrottled: throttled.checked }, running.signal, line => results.take(newsOf(line)));
      results.end();
    } catch (error) {
      if (error.isUnsent) {
        results.take({ kind: 'refused', message: error.message });
      } else {
        results.end(error.name === 'AbortError' ? 'Stopped' : error.message);
      }
    }
    running = null;
    if (document.activeElement === stop) {
      send.focus();
    }
    stop.hidden = true;
    allow();
    outcome.dataset.done = String(Number(outcome.dataset.done ?? 0) + 1);
  }

  json.addEventListener('input', () => {
    showForm();
    changed();
  });
  examples.addEventListener('change', () => {
    if (examples.value !== '') {
      fillFrom(form.examples[Number(examples.value)]);
    }
    examples.value = '';
  });
  region.addEventListener('input', changed);
  times.addEventListener('input', () => { keepTyped(); allow(); });
  toGateway.addEventListener('change', preview);
  toService.addEventListener('change', preview);
  send.addEventListener('click', call);
  byId('try').addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      if (!event.repeat) {
        call();
      }
    }
  });
  stop.addEventListener('click', () => running?.abort());

  region.value = kept.region ?? (form.region === 'Required' ? 'ap-singapore' : '');
  times.value = kept.times ?? '1';
  raw.value = kept.raw ?? '';
  if (kept.json !== undefined) {
    fill(kept.json);
  } else {
    fillFrom(form.examples[0]);
  }
  byId('desk').dataset.ready = 'true';
}

// Of what the explorer tells only the response's own numbers keep all their digits; those of the call are for counting.
function newsOf(line) {
  const news = JSON.parse(line);
  if (news.content !== undefined) {
    news.content = parse(line).content;
  }
  return news;
}

start().catch(error => byId('desk').replaceChildren(el('p', { class: 'notice bad' }, error.message)));
