// The control of one value that is no object and no list.
import { el } from './dom.js';
import { isObject, textOf } from './json.js';

// The first control that shows the text as it is: a line takes no line ends, and no field a carriage return. A date is typed as text, too: the browser's own
// fields of dates, times and numbers give an empty text for what they cannot read, such as a day that does not exist, and the member would be left out without a word.
export function control(member, value, common, onInput) {
  const isSet = value !== undefined && value !== null;
  const isStrange = isSet && (isObject(value) || Array.isArray(value));
  const text = isSet && !isStrange ? textOf(value) : '';
  if (member.values || member.kind === 'Bool') {
    return [choice(member.values ?? ['true', 'false'], text, isSet, common, onInput)];
  }
  const line = { ...common, inputmode: member.kind === 'String' ? undefined : 'decimal', spellcheck: 'false', placeholder: member.default ?? undefined, disabled: isStrange || undefined };
  const fields = [
    () => el('input', { ...line, type: 'text' }),
    () => el('textarea', { ...common, rows: '3', spellcheck: 'false' }),
  ];
  let field;
  for (const make of fields) {
    field = make();
    field.value = text;
    if (field.value === text) {
      field.addEventListener('input', () => onInput(field.value));
      return [field];
    }
  }
  field.readOnly = true;
  return [field, el('p', { class: 'quiet' }, 'The text has carriage returns (CR), which no field keeps; change it in the JSON.')];
}

function choice(choices, text, isSet, common, onInput) {
  const all = isSet && !choices.includes(text) ? [text, ...choices] : choices;
  // An empty text is a value of its own, and no choice that was not made.
  const none = el('option', { value: '' }, 'not set');
  const options = all.map(each => el('option', { value: each }, each === '' ? '(empty text)' : each));
  const select = el('select', common, none, ...options);
  (isSet ? options[all.indexOf(text)] : none).selected = true;
  select.addEventListener('change', () => onInput(select.selectedOptions[0] === none ? undefined : select.value));
  return select;
}
