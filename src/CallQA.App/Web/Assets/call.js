// The page of one call: player, waveform, transcript and scorecard put together.

import { Player } from './player.js';
import { Waveform, clock } from './waveform.js';
import { TranscriptView } from './transcript.js';
import { Review } from './review.js';
import { listen } from './shortcuts.js';
import { Clipping } from './clipping.js';
import { send } from './send.js';

const element = id => document.getElementById(id);
const page = element('workplace');
const desk = element('player');
const address = page.dataset.call;
const seconds = +page.dataset.seconds;
const lanes = JSON.parse(desk.dataset.channels);
const flips = JSON.parse(desk.dataset.flips);
const list = element('transcript');

const speech = [...list?.children ?? []].filter(turn => turn.dataset.start)
  .map(turn => ({ start: +turn.dataset.start, end: +turn.dataset.end, speaker: turn.className.split(' ')[0] }));
const player = new Player(`${address}/audio`, seconds, speech, lanes.length);
const waveform = new Waveform(element('canvas'), { seconds, lanes, turns: speech, spans: JSON.parse(desk.dataset.spans), marks: JSON.parse(desk.dataset.marks), flips, labels: JSON.parse(desk.dataset.labels) });
const transcript = list && new TranscriptView(list, player, address);
const review = element('review') && new Review(element('review'), `${address}/review`, player, transcript);
const clipping = element('clipping') && new Clipping(address, player, transcript);
waveform.load(`${address}/peaks`);

function pressed(button, on) { button.setAttribute('aria-pressed', on); }

function showMoment() {
  const now = player.now, wave = element('wave');
  element('clock').value = `${clock(now)} / ${clock(seconds)}`;
  wave.setAttribute('aria-valuenow', now.toFixed(1));
  wave.setAttribute('aria-valuetext', desk.dataset.position.replace('{0}', clock(now)).replace('{1}', clock(seconds)));
  waveform.show(now);
  transcript?.show(now);
}

function showState() {
  element('play').classList.toggle('playing', player.playing);
  pressed(element('skip'), player.skipsSilence);
  pressed(element('loop'), player.loop !== null);
  for (const button of desk.querySelectorAll('[data-mute]')) pressed(button, player.hears(+button.dataset.mute));
  for (const slider of desk.querySelectorAll('[data-volume]')) showVolume(slider);
  if (element('mono')) pressed(element('mono'), player.mono);
  element('speed').value = String(player.speed);
}

function showVolume(slider) {
  slider.value = String(Math.round(100 * player.volumeOf(+slider.dataset.volume)));
  slider.setAttribute('aria-valuetext', `${slider.value} %`);
}

player.addEventListener('moment', showMoment);
player.addEventListener('state', showState);
player.addEventListener('failed', () => { element('clock').value = desk.dataset.failed; });

function setLoop(loop) {
  player.loop = waveform.loop = loop;
  showState();
  waveform.draw();
}

// A, then B, then no loop.
function stepLoop() {
  if (!player.loop) setLoop({ start: player.now, end: null });
  else if (player.loop.end === null && player.now > player.loop.start) setLoop({ start: player.loop.start, end: player.now });
  else setLoop(null);
}

function stepSpeed(direction) {
  const speed = element('speed');
  speed.selectedIndex = Math.max(0, Math.min(speed.selectedIndex + direction, speed.options.length - 1));
  player.speed = +speed.value;
}

function toggleSkip() { player.skipsSilence = !player.skipsSilence; showState(); }
function toggleFollow() { transcript?.setFollows(!transcript.follows); }
function leap(seconds) { player.seek(player.now + seconds); }

// To where the customer's mood turns next, after the last to the first.
function nextFlip() {
  const flip = flips.find(flip => flip.start > player.now + 0.01) ?? flips[0];
  if (!flip) return;
  player.seek(flip.start);
  transcript?.setFollows(true);
}

function toggleSide(channel) { if (channel < lanes.length) player.toggleSide(channel); }

element('play').addEventListener('click', () => player.toggle());
for (const button of desk.querySelectorAll('[data-leap]')) button.addEventListener('click', () => leap(+button.dataset.leap));
element('speed').addEventListener('change', event => { player.speed = +event.target.value; });
element('skip').addEventListener('click', toggleSkip);
element('loop').addEventListener('click', stepLoop);
element('follow').addEventListener('click', toggleFollow);
element('current').addEventListener('click', () => transcript?.setFollows(true));
element('mono')?.addEventListener('click', () => player.toggleMono());
element('in').addEventListener('click', () => waveform.zoom(2));
element('out').addEventListener('click', () => waveform.zoom(0.5));
element('help').addEventListener('click', () => element('shortcuts').showModal());
for (const button of desk.querySelectorAll('[data-mute]')) button.addEventListener('click', () => toggleSide(+button.dataset.mute));
for (const slider of desk.querySelectorAll('[data-volume]')) slider.addEventListener('input', () => player.setVolume(+slider.dataset.volume, +slider.value / 100));

