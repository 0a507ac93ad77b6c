// JSON whose numbers keep their digits: an int64 does not fit into a number of JavaScript. Browsers that know no raw JSON round beyond 2^53.

const exact = typeof JSON.rawJSON === 'function';
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export function parse(text) {
  return exact
    ? JSON.parse(text, (key, value, context) => (typeof value === 'number' && context?.source !== undefined ? JSON.rawJSON(context.source) : value))
    : JSON.parse(text);
}

export const print = value => JSON.stringify(value, null, 2);

// What somebody typed into a field of numbers: a number when it is one, else text, which the explorer will not let pass.
export const numberOf = text => (number.test(text) ? (exact ? JSON.rawJSON(text) : Number(text)) : text);

export const isNumber = value => typeof value === 'number' || (exact && JSON.isRawJSON(value));

export const isObject = value => value !== null && typeof value === 'object' && !Array.isArray(value) && !isNumber(value);

export const textOf = value => (exact && JSON.isRawJSON(value) ? value.rawJSON : String(value));

// A name may be __proto__; an assignment would mean something else then.
export const setMember = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });

export const memberOf = (object, name) => (Object.hasOwn(object, name) ? object[name] : undefined);
