namespace Workbench.Benchmarks;

/// <summary>A model that is timed.</summary>
internal interface IMeasured : IDisposable
{
    /// <summary>For the table.</summary>
    string Name { get; }

    /// <summary>Largest resident memory of its process so far, in MiB.</summary>
    int PeakMegabytes { get; }

    /// <summary>A whole training step: forward, loss, backward, Adam.</summary>
    /// <returns>Seconds.</returns>
    double Step();

    /// <summary>A batch forward, as in prediction.</summary>
    /// <returns>Seconds.</returns>
    double Forward();
}
