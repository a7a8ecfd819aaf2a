// Hits play in place: one recording at a time, from a second before what was found.

import { clock } from './waveform.js';

const lead = 1;
const lists = document.querySelectorAll('.found');
const audio = new Audio();
// Nothing is fetched before somebody listens: listening is entered in the audit log.
audio.preload = 'none';
let playing = null;

function label(button, sign, moment) {
  // Only what is seen changes: the name stays, lest it be read out anew with every second. That it plays is told by the state.
  button.firstElementChild.textContent = `${sign} ${clock(moment)}`;
  button.setAttribute('aria-pressed', sign === '⏸');
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
  button.firstElementChild.textContent = `⚠ ${failed}`;
});
for (const list of lists) list.dataset.ready = '';
