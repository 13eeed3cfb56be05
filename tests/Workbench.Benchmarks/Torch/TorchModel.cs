using System.Globalization;

namespace Workbench.Benchmarks.Torch;

/// <summary>A model in PyTorch, in a Python process of its own, or in TorchSharp, in another process of this program.</summary>
internal sealed class TorchModel : IMeasured
{
    private static readonly KeyValuePair<string, string>[] MallocSettings =
    [
        new("MALLOC_MMAP_THRESHOLD_", "8589934592"), new("MALLOC_TRIM_THRESHOLD_", "17179869184"), new("MALLOC_TOP_PAD_", "1073741824"),
    ];

    private readonly WorkerProcess worker;
    private readonly string kind;

    private TorchModel(TorchSettings settings, string program, string[] start, string remedy, string? onnxFile)
    {
        kind = $"{settings.MemoryFormat}{(settings.TunesMalloc ? ", malloc tuned" : "")}";
        worker = new(program, [.. start, .. settings.Arguments, .. onnxFile is null ? [] : new[] { onnxFile }],
            [.. WorkerProcess.Threads(settings.Threads), .. settings.TunesMalloc ? MallocSettings : []], remedy);
    }

    /// <summary>In PyTorch.</summary>
    /// <param name="settings">What is trained, and how.</param>
    /// <param name="onnxFile">Where the model is also written as ONNX; null for nowhere.</param>
    public static TorchModel InPython(TorchSettings settings, string? onnxFile = null) =>
        new(settings, WorkerProcess.Python, ["-c", WorkerProcess.Script("torch_worker.py")],
            "PyTorch does not run: run environment/install-references.sh, or let PYTHON name a Python that has it.", onnxFile);

    /// <summary>In TorchSharp.</summary>
    /// <inheritdoc cref="InPython"/>
    public static TorchModel InTorchSharp(TorchSettings settings) => new(settings, Environment.ProcessPath!,
        [.. IsStartedByDotnet ? [typeof(TorchModel).Assembly.Location] : Array.Empty<string>(), TorchSharpWorker.Command],
        "TorchSharp does not run: run environment/install-torch.sh.", onnxFile: null);

    private static bool IsStartedByDotnet => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    public string Name => $"{worker.Version} {kind}";

    public int PeakMegabytes { get; private set; }

    public double Step() => Run("step");

    public double Forward() => Run("forward");

    public void Dispose() => worker.Dispose();

    private double Run(string work)
    {
        var answer = worker.Run(work).Split(' ');
        PeakMegabytes = int.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }
}
