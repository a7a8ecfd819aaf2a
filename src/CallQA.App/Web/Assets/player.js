// The recording: plays it at any speed with the pitch kept, in loops, without its silences, one side at a time.
// Moments are seconds from the start of the recording.

const longestPause = 1;
const lead = 0.2;

export class Player extends EventTarget {
  #audio = new Audio();
  #silences = [];
  #sides = null;
  #muted = new Set();
  #volumes = [1, 1];
  #mono = false;
  #stopAt = null;
  #rolling = false;

  constructor(address, seconds, speech, channels) {
    super();
    this.seconds = seconds;
    this.channels = channels;
    this.skipsSilence = false;
    this.loop = null;
    this.#silences = silencesBetween(speech, seconds);
    // Nothing is fetched before somebody listens: listening is entered in the audit log.
    this.#audio.preload = 'none';
    this.#audio.src = address;
    this.#audio.preservesPitch = true;
    for (const name of ['play', 'pause', 'ended']) this.#audio.addEventListener(name, () => this.#changed());
    this.#audio.addEventListener('error', () => this.dispatchEvent(new Event('failed')));
    this.#audio.addEventListener('seeked', () => this.#tell());
  }

  get now() { return this.#audio.currentTime; }
  get playing() { return !this.#audio.paused && !this.#audio.ended; }
  get speed() { return this.#audio.playbackRate; }
  set speed(value) { this.#audio.playbackRate = this.#audio.defaultPlaybackRate = value; }
  get mono() { return this.#mono; }

  toggle() { return this.playing ? this.pause() : this.play(); }
  pause() { this.#audio.pause(); }

  play() {
    this.#stopAt = null;
    this.#sides?.context.resume();
    if (this.#audio.error) this.#audio.load();
    return this.#audio.play().catch(() => { });
  }

  seek(moment) {
    this.#stopAt = null;
    this.#audio.currentTime = Math.max(0, Math.min(moment, this.seconds));
    this.#tell();
  }

  // Plays from one moment to another and stops there.
  playSpan(start, end) {
    this.seek(start - lead);
    this.play();
    this.#stopAt = Math.max(end, start + 1) + lead;
  }

  hears(channel) { return !this.#muted.has(channel); }

  toggleSide(channel) {
    if (!this.#muted.delete(channel)) this.#muted.add(channel);
    this.#mix();
  }

  // How loud a side is: 1 as it was recorded.
  volumeOf(channel) { return this.#volumes[channel]; }

  setVolume(channel, volume) {
    this.#volumes[channel] = volume;
    this.#mix();
  }

  toggleMono() {
    this.#mono = !this.#mono;
    this.#mix();
  }

  #changed() {
    this.dispatchEvent(new Event('state'));
    if (this.playing && !this.#rolling) this.#roll();
  }

  #roll() {
    this.#rolling = this.playing;
    if (!this.#rolling) return;
    this.#steer();
    this.#tell();
    requestAnimationFrame(() => this.#roll());
  }

  #steer() {
    const now = this.now;
    if (this.#stopAt !== null && now >= this.#stopAt) { this.#stopAt = null; this.pause(); }
    else if (this.loop && this.loop.end !== null && (now >= this.loop.end || now < this.loop.start - 1)) this.#audio.currentTime = this.loop.start;
    else if (this.skipsSilence) {
      const silence = this.#silences.find(span => now > span.start && now < span.end);
      if (silence) this.#audio.currentTime = silence.end;
    }
  }

  #tell() { this.dispatchEvent(new Event('moment')); }

  // The audio goes through a mixer only once somebody asks for one.
  #mix() {
    this.#sides ??= this.#wire();
    const { gains, cross } = this.#sides;
    const heard = channel => this.#muted.has(channel) ? 0 : this.#volumes[channel];
    gains.forEach((gain, channel) => { gain.gain.value = heard(channel); });
    cross.forEach((gain, channel) => { gain.gain.value = this.#mono ? heard(channel) : 0; });
    this.dispatchEvent(new Event('state'));
  }

  #wire() {
    const context = new AudioContext();
    const splitter = context.createChannelSplitter(2);
    const merger = context.createChannelMerger(2);
    context.createMediaElementSource(this.#audio).connect(splitter);
    const side = (from, to) => {
      const gain = context.createGain();
      splitter.connect(gain, from);
      gain.connect(merger, 0, to);
      return gain;
    };
    const gains = [side(0, 0), side(1, 1)];
    const cross = [side(0, 1), side(1, 0)];
    merger.connect(context.destination);
    context.resume();
    return { context, gains, cross };
  }
}

function silencesBetween(speech, seconds) {
  const silences = [];
  let spoken = 0;
  for (const span of [...speech].sort((one, other) => one.start - other.start)) {
    if (span.start - spoken > longestPause) silences.push({ start: spoken + lead, end: span.start - lead });
    spoken = Math.max(spoken, span.end);
  }
  if (seconds - spoken > longestPause) silences.push({ start: spoken + lead, end: seconds });
  return silences;
}
