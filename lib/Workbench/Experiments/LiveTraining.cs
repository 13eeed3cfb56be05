using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>An experiment under way, as its process tells others of it.</summary>
public sealed record LiveTraining
{
    /// <summary>Tells it from all others, as long as it lasts: the name of its file.</summary>
    [JsonIgnore]
    public string Id { get; init; } = "";

    /// <summary>The dataset, as the experiment names it.</summary>
    public required string Dataset { get; init; }

    /// <summary>As in <see cref="RunEntry.Model"/>.</summary>
    public required string Model { get; init; }

    /// <summary>As in <see cref="RunEntry.Changed"/>.</summary>
    public required ImmutableArray<RunParameter> Changed { get; init; }

    /// <summary>As in <see cref="RunEntry.ChangedText"/>.</summary>
    [JsonIgnore]
    public string ChangedText => RunParameter.Line(Changed);

    /// <summary>Seed of the experiment.</summary>
    public required int Seed { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it was last heard of.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>What is being done, in a few words: <c>Training</c>, or what comes before and after.</summary>
    public required string Task { get; init; }

    /// <summary>Units of the task that are finished.</summary>
    public required long Done { get; init; }

    /// <summary>Units of the task in all.</summary>
    public required long Total { get; init; }

    /// <summary>What else is worth knowing now, for instance the latest loss; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Seconds that the task still takes at its pace so far; null while there is none.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>
    /// The epochs that have ended since this process began, in order; of more than <see cref="LiveTrainings.MostEpochs"/> the older ones
    /// are thinned out. Of an ensemble, those of the member that is being trained.
    /// </summary>
    public required ImmutableArray<EpochResult> Epochs { get; init; }

    /// <summary>Number of the best epoch so far, from 1; 0 before the first.</summary>
    [JsonIgnore]
    public int BestEpoch => Epochs.IsEmpty ? 0 : EpochResult.BestOf(Epochs).Epoch;
}
