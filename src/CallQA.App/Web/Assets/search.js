// Hits play in place: one recording at a time, from a second before what was found.

import { clock } from './waveform.js';

const lead = 1;
const lists = document.querySelectorAll('.found');
const audio = new Audio();
// Nothing is fetched before somebody listens: listening is entered in the audit log.
audio.preload = 'none';
let playing = null;

function label(button, sign, moment) {
  button.textContent = `${sign} ${clock(moment)}`;
  button.setAttribute('aria-pressed', sign === '⏸');
  // The name holds what is seen, so that who speaks to the page can say it.
  const name = button.dataset.name ??= button.getAttribute('aria-label') ?? '';
  if (name) button.setAttribute('aria-label', sign === '⏸' ? `${name} (${sign} ${clock(moment)})` : name);
}

function stop() {
  audio.pause();
  if (playing) label(playing, '▶', +playing.dataset.start);
  playing = null;
}

function play(button) {
  stop();
  playing = button;
  const address = `${button.dataset.call}/audio`;
  if (audio.getAttribute('src') !== address) audio.src = address;
  audio.currentTime = Math.max(0, +button.dataset.start - lead);
  audio.play().catch(() => { });
}

document.addEventListener('click', event => {
  const button = event.target.closest('.found .chip[data-call]');
  if (!button) return;
  if (button === playing) stop(); else play(button);
});
document.addEventListener('keydown', event => { if (event.key === 'Escape') stop(); });
audio.addEventListener('timeupdate', () => {
  if (!playing || audio.paused) return;
  if (playing.dataset.end && audio.currentTime >= +playing.dataset.end) stop(); else label(playing, '⏸', audio.currentTime);
});
audio.addEventListener('ended', stop);
audio.addEventListener('error', () => {
  if (!playing) return;
  const button = playing, failed = button.closest('.found').dataset.failed;
  stop();
  button.title = failed;
  button.textContent = `⚠ ${failed}`;
});
for (const list of lists) list.dataset.ready = '';
