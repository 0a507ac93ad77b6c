// Talks to the explorer that this page comes from, and to nothing else.

const { root, page } = document.documentElement.dataset;

// What the browser itself says where nobody listens, such as "Failed to fetch", names neither what failed nor what helps.
async function reach(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Error('The explorer, the program that this page comes from, cannot be reached. Is it still running? What is typed here stays; start it again on the same port, then reload the page.');
  }
}

export async function get(path, parameters, signal) {
  const response = await reach(`${root}${path}?${new URLSearchParams(parameters)}`, { signal });
  await refuse(response);
  return response.json();
}

// What the explorer refuses it gives a reason for, as plain text. It marks that it has done nothing; of any other failure, such as that of a proxy, nobody can tell.
async function refuse(response) {
  if (!response.ok) {
    const reason = response.headers.get('Content-Type')?.startsWith('text/plain') ? await response.text() : '';
    throw Object.assign(new Error(reason || `The explorer responded with ${response.status}.`), { isUnsent: response.headers.has('X-Explorer-Refused') });
  }
}

export const address = path => root + path;

const send = (path, body, signal) => reach(root + path, {
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

// Nobody can tell of a request that failed whether it had arrived; of one that was not made for lack of an explorer it is certain.
async function knock(signal) {
  try {
    await reach(`${root}/assets/net.js`, { method: 'HEAD', cache: 'no-store', signal });
  } catch (error) {
    throw Object.assign(error.name === 'AbortError' ? new Error('It was stopped before it was sent.') : error, { isUnsent: true });
  }
}

// Gives the lines of the response as they come; each is JSON. An error with isUnsent says that nothing was sent.
export async function postLines(path, body, signal, onLine) {
  await knock(signal);
  const response = await send(path, body, signal);
  if (response.status === 422) {
    onLine(await response.text());
    return;
  }
  await refuse(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let pieces = [];
  for (;;) {
    const { done, value } = await reader.read().catch(error => { throw error.name === 'AbortError' ? error : new Error('The connection to the explorer broke off.'); });
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
