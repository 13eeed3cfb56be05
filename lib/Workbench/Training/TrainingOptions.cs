using Workbench.Training.Checkpoints;

namespace Workbench.Training;

/// <summary>How a training is carried out. None of it changes the result.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Bytes that the network may take with all that training it needs; null for what the
    /// process may use. More is refused before it begins.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What becomes of the training if it is stopped.</summary>
    public WhenStopped WhenStopped { get; init; }

    /// <summary>
    /// File that is written now and then while training lasts. If it is there at the start, training goes on from it to the same bytes
    /// as without a break; the caller deletes it when it has what it wants. Null to write none.
    /// </summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// Time between two writings of the checkpoint, at least 0: the most that a killed process
    /// loses. Looked at after every batch and epoch; a training that is stopped writes it at once.
    /// </summary>
    public TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the checkpoint is written at the end too: it stays the result of a training that is not to be repeated, should what comes
    /// after it be stopped.
    /// </summary>
    internal bool KeepsEnd { get; init; }

    /// <summary>Least time between two reports within an epoch, at least 0; the end of an epoch is always told of.</summary>
    public TimeSpan ProgressInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Removes a checkpoint, and what a killed process left of one; nothing happens if there is none.</summary>
    public static void DeleteCheckpoint(string path) => CheckpointFile.Delete(path);
}
