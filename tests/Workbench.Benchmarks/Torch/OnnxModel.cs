using System.Globalization;

namespace Workbench.Benchmarks.Torch;

/// <summary>A model in ONNX Runtime, in a Node process of its own; it cannot train.</summary>
/// <param name="file">The .onnx file.</param>
/// <param name="shape">Shape of an example.</param>
/// <param name="batch">Examples of a batch.</param>
/// <param name="threads">Threads.</param>
internal sealed class OnnxModel(string file, string shape, int batch, int threads) : IMeasured
{
    private readonly WorkerProcess node = new("node",
        ["-e", WorkerProcess.Script("onnx_worker.js"), file, shape, $"{batch}", $"{threads}"], [],
        "ONNX Runtime does not run: run environment/install-references.sh, and set NODE_PATH to what it prints.");

    public string Name => $"ONNX Runtime {node.Version}";

    public int PeakMegabytes { get; private set; }

    public double Step() => throw new NotSupportedException("ONNX Runtime does not train here.");

    public double Forward()
    {
        var answer = node.Run("forward").Split(' ');
        PeakMegabytes = int.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    public void Dispose() => node.Dispose();
}
