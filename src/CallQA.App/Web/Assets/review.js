// The scorecard: answers, suggestions, the score so far, the draft that saves itself. What applies, what is missing and what it
// adds up to is the server's to say, so that page and evaluation never differ.

import { newKey, outlives, send } from './send.js';
import { clock } from './waveform.js';

const pause = 350;
const retry = 5000;

export class Review {
  #form; #address; #player; #transcript; #cards; #passages = new Map(); #timer = 0; #revision = 0; #sent = Promise.resolve(); #submitting = false; #evidence = -1; #knows;
  #unsaved = false; #failed = false; #key = null; #keyed = ''; #again = false;

  constructor(form, address, player, transcript) {
    this.#form = form;
    this.#address = address;
    this.#player = player;
    this.#transcript = transcript;
    this.#cards = [...form.querySelectorAll('.question')];
    this.blind = form.dataset.blind === '1';
    this.#knows = +form.dataset.knows;
    for (const answer of JSON.parse(form.dataset.answers)) this.#fill(answer);
    this.#show(JSON.parse(form.dataset.state));
    form.addEventListener('change', event => { if (event.target.type === 'radio') this.#form.classList.add('touched'); this.#later(0); });
    form.addEventListener('input', event => { if (event.target.type !== 'radio') this.#later(pause); });
    form.addEventListener('click', event => this.#clicked(event));
    form.addEventListener('submit', event => { event.preventDefault(); this.submit(); });
    // What is short goes out with the page; for the rest, and for what was refused, the browser asks.
    addEventListener('pagehide', () => { if (this.#unsaved && !this.#submitting && outlives(this.#document())) send('PUT', this.#address, this.#document(), { leaving: true }); });
    addEventListener('beforeunload', event => { if (this.#unsaved && !this.#submitting && (this.#failed || !outlives(this.#document()))) event.preventDefault(); });
  }

  // The present question, or the next that applies where it applies no more.
  get card() {
    const present = document.activeElement?.closest?.('.question') ?? this.#form.querySelector('.question.present');
    if (present && !present.disabled) return present;
    const at = this.#cards.indexOf(present);
    return this.#open().find(card => this.#cards.indexOf(card) > at) ?? this.#open()[0] ?? null;
  }

  #open() { return this.#cards.filter(card => !card.disabled); }

  #fill(answer) {
    const card = this.#form.querySelector(`[data-question="${CSS.escape(answer.question)}"]`);
    if (!card) return;
    const radio = answer.notApplicable ? card.querySelector('[data-na]') : [...card.querySelectorAll('input[type=radio]')].find(input => input.value === answer.choice && input.value);
    if (radio) radio.checked = true;
    card.querySelector('[data-field=changeReason]').value = answer.changeReason ?? '';
    card.querySelector('[data-field=comment]').value = answer.comment ?? '';
    this.#passages.set(card, answer.passages ?? []);
    this.#list(card);
  }

  #answers() {
    return this.#cards.map(card => {
      const chosen = card.querySelector('input[type=radio]:checked');
      return {
        question: card.dataset.question,
        choice: chosen?.value || undefined,
        notApplicable: chosen?.hasAttribute('data-na') ?? false,
        changeReason: card.querySelector('[data-field=changeReason]').value || undefined,
        comment: card.querySelector('[data-field=comment]').value || undefined,
        passages: this.#passages.get(card),
      };
    });
  }

  #document() { return { answers: this.#answers(), blind: this.blind, remark: this.#form.querySelector('#remark').value || undefined, knows: this.#knows, scorecard: this.#form.dataset.scorecard }; }

  #later(delay) {
    if (this.#submitting) return;
    this.#unsaved = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), delay);
  }

  async #save() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const revision = ++this.#revision;
    const answer = await this.#send('PUT', () => revision === this.#revision);
    if (!answer) return;
    if (answer.ok) this.#show(answer.body);
    if (revision !== this.#revision) return;
    const saved = this.#form.querySelector('#saved');
    const isRefused = answer.status === 400 || answer.status === 409;
    saved.textContent = isRefused && answer.body.message || this.#form.dataset[answer.ok ? 'saved' : answer.status === 401 ? 'signedout' : 'unsaved'];
    saved.classList.toggle('bad', !answer.ok);
    this.#failed = !answer.ok;
    if (answer.ok) this.#unsaved = false;
    if (answer.status === 409) this.#tellStale(answer.body.message);
    if (!answer.ok && !isRefused) this.#later(retry);
  }

  // Another scorecard is in force: nothing more can be kept here.
  #tellStale(sentence) {
    const note = this.#form.querySelector('#stale');
    note.querySelector('span').textContent = sentence;
    note.hidden = false;
    // What was kept is carried over; the browser need not ask.
    this.#unsaved = this.#failed = false;
  }

  // One after the other: a draft that arrives late would undo a newer one, or stand there again after the review. What a newer one replaces is not sent.
  #send(method, isWanted, key = () => null) {
    return this.#sent = this.#sent.then(() => isWanted() ? send(method, this.#address, this.#document(), { key: key() }) : undefined);
  }

  // The same for the same form until an answer has come: what was submitted and whose answer was lost is not submitted again.
  #keyOf() {
    const content = JSON.stringify(this.#document());
    this.#again = this.#key !== null && this.#keyed === content;
    if (!this.#again) [this.#key, this.#keyed] = [newKey(), content];
    return this.#key;
  }

  #show(state) {
    this.#form.querySelector('#overall').textContent = points(state.overall);
    this.#form.querySelector('#potential').textContent = points(state.potential);
    this.#form.querySelector('#fail').hidden = !state.autoFail;
    this.#form.querySelector('.live').classList.toggle('failed', state.autoFail);
    this.#form.querySelector('#progress').textContent = fill(this.#form.dataset.progress, state.answered, state.applicable);
    for (const section of state.sections) {
      const bar = this.#form.querySelector(`[data-section="${CSS.escape(section.section)}"]`);
      if (!bar) continue;
      const known = section.percent !== undefined && section.percent !== null;
      bar.querySelector('meter').value = known ? section.percent : 0;
      bar.querySelector('b').textContent = known ? Math.round(section.percent) : '–';
    }
    if (state.meanwhile) this.#tell(state.meanwhile);
    for (const line of state.lines) {
      const card = this.#form.querySelector(`[data-question="${CSS.escape(line.question)}"]`);
      if (card) this.#showLine(card, line);
    }
  }

  #tell(colleague) {
    const note = this.#form.querySelector('#meanwhile');
    note.querySelector('span').textContent = fill(this.#form.dataset.meanwhile, colleague.by);
    note.hidden = false;
  }

  #showLine(card, line) {
    card.disabled = !line.applies;
    card.classList.toggle('given', line.applies && line.gap !== 'unanswered');
    card.classList.toggle('changed', line.changed);
    card.classList.toggle('failed', line.autoFail);
    card.dataset.gap = line.gap ?? '';
    card.querySelector('.change').hidden = !line.changed || this.blind;
    const gap = card.querySelector('.gap');
    gap.textContent = line.gap ? this.#form.dataset[`gap${line.gap[0].toUpperCase()}${line.gap.slice(1)}`] : '';
    gap.hidden = !line.gap || !this.#form.classList.contains('strict');
    const written = card.querySelector('[data-field=comment]').value ? 1 : 0;
    const count = card.querySelector('.count');
    count.textContent = written + (this.#passages.get(card)?.length ?? 0) || '';
    count.hidden = !count.textContent;
  }

  #clicked(event) {
    const card = event.target.closest('.question');
    if (event.target.closest('#next')) this.nextOpen();
    else if (card && event.target.closest('.accept')) this.accept(card);
    else if (card && event.target.closest('.attach')) this.attach(card);
    else if (card && event.target.dataset.remove) {
      this.#passages.get(card).splice(+event.target.dataset.remove, 1);
      this.#list(card);
      this.#later(0);
    }
    if (card) this.#present(card);
  }

  #present(card) {
    this.#form.querySelector('.question.present')?.classList.remove('present');
    card.classList.add('present');
  }

  go(card) {
    if (!card) return;
    this.#present(card);
    const section = card.closest('.group');
    if (section) section.open = true;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'center' });
    this.#evidence = -1;
  }

  step(direction) {
    const open = this.#open();
    const at = open.indexOf(this.#form.querySelector('.question.present'));
    this.go(open[at < 0 ? 0 : Math.max(0, Math.min(at + direction, open.length - 1))]);
  }

  nextOpen() {
    const waiting = this.#open().filter(card => card.dataset.gap);
    const at = this.#cards.indexOf(this.card);
    this.go(waiting.find(card => this.#cards.indexOf(card) > at) ?? waiting[0] ?? this.#form.querySelector('#submit'));
  }

  choose(number) { this.#check(this.card, this.card?.querySelectorAll('input[type=radio]:not([data-na])')[number - 1]); }
  notApplicable() { this.#check(this.card, this.card?.querySelector('[data-na]')); }

  async accept(card = this.card) {
    if (!card || card.dataset.machine === undefined) return;
    const wanted = card.dataset.machine === '' ? card.querySelector('[data-na]') : [...card.querySelectorAll('input[type=radio]')].find(input => input.value === card.dataset.machine && input.value);
    if (!this.#check(card, wanted)) return;
    card.querySelector('[data-field=changeReason]').value = '';
    // Where the next question depends on this one, the server says first whether it applies.
    if (this.#cards.some(other => other.dataset.depends?.split(' ').includes(card.dataset.question))) await this.#save();
    this.go(this.#open()[this.#open().indexOf(card) + 1] ?? card);
  }

  #check(card, radio) {
    if (!card || !radio || card.disabled) return false;
    radio.checked = true;
    this.go(card);
    this.#later(0);
    return true;
  }

  attach(card = this.card) {
    const passage = card && this.#transcript?.passage(this.#player.loop);
    if (!passage) return;
    this.#passages.set(card, [...this.#passages.get(card) ?? [], passage]);
    card.querySelector('.more').open = true;
    this.#list(card);
    this.#later(0);
  }

  comment() {
    const more = this.card?.querySelector('.more');
    if (!more) return;
    more.open = true;
    more.querySelector('textarea').focus();
  }

  // Plays the passages behind a suggestion, one after the other.
  nextEvidence() {
    const chips = [...this.card?.querySelectorAll('.chip[data-start]') ?? []];
    if (chips.length === 0) return;
    this.#evidence = (this.#evidence + 1) % chips.length;
    this.#player.playSpan(+chips[this.#evidence].dataset.start, +chips[this.#evidence].dataset.end);
  }

  #list(card) {
    card.querySelector('.passages').replaceChildren(...(this.#passages.get(card) ?? []).map((passage, index) => {
      const item = document.createElement('li');
      const chip = document.createElement('button');
      Object.assign(chip, { type: 'button', className: 'chip', textContent: clock(passage.start) });
      Object.assign(chip.dataset, { start: passage.start, end: passage.end });
      const quote = document.createElement('q');
      quote.textContent = passage.quote;
      const remove = document.createElement('button');
      Object.assign(remove, { type: 'button', className: 'quiet', textContent: '×', title: this.#form.dataset.remove });
      remove.setAttribute('aria-label', this.#form.dataset.remove);
      remove.dataset.remove = String(index);
      item.append(chip, ' ', quote, ' ', remove);
      return item;
    }));
  }

  async submit() {
    if (this.#submitting) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#revision++;
    this.#submitting = true;
    const answer = await this.#send('POST', () => true, () => this.#keyOf());
    const gaps = this.#form.querySelector('#gaps');
    if (answer.status === 201) {
      location.assign(answer.body.next ?? location.pathname);
      return;
    }
    this.#submitting = false;
    // The first attempt is still being worked on.
    const isBusy = this.#again && answer.status === 409 && answer.body.message;
    if (answer.status !== 0 && answer.status < 500 && !isBusy) this.#key = null;
    if (answer.status === 409 && answer.body.message && !isBusy) {
      this.#tellStale(answer.body.message);
      this.#form.querySelector('#stale').focus();
      return;
    }
    // A draft kept after a review whose answer was lost would stand there again: it waits for the next change.
    if (answer.status !== 0 && !isBusy) this.#later(pause);
    this.#form.classList.add('strict');
    if (answer.status === 409 && !isBusy) {
      this.#show(answer.body);
      gaps.hidden = true;
      // Whoever submits once more has read of it.
      if (answer.body.meanwhile) this.#knows = answer.body.meanwhile.id;
      if (answer.body.complete) this.#form.querySelector('#meanwhile').focus();
      else this.go(this.#cards.find(card => card.dataset.gap));
    } else {
      gaps.hidden = false;
      gaps.textContent = answer.status === 401 ? this.#form.dataset.signedout : (isBusy ? null : answer.body.message) ?? this.#form.dataset.unsaved;
    }
  }
}

function points(score) { return score === undefined || score === null ? '–' : String(Math.round(score)); }

function fill(text, ...values) { return values.reduce((filled, value, index) => filled.replace(`{${index}}`, value), text); }
