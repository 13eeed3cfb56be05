// Reads a table of features that `workbench features DATASET --out features.parquet` wrote with Arrow, and nothing of the workbench: prints
// the types of its columns, what is said of the whole, and its rows, as JSON.
// node read-features.mjs features.parquet [COLUMN...]
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [file, ...wanted] = process.argv.slice(2);
if (!file) {
  console.error('usage: node read-features.mjs FILE.parquet [COLUMN...]');
  process.exit(2);
}
const require = createRequire(import.meta.url);
const load = name => {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error(`${name} is not installed: npm install parquet-wasm@0.8.0 apache-arrow@21.2.0, or set NODE_PATH`);
    process.exit(2);
  }
};
const { ParquetFile, readParquet } = load('parquet-wasm');
const { tableFromIPC } = load('apache-arrow');

const bytes = fs.readFileSync(file);
const table = tableFromIPC(readParquet(new Uint8Array(bytes)).intoIPCStream());
const properties = (await ParquetFile.fromFile(new Blob([bytes]))).metadata().fileMetadata().keyValueMetadata();
const columns = table.schema.fields.filter(field => wanted.length === 0 || wanted.includes(field.name));
const plain = value => value?.toArray ? [...value] : typeof value === 'number' && !Number.isFinite(value) ? `${value}` : value;
console.log(JSON.stringify({
  types: Object.fromEntries(columns.map(field => [field.name, `${field.type}`])),
  properties: Object.fromEntries(properties),
  rows: Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(field => [field.name, plain(table.getChild(field.name).get(row))]))),
}));
