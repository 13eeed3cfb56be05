// The songs of a catalogue that are most like one, and why: half the cosine of the standardised embeddings, half that of the
// standardised probabilities, as the workbench has it.
const soundWeight = 0.5, likely = 0.5, alike = 0.5, constant = 1e-6;
const same = 0.999; // other decoders and rounding leave that much of a song's likeness to itself

/** Records of fields: RFC 4180, without the header. */
export function parseCsv(text) {
  const records = [];
  let fields = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    if (fields.length > 1) records.push(fields); // not the end of the text after the last line
    fields = [];
  }
  return records.slice(1);
}

/** The tensors of a safetensors file, float32, by name: { shape, values }. */
export function parseSafetensors(buffer) {
  const length = Number(new DataView(buffer).getBigUint64(0, true)), start = 8 + length;
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  delete header.__metadata__;
  return Object.fromEntries(Object.entries(header).map(([name, { dtype, shape, data_offsets: [from, to] }]) => {
    if (dtype !== 'F32') throw new Error(`The catalogue's tensor ${name} is ${dtype}; F32 is expected. Export it again.`);
    return [name, { shape, values: new Float32Array(buffer.slice(start + from, start + to)) }];
  }));
}

/** Rows brought to mean 0 and deviation 1 by column, then to length 1; and the function that does so with another row. */
function standardise({ shape: [count, width], values }) {
  const rows = Array.from({ length: count }, (_, i) => values.subarray(i * width, (i + 1) * width));
  const means = new Float64Array(width), scales = new Float64Array(width);
  for (const row of rows) for (let c = 0; c < width; c++) means[c] += row[c] / count;
  for (const row of rows) for (let c = 0; c < width; c++) scales[c] += (row[c] - means[c]) ** 2 / count;
  for (let c = 0; c < width; c++) scales[c] = Math.sqrt(scales[c]) > constant * Math.abs(means[c]) ? 1 / Math.sqrt(scales[c]) : 0;
  const project = row => {
    const standard = Float64Array.from(row, (value, c) => (value - means[c]) * scales[c]);
    const norm = Math.hypot(...standard);
    return norm > 0 ? standard.map(value => value / norm) : standard;
  };
  return { rows: rows.map(project), project };
}

const cosine = (a, b) => Math.max(-1, Math.min(1, a.reduce((sum, value, i) => sum + value * b[i], 0)));

const similarity = (a, b) => soundWeight * cosine(a.sound, b.sound) + (1 - soundWeight) * cosine(a.genre, b.genre);

export function readCatalogue(csv, tensors, classes) {
  const { embedding, probabilities } = parseSafetensors(tensors), records = parseCsv(csv);
  if (embedding.shape[0] !== records.length || probabilities.shape[0] !== records.length || probabilities.shape[1] !== classes.length)
    throw new Error(`The catalogue has ${records.length} songs and tensors of [${embedding.shape}] and [${probabilities.shape}]. `
      + 'Export it again.');
  const likelyGenres = row => classes.filter((_, c) => row[c] >= Math.min(likely, Math.max(...row)));
  const [sound, genre] = [standardise(embedding), standardise(probabilities)];
  const songs = records.map(([id, , labels, artist, , title], i) => {
    const named = labels.split('\n'), row = probabilities.values.subarray(i * classes.length, (i + 1) * classes.length);
    const genres = named.some(label => classes.includes(label)) ? named : likelyGenres(row);
    return { id, title: title || id.split('/').pop(), artist, genres, sound: sound.rows[i], genre: genre.rows[i] };
  });

  return {
    /** The nearest songs: none that is the song itself, no two by one artist. */
    nearest(embeddingRow, probabilityRow, count = 3) {
      const query = { sound: sound.project(embeddingRow), genre: genre.project(probabilityRow), genres: likelyGenres(probabilityRow) };
      const ordered = songs.map(song => [similarity(query, song), song])
        .sort(([a, one], [b, two]) => b - a || (one.id < two.id ? -1 : 1));
      const taken = [query], found = [];
      for (const [, song] of ordered) {
        if (found.length === count) break;
        const artist = song.artist.toLowerCase();
        if (taken.some(other => similarity(song, other) > same || artist && artist === other.artist?.toLowerCase())) continue;
        taken.push(song);
        found.push({ title: song.title, artist: song.artist, reason: reason(query, song) });
      }
      return found;
    },
  };
}

function reason(query, song) {
  const heard = cosine(query.sound, song.sound), shared = song.genres.filter(genre => query.genres.includes(genre));
  return `sounds ${heard >= alike ? 'alike' : 'different'} (${heard.toFixed(2)}) ${heard >= alike === shared.length > 0 ? 'and' : 'but'} `
    + `shares ${shared.join(', ') || 'no genre'}`;
}
