using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Benchmarks.Sets;

/// <summary>What a way to learn said of the test parts of all its turns. Its score is the mean over turns.</summary>
internal sealed class TurnAnswers
{
    private readonly (PreparedPredictions Answers, int[] Songs)[] turns;

    /// <summary>Puts turns together.</summary>
    /// <param name="turns">At least one; a song may be in several.</param>
    public TurnAnswers(IReadOnlyList<Predictions> turns)
    {
        var songs = turns.SelectMany(turn => turn.TrackIds.Zip(turn.Groups)).DistinctBy(song => song.First).ToArray();
        var places = songs.Index().ToDictionary(song => song.Item.First, song => song.Index);
        Groups = [.. songs.Select(song => song.Second)];
        this.turns = [.. turns.Select(turn => (new PreparedPredictions(turn), turn.TrackIds.Select(id => places[id]).ToArray()))];
    }

    /// <summary>The artist of each song.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>The score, and where it would fall with other artists.</summary>
    public Interval Score(Measure measure) => new Bootstrap().Draw(Groups, weights => Score(measure, weights), Work.OnAllProcessors);

    /// <summary>By how much it scores higher than another on the same turns.</summary>
    public PairedDifference Less(TurnAnswers other, Measure measure) => new(
        new Bootstrap().Draw(Groups, weights => Score(measure, weights) - other.Score(measure, weights), Work.OnAllProcessors),
        Groups.Length, Groups.Distinct().Count());

    /// <summary>The mean over the turns of which some song counts, where song i counts as often as its weight says.</summary>
    private double? Score(Measure measure, int[] weights) => turns.Average(turn =>
        turn.Songs.Select(song => weights[song]).ToArray() is var own && own.Any(weight => weight > 0)
            ? measure.Of(turn.Answers.Weighted(own)) : null);
}
