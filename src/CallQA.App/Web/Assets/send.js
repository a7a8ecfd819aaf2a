// Sends JSON to the server that served the page.

export async function send(method, address, body) {
  try {
    const response = await fetch(address, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), keepalive: true });
    const isJson = response.headers.get('Content-Type')?.includes('json');
    return { ok: response.ok, status: response.status, body: isJson ? await response.json() : {} };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}
