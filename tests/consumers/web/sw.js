// Keeps the whole site for use without a network. assemble.mjs lists its files in files.js, with their hashes: other content is another
// version, which is fetched whole and takes over when no page of the old one is open.
importScripts('./files.js'); // self.site = { version, files: [[name, hash], ...] }

const prefix = `${self.registration.scope} `, cacheName = prefix + self.site.version;

// What the browser has fetched for the page it need not fetch again, if it is what the list says.
const get = (name, integrity) => fetch(name, { integrity }).catch(() => fetch(name, { integrity, cache: 'reload' }));

self.addEventListener('install', event => event.waitUntil(caches.open(cacheName).then(cache =>
  Promise.all(self.site.files.map(async ([name, integrity]) => cache.put(name, await get(name, integrity)))))));

self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  await self.clients.claim();
})()));

// What is not in the list is not there: nothing is asked of the network.
self.addEventListener('fetch', event => {
  const { url, method, mode } = event.request;
  if (method !== 'GET' || !url.startsWith(self.registration.scope)) return;
  event.respondWith(caches.open(cacheName)
    .then(cache => cache.match(mode === 'navigate' ? 'index.html' : url, { ignoreSearch: true }))
    .then(kept => kept ?? new Response('', { status: 404 })));
});
