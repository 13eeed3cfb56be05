using System.Globalization;
using Workbench.Benchmarks.Torch;
using Workbench.Models;

namespace Workbench.Benchmarks;

/// <summary>
/// How many times faster than PyTorch and TorchSharp is a training step, and than ONNX Runtime a prediction? The contenders take turns in
/// the same run, each in its own process, so that a busy machine slows all of them alike; medians are compared.
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
        Console.WriteLine(
            $"{"model",-20} {"threads",7} {"contender",-44} {"step ms",9} {"examples/s",10} {"forward ms",10} {"peak MiB",9}");
        foreach (var (name, model, shape, input, batch) in Cases.Where(c =>
            filter is null || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)))
            foreach (var threads in new[] { 1, 2 })
                Compare(name, threads, batch, pairs, () => Contenders(model, shape, input, batch, threads));
    }

    private static Contender[] Contenders(ModelSpec model, string shape, Shape input, int batch, int threads)
    {
        var onnx = Path.Combine(Path.GetTempPath(), "workbench-comparison.onnx");
        TorchSettings asInstalled = new(model, shape, batch, Labels, threads, TunesMalloc: false);
        var tuned = asInstalled with { TunesMalloc = true };
        var channelsLast = tuned with { MemoryFormat = TorchSettings.ChannelsLast };
        List<Func<IMeasured>> rivals =
        [
            () => TorchModel.InPython(asInstalled, onnx), () => TorchModel.InPython(tuned),
            () => TorchModel.InTorchSharp(asInstalled), () => TorchModel.InTorchSharp(tuned),
        ];
        if (input is ImageShape)
            rivals.AddRange([() => TorchModel.InPython(channelsLast), () => TorchModel.InTorchSharp(channelsLast),
                () => new OnnxModel(onnx, shape, batch, threads)]);
        return [new(new WorkbenchModel(model, input, batch, Labels, threads)), .. rivals.Select(StartIfThere).OfType<Contender>()];
    }

    /// <summary>A rival, or null where it is not installed, which is said.</summary>
    private static Contender? StartIfThere(Func<IMeasured> start)
    {
        try
        {
            return new(start());
        }
        catch (InvalidOperationException missing)
        {
            Console.WriteLine($"Without one rival: {missing.Message}");
            return null;
        }
    }

    private static void Compare(string name, int threads, int batch, int pairs, Func<Contender[]> start)
    {
        var contenders = start();
        foreach (var contender in contenders)
            contender.WarmUp(WarmUp);
        for (var turn = 0; turn < pairs; turn++)
            foreach (var contender in contenders)
                contender.Turn();
        foreach (var contender in contenders)
            Console.WriteLine(FormattableString.Invariant($"{name,-20} {threads,7} {contender.Name,-44} ") + (contender.HasDied
                ? "its process died"
                : string.Create(CultureInfo.InvariantCulture,
                    $"{1e3 * contender.Step,9:F1} {batch / contender.Step,10:F0} {1e3 * contender.Forward,10:F1} "
                    + $"{contender.PeakMegabytes,9}")));
        foreach (var library in contenders.Skip(1).Where(c => !c.HasDied).GroupBy(c => c.Library))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-20} {threads,7} {$"best {library.Key} / Workbench",-44} "
                + $"{library.Min(c => c.Step) / contenders[0].Step,8:F2}x {"",10} "
                + $"{library.Min(c => c.Forward) / contenders[0].Forward,9:F2}x"));
        foreach (var contender in contenders)
            contender.Dispose();
    }

    /// <summary>Numbers of channels that no vector width divides well.</summary>
    private static ModelSpec Odd() => new(
        [.. new[] { 24, 40, 72, 40 }
            .SelectMany(filters => new LayerSpec[] { new Conv2d(filters), new BatchNorm(), new Relu(), new MaxPool2d() }),
            new GlobalPool(PoolKind.Mean)]);
}
