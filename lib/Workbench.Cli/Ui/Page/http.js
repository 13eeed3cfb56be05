// What the page asks the server; whoever has no cookie of this server is refused.
const gone = "The server has ended. Start it again with 'workbench ui', and open the address that it prints.";

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Error(gone);
  }
  if (!response.ok) throw new Error(await response.text() || `${address}: ${response.status}`);
  return response;
}

export const read = async (address, signal) => (await ask(address, { signal })).json();
export const readText = async (address, signal) => (await ask(address, { signal })).text();
export const write = (address, body = {}) =>
  ask(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** Has something done that takes time, and tells of each object that the server says meanwhile. */
export async function run(address, tell) {
  const response = await ask(address, { method: 'POST' });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const lines = (rest + next.value).split('\n');
    rest = lines.pop();
    for (const line of lines.map(line => JSON.parse(line))) {
      if (line.problem) throw new Error(line.problem);
      tell(line);
    }
  }
}

/** What goes on now, and the mark of the answer: equal marks, equal answers. */
export async function readNow() {
  const response = await ask('/api/now', { cache: 'no-cache' });
  return [await response.json(), response.headers.get('etag')];
}
