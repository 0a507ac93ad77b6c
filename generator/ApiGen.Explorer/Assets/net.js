// Talks to the explorer that this page comes from, and to nothing else.

const { root, page } = document.documentElement.dataset;

export async function get(path, parameters, signal) {
  const response = await fetch(`${root}${path}?${new URLSearchParams(parameters)}`, { signal });
  await refuse(response);
  return response.json();
}

// What the explorer refuses it gives a reason for, as plain text.
async function refuse(response) {
  if (!response.ok) {
    const reason = response.headers.get('Content-Type')?.startsWith('text/plain') ? await response.text() : '';
    throw new Error(reason || `The explorer responded with ${response.status}.`);
  }
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
  await refuse(response);
  return response.json();
}

// Gives the lines of the response as they come; each is JSON.
export async function postLines(path, body, signal, onLine) {
  const response = await send(path, body, signal);
  if (response.status === 422) {
    onLine(await response.text());
    return;
  }
  await refuse(response);
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
