// The scorecard editor: the server knows what a scorecard may be, so every change is sent there, in the background while somebody types. Without
// this script the same buttons do the same by loading the page anew.

const pause = 700;
const form = document.getElementById('editor');
let timer = 0, revision = 0, touched = false;

async function post(action) {
  const fields = new FormData(form);
  fields.set('do', action);
  const response = await fetch(location.href, { method: 'POST', body: fields });
  const answer = new DOMParser().parseFromString(await response.text(), 'text/html').getElementById('editor');
  if (!response.ok || !answer) throw new Error(response.statusText);
  return answer;
}

function fail() {
  const note = document.createElement('p');
  note.className = 'problem';
  note.setAttribute('role', 'alert');
  note.textContent = form.dataset.failed;
  form.querySelector('#problems').replaceChildren(note);
}

// What the server finds, without touching what is being typed.
async function look() {
  const mine = ++revision;
  try {
    const answer = await post('preview');
    if (mine !== revision) return;
    for (const part of ['#preview', '#problems', '.pending']) {
      const [old, found] = [form.querySelector(part), answer.querySelector(part)];
      if (old && found) { if (old.open) found.open = true; old.replaceWith(found); }
    }
    for (const field of form.querySelectorAll('[aria-describedby]')) {
      const found = answer.querySelector(`#${CSS.escape(field.id)}`);
      if (!found) continue;
      field.toggleAttribute('aria-invalid', found.hasAttribute('aria-invalid'));
      if (found.hasAttribute('aria-invalid')) field.setAttribute('aria-invalid', 'true');
      const [told, heard] = [field, found].map(one => one.closest('form').querySelector(`#${CSS.escape(field.getAttribute('aria-describedby'))}`));
      if (told && heard) told.textContent = heard.textContent;
    }
  } catch {
    if (mine === revision) fail();
  }
}

// Parts come, go or move: the whole form is the server's answer.
async function change(action) {
  const mine = ++revision;
  const open = new Set([...form.querySelectorAll('details[open][data-key]')].map(part => part.dataset.key));
  const focused = document.activeElement?.id;
  try {
    const answer = await post(action);
    if (mine !== revision) return;
    form.replaceChildren(...answer.childNodes);
    for (const part of form.querySelectorAll('details[data-key]')) if (open.has(part.dataset.key)) part.open = true;
    show(document.getElementById(answer.dataset.focus || focused || ''));
    touched = true;
  } catch {
    if (mine === revision) fail();
  }
}

function show(element) {
  if (!element) return;
  for (let part = element.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
  const target = element.tagName === 'DETAILS' ? element.querySelector('summary') : element;
  target.focus();
  target.scrollIntoView({ block: 'nearest' });
}

form.addEventListener('submit', event => {
  const button = event.submitter;
  clearTimeout(timer);
  if (button && 'leave' in button.dataset) { touched = false; return; }
  event.preventDefault();
  const action = button?.value || 'preview';
  if (action === 'preview') look(); else change(action);
});
form.addEventListener('input', event => {
  touched = true;
  clearTimeout(timer);
  if (!event.target.hasAttribute('data-refresh')) timer = setTimeout(look, pause);
});
form.addEventListener('change', event => { if (event.target.hasAttribute('data-refresh')) change('refresh'); });
form.addEventListener('click', event => {
  const link = event.target.closest('#problems a');
  if (!link) return;
  event.preventDefault();
  const target = document.getElementById(link.getAttribute('href').slice(1));
  show(target);
  if (link.dataset.line && target) {
    const lines = target.value.split('\n'), before = lines.slice(0, link.dataset.line - 1);
    const at = before.reduce((sum, line) => sum + line.length + 1, 0) + +link.dataset.column - 1;
    target.setSelectionRange(at, at + 1);
    target.scrollTop = Math.max(0, before.length - 4) * target.scrollHeight / lines.length;
  }
});
addEventListener('beforeunload', event => { if (touched) event.preventDefault(); });
form.dataset.ready = '';
