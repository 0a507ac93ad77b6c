// Makes elements. Texts become text nodes: nothing that a spec or a response says is ever read as HTML.

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined).map(child => (typeof child === 'string' ? shown(child) : child)));
  return element;
}

// Half a surrogate pair is no character that could be seen; its escape is.
export const shown = text => text.replace(/\p{Surrogate}/gu, half => `\\u${half.charCodeAt(0).toString(16)}`);

// The beginning of a text, which does not end in the middle of a pair.
export const beginning = (text, length) => (/[\uD800-\uDBFF]/.test(text[length - 1] ?? '') && length < text.length ? text.slice(0, length - 1) : text.slice(0, length));

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const byId = id => document.getElementById(id);

let count = 0;
export const newId = () => `x${++count}`;

// Pages that come over plain HTTP from another machine have no clipboard of their own; what is selected can be copied there all the same.
async function copy(text) {
  if (await navigator.clipboard?.writeText(text).then(() => true, () => false)) {
    return;
  }
  const focused = document.activeElement;
  const field = el('textarea', { class: 'hidden', readonly: true, 'aria-hidden': 'true', tabindex: '-1' });
  field.value = text;
  document.body.append(field);
  field.focus({ preventScroll: true });
  field.select();
  // The text goes as it is: what is selected would lose the blanks that its style does not show.
  const give = event => {
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', give);
  const isCopied = document.execCommand('copy');
  document.removeEventListener('copy', give);
  field.remove();
  focused?.focus({ preventScroll: true });
  if (!isCopied) {
    throw new Error('nothing was copied');
  }
}

export function copyButton(text) {
  const button = el('button', { type: 'button', class: 'plain copy' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await copy(await text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser did not allow it';
    }
    button.addEventListener('blur', () => { button.textContent = 'Copy'; }, { once: true });
  });
  return button;
}
