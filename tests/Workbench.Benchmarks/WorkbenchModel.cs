using System.Diagnostics;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Benchmarks;

/// <summary>A model in the managed trainer's network.</summary>
internal sealed class WorkbenchModel : IMeasured
{
    private readonly Workers workers;
    private readonly Network network;
    private readonly Matrix targets;
    private readonly BinaryCrossEntropy.State loss;
    private readonly OptimizerState optimizer;
    private readonly Random rng = new(0);

    /// <param name="model">The layers, without the output layer.</param>
    /// <param name="input">Shape of an example.</param>
    /// <param name="batch">Examples of a step.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="threads">Threads.</param>
    public WorkbenchModel(ModelSpec model, Shape input, int batch, int labels, int threads)
    {
        var plan = model.Bind(input, labels);
        workers = new(threads);
        network = new(plan, Weights.Initialize(plan, rng), batch, trains: true, workers);
        targets = new(batch, labels);
        loss = new([.. Enumerable.Repeat(1.0, labels)]);
        optimizer = new Adam().Start(TensorPieces.Trained(network.Parameters, workers));
        foreach (ref var value in network.Input.Values)
            value = rng.NextSingle() - 0.5f;
        foreach (ref var value in targets.Values)
            value = rng.Next(5) == 0 ? 1 : 0;
    }

    public string Name => "Workbench";

    public int PeakMegabytes => (int)(Process.GetCurrentProcess().PeakWorkingSet64 >> 20);

    public double Step() => Time(() =>
    {
        network.Draw(rng);
        network.Forward(training: true);
        loss.Compute(network.Logits, targets, network.LogitsGradient);
        network.Backward();
        optimizer.Step();
    });

    public double Forward() => Time(() => network.Forward(training: false));

    public void Dispose() => workers.Dispose();

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
