using System.Collections.Immutable;

namespace Workbench.Export;

/// <summary>What an exported model learned from and how well it answers.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="LearnedFrom">Songs learned from.</param>
/// <param name="Copies">Changed copies of those songs, learned from as well.</param>
/// <param name="ChosenOn">Songs of the validation part, by which the best epoch was chosen.</param>
/// <param name="EvaluatedOn">The part that the scores are of: <c>test</c>, or <c>validation</c> while the test part is sealed.</param>
/// <param name="Songs">Songs of that part.</param>
/// <param name="TestOpenings">How often the test part was opened; above 1 it is less of a test.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="SplitHash">SHA-256 of which songs are in which part.</param>
/// <param name="Scores">The scores.</param>
/// <param name="Notes">What the reader of the scores should know.</param>
public sealed record TrainingData(
    string Dataset, int LearnedFrom, int Copies, int ChosenOn, string EvaluatedOn, int Songs, int TestOpenings, int Seed, string SplitHash,
    ImmutableArray<ExportedScore> Scores, ImmutableArray<string> Notes)
{
    /// <summary>The genres of the whole dataset, the most frequent first, in whose order figures colour them.</summary>
    public ImmutableArray<string> DatasetGenres { get; init; } = [];
}
