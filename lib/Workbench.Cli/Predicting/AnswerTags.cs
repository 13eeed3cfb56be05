using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>Writes the genres that are decided for into the tags; songs without any keep what they have.</summary>
internal sealed class AnswerTags(TagWriting writing) : IAnswerOutput
{
    private readonly List<TagChange> changes = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private int others;

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work)
    {
        var change = new TagChange(Path.GetFullPath(answer.Song), AudioFile.ReadTags(answer.Song, work.Token).Genres, answer.Decided);
        if (!known.Add(GenreTags.RealPath(answer.Song)))
            return; // named by a link too
        if (change.After.IsEmpty || change.IsNone)
        {
            others++;
            return;
        }
        changes.Add(change);
        work.Report(new PrintedText(change.ToString()));
    }

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Hearing hearing) => writing.Apply(changes, others, hearing);
}