// Click to go there, drag for a loop.
const wave = element('wave');
wave.addEventListener('pointerdown', down => {
  if (down.button !== 0) return;
  const at = event => Math.max(0, Math.min(waveform.momentAt(event.clientX - element('canvas').getBoundingClientRect().left), seconds));
  const begun = at(down), from = down.clientX;
  wave.setPointerCapture(down.pointerId);
  const move = event => { if (Math.abs(event.clientX - from) > 4) { waveform.loop = { start: Math.min(begun, at(event)), end: Math.max(begun, at(event)) }; waveform.draw(); } };
  const up = event => {
    wave.removeEventListener('pointermove', move);
    if (Math.abs(event.clientX - from) > 4) setLoop({ start: Math.min(begun, at(event)), end: Math.max(begun, at(event)) });
    player.seek(Math.min(begun, at(event)));
  };
  wave.addEventListener('pointermove', move);
  wave.addEventListener('pointerup', up, { once: true });
});

// Chips anywhere on the page play what they stand for.
document.addEventListener('click', event => {
  const chip = event.target.closest('.chip[data-start]');
  if (!chip) return;
  event.preventDefault();
  const start = +chip.dataset.start;
  if (chip.dataset.end) player.playSpan(start, +chip.dataset.end); else player.seek(start);
  transcript?.setFollows(true);
  const turn = chip.hash && document.querySelector(chip.hash);
  if (turn) turn.scrollIntoView({ block: 'center' });
});

element('find').addEventListener('input', event => transcript?.find(event.target.value, element('found')));
element('find').addEventListener('keydown', event => {
  if (event.key === 'Enter') { event.preventDefault(); transcript?.nextHit(event.shiftKey ? -1 : 1); }
  if (event.key === 'Escape') { event.target.value = ''; transcript?.find('', element('found')); event.target.blur(); }
});

// As sliders everywhere, also where single keys are turned off.
const steps = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -10, PageUp: 10, Home: -Infinity, End: Infinity };
wave.addEventListener('keydown', event => {
  if (!(event.key in steps) || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  player.seek(player.now + steps[event.key]);
});

function showComments() {
  waveform.comments = [...element('comments').children].map(item => +item.dataset.moment);
  waveform.draw();
}

element('comment')?.addEventListener('submit', async event => {
  event.preventDefault();
  const box = element('comment-text');
  const answer = await send('POST', `${address}/comments`, { moment: Math.round(player.now * 1000) / 1000, text: box.value });
  box.setCustomValidity(answer.ok ? '' : answer.body.message ?? String(answer.status));
  if (!answer.ok) { box.reportValidity(); return; }
  const item = document.createElement('li'), chip = document.createElement('button'), text = document.createElement('span'), by = document.createElement('span');
  item.dataset.moment = chip.dataset.start = answer.body.moment;
  Object.assign(chip, { type: 'button', className: 'chip', textContent: clock(answer.body.moment) });
  text.textContent = answer.body.text;
  Object.assign(by, { className: 'muted', textContent: answer.body.by });
  item.append(chip, ' ', text, ' ', by);
  element('comments').append(item);
  box.value = '';
  box.blur();
  showComments();
});
element('comment-text')?.addEventListener('input', event => event.target.setCustomValidity(''));

const keys = {
  ' ': () => player.toggle(),
  'ArrowLeft': () => leap(-5),
  'ArrowRight': () => leap(5),
  '<': () => leap(-10),
  '>': () => leap(10),
  'Shift+ArrowLeft': () => transcript?.step(-1),
  'Shift+ArrowRight': () => transcript?.step(1),
  ',': () => stepSpeed(-1),
  '.': () => stepSpeed(1),
  's': toggleSkip,
  'l': stepLoop,
  'f': toggleFollow,
  '[': () => toggleSide(0),
  ']': () => toggleSide(1),
  '+': () => waveform.zoom(2),
  '-': () => waveform.zoom(0.5),
  'm': nextFlip,
  '/': () => element('find').focus(),
  'c': () => element('comment-text')?.focus(),
  'w': () => { if (transcript?.turn) transcript.correct(transcript.turn.element); },
  'x': () => clipping?.open(),
  '?': () => element('shortcuts').showModal(),
};
const evaluating = {
  'j': () => review.step(1),
  'k': () => review.step(-1),
  'n': () => review.notApplicable(),
  'a': () => review.accept(),
  'e': () => review.nextEvidence(),
  't': () => review.attach(),
  'r': () => review.comment(),
  'u': () => review.nextOpen(),
  'Ctrl+Enter': () => review.submit(),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map(number => [String(number), () => review.choose(number)])),
};
listen({ ...keys, ...review ? evaluating : {} }, element('shortcuts'));

const linked = new URLSearchParams(location.search).get('t');
if (linked !== null && Number.isFinite(+linked)) player.seek(+linked);
showComments();
showMoment();
showState();
page.dataset.ready = '';
