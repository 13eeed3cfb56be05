using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>One JSON object, when all songs were heard.</summary>
/// <param name="name">The model's name.</param>
/// <param name="labels">Its labels, in the order of its scores.</param>
internal sealed class AnswerJson(string name, ImmutableArray<string> labels) : IAnswerOutput
{
    private readonly List<HeardSong> songs = [];

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work) =>
        songs.Add(new(answer.Song, answer.Decided, answer.Labels, timeline is null ? null : new(timeline.WindowSeconds, timeline.Centers,
            labels.Index().ToImmutableSortedDictionary(label => label.Item,
                label => timeline.Scores.Column(label.Index).ToImmutableArray(), StringComparer.Ordinal)),
            answer.Members.IsEmpty ? null : answer.Members));

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Work work)
    {
        Console.WriteLine(SpecJson.Write(new PredictionList(name, [.. songs],
            [.. unreadable.Select(file => new UnreadableSong(file.Path, file.Reason))])));
        return true;
    }
}
