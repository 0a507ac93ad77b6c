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

export function copyButton(text) {
  const button = el('button', { type: 'button', class: 'plain copy' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(await text());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The browser did not allow it';
    }
    button.addEventListener('blur', () => { button.textContent = 'Copy'; }, { once: true });
  });
  return button;
}
