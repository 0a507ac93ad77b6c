// A form of an action's parameters. The value is an object of JSON that others change too; what somebody types goes into it at once.
import { control } from './control.js';
import { el, newId } from './dom.js';
import { isObject, memberOf, numberOf, setMember } from './json.js';

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
    this.more = new Map(); // how many members of an object were asked for beside those that are shown at first, by its path
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

  // Where the form is built anew, the field of a path gets the focus that its button had.
  rebuilt(path) {
    this.show(this.value);
    this.fields.get(path)?.place.querySelector('input, select, textarea, button')?.focus();
    this.onChange(this.value);
  }

  members(members, owner, prefix) {
    const isShort = members.length <= firstShown;
    const first = members.filter((member, i) => isShort || member.required || memberOf(owner, member.name) !== undefined || i < firstShown);
    const shown = new Set(first);
    const rest = members.filter(member => !shown.has(member));
    const elements = [...first, ...rest.splice(0, this.more.get(prefix) ?? 0)].map(member => this.member(member, owner, prefix));
    if (rest.length > 0) {
      const button = el('button', { type: 'button', class: 'plain' });
      const label = () => { button.textContent = `Show ${Math.min(moreShown, rest.length)} of ${rest.length} more`; };
      button.addEventListener('click', () => {
        const next = rest.splice(0, moreShown).map(member => this.member(member, owner, prefix));
        this.more.set(prefix, (this.more.get(prefix) ?? 0) + next.length);
        button.before(...next);
        label();
        button.hidden = rest.length === 0;
        next[0].querySelector('input, select, textarea, button')?.focus();
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
    const help = isMember && (member.summary || member.constraints.length > 0) ? el('div', { class: 'help', id: `${id}-help` },
      member.summary ? el('p', {}, member.summary) : null,
      member.constraints.length > 0 ? el('ul', { class: 'constraints' }, ...member.constraints.map(text => el('li', {}, text))) : null) : null;
    const title = [
      el('span', { class: 'field-name' }, name),
      ...(isMember ? member.marks : []).map(mark => el('span', { class: `mark ${mark.kind}` }, mark.text)),
      el('span', { class: 'type' }, isMember ? member.type : lists > 0 ? 'list' : member.object ?? scalars[member.kind]),
    ];
    const describedBy = [help ? `${id}-help` : null, `${id}-problem`].filter(Boolean).join(' ');
    const record = { message, control: null, place: null };
    this.fields.set(path, record);
    if (lists > 0) {
      record.place = this.group(title, help, message, this.list(member, slot, path, lists));
    } else if (member.kind === 'Object') {
      record.place = this.group(title, help, message, this.object(member, slot, path, name, isMember));
    } else {
      const common = { id, 'aria-describedby': describedBy, 'aria-required': member.required ? 'true' : undefined, autocomplete: 'off' };
      const controls = control(member, slot.get(), common, text => this.assign(slot, member, text));
      [record.control] = controls;
      record.place = el('div', { class: 'field' }, el('label', { for: id }, ...title), ...controls, help, message);
    }
    return record.place;
  }

  group(title, help, message, content) {
    return el('fieldset', { class: 'field group' }, el('legend', {}, ...title), help, message, ...content);
  }

  object(member, slot, path, name, isMember) {
    const value = slot.get();
    if (value === undefined || value === null) {
      return [el('button', { type: 'button', class: 'plain', onclick: () => { slot.set({}); this.rebuilt(path); } }, `Set ${name}`)];
    }
    if (!isObject(value)) {
      return [this.strange()];
    }
    const remove = isMember ? [el('button', { type: 'button', class: 'plain', onclick: () => { slot.set(undefined); this.rebuilt(path); } }, `Leave ${name} out`)] : [];
    return [...this.members(this.form.types[member.object] ?? [], value, path), ...remove];
  }

  list(member, slot, path, lists) {
    const value = slot.get() ?? undefined;
    if (value !== undefined && !Array.isArray(value)) {
      return [this.strange()];
    }
    const list = value ?? [];
    const items = list.map((_, i) => el('div', { class: 'item' },
      this.field(member, { get: () => list[i], set: item => { list[i] = item === undefined ? emptyOf(member, lists - 1) : item; } }, `${path}[${i}]`, `${i + 1}`, lists - 1, false),
      el('button', { type: 'button', class: 'plain', 'aria-label': `Remove element ${i + 1} of ${path}`, onclick: () => { list.splice(i, 1); this.rebuilt(list.length === 0 ? path : `${path}[${Math.min(i, list.length - 1)}]`); } }, 'Remove')));
    const add = el('button', { type: 'button', class: 'plain', 'aria-label': `Add an element to ${path}`, onclick: () => {
      slot.set([...list, emptyOf(member, lists - 1)]);
      this.rebuilt(`${path}[${list.length}]`);
    } }, 'Add an element');
    const remove = value === undefined ? [] : [el('button', { type: 'button', class: 'plain', 'aria-label': `Leave out ${path}`, onclick: () => { slot.set(undefined); this.rebuilt(path); } }, 'Leave out')];
    return [...items, el('div', { class: 'bar' }, add, ...remove)];
  }

  strange() {
    return el('p', { class: 'quiet' }, 'The JSON has a value of another kind here; change it there.');
  }

  // An empty field is left out; a choice of an empty text is one.
  assign(slot, member, text) {
    slot.set(text === undefined || (text === '' && !member.values) ? undefined
      : member.kind === 'Bool' ? (text === 'true' ? true : text === 'false' ? false : text)
      : member.kind === 'String' ? text
      : numberOf(text));
    this.onChange(this.value);
  }
}

// What a list holds where nothing was typed yet: any value would be one that nobody chose, and null is told.
function emptyOf(member, lists) {
  return lists > 0 ? [] : member.kind === 'Object' ? {} : null;
}
