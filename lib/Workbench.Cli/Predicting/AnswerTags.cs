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
    private bool isWhole = true;

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work)
    {
        if (!known.Add(GenreTags.RealPath(answer.Song)))
            return; // named by a link too
        TagChange change;
        try
        {
            change = new(Path.GetFullPath(answer.Song), AudioFile.ReadTags(answer.Song, work.Token).Genres, answer.Decided);
        }
        catch (UnreadableAudioException failure)
        {
            isWhole = false;
            work.Report(new WorkNotice(failure.Message));
            return;
        }
        if (change.After.IsEmpty || change.IsNone)
        {
            others++;
            return;
        }
        changes.Add(change);
        work.Report(new PrintedText(change.ToString()));
    }

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Work work) =>
        writing.Apply(changes, others, work) && isWhole;
}
