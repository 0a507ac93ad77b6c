// A form of an action's parameters. The value is an object of JSON that others change too; what somebody types goes into it at once.
import { el, newId } from './dom.js';
import { isObject, memberOf, numberOf, setMember, textOf } from './json.js';

const firstShown = 30;
const moreShown = 100;
const scalars = { String: 'text', Int64: 'whole number', UInt64: 'whole number', Double: 'number', Bool: 'true or false' };

export class Form {
  constructor(container, form, onChange) {
    this.container = container;
    this.form = form;
    this.onChange = onChange;
    this.fields = new Map();
    this.problems = new Map();
  }

  show(value) {
    this.value = value;
    this.fields.clear();
    this.container.replaceChildren(...this.members(this.form.members, value, ''));
    this.tell(this.problems);
  }

  // Puts messages beside the fields that they are about; gives those that have no field.
  tell(problems) {
    this.problems = problems;
    const rest = new Map(problems);
    for (const [path, field] of this.fields) {
      const text = problems.get(path);
      rest.delete(path);
      field.message.textContent = text ?? '';
      field.message.hidden = text === undefined;
      field.control?.setAttribute('aria-invalid', text === undefined ? 'false' : 'true');
    }
    return rest;
  }

  changed(rebuild) {
    if (rebuild) {
      this.show(this.value);
    }
    this.onChange(this.value);
  }

  members(members, owner, prefix) {
    const isShort = members.length <= firstShown;
    const first = members.filter((member, i) => isShort || member.required || memberOf(owner, member.name) !== undefined || i < firstShown);
    const shown = new Set(first);
    const rest = members.filter(member => !shown.has(member));
    const elements = first.map(member => this.member(member, owner, prefix));
    if (rest.length > 0) {
      const button = el('button', { type: 'button', class: 'plain' });
      const label = () => { button.textContent = `Show ${Math.min(moreShown, rest.length)} of ${rest.length} more`; };
      button.addEventListener('click', () => {
        button.before(...rest.splice(0, moreShown).map(member => this.member(member, owner, prefix)));
        label();
        button.hidden = rest.length === 0;
        this.tell(this.problems);
      });
      label();
      elements.push(button);
    }
    return elements;
  }

  member(member, owner, prefix) {
    const path = prefix === '' ? member.name : `${prefix}.${member.name}`;
    const slot = {
      get: () => memberOf(owner, member.name),
      set: value => (value === undefined ? delete owner[member.name] : setMember(owner, member.name, value)),
    };
    return this.field(member, slot, path, member.name, member.lists, true);
  }

  field(member, slot, path, name, lists, isMember) {
    const id = newId();
    const message = el('p', { class: 'problem', id: `${id}-problem`, hidden: true });
    const help = isMember && member.summary ? el('p', { class: 'help', id: `${id}-help` }, member.summary) : null;
    const title = [
      el('span', { class: 'field-name' }, name),
      isMember && member.required ? el('span', { class: 'mark strong' }, 'required') : null,
      el('span', { class: 'type' }, isMember ? member.type : lists > 0 ? 'list' : member.object ?? scalars[member.kind]),
    ].filter(Boolean);
    const describedBy = [help ? `${id}-help` : null, `${id}-problem`].filter(Boolean).join(' ');
    const record = { message, control: null };
    this.fields.set(path, record);
    if (lists > 0) {
      return this.group(title, help, message, this.list(member, slot, path, lists));
    }
    if (member.kind === 'Object') {
      return this.group(title, help, message, this.object(member, slot, path, name, isMember));
    }
    const control = this.control(member, slot, id, describedBy);
    record.control = control;
    return el('div', { class: 'field' }, el('label', { for: id }, ...title), control, help, message);
  }

  group(title, help, message, content) {
    return el('fieldset', { class: 'field group' }, el('legend', {}, ...title), help, message, ...content);
  }

  object(member, slot, path, name, isMember) {
    const value = slot.get();
    if (value === undefined || value === null) {
      return [el('button', { type: 'button', class: 'plain', onclick: () => { slot.set({}); this.changed(true); } }, `Set ${name}`)];
    }
    if (!isObject(value)) {
      return [this.strange()];
    }
    const remove = isMember ? [el('button', { type: 'button', class: 'plain', onclick: () => { slot.set(undefined); this.changed(true); } }, `Leave ${name} out`)] : [];
    return [...this.members(this.form.types[member.object] ?? [], value, path), ...remove];
  }

  list(member, slot, path, lists) {
    const value = slot.get() ?? undefined;
    if (value !== undefined && !Array.isArray(value)) {
      return [this.strange()];
    }
    const list = value ?? [];
    const items = list.map((_, i) => el('div', { class: 'item' },
      this.field(member, { get: () => list[i], set: item => { list[i] = item ?? emptyOf(member, lists - 1); } }, `${path}[${i}]`, `${i + 1}`, lists - 1, false),
      el('button', { type: 'button', class: 'plain', 'aria-label': `Remove element ${i + 1} of ${path}`, onclick: () => { list.splice(i, 1); this.changed(true); } }, 'Remove')));
    const add = el('button', { type: 'button', class: 'plain', 'aria-label': `Add an element to ${path}`, onclick: () => {
      slot.set([...list, emptyOf(member, lists - 1)]);
      this.changed(true);
    } }, 'Add an element');
    const remove = value === undefined ? [] : [el('button', { type: 'button', class: 'plain', 'aria-label': `Leave ${path} out`, onclick: () => { slot.set(undefined); this.changed(true); } }, 'Leave out')];
    return [...items, el('div', { class: 'bar' }, add, ...remove)];
  }

  strange() {
    return el('p', { class: 'quiet' }, 'The JSON has a value of another kind here; change it there.');
  }

  control(member, slot, id, describedBy) {
    const value = slot.get();
    const common = { id, 'aria-describedby': describedBy, 'aria-required': member.required ? 'true' : undefined, autocomplete: 'off' };
    const isSet = value !== undefined && value !== null;
    const strange = isSet && (isObject(value) || Array.isArray(value));
    const text = isSet && !strange ? textOf(value) : '';
    if (member.values || member.kind === 'Bool') {
      const choices = member.values ?? ['true', 'false'];
      const all = text !== '' && !choices.includes(text) ? [text, ...choices] : choices;
      const select = el('select', common, el('option', { value: '' }, 'not set'), ...all.map(choice => el('option', { value: choice }, choice)));
      select.value = text;
      select.addEventListener('change', () => this.assign(slot, member, select.value));
      return select;
    }
    const isLong = text.includes('\n');
    const input = isLong
      ? el('textarea', { ...common, rows: '3', spellcheck: 'false' })
      : el('input', { ...common, type: member.format === 'date' ? 'date' : 'text', inputmode: member.kind === 'String' ? undefined : 'decimal', spellcheck: 'false', placeholder: member.default ?? undefined, disabled: strange || undefined });
    input.value = text;
    input.addEventListener('input', () => this.assign(slot, member, input.value));
    return input;
  }

  assign(slot, member, text) {
    slot.set(text === '' ? undefined
      : member.kind === 'Bool' ? (text === 'true' ? true : text === 'false' ? false : text)
      : member.kind === 'String' ? text
      : numberOf(text));
    this.changed(false);
  }
}

function emptyOf(member, lists) {
  return lists > 0 ? [] : member.kind === 'Object' ? {} : member.kind === 'String' ? '' : member.kind === 'Bool' ? false : numberOf('0');
}
