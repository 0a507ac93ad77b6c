// Talks to the explorer that this page comes from, and to nothing else.

const { root, page } = document.documentElement.dataset;

export async function get(path, parameters, signal) {
  const response = await fetch(`${root}${path}?${new URLSearchParams(parameters)}`, { signal });
  if (!response.ok) {
    throw new Error(`The explorer responded with ${response.status}.`);
  }
  return response.json();
}

export const address = path => root + path;

const send = (path, body, signal) => fetch(root + path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Explorer-Page': page },
  body: JSON.stringify(body),
  signal,
});

export async function post(path, body, signal) {
  const response = await send(path, body, signal);
  if (!response.ok) {
    throw new Error(response.status === 403 ? 'The explorer was started anew; reload the page.' : `The explorer responded with ${response.status}.`);
  }
  return response.json();
}

// Gives the lines of the response as they come; each is JSON.
export async function postLines(path, body, signal, onLine) {
  const response = await send(path, body, signal);
  if (response.status === 422) {
    onLine(await response.text());
    return;
  }
  if (!response.ok) {
    throw new Error(response.status === 403 ? 'The explorer was started anew; reload the page.' : `The explorer responded with ${response.status}.`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pieces = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    const parts = value.split('\n');
    for (const part of parts.slice(0, -1)) {
      onLine(pieces.join('') + part);
      pieces = [];
    }
    pieces.push(parts[parts.length - 1]);
  }
}
