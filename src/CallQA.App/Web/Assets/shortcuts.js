// The keyboard: every key of the sheet that "?" opens. Single keys can be turned off, for those who dictate.

const setting = 'callqa.single-keys';

export function listen(keys, sheet) {
  const box = sheet.querySelector('#single-keys');
  box.checked = localStorage.getItem(setting) !== 'off';
  box.addEventListener('change', () => localStorage.setItem(setting, box.checked ? 'on' : 'off'));
  document.addEventListener('keydown', event => {
    const act = keys[nameOf(event)];
    if (!act || sheet.open || event.defaultPrevented) return;
    const modified = event.ctrlKey || event.metaKey;
    if (!modified && (!box.checked || isWriting(event.target) || isOwn(event))) return;
    event.preventDefault();
    act(event);
  });
}

function nameOf(event) {
  if (event.altKey) return '';
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.shiftKey && event.key.length > 1 ? 'Shift+' : '') + key;
}

function isWriting(target) {
  return target.closest('textarea, select, [contenteditable]') || (target.matches('input') && !['radio', 'checkbox', 'range'].includes(target.type));
}

// What a control does with a key of its own stays its own.
function isOwn(event) {
  if (event.key === ' ') return event.target.closest('button, summary, a');
  return event.key.startsWith('Arrow') && (event.target.matches('input[type=range]') || !event.shiftKey && event.target.matches('input[type=radio]'));
}
