// Reads uncompressed WAV (PCM of 16, 24 and 32 bits, float of 32 bits) as one channel, the mean of all, -1 to 1. The page uses it because
// browsers divide 16-bit samples by 32767 where they are positive, which models notice; the program for Node because Node has no decoder.

const openEnded = 0xffffffff; // the length that is left by who writes to a pipe
const samplesOf = { // by encoding and bits: bytes of a sample, and how one is read
  '1/16': [2, (view, at) => view.getInt16(at, true) / 2 ** 15],
  '1/24': [3, (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23],
  '1/32': [4, (view, at) => view.getInt32(at, true) / 2 ** 31],
  '3/32': [4, (view, at) => view.getFloat32(at, true)],
};
const text = (view, at) => String.fromCharCode(...Array.from({ length: 4 }, (_, i) => view.getUint8(at + i)));

/**
 * The sample rate and the samples of a WAV of a size in bytes, of which read(at, length) gives a DataView. Throws an error whose message
 * tells what to do, before it reads more than headers; of what is longer than some minutes, too.
 */
export function readWav(size, read, longestMinutes) {
  const head = size < 12 ? null : read(0, 12);
  if (!head || text(head, 0) !== 'RIFF' || text(head, 8) !== 'WAVE') throw new Error('it is no WAV file. Convert it to WAV of 44100 Hz.');
  let format = null;
  for (let at = 12; at + 8 <= size;) {
    const chunk = read(at, 8), name = text(chunk, 0), length = chunk.getUint32(4, true);
    at += 8;
    if (name === 'fmt ') format = parseFormat(read(at, Math.min(length, 40, size - at)));
    if (name === 'data') {
      if (!format) throw new Error('the WAV has samples before its header. Fetch or export it again.');
      return readSamples(format, at, length === openEnded ? size - at : length, size, read, longestMinutes);
    }
    at += length + length % 2;
  }
  throw new Error('the WAV ends before its samples. Fetch or export it again.');
}

function parseFormat(chunk) {
  if (chunk.byteLength < 16) throw new Error('the header of the WAV is cut off. Fetch or export it again.');
  const code = chunk.getUint16(0, true), isExtensible = code === 0xfffe && chunk.byteLength >= 26; // then the code begins a GUID
  const kind = `${isExtensible ? chunk.getUint16(24, true) : code}/${chunk.getUint16(14, true)}`, channels = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  if (!samplesOf[kind] || channels === 0 || sampleRate === 0)
    throw new Error(`its samples (encoding/bits ${kind}, ${channels} channels, ${sampleRate} Hz) are none that this program reads. `
      + 'Export it with 16, 24 or 32 bits.');
  return { sampleRate, channels, width: samplesOf[kind][0], sample: samplesOf[kind][1] };
}

function readSamples({ sampleRate, channels, width, sample }, start, length, size, read, longestMinutes) {
  const count = Math.floor(length / width / channels), minutes = count / sampleRate / 60;
  if (minutes > longestMinutes) // by the header: it may promise hours
    throw new Error(`it lasts ${Math.round(minutes)} minutes, and at most ${longestMinutes} are heard at once. Cut a piece out of it.`);
  if (start + length > size)
    throw new Error(`its header promises ${length} bytes of samples and ${size - start} are there. Fetch or export it again.`);
  const view = read(start, length), samples = new Float32Array(count);
  for (let i = 0, at = 0; i < count; i++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += width) sum += sample(view, at);
    samples[i] = sum / channels;
  }
  return { sampleRate, samples };
}
