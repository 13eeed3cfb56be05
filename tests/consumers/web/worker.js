// Runs the model away from the page, so that it never blocks: answers one task after another.
import * as ort from './ort/ort.wasm.min.mjs';
import { readCatalogue } from './similar.js';
import { readWav } from './wav.mjs';

ort.env.wasm.numThreads = 1; // more would need headers that static hosts do not send
ort.env.logLevel = 'fatal';
const silence = 1e-4; // -80 dB

async function fetchFile(name) {
  const response = await fetch(`./model/${name}`);
  if (!response.ok) throw new Error(`model/${name} is missing (${response.status}). Copy an exported model beside this page.`);
  return response;
}
const session = async name => ort.InferenceSession.create(new Uint8Array(await (await fetchFile(name)).arrayBuffer()));
const audio = samples => new ort.Tensor('float32', samples, [samples.length]);

async function readSongs() {
  const [songs, embeddings] = await Promise.all([fetchFile('songs.csv'), fetchFile('embeddings.safetensors')]);
  return readCatalogue(await songs.text(), await embeddings.arrayBuffer(), about.classes);
}

const resampler = 'resample-44100.onnx';
let about, decodedRate, model, halve, catalogue, song;

const tasks = {
  async load() {
    about = await (await fetchFile('model.json')).json();
    if (about.start !== 'audio')
      throw new Error('This model begins at features and cannot listen. Export one that begins at audio: workbench export RUN --out DIR');
    const has = name => name in about.sha256;
    decodedRate = has(resampler) ? 44100 : about.sampleRate;
    [model, halve, catalogue] = await Promise.all(
      [session('model.onnx'), has(resampler) && session(resampler), has('songs.csv') && readSongs()]);
    const { name, task, classes, thresholds, segmentSeconds } = about;
    return { name, task, classes, thresholds, segmentSeconds, decodedRate };
  },

  /** Has the browser translate what the first song would wait for. */
  async warmUp() {
    await answer(new Float32Array(10 * about.sampleRate));
    if (halve) await halve.run({ audio: audio(new Float32Array(10 * decodedRate)) });
  },

  /** The samples of a WAV at a rate that needs no resampling by the browser; null of all else. */
  async wav(bytes) {
    try {
      const { sampleRate, samples } = readWav(bytes.byteLength, (at, length) => new DataView(bytes, at, length), Infinity);
      return [about.sampleRate, decodedRate].includes(sampleRate) ? { sampleRate, channels: [samples] } : null;
    } catch {
      return null; // the browser may still know it
    }
  },

  /** Takes in a song and gives what the model says to the whole of it. */
  async hear({ channels, sampleRate }) {
    let samples = channels[0];
    for (let i = 0; channels.length > 1 && i < samples.length; i++) {
      let sum = 0;
      for (const channel of channels) sum += channel[i];
      samples[i] = sum / channels.length;
    }
    if (!samples.some(sample => Math.abs(sample) > silence))
      throw new Error('There is nothing but silence. Look at the level of the microphone, or choose another song.');
    if (sampleRate !== about.sampleRate) samples = (await halve.run({ audio: audio(samples) })).resampled.data;
    song = samples;
    const { probabilities, embedding } = await answer(song);
    return { probabilities, similar: catalogue && catalogue.nearest(embedding, probabilities) };
  },

  /** The probabilities of a part of that song. */
  async part({ start, seconds }) {
    const from = Math.round(start * about.sampleRate);
    return (await answer(song.subarray(from, from + Math.floor(seconds * about.sampleRate) - 1))).probabilities; // one less: no more frames
  },
};

async function answer(samples) {
  const rate = new ort.Tensor('int64', BigInt64Array.of(BigInt(about.sampleRate)), []);
  const outputs = await model.run({ audio: audio(samples), sample_rate: rate });
  return { probabilities: outputs.probabilities.data, embedding: outputs.embedding.data };
}

async function serve({ id, task, input }) {
  try {
    postMessage({ id, output: await tasks[task](input) });
  } catch (error) {
    // A refusal is the name of the node that failed. What else comes from the runtime may have left it broken.
    const message = error?.message ?? `${error}`, refusal = message.match(/Name:'([^']*)'/)?.[1];
    const broken = task !== 'load' && !refusal && /OrtRun|bad_alloc|memory|^\d+$/i.test(message);
    postMessage({ id, error: refusal ? `${refusal}.` : message, broken });
  }
}

let last = Promise.resolve();
onmessage = ({ data }) => { last = last.then(() => serve(data)); };
