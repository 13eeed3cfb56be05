using System.Globalization;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Optimizers;

namespace Workbench.Training;

/// <summary>
/// Refuses models and batches that memory cannot hold before any song is learned from: models by counting, batches by building the
/// network for two small ones.
/// </summary>
internal static class MemoryNeed
{
    private const int Small = 2, Larger = 4;

    /// <summary>Checks the model, before any memory is taken for it.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="limit">As for <see cref="Require"/>.</param>
    /// <exception cref="WorkbenchException">Its weights with their gradients, and what few examples make of them, do not fit.</exception>
    public static void RequireModel(ModelPlan plan, long? limit)
    {
        var weights = plan.Parameters.Sum(p => (long)p.Count);
        var values = plan.AllLayers.Where(l => l.MultiplyAdds > 0).Sum(l => (long)l.Output.Count);
        var bytes = sizeof(float) * (3 * weights + Larger * values); // the first weights, those that learn, their gradients
        if (bytes > Allowed(limit) || LargestBatch(plan) < Larger)
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"The model has {weights:N0} weights and makes {values:N0} values of an example: learning needs more than "
                + $"{Megabytes(bytes)} MB, and {Megabytes(Allowed(limit))} MB may be used. Use a smaller model or more memory."));
    }

    /// <summary>Checks that all songs fit at once.</summary>
    /// <param name="songs">Number of songs.</param>
    /// <param name="columns">Values of a song.</param>
    /// <param name="centers">Those that each is compared with; 0 for none.</param>
    /// <param name="limit">As for <see cref="Require"/>.</param>
    /// <exception cref="WorkbenchException">They do not.</exception>
    public static void RequireSongs(int songs, int columns, int centers, long? limit)
    {
        var bytes = sizeof(float) * (long)songs * (columns + centers) + sizeof(double) * (long)centers * (columns + centers);
        if ((long)songs * Math.Max(columns, centers) > TensorSize.Most || bytes > Allowed(limit))
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"L-BFGS learns from all songs at once: {songs:N0} with {columns:N0} columns")
                + $"{(centers > 0 ? $" and {centers} centers" : "")} need {Megabytes(bytes)} MB, and "
                + $"{Megabytes(Math.Min(Allowed(limit), TensorSize.Most * (long)sizeof(float)))} MB may be used. Use "
                + $"{(centers > 0 ? "an RbfKernel of fewer centers" : "AdamW, which takes batches")}, or fewer columns.");
    }

    /// <summary>Checks the batch size.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="spec">How it is trained.</param>
    /// <param name="weights">The first weights.</param>
    /// <param name="capacity">Examples of the largest batch.</param>
    /// <param name="limit">
    /// Bytes that may be used; null for what the process is allowed (the machine's memory, or the container's share).
    /// </param>
    /// <exception cref="WorkbenchException">The network does not fit; the message names the largest batch that does.</exception>
    public static void Require(ModelPlan plan, TrainingSpec spec, Weights weights, int capacity, long? limit)
    {
        var (fixedPart, perExample) = Measure(plan, spec, weights);
        var allowed = Allowed(limit);
        var fits = Math.Min((allowed - fixedPart) / perExample, LargestBatch(plan));
        if (capacity <= fits)
            return;
        throw new WorkbenchException(
            (fixedPart + capacity * perExample > allowed
                ? $"A batch of {capacity} needs about {Megabytes(fixedPart + capacity * perExample)} MB for this model, "
                    + $"and {Megabytes(allowed)} MB may be used. "
                : $"A batch of {capacity} gives a layer of this model more than the 2 GB of values that it may have. ")
            + (fits >= Small
                ? FormattableString.Invariant($"A batch size of {fits} fits.")
                : "Not even a batch of 2 fits: use a smaller model or more memory."));
    }

    /// <summary>Bytes that a network takes with the optimizer's state, for a batch of so many examples.</summary>
    internal static long Of(ModelPlan plan, TrainingSpec spec, Weights weights, int examples)
    {
        var (fixedPart, perExample) = Measure(plan, spec, weights);
        return fixedPart + examples * perExample;
    }

    private static long Allowed(long? limit) =>
        limit ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - GC.GetTotalMemory(forceFullCollection: false);

    /// <summary>Examples that every matrix of the network has room for.</summary>
    private static int LargestBatch(ModelPlan plan) =>
        TensorSize.Most / plan.AllLayers.Select(l => Math.Max(l.Input.Count, l.Output.Count)).Append(plan.Input.Count).Max();

    private static (long FixedPart, long PerExample) Measure(ModelPlan plan, TrainingSpec spec, Weights weights)
    {
        var (fewer, more) = (Bytes(plan, spec, weights, Small), Bytes(plan, spec, weights, Larger));
        var perExample = Math.Max(1, (more - fewer) / (Larger - Small));
        return (fewer - Small * perExample, perExample);
    }

    private static long Bytes(ModelPlan plan, TrainingSpec spec, Weights weights, int examples)
    {
        using var workers = new Workers(1);
        var before = AlignedMemory.TakenByThread;
        var network = new Network(plan, weights, examples, trains: true, workers);
        spec.Optimizer.Start(TensorPieces.Trained(network.Parameters, workers));
        return AlignedMemory.TakenByThread - before;
    }

    private static string Megabytes(long bytes) => FormattableString.Invariant($"{Math.Max(0, bytes) / 1e6:N0}");
}
