// The transcript: follows the recording word by word, finds text, takes corrections.

import { send } from './send.js';

// In seconds: a word that begins a blink before the loop is meant, too.
const earlier = 0.05;
const scrolling = ['PageUp', 'PageDown', 'Home', 'End', 'ArrowUp', 'ArrowDown'];

export class TranscriptView {
  #list; #turns = []; #words = []; #word = null; #turn = null; #hits = []; #hit = -1;

  constructor(list, player, address) {
    this.#list = list;
    this.player = player;
    this.address = address;
    this.follows = true;
    this.#index();
    list.addEventListener('click', event => this.#clicked(event));
    list.addEventListener('dblclick', event => { const turn = event.target.closest('li'); if (turn?.querySelector('.edit')) this.correct(turn); });
    for (const name of ['wheel', 'touchmove']) list.addEventListener(name, () => this.#letGo(), { passive: true });
    list.addEventListener('keydown', event => { if (scrolling.includes(event.key)) this.#letGo(); });
    // On the scroll bar.
    list.addEventListener('pointerdown', event => { if (event.target === list && event.offsetX >= list.clientWidth) this.#letGo(); });
  }

  get turns() { return this.#turns; }
  get turn() { return this.#turn ?? this.#turns[0] ?? null; }

  #index() {
    this.#turns = [...this.#list.children].filter(turn => turn.dataset.start).map(turn => (
      { element: turn, start: +turn.dataset.start, end: +turn.dataset.end, speaker: turn.className.split(' ')[0] }));
    this.#words = [...this.#list.querySelectorAll('span[data-t]')].map(word => ({ element: word, start: +word.dataset.t }))
      .sort((one, other) => one.start - other.start);
  }

  #clicked(event) {
    const turn = event.target.closest('li');
    if (!turn) return;
    if (event.target.closest('.edit')) this.correct(turn);
    else if (event.target.closest('.at')) { this.player.seek(+turn.dataset.start); this.player.play(); }
    else if (event.target.dataset.t && getSelection().isCollapsed) this.player.seek(+event.target.dataset.t);
  }

  #letGo() {
    if (!this.follows) return;
    this.setFollows(false);
  }

  setFollows(follows) {
    this.follows = follows;
    document.getElementById('follow').setAttribute('aria-pressed', follows);
    document.getElementById('current').hidden = follows;
    if (follows) this.#turn?.element.scrollIntoView({ block: 'center' });
  }

  show(moment) {
    const word = lastBefore(this.#words, moment)?.element ?? null;
    if (word !== this.#word) {
      this.#word?.classList.remove('now');
      word?.classList.add('now');
      this.#word = word;
    }
    const turn = this.#turns.findLast(turn => turn.start <= moment) ?? this.#turns[0] ?? null;
    if (turn === this.#turn) return;
    this.#turn?.element.classList.remove('now');
    turn?.element.classList.add('now');
    this.#turn = turn;
    if (this.follows && this.player.playing) turn?.element.scrollIntoView({ block: 'center' });
  }

  // Goes to the turn before (−1) or after (1) the present one.
  step(direction) {
    const at = this.#turns.indexOf(this.#turn);
    const turn = this.#turns[Math.max(0, Math.min(at + direction, this.#turns.length - 1))];
    if (!turn) return;
    this.player.seek(turn.start);
    turn.element.scrollIntoView({ block: 'center' });
  }

  find(text, output) {
    CSS.highlights?.delete('found');
    this.#hits = text.trim().length < 2 ? [] : [...this.#list.querySelectorAll('li > p')].flatMap(line => rangesOf(line, text.trim().toLowerCase()));
    this.#hit = -1;
    if (this.#hits.length > 0) CSS.highlights?.set('found', new Highlight(...this.#hits));
    output.value = text.trim() ? String(this.#hits.length) : '';
  }

  nextHit(direction) {
    if (this.#hits.length === 0) return;
    this.#hit = (this.#hit + direction + this.#hits.length) % this.#hits.length;
    const range = this.#hits[this.#hit];
    const place = range.startContainer.parentElement;
    place.scrollIntoView({ block: 'center' });
    CSS.highlights?.set('hit', new Highlight(range));
    const moment = place.dataset.t ?? place.closest('li').dataset.start;
    if (moment) this.player.seek(+moment);
  }

  // The selected words, those of the loop, or the present turn: for a question to be attached to.
  passage(loop) {
    const selection = getSelection();
    const selected = !selection.isCollapsed && this.#list.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    const span = !selected && loop && loop.end !== null ? loop : null;
    const turn = selected ? selected.startContainer.parentElement.closest('li') : span ? this.#turnIn(span) : this.turn?.element;
    if (!turn?.dataset.start) return null;
    const isMeant = selected ? word => selected.intersectsNode(word) : word => span && +word.dataset.t >= span.start - earlier && +word.dataset.t < span.end;
    const words = [...turn.querySelectorAll('span[data-t]')].filter(isMeant);
    const after = words.at(-1)?.nextElementSibling?.dataset.t;
    const quote = selected ? selection.toString() : words.length > 0 ? words.map(word => word.textContent).join(' ') : turn.querySelector('p').textContent;
    return {
      turn: +turn.dataset.turn,
      start: +(words[0]?.dataset.t ?? turn.dataset.start),
      end: +(words.length > 0 && after ? after : turn.dataset.end),
      quote: quote.replace(/\s+/g, ' ').trim(),
    };
  }

  #turnIn(span) { return [...this.#list.children].find(turn => +turn.dataset.start < span.end && +turn.dataset.end > span.start); }

  correct(turn) {
    const line = turn.querySelector('p');
    if (turn.querySelector('textarea') || !turn.querySelector('.edit')) return;
    const box = document.createElement('textarea');
    box.value = line.textContent.replace(/\s+/g, ' ').trim();
    box.title = this.#list.dataset.edit;
    box.setAttribute('aria-label', turn.querySelector('.edit').title);
    line.hidden = true;
    line.after(box);
    box.rows = Math.max(2, Math.ceil(box.value.length / 60));
    box.focus();
    const close = () => { box.remove(); line.hidden = false; turn.querySelector('.edit').focus(); };
    box.addEventListener('keydown', async event => {
      if (event.key === 'Escape') close();
      if (event.key !== 'Enter' || event.shiftKey) return;
      event.preventDefault();
      const answer = await send('PUT', `${this.address}/turns/${turn.dataset.turn}`, { text: box.value, mark: this.#list.dataset.mark });
      if (!answer.ok) { box.setCustomValidity(answer.body.message ?? String(answer.status)); box.reportValidity(); return; }
      close();
      this.#rewrite(turn, line, answer.body);
    });
  }

  #rewrite(turn, line, { text, words, heard, by }) {
    line.replaceChildren(...(words ?? []).flatMap(word => {
      const span = document.createElement('span');
      span.dataset.t = word.start;
      span.textContent = word.text;
      return [span, ' '];
    }));
    if (!words) line.textContent = text;
    const note = turn.querySelector('.corrected') ?? turn.appendChild(document.createElement('small'));
    note.className = 'corrected';
    note.title = heard;
    note.textContent = this.#list.dataset.corrected.replace('{0}', by);
    this.#index();
  }
}

function lastBefore(words, moment) {
  let low = 0, high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].start <= moment) low = middle + 1; else high = middle;
  }
  return words[low - 1];
}

function rangesOf(line, wanted) {
  const nodes = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let text = '';
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const place = at => { const found = nodes.findLast(entry => entry.start <= at); return [found.node, at - found.start]; };
  const ranges = [];
  for (let at = text.toLowerCase().indexOf(wanted); at >= 0; at = text.toLowerCase().indexOf(wanted, at + wanted.length)) {
    const range = new Range();
    range.setStart(...place(at));
    const [node, offset] = place(at + wanted.length - 1);
    range.setEnd(node, offset + 1);
    ranges.push(range);
  }
  return ranges;
}
