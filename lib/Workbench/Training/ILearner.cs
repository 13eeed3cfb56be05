using Workbench.Models;
using Workbench.Training.Checkpoints;

namespace Workbench.Training;

/// <summary>What learns from the training part, batch after batch.</summary>
internal interface ILearner : ICheckpointed
{
    /// <summary>Batches of an epoch.</summary>
    int BatchCount { get; }

    /// <summary>Whether the latest epoch is the best by itself: each comes nearer to one solution.</summary>
    bool KeepsLatest { get; }

    /// <summary>Whether nothing is left to learn.</summary>
    bool HasConverged { get; }

    /// <summary>Decides which songs are in which batch of an epoch.</summary>
    /// <param name="epoch">From 0.</param>
    void Shuffle(int epoch);

    /// <summary>Learns from a batch.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="batch">From 0.</param>
    /// <param name="token">Of a batch that is stopped, nothing is learned.</param>
    /// <returns>The mean loss of its songs, and their number.</returns>
    (double Loss, int Rows) Learn(int epoch, int batch, CancellationToken token = default);

    /// <summary>Does something with the weights that are to be evaluated and kept.</summary>
    T WithEvaluatedWeights<T>(Func<T> work);

    /// <summary>Hears how an epoch went.</summary>
    void EndEpoch(double validationLoss);

    /// <summary>Copies the tensors out.</summary>
    Weights ToWeights();
}
