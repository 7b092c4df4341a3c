/**
 * Two short sounds, made in code: a soft rise when a chat starts waiting, a firmer pair when an
 * alert is raised. Browsers allow sound only after the worker has touched the page once.
 */

interface Note { hz: number; start: number; length: number; loud: number }

const WAITING: readonly Note[] = [
  { hz: 523.25, start: 0, length: 0.45, loud: 0.14 },
  { hz: 659.25, start: 0.16, length: 0.6, loud: 0.14 },
];
const ALERT: readonly Note[] = [
  { hz: 587.33, start: 0, length: 0.3, loud: 0.22 },
  { hz: 440, start: 0.22, length: 0.45, loud: 0.22 },
  { hz: 587.33, start: 0.75, length: 0.3, loud: 0.22 },
  { hz: 440, start: 0.97, length: 0.55, loud: 0.22 },
];

let context: AudioContext | null = null;

/** To be called from a click or a key: from then on sounds can be heard. */
export function allowSound(): void {
  context ??= new AudioContext();
  if (context.state === "suspended") void context.resume();
}

function play(notes: readonly Note[]): void {
  if (context?.state !== "running") return;
  const now = context.currentTime;
  for (const { hz, start, length, loud } of notes) {
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hz;
    volume.gain.setValueAtTime(0, now + start);
    volume.gain.linearRampToValueAtTime(loud, now + start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, now + start + length);
    tone.connect(volume).connect(context.destination);
    tone.start(now + start);
    tone.stop(now + start + length);
  }
}

export const playWaiting = (): void => play(WAITING);
export const playAlert = (): void => play(ALERT);
