// From a file or the microphone to samples.

/**
 * Decodes all that browsers can: the channels of a song at a rate, that of most music. The model's folder goes on from there: the browser's
 * own resampling to the model's rate would change answers.
 */
export async function decode(file, bytes, sampleRate) {
  const buffer = await new OfflineAudioContext(1, 1, sampleRate).decodeAudioData(bytes).catch(() => { throw new Error(notAudio(file)); });
  return { sampleRate, channels: Array.from({ length: buffer.numberOfChannels }, (_, c) => buffer.getChannelData(c)) };
}

const notAudio = file => `${file.name} is not audio that this browser can play. Choose an MP3, WAV, FLAC, OGG or M4A file.`;

/** Loads a file into a player; gives its length in seconds as its header tells, infinite where it does not. */
export async function loadPlayer(player, file) {
  if (file.size === 0) throw new Error(`${file.name} is empty. Choose another file.`);
  URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(file);
  return new Promise((resolve, reject) => {
    player.onloadedmetadata = () => resolve(player.duration);
    player.onerror = () => reject(new Error(notAudio(file)));
  });
}

/** Records until stop() is called on what it gives: { stop, file }, the file a promise. */
export async function record() {
  if (!navigator.mediaDevices) throw new Error('Browsers give the microphone to pages on https or localhost only. Choose a file instead.');
  const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }; // they are made for speech
  const stream = await navigator.mediaDevices.getUserMedia({ audio: plain }).catch(error => {
    throw new Error(error.name === 'NotAllowedError' ? 'The microphone is not allowed. Allow it beside the address, or choose a file.'
      : `There is no microphone that can be used (${error.name}). Plug one in, or choose a file.`);
  });
  const recorder = new MediaRecorder(stream, { audioBitsPerSecond: 256_000 }), parts = [];
  recorder.ondataavailable = event => parts.push(event.data);
  const file = new Promise(resolve => {
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new File(parts, 'Recording', { type: recorder.mimeType }));
    };
  });
  recorder.start();
  return { file, stop: () => recorder.state === 'inactive' || recorder.stop() };
}
