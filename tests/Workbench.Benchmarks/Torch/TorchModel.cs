using System.Globalization;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Benchmarks.Torch;

/// <summary>A model in PyTorch, in a Python process of its own.</summary>
/// <param name="model">The layers, without the output layer.</param>
/// <param name="shape">Shape of an example, as PyTorch writes it: <c>[518]</c> or <c>[1, 128, 128]</c>.</param>
/// <param name="batch">Examples of a step.</param>
/// <param name="labels">Number of labels.</param>
/// <param name="threads">Threads.</param>
/// <param name="memoryFormat">nchw or channels_last.</param>
/// <param name="tunesMalloc">Whether freed memory is kept, which PyTorch is faster with.</param>
/// <param name="onnxFile">Where the model is also written as ONNX.</param>
internal sealed class TorchModel(ModelSpec model, string shape, int batch, int labels, int threads, string memoryFormat, bool tunesMalloc,
    string? onnxFile = null) : IMeasured
{
    private static readonly KeyValuePair<string, string>[] MallocSettings =
    [
        new("MALLOC_MMAP_THRESHOLD_", "8589934592"), new("MALLOC_TRIM_THRESHOLD_", "17179869184"), new("MALLOC_TOP_PAD_", "1073741824"),
    ];

    private readonly ScriptWorker python = new(ScriptWorker.Python, "-c", "torch_worker.py",
        [SpecJson.Write(model), shape, $"{batch}", $"{labels}", $"{threads}", memoryFormat, .. onnxFile is null ? [] : new[] { onnxFile }],
        [.. ScriptWorker.Threads(threads), .. tunesMalloc ? MallocSettings : []],
        "PyTorch does not run: run environment/install-references.sh, or let PYTHON name a Python that has it.");

    public string Name => $"PyTorch {python.Version} {memoryFormat}{(tunesMalloc ? ", malloc tuned" : "")}";

    public int PeakMegabytes { get; private set; }

    public double Step() => Run("step");

    public double Forward() => Run("forward");

    public void Dispose() => python.Dispose();

    private double Run(string work)
    {
        var answer = python.Run(work).Split(' ');
        PeakMegabytes = int.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }
}
