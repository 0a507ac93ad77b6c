// A raw body: a text that somebody types, or a file in its place. What is shown is what is sent.
import { el } from './dom.js';

export class RawBody {
  constructor(onChange) {
    this.onChange = onChange;
    this.base64 = '';
    this.text = el('textarea', { id: 'raw', rows: '4', spellcheck: 'false', 'aria-describedby': 'raw-from' });
    this.file = el('input', { id: 'file', type: 'file' });
    this.note = el('p', { class: 'quiet', id: 'raw-from', role: 'status', hidden: true });
    this.back = el('button', { type: 'button', class: 'plain', hidden: true, onclick: () => { this.file.value = ''; this.choose(); this.text.focus(); } }, 'Send the text instead');
    this.element = el('div', { class: 'field' },
      el('label', { for: 'raw' }, 'Raw body as text'), this.text, el('label', { for: 'file' }, 'Raw body from a file'), this.file, this.note, this.back);
    this.text.addEventListener('input', () => { this.take(new TextEncoder().encode(this.text.value)); });
    this.file.addEventListener('change', () => this.choose());
  }

  get value() {
    return this.text.value;
  }

  set value(text) {
    this.text.value = text;
    this.base64 = base64(new TextEncoder().encode(text));
  }

  // Without a file, also when one was chosen before, the text is the body again.
  async choose() {
    const file = this.file.files[0];
    const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(this.text.value);
    if (file !== this.file.files[0]) {
      return;
    }
    this.text.disabled = file !== undefined;
    this.note.textContent = file ? `The file ${file.name} is sent (${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}), not the text.` : '';
    this.note.hidden = !file;
    this.back.hidden = !file;
    this.take(bytes);
  }

  take(bytes) {
    this.base64 = base64(bytes);
    this.onChange();
  }
}

function base64(bytes) {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return btoa(text);
}
