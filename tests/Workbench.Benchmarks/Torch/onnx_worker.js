// Runs an ONNX model with ONNX Runtime once for each line of standard input, and answers with the seconds it took.
// Arguments: the .onnx file, shape of an example as JSON, batch size, threads.
const ort = require("onnxruntime-node");
const [file, shape, batch, threads] = process.argv.slice(1);
const dims = [Number(batch), ...JSON.parse(shape)];
const values = Float32Array.from({ length: dims.reduce((a, b) => a * b) }, () => Math.random() - 0.5);
(async () => {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: Number(threads), interOpNumThreads: 1 });
  const feeds = { x: new ort.Tensor("float32", values, dims) };
  console.log("ready", ort.env.versions.node ?? "");
  for await (const line of require("readline").createInterface({ input: process.stdin })) {
    const start = process.hrtime.bigint();
    await session.run(feeds);
    console.log("done", Number(process.hrtime.bigint() - start) / 1e9, Math.round(process.resourceUsage().maxRSS / 1024));
  }
})();
