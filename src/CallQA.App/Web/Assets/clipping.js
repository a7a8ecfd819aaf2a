// Cuts a clip out of the call: of what the loop holds, else of the turn that is heard.

import { send } from './send.js';

const element = id => document.getElementById(id);
const usual = 10;

export class Clipping {
  #address;
  #player;
  #transcript;
  #box = element('clipping');
  #opener = element('cut');

  constructor(address, player, transcript) {
    this.#address = address;
    this.#player = player;
    this.#transcript = transcript;
    this.#opener.addEventListener('click', () => this.open());
    element('clip-close').addEventListener('click', () => this.#close());
    element('clip-hear').addEventListener('click', () => player.playSpan(+element('clip-start').value, +element('clip-end').value));
    element('clip-title').addEventListener('input', event => event.target.setCustomValidity(''));
    element('clip').addEventListener('submit', event => { event.preventDefault(); this.#cut(); });
    if (location.hash === `#${this.#box.id}`) this.open();
    this.#box.addEventListener('keydown', event => { if (event.key === 'Escape') this.#close(); });
  }

  // Asked for again, it takes the loop or turn of that moment.
  open() {
    const { start, end } = this.#span();
    element('clip-start').value = Math.max(0, start).toFixed(1);
    element('clip-end').value = Math.min(end, this.#player.seconds).toFixed(1);
    element('clip-done').hidden = true;
    this.#show(true);
    this.#box.scrollIntoView({ block: 'nearest' });
    element('clip-title').focus();
  }

  #span() {
    const { loop, now } = this.#player;
    if (loop?.end) return loop;
    const turn = this.#transcript?.turn;
    return turn ?? { start: now, end: now + usual };
  }

  #close() {
    this.#show(false);
    this.#opener.focus();
  }

  #show(shown) {
    this.#box.hidden = !shown;
    this.#opener.setAttribute('aria-expanded', shown);
  }

  async #cut() {
    const into = element('clip-into').selectedOptions[0];
    const answer = await send('POST', `${this.#address}/clips`, {
      start: +element('clip-start').value,
      end: +element('clip-end').value,
      title: element('clip-title').value,
      level: element('clip-level').checked,
      redact: element('clip-redact').checked,
      ...into.value && { [into.dataset.kind]: +into.value },
    });
    const title = element('clip-title');
    title.setCustomValidity(answer.ok ? '' : answer.body.message ?? String(answer.status));
    if (!answer.ok) { title.reportValidity(); return; }
    title.value = '';
    const done = element('clip-done');
    done.querySelector('a').href = answer.body.address;
    done.hidden = false;
  }
}
