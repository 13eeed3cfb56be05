using System.Diagnostics;
using Workbench.Benchmarks.Torch;

namespace Workbench.Benchmarks;

/// <summary>A model and the times that it took; when its process dies, the others go on without it.</summary>
/// <param name="model">The model.</param>
internal sealed class Contender(IMeasured model) : IDisposable
{
    /// <summary>
    /// Threads of some runtimes spin for a while when their work is done; they must not take a core from the next contender.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.2);

    /// <summary>
    /// Steps of a turn, and batches forward, follow one another for so long: as in a training, nearly all find their own data in the caches
    /// and the second core awake.
    /// </summary>
    private static readonly TimeSpan Turning = TimeSpan.FromSeconds(0.5);

    private readonly List<double> steps = [], forwards = [];

    /// <summary>For the table.</summary>
    public string Name => model.Name;

    /// <summary>The library that runs it: what stands before its version in the name.</summary>
    public string Library => Name.Split(' ').TakeWhile(word => !char.IsAsciiDigit(word[0])).Aggregate((all, word) => $"{all} {word}");

    /// <summary>Largest resident memory of its process so far, in MiB.</summary>
    public int PeakMegabytes => model.PeakMegabytes;

    /// <summary>Whether its process ended before its time.</summary>
    public bool HasDied { get; private set; }

    /// <summary>Median seconds of a training step; null for one that does not train.</summary>
    public double? Step => Median(steps);

    /// <summary>Median seconds of a batch forward; null for one that died.</summary>
    public double? Forward => Median(forwards);

    /// <summary>Works for some time that does not count: a runtime compiles what is hot again, and again.</summary>
    public void WarmUp(TimeSpan time)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time && !HasDied;)
            Turn();
        steps.Clear();
        forwards.Clear();
    }

    /// <summary>Steps, then batches forward.</summary>
    public void Turn()
    {
        if (HasDied)
            return;
        Thread.Sleep(Settling);
        try
        {
            if (model is not OnnxModel)
                Repeat(model.Step, steps);
            Repeat(model.Forward, forwards);
        }
        catch (InvalidOperationException) when (model is not WorkbenchModel)
        {
            HasDied = true;
        }
    }

    public void Dispose() => model.Dispose();

    private static void Repeat(Func<double> work, List<double> seconds)
    {
        var clock = Stopwatch.StartNew();
        do
            seconds.Add(work());
        while (clock.Elapsed < Turning);
    }

    private static double? Median(List<double> values) => values.Count == 0 ? null : values.Order().ElementAt(values.Count / 2);
}
