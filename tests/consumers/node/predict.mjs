// Tells the genres of WAV files with an exported model. All signal processing is in the model's files: this program reads samples,
// hands them over and prints what comes back.
// node predict.mjs MODEL_DIR FILE.wav... [--check]
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readWav } from '../web/wav.mjs';

const usage = 'usage: node predict.mjs MODEL_DIR FILE.wav... [--check]\n'
  + '--check compares the answers to samples/ with those in samples/expected.json';
const tolerance = 1e-4, embeddingTolerance = 1e-3; // of a probability; of an embedding, relative to its largest value
const resampler = 'resample-44100.onnx'; // to 22050 Hz
const longestMinutes = 30; // a song is heard at once, which takes some 60 MB a minute
const complain = message => { console.error(message); process.exitCode = 1; };

let ort, sessions = {};
async function session(name) {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) throw new Error(`${file} is missing. Export the model again: workbench export RUN --out ${folder}`);
  return sessions[name] ??= await ort.InferenceSession.create(file, { logSeverityLevel: 4 }); // what it logs, it throws too
}
const audio = samples => new ort.Tensor('float32', samples, [samples.length]);

function readFile(file) {
  const descriptor = fs.openSync(file);
  try {
    return readWav(fs.fstatSync(descriptor).size, (at, length) => {
      const view = new DataView(new ArrayBuffer(length));
      for (let done = 0, got; done < length; done += got)
        if ((got = fs.readSync(descriptor, view, done, length - done, at + done)) === 0) throw new Error('it ended while it was read.');
      return view;
    }, longestMinutes);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** What the model says to a file: labels, thresholds, probabilities, embedding, and the seconds of it. */
async function hear(file) {
  const model = await session('model.onnx');
  if (!model.inputNames.includes('sample_rate'))
    throw new Error('the model begins at features and cannot listen. Export one that begins at audio: workbench export RUN --out DIR');
  let { sampleRate, samples } = readFile(file);
  const seconds = samples.length / sampleRate;
  try {
    if (sampleRate === 44100 && fs.existsSync(path.join(folder, resampler))) {
      samples = (await (await session(resampler)).run({ audio: audio(samples) })).resampled.data;
      sampleRate = 22050;
    }
    const outputs = await model.run({
      audio: audio(samples), sample_rate: new ort.Tensor('int64', BigInt64Array.of(BigInt(sampleRate)), []),
    });
    return { seconds, ...Object.fromEntries(Object.entries(outputs).map(([name, tensor]) => [name, tensor.data])) };
  } catch (error) {
    throw new Error(error.message.match(/Name:'([^']*)'/)?.[1] ?? error.message); // a refusal is the name of the node that failed
  }
}

async function print(file) {
  const { seconds, labels, thresholds, probabilities } = await hear(file);
  const width = Math.max(...labels.map(label => label.length));
  const ranked = [...labels.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  const isDecided = i => hasOneGenre ? i === ranked[0] : probabilities[i] >= thresholds[i];
  console.log(file);
  for (const i of ranked)
    console.log(`  ${isDecided(i) ? '✓' : ' '} ${labels[i].padEnd(width)}  ${probabilities[i].toFixed(3)}`
      + (hasOneGenre ? '' : `  (threshold ${thresholds[i].toFixed(3)})`));
  if (seconds < 1) console.error(`${file}: it lasts ${seconds.toPrecision(2)} s, too short to tell much. Give a longer piece.`);
}

async function compare(sample) {
  const got = await hear(path.join(folder, 'samples', sample.file));
  const largest = (a, b) => a.length === b.length ? a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0) : NaN;
  const [difference, apart] = [largest(got.probabilities, sample.probabilities), largest(got.embedding, sample.embedding)];
  const scale = sample.embedding.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  console.log(`samples/${sample.file}: largest difference ${difference.toExponential(1)} of the probabilities, `
    + `${apart.toExponential(1)} of the embedding`);
  if (!(difference <= tolerance && apart <= embeddingTolerance * scale)) // NaN is no agreement
    complain(`samples/${sample.file}: more than ${tolerance} of a probability or ${embeddingTolerance} of the embedding. `
      + 'The files do not belong together, or were made on another version: '
      + 'export the model again.');
}

let folder, files, check;
try {
  ({ values: { check }, positionals: [folder, ...files] } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } }));
} catch (error) {
  console.error(error.message);
}
if (!folder || !files.length && !check) {
  console.error(usage);
  process.exit(2);
}
try {
  ort = createRequire(import.meta.url)('onnxruntime-node'); // require: NODE_PATH counts, too
} catch {
  console.error('onnxruntime-node is not installed: npm install onnxruntime-node@1.30.0');
  process.exit(1);
}
const about = path.join(folder, 'model.json');
const hasOneGenre = fs.existsSync(about) && JSON.parse(fs.readFileSync(about, 'utf8')).task === 'singleLabel'; // the likeliest is decided
for (const file of files)
  await print(file).catch(error => complain(`${file}: ${error.code === 'ENOENT' ? 'there is no such file.' : error.message}`));
if (check)
  try {
    const samples = JSON.parse(fs.readFileSync(path.join(folder, 'samples', 'expected.json'), 'utf8'));
    if (!samples.length) throw new Error('it names no sample to compare');
    for (const sample of samples) await compare(sample);
  } catch (error) {
    complain(`samples/expected.json: ${error.message}`);
  }
