// Sends JSON to the server that served the page.

// Browsers refuse more than 64 KiB of what is to outlive its page.
const most = 60000;

const encoder = new TextEncoder();

/** Whether it is short enough to be sent while the page goes. */
export function outlives(body) { return encoder.encode(JSON.stringify(body)).length <= most; }

/** A name for one request, by which the server knows it again. */
export function newKey() { return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join(''); }

export async function send(method, address, body, { leaving = false, key = null } = {}) {
  try {
    const headers = { 'Content-Type': 'application/json', ...key ? { 'Idempotency-Key': key } : {} };
    const response = await fetch(address, { method, headers, body: JSON.stringify(body), keepalive: leaving });
    const isJson = response.headers.get('Content-Type')?.includes('json');
    return { ok: response.ok, status: response.status, body: isJson ? await response.json() : {} };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}
