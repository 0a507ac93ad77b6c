// The page of an action: form and JSON in step, what the spec says about them, calls, code and signature.
import { byId, copyButton, el } from './dom.js';
import { Form } from './form.js';
import { parse, print } from './json.js';
import { get, post, postLines } from './net.js';
import { Outcome } from './outcome.js';

const { service, version, action } = byId('try').dataset;
const key = `explorer:${service}/${version}/${action}`;
const pause = 120; // milliseconds after the last key, so that nobody waits for a preview of half a word

const load = () => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};

const keep = state => {
  try {
    sessionStorage.setItem(key, JSON.stringify(state));
  } catch {
    // Without storage the values last as long as the page.
  }
};

async function start() {
  const form = await get('/form', { service, version, action });
  const kept = load();
  const first = form.examples[0]?.request ?? '{}';

  const json = el('textarea', { id: 'json', rows: '12', spellcheck: 'false', autocomplete: 'off', 'aria-describedby': 'json-problem' });
  const fault = el('p', { class: 'problem', id: 'json-problem', hidden: true });
  const others = el('ul', { class: 'problems', 'aria-label': 'What else does not fit the spec' });
  const size = el('p', { class: 'quiet', id: 'fits', role: 'status' });
  const fields = el('div', { class: 'form', id: 'form' });
  const examples = el('select', { id: 'fill' }, el('option', { value: '' }, 'choose'), el('option', { value: '-' }, 'Empty'), ...form.examples.map((example, i) => el('option', { value: String(i) }, example.title)));
  const region = el('input', { id: 'region', list: 'regions', autocomplete: 'off', size: '18' });
  const regions = el('datalist', { id: 'regions' }, ...form.regions.map(name => el('option', { value: name })));
  const raw = el('textarea', { id: 'raw', rows: '4', spellcheck: 'false' });
  const file = el('input', { id: 'file', type: 'file' });
  const toGateway = el('input', { type: 'radio', name: 'target', id: 'to-gateway', checked: true });
  const toService = el('input', { type: 'radio', name: 'target', id: 'to-service', disabled: !form.canCallService || undefined });
  const times = el('input', { id: 'times', type: 'number', min: '1', max: '200', value: '1' });
  const throttled = el('input', { id: 'throttled', type: 'checkbox', checked: true });
  const send = el('button', { id: 'send', type: 'button', class: 'primary' }, 'Send');
  const stop = el('button', { id: 'stop', type: 'button', hidden: true }, 'Stop');
  const outcome = el('div', { id: 'outcome', class: 'outcome', 'aria-live': 'polite' });
  const dialog = el('dialog', { id: 'confirm', 'aria-labelledby': 'confirm-title' },
    el('h3', { id: 'confirm-title' }, 'Send it to the real service?'),
    el('p', {}, `${action} is not idempotent: it takes effect at ${form.host} each time that it is sent.`),
    el('div', { class: 'bar' },
      el('button', { type: 'button', class: 'primary danger', onclick: () => dialog.close('yes') }, 'Send it'),
      el('button', { type: 'button', onclick: () => dialog.close('') }, 'Do not send')));

  byId('desk').replaceChildren(
    el('div', { class: 'bar' },
      el('label', {}, 'Fill from ', examples),
      form.region === 'None' ? null : el('label', {}, form.region === 'Required' ? 'Region (required) ' : 'Region ', region), regions),
    el('div', { class: 'pair' },
      el('div', {}, el('h3', {}, 'Form'), fields),
      el('div', { class: 'side-json' }, el('h3', {}, el('label', { for: 'json' }, 'JSON')), json, fault, size, others,
        form.isRaw ? el('div', { class: 'field' }, el('label', { for: 'raw' }, 'Raw body as text'), raw, el('label', { for: 'file' }, 'or a file'), file) : null,
        el('fieldset', { class: 'target' }, el('legend', {}, 'Where it goes'),
          el('label', { class: 'check' }, toGateway, ' Embedded gateway ', el('code', {}, form.gateway)),
          el('label', { class: 'check' }, toService, ' Real service ', el('code', {}, form.host), form.canCallService ? el('span', { class: 'mark warn' }, 'real') : el('span', { class: 'quiet' }, 'no credentials'))),
        el('div', { class: 'bar' }, send, stop, el('label', {}, 'times ', times), el('label', { class: 'check' }, throttled, ' keep to the limit')))),
    outcome, dialog);

  const results = new Outcome(outcome, form);
  const formView = new Form(fields, form, value => {
    json.value = print(value);
    changed();
  });
  let bytes = '';
  let timer = 0;
  let asked = null;
  let running = null;

  const page = () => ({
    service, version, action, json: json.value, raw: form.isRaw ? bytes : '', region: form.region === 'None' ? '' : region.value.trim(), isReal: toService.checked,
  });

  async function preview() {
    asked?.abort();
    asked = new AbortController();
    try {
      show(await post('/preview', page(), asked.signal));
    } catch (error) {
      if (error.name !== 'AbortError') {
        fault.textContent = error.message;
        fault.hidden = false;
      }
    }
  }

  function show(known) {
    fault.textContent = known.fault ?? '';
    fault.hidden = !known.fault;
    const problems = new Map(known.problems.map(problem => [problem.path, problem.text]));
    const rest = formView.tell(problems);
    others.replaceChildren(...[...rest].map(([path, text]) => el('li', {}, path === '' ? '' : el('code', {}, path), ` ${text}`)));
    size.textContent = known.fault ? '' : problems.size === 0 ? `Fits the spec; ${known.size} bytes are sent.` : `${problems.size} ${problems.size === 1 ? 'thing does' : 'things do'} not fit the spec.`;
    size.dataset.fits = String(!known.fault && problems.size === 0);
    send.disabled = Boolean(known.fault) || (toService.checked && problems.size > 0);
    send.textContent = problems.size > 0 && !toService.checked ? 'Send all the same' : 'Send';
    const open = new Set([...byId('samples').querySelectorAll('details[open]')].map(details => details.dataset.name));
    byId('samples').replaceChildren(...known.samples.map((sample, i) => el('details', { 'data-name': sample.name, open: open.size === 0 ? i === 0 : open.has(sample.name) },
      el('summary', {}, sample.name),
      sample.note ? el('p', { class: 'quiet' }, sample.note) : null,
      sample.text ? el('div', { class: 'sample' }, copyButton(() => sample.text), el('pre', { tabindex: '0' }, el('code', {}, sample.text))) : null)));
    byId('steps').replaceChildren(...known.steps.map(step => el('li', {}, el('h3', {}, step.name), el('p', { class: 'quiet' }, step.note), el('pre', { tabindex: '0' }, el('code', {}, step.text)))));
    if (known.steps.length === 0 && !known.fault) {
      byId('steps').replaceChildren(el('li', {}, 'The action takes no signature.'));
    }
  }

  function changed() {
    keep({ json: json.value, region: region.value });
    clearTimeout(timer);
    timer = setTimeout(preview, pause);
  }

  function fill(text) {
    json.value = text;
    try {
      const value = parse(text);
      json.value = print(value);
      formView.show(value);
    } catch {
      // The explorer says what is wrong with it.
    }
    changed();
  }

  async function call() {
    const real = toService.checked;
    if (real && !form.isIdempotent) {
      dialog.returnValue = '';
      dialog.showModal();
      await new Promise(resolve => { dialog.addEventListener('close', resolve, { once: true }); });
      if (dialog.returnValue !== 'yes') {
        return;
      }
    }
    running = new AbortController();
    const count = Math.min(200, Math.max(1, Number.parseInt(times.value, 10) || 1));
    results.begin(count, real);
    send.disabled = true;
    stop.hidden = false;
    try {
      await postLines('/call', { ...page(), isConfirmed: real, count, isThrottled: throttled.checked }, running.signal, line => results.take(newsOf(line)));
      results.end();
    } catch (error) {
      results.end(error.name === 'AbortError' ? 'Stopped' : error.message);
    }
    stop.hidden = true;
    send.disabled = false;
    outcome.dataset.done = String(Number(outcome.dataset.done ?? 0) + 1);
  }

  json.addEventListener('input', () => {
    try {
      formView.show(parse(json.value.trim() === '' ? '{}' : json.value));
    } catch {
      // Half typed: the form waits.
    }
    changed();
  });
  examples.addEventListener('change', () => {
    if (examples.value !== '') {
      fill(examples.value === '-' ? '{}' : form.examples[Number(examples.value)].request);
    }
    examples.value = '';
  });
  region.addEventListener('input', changed);
  toGateway.addEventListener('change', preview);
  toService.addEventListener('change', preview);
  raw.addEventListener('input', () => { bytes = base64(new TextEncoder().encode(raw.value)); changed(); });
  file.addEventListener('change', async () => {
    if (file.files[0]) {
      bytes = base64(new Uint8Array(await file.files[0].arrayBuffer()));
      changed();
    }
  });
  send.addEventListener('click', call);
  stop.addEventListener('click', () => running?.abort());
  byId('explain').addEventListener('click', async () => {
    const verdict = byId('verdict');
    try {
      explain(verdict, await post('/explain', { ...page(), pasted: byId('pasted').value, timestamp: byId('stamp').value.trim() }));
    } catch (error) {
      verdict.replaceChildren(el('p', { class: 'notice bad' }, error.message));
    }
  });

  region.value = kept.region ?? (form.region === 'Required' ? 'ap-singapore' : '');
  fill(kept.json ?? first);
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

function explain(place, found) {
  place.replaceChildren(
    el('p', { class: found.firstDifference < 0 && found.lines.length > 0 ? 'notice' : 'notice bad' }, found.verdict),
    found.lines.length === 0 ? '' : el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Line by line' }, el('table', { class: 'compare' },
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Line'), el('th', { scope: 'col' }, 'Pasted'), el('th', { scope: 'col' }, 'Belongs there'))),
      el('tbody', {}, ...found.lines.map((line, i) => el('tr', { class: i === found.firstDifference ? 'first' : line.isSame ? 'same' : 'other' },
        el('th', { scope: 'row' }, line.name), el('td', {}, el('code', {}, line.theirs ?? '(missing)')), el('td', {}, el('code', {}, line.expected ?? '(nothing)'))))))));
}

function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}

start().catch(error => byId('desk').replaceChildren(el('p', { class: 'notice bad' }, error.message)));
