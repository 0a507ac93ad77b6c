// What of a request does not stay when its page is left: the values of the members that the spec calls sensitive. A name counts at any depth and in any case of its
// letters; one that nobody declared may be a slip of one of theirs, or lead to it with dots, and a text in the place of an object that has such members may be the value of one.
import { isObject } from './json.js';

const lower = name => name.toLowerCase();

export class Sensitive {
  constructor(form) {
    this.declared = new Set([form.members, ...Object.values(form.types)].flat().map(member => lower(member.name)));
    this.members = form.sensitive.map(lower);
    this.holders = form.holders.map(lower);
  }

  get isEmpty() {
    return this.members.length === 0;
  }

  // The value without them, itself when it has none; undefined when it is one.
  rest(value, isHeld = true) {
    if (Array.isArray(value)) {
      const rest = value.map(element => this.rest(element, isHeld));
      return rest.every((element, i) => element === value[i]) ? value : rest.filter(element => element !== undefined);
    }
    if (!isObject(value)) {
      return isHeld && value !== null && typeof value !== 'boolean' ? undefined : value;
    }
    const rest = Object.entries(value).filter(([name]) => !this.is(name, this.members)).map(([name, member]) => [name, this.rest(member, this.is(name, this.holders))]);
    return rest.length === Object.keys(value).length && rest.every(([name, member]) => member === value[name]) ? value : Object.fromEntries(rest.filter(([, member]) => member !== undefined));
  }

  is(name, names) {
    return lower(name).split('.').some(part => names.includes(part) || (!this.declared.has(part) && !/^[0-9]*$/.test(part) && names.some(other => isNear(part, other))));
  }
}

// As the explorer finds the name that was meant: at most a third of its letters are too many, missing, others, or swapped with their neighbours.
function isNear(name, other) {
  const most = Math.max(1, Math.floor(name.length / 3));
  if (Math.abs(name.length - other.length) > most) {
    return false;
  }
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= name.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSwapped = i > 1 && j > 1 && name[i - 1] === other[j - 2] && name[i - 2] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (name[i - 1] === other[j - 1] ? 0 : 1), isSwapped ? before[j - 2] + 1 : Infinity);
    }
    [before, last] = [last, row];
  }
  return last[other.length] <= most;
}
