// The two lanes of a call: how loud each side is, who overlaps whom, silence, hold, evidence, moods, comments, loop and position.

const marksHeight = 14;
const axisHeight = 15;
// Pixels of one repetition of a pattern.
const tile = 8;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

export class Waveform {
  #canvas; #lanes; #peaks = null; #colours = {}; #patterns = {}; #zoom = 1; #from = 0; #scheduled = false;

  constructor(canvas, { seconds, lanes, spans, marks, turns, flips, labels }) {
    this.#canvas = canvas;
    this.seconds = seconds;
    this.#lanes = lanes;
    this.spans = spans;
    this.marks = marks;
    this.turns = turns;
    this.flips = flips;
    this.labels = labels;
    this.comments = [];
    this.loop = null;
    this.now = 0;
    new ResizeObserver(() => this.draw()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.#colours = {}; this.#patterns = {}; this.draw(); });
  }

  async load(address) {
    // A page that is left, or a server away: the recording can be heard without its waveform.
    const response = await fetch(address).catch(() => null);
    if (!response?.ok) return;
    const data = await response.arrayBuffer();
    const head = new DataView(data);
    const channels = head.getInt32(4, true), count = head.getInt32(8, true);
    this.#peaks = Array.from({ length: channels }, (_, channel) => new Uint8Array(data, 12 + channel * count, count));
    this.draw();
  }

  get shown() { return this.seconds / this.#zoom; }

  zoom(factor) {
    this.#zoom = Math.max(1, Math.min(this.#zoom * factor, Math.max(1, this.seconds / 5)));
    this.#from = this.now - this.shown / 2;
    this.draw();
  }

  momentAt(x) { return this.#from + x / this.#canvas.clientWidth * this.shown; }

  show(moment) {
    this.now = moment;
    if (moment < this.#from || moment > this.#from + this.shown) this.#from = moment - this.shown * 0.1;
    this.draw();
  }

  draw() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => { this.#scheduled = false; this.#paint(); });
  }

  // The browser works out which of the theme's two colours it is.
  #colour(name) { return this.#colours[name] ??= this.#resolved(name); }

  #resolved(name) {
    this.#canvas.style.color = `var(--${name})`;
    return getComputedStyle(this.#canvas).color;
  }

  #paint() {
    const canvas = this.#canvas, ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
    if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
    const context = canvas.getContext('2d');
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#from = Math.max(0, Math.min(this.#from, this.seconds - this.shown));
    const view = { context, width, top: marksHeight, bottom: height - axisHeight, x: moment => (moment - this.#from) / this.shown * width };
    this.#paintSpans(view);
    this.#paintLanes(view);
    this.#paintMarks(view);
    this.#paintAxis(view, height);
    this.#paintPosition(view, height);
  }

  #paintSpans({ context, top, bottom, x }) {
    for (const span of this.spans) {
      const kind = span.kind.toLowerCase(), width = Math.max(2, x(span.end) - x(span.start));
      for (const style of [this.#colour(kind), this.#pattern(kind)]) {
        context.fillStyle = style;
        context.fillRect(x(span.start), top, width, bottom - top);
      }
      this.#paintLabel(context, this.labels[kind], x(span.start), width, bottom);
    }
    if (this.loop) {
      context.fillStyle = this.#colour('loop');
      const end = this.loop.end ?? this.now;
      context.fillRect(x(this.loop.start), top, Math.max(1, x(end) - x(this.loop.start)), bottom - top);
    }
  }

  // Hold is hatched and dead air dotted, so that they are told apart without their colours.
  #pattern(kind) { return this.#patterns[kind] ??= this.#drawn(kind); }

  #drawn(kind) {
    if (!this.labels[kind]) return 'transparent';
    const square = new OffscreenCanvas(tile, tile), context = square.getContext('2d');
    context.fillStyle = context.strokeStyle = this.#colour(`${kind}-mark`);
    if (kind === 'hold') {
      context.lineWidth = 1.5;
      for (const shift of [-tile, 0, tile]) {
        context.beginPath();
        context.moveTo(shift, tile);
        context.lineTo(shift + tile, 0);
        context.stroke();
      }
    } else {
      for (const [column, row] of [[2, 2], [6, 6]]) {
        context.beginPath();
        context.arc(column, row, 0.9, 0, 2 * Math.PI);
        context.fill();
      }
    }
    return context.createPattern(square, 'repeat');
  }

  #paintLabel(context, label, left, width, bottom) {
    if (!label) return;
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'bottom';
    if (context.measureText(label).width + 8 > width) return;
    const from = Math.max(4, left + 4);
    context.lineWidth = 3;
    context.strokeStyle = this.#colour('card');
    context.strokeText(label, from, bottom - 1);
    context.fillStyle = this.#colour('text');
    context.fillText(label, from, bottom - 1);
  }

  #paintLanes(view) {
    if (!this.#peaks) return;
    const lanes = this.#lanes.length > 1 ? this.#lanes : [null];
    const height = (view.bottom - view.top) / lanes.length;
    lanes.forEach((speaker, lane) => this.#paintLane(view, this.#peaks[lane] ?? this.#peaks[0], speaker, view.top + height * (lane + 0.5), height * 0.46));
  }

  #paintLane({ context, width, x }, peaks, speaker, middle, half) {
    const perSecond = peaks.length / this.seconds, played = x(this.now);
    const loudest = Math.max(40, peaks.reduce((most, peak) => Math.max(most, peak), 0));
    for (let column = 0; column < width; column += 2) {
      const first = Math.floor((this.#from + column / width * this.shown) * perSecond);
      const last = Math.max(first + 1, Math.floor((this.#from + (column + 2) / width * this.shown) * perSecond));
      let peak = 0;
      for (let index = first; index < last && index < peaks.length; index++) peak = Math.max(peak, peaks[index]);
      const bar = Math.max(0.5, half * peak / loudest);
      context.globalAlpha = column <= played ? 1 : 0.45;
      context.fillStyle = this.#colour(speaker ?? this.#speakerAt(first / perSecond));
      context.fillRect(column, middle - bar, 1.4, 2 * bar);
    }
    context.globalAlpha = 1;
  }

  // One lane for both: the transcript tells who speaks.
  #speakerAt(moment) { return this.turns.find(turn => moment >= turn.start && moment <= turn.end)?.speaker ?? 'muted'; }

  #paintMarks({ context, top, x }) {
    for (const mark of this.marks) this.#triangle(context, x(mark.start), top, this.#colour(mark.contribution < 0 ? 'bad' : 'good'));
    for (const flip of this.flips) this.#diamond(context, x(flip.start), top, flip.change === 'worse');
    for (const moment of this.comments) {
      context.fillStyle = this.#colour('warn');
      context.beginPath();
      context.arc(x(moment), top - 6, 4, 0, 2 * Math.PI);
      context.fill();
    }
  }

  #triangle(context, at, top, colour) {
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(at - 4, top - 10);
    context.lineTo(at + 4, top - 10);
    context.lineTo(at, top - 2);
    context.fill();
  }

  // With a minus where the mood turns to bad, and a plus where it turns to good.
  #diamond(context, at, top, worse) {
    const middle = top - 6;
    context.fillStyle = this.#colour(worse ? 'bad' : 'good');
    context.beginPath();
    context.moveTo(at - 7, middle);
    context.lineTo(at, middle - 6);
    context.lineTo(at + 7, middle);
    context.lineTo(at, middle + 6);
    context.fill();
    context.fillStyle = this.#colour('card');
    context.fillRect(at - 3, middle - 0.75, 6, 1.5);
    if (!worse) context.fillRect(at - 0.75, middle - 3, 1.5, 6);
  }

  #paintAxis({ context, width, bottom, x }, height) {
    const step = steps.find(length => length / this.shown * width > 56) ?? 7200;
    context.fillStyle = this.#colour('muted');
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'bottom';
    for (let moment = Math.ceil(this.#from / step) * step; moment < this.#from + this.shown; moment += step) {
      context.fillRect(x(moment), bottom, 1, 4);
      if (x(moment) < width - 30) context.fillText(clock(moment), x(moment) + 3, height);
    }
  }

  #paintPosition({ context, x }, height) {
    context.fillStyle = this.#colour('text');
    context.fillRect(x(this.now) - 0.75, 0, 1.5, height - axisHeight + 4);
  }
}

export function clock(seconds) {
  const whole = Math.floor(seconds), hours = Math.floor(whole / 3600), minutes = Math.floor(whole / 60) % 60;
  const tail = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
