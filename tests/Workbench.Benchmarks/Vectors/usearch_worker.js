// Builds a graph (HNSW) of songs, and answers the three nearest for each line of standard input, the number of a query.
// Arguments: files of songs and queries in float32, numbers of a vector, threads.
const fs = require("fs");
const usearch = require("usearch");
const [songsFile, queriesFile, dimension, threads] = process.argv.slice(1);
const dimensions = Number(dimension);
const read = (file) => {
  const bytes = fs.readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};
const songs = read(songsFile);
const queries = read(queriesFile);
const index = new usearch.Index({ metric: "ip", dimensions, quantization: "f32" }); // its own defaults otherwise
index.add(BigUint64Array.from({ length: songs.length / dimensions }, (_, i) => BigInt(i)), songs, Number(threads));
const manifest = JSON.parse(fs.readFileSync(require("path").join(require.resolve("usearch"), "../../../../package.json")));
console.log("ready", manifest.version);
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const query = queries.subarray(Number(line) * dimensions, (Number(line) + 1) * dimensions);
  const start = process.hrtime.bigint();
  const { keys } = index.search(query, 3, 1);
  console.log("done", Number(process.hrtime.bigint() - start) / 1e9, ...Array.from(keys, String));
});
