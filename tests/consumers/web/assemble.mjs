// Puts the page, ONNX Runtime and an exported model into one folder, which any static web server can serve.
// node assemble.mjs SITE_DIR MODEL_DIR [NODE_MODULES]
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [site, model, modules = path.join(here, '..', '..', '..', 'environment', 'references', 'node_modules')] = process.argv.slice(2);
const page = ['index.html', 'style.css', 'app.js', 'chart.js', 'decode.js', 'worker.js', 'similar.js', 'wav.mjs', 'sw.js', 'icon.svg',
  'manifest.webmanifest'];
const runtime = ['ort.wasm.min.mjs', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'];

function copy(from, to, names, remedy) {
  fs.mkdirSync(path.join(site, to), { recursive: true });
  for (const name of names) {
    if (!fs.existsSync(path.join(from, name))) throw `${path.join(from, name)} is missing. ${remedy}`;
    fs.copyFileSync(path.join(from, name), path.join(site, to, name));
  }
  return names.map(name => to + name);
}

// What the page asks for: the weights are in model.onnx, and samples/ is for programs that compare.
const remedy = `Export the model: workbench export RUN --out ${model}`;
function modelFiles(description) {
  if (!fs.existsSync(description)) throw `${description} is missing. ${remedy}`;
  return Object.keys(JSON.parse(fs.readFileSync(description, 'utf8')).sha256)
    .filter(name => !name.startsWith('samples/') && name !== 'weights.safetensors');
}

try {
  if (!model) throw 'usage: node assemble.mjs SITE_DIR MODEL_DIR [NODE_MODULES]';
  const files = [
    ...copy(here, '', page, 'Take the whole folder of the page.'),
    ...copy(path.join(modules, 'onnxruntime-web', 'dist'), 'ort/', runtime,
      'Run environment/install-consumers.sh, or npm install onnxruntime-web@1.30.0 and name its node_modules as the third argument.'),
    ...copy(model, 'model/', ['model.json', ...modelFiles(path.join(model, 'model.json'))], remedy),
  ].filter(name => name !== 'sw.js'); // which keeps the others
  const hash = (content, encoding) => crypto.createHash('sha256').update(content).digest(encoding);
  const hashes = files.map(name => [name, `sha256-${hash(fs.readFileSync(path.join(site, name)), 'base64')}`]);
  const version = hash(JSON.stringify(hashes), 'hex').slice(0, 16);
  fs.writeFileSync(path.join(site, 'files.js'), `self.site = ${JSON.stringify({ version, files: hashes }, null, 1)};\n`);
  console.log(`${site}: version ${version}, ${files.length} files`);
} catch (error) {
  console.error(error.stack ?? error);
  process.exitCode = 1;
}
