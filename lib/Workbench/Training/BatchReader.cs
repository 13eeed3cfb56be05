using Workbench.Training.Engines;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>Reads the next batch from the cache while the network is busy with the one before it.</summary>
/// <param name="train">The songs.</param>
/// <param name="batches">How they are shuffled; rows beyond the songs are the songs over again.</param>
/// <param name="seed">Of the training.</param>
/// <param name="labelCount">Number of labels.</param>
internal sealed class BatchReader(Examples train, Batches batches, int seed, int labelCount)
{
    private readonly Matrix input = new(batches.Capacity, train.Segments.Size);
    private readonly Matrix targets = new(batches.Capacity, labelCount);
    private Random rng = new(0);
    private Task? reading;
    private (int Epoch, int Batch) next;

    /// <summary>Takes a batch; the batches of an epoch are best taken in order.</summary>
    /// <param name="epoch">From 0; it has been shuffled.</param>
    /// <param name="batch">From 0.</param>
    /// <param name="network">Given the segments.</param>
    /// <param name="intoTargets">Filled with labels.</param>
    /// <returns>For what else is drawn for the batch.</returns>
    public Random Take(int epoch, int batch, ITrainingNetwork network, Matrix intoTargets)
    {
        if (reading is null || next != (epoch, batch))
            Begin(epoch, batch);
        reading!.GetAwaiter().GetResult();
        (network.Rows, intoTargets.Rows) = (input.Rows, targets.Rows);
        input.Values.CopyTo(network.Input.Values);
        targets.Values.CopyTo(intoTargets.Values);
        var taken = rng;
        reading = null;
        if (batch + 1 < batches.Count)
            Begin(epoch, batch + 1);
        return taken;
    }

    private void Begin(int epoch, int batch)
    {
        reading?.Wait();
        next = (epoch, batch);
        rng = Seeds.Derive(seed, epoch, batch);
        int[] songs = [.. batches.Rows(batch)];
        foreach (ref var song in songs.AsSpan())
            song %= train.Count;
        reading = Task.Run(() => train.Gather(songs, rng, input, targets));
    }
}
