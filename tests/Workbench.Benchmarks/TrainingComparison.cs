using System.Diagnostics;
using Workbench.Benchmarks.Torch;
using Workbench.Models;

namespace Workbench.Benchmarks;

/// <summary>
/// How many times faster than PyTorch is a training step, and than ONNX Runtime a prediction? The contenders take turns in the
/// same run, each in its own process, so that a busy machine slows all of them alike; medians are compared.
/// </summary>
internal static class TrainingComparison
{
    private const int Labels = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    private static readonly (string Name, ModelSpec Model, string Shape, Shape Input, int Batch)[] Cases =
    [
        ("MLP 518-512-256-16", new([new Linear(512), new Relu(), new Linear(256), new Relu()]), "[518]", Shape.Vector(518), 256),
        ("CNN 32-64-128-128", ModelSpec.Cnn, "[1, 128, 128]", Shape.Image(1, 128, 128), 32),
        ("VggLike", ModelSpec.VggLike, "[1, 128, 128]", Shape.Image(1, 128, 128), 32),
        ("ShortChunkResNet", ModelSpec.ShortChunkResNet, "[1, 128, 128]", Shape.Image(1, 128, 128), 32),
        ("CNN 24-40-72-40", Odd(), "[1, 128, 128]", Shape.Image(1, 128, 128), 32),
    ];

    /// <summary>Prints a table.</summary>
    /// <param name="filter">Part of the names of the models to compare; null for all.</param>
    /// <param name="pairs">Turns of each contender.</param>
    public static void Run(string? filter, int pairs)
    {
        Console.WriteLine($"{"model",-20} {"threads",7} {"contender",-44} {"step ms",9} {"examples/s",10} {"forward ms",10} {"peak MiB",9}");
        foreach (var (name, model, shape, input, batch) in Cases.Where(c => filter is null || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            foreach (var threads in new[] { 1, 2 })
                Compare(name, threads, batch, pairs, () => Contenders(model, shape, input, batch, threads));
    }

    private static IMeasured[] Contenders(ModelSpec model, string shape, Shape input, int batch, int threads)
    {
        var onnx = Path.Combine(Path.GetTempPath(), "workbench-comparison.onnx");
        return
        [
            new WorkbenchModel(model, input, batch, Labels, threads),
            new TorchModel(model, shape, batch, Labels, threads, "nchw", tunesMalloc: false, onnx),
            new TorchModel(model, shape, batch, Labels, threads, "nchw", tunesMalloc: true),
            .. input is ImageShape ? new IMeasured[] { new TorchModel(model, shape, batch, Labels, threads, "channels_last", tunesMalloc: true), new OnnxModel(onnx, shape, batch, threads) } : [],
        ];
    }

    private static void Compare(string name, int threads, int batch, int pairs, Func<IMeasured[]> start)
    {
        var contenders = start();
        var steps = contenders.ToDictionary(c => c, _ => new List<double>());
        var forwards = contenders.ToDictionary(c => c, _ => new List<double>());
        foreach (var contender in contenders)
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
                Turn(contender); // the runtime compiles what is hot again, and again
        for (var turn = 0; turn < pairs; turn++)
            foreach (var contender in contenders)
            {
                var (step, forward) = Turn(contender);
                steps[contender].Add(step);
                forwards[contender].Add(forward);
            }
        foreach (var contender in contenders)
        {
            var (step, forward) = (Median(steps[contender]), Median(forwards[contender]));
            Console.WriteLine(FormattableString.Invariant($"{name,-20} {threads,7} {contender.Name,-44} {1e3 * step,9:F1} {batch / step,10:F0} {1e3 * forward,10:F1} {contender.PeakMegabytes,9}"));
        }
        var rivals = contenders.Skip(1).ToArray();
        Console.WriteLine(FormattableString.Invariant($"{name,-20} {threads,7} {"best rival / Workbench",-44} {rivals.Min(c => Median(steps[c])) / Median(steps[contenders[0]]),8:F2}x {"",10} {rivals.Min(c => Median(forwards[c])) / Median(forwards[contenders[0]]),9:F2}x"));
        foreach (var contender in contenders)
            contender.Dispose();
    }

    private static (double Step, double Forward) Turn(IMeasured contender) => (contender is OnnxModel ? double.NaN : contender.Step(), contender.Forward());

    private static double Median(List<double> values) => values.Any(double.IsNaN) ? double.PositiveInfinity : values.Order().ElementAt(values.Count / 2);

    /// <summary>Numbers of channels that no vector width divides well.</summary>
    private static ModelSpec Odd() => new(
        [.. new[] { 24, 40, 72, 40 }.SelectMany(filters => new LayerSpec[] { new Conv2d(filters), new BatchNorm(), new Relu(), new MaxPool2d() }), new GlobalPool(PoolKind.Mean)]);
}
