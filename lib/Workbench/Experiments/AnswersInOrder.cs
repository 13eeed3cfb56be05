using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Features.Cache;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Experiments;

/// <summary>Tells what a model says of songs in the order in which they were named, each as soon as all before it are told.</summary>
/// <param name="model">Who answers.</param>
/// <param name="songs">The files.</param>
/// <param name="answered">Told of each that can be read.</param>
internal sealed class AnswersInOrder(TrainedModel model, IReadOnlyList<string> songs, Action<SongAnswer> answered)
{
    private readonly SongAnswer?[] answers = new SongAnswer?[songs.Count];
    private readonly string?[] reasons = new string?[songs.Count];
    private int next;

    /// <summary>The songs that could not be read so far, in order.</summary>
    public ImmutableArray<SkippedFile> Unreadable =>
        [.. songs.Zip(reasons).Where(song => song.Second is not null).Select(song => new SkippedFile(song.First, song.Second!))];

    /// <summary>Lets the model hear one song after the other, from their files.</summary>
    public void HearEach(Work work)
    {
        for (; next < songs.Count; next++)
        {
            work.ThrowIfStopped();
            work.Report(new("Listening", next, songs.Count));
            try
            {
                answered(model.Predict(songs[next], work));
            }
            catch (UnreadableAudioException failure)
            {
                reasons[next] = failure.Reason;
            }
        }
    }

    /// <summary>Lets the model hear some of the songs, of which features are there.</summary>
    public void Take(ExtractionResult piece, Work work)
    {
        foreach (var file in piece.Quarantined)
            reasons[file.Index] = file.Reason;
        if (!piece.Rows.IsEmpty)
        {
            var heard = model.Answer([.. piece.Rows.Select(row => songs[row])], piece.Songs, work);
            for (var i = 0; i < piece.Rows.Length; i++)
                answers[piece.Rows[i]] = heard[i];
        }
        for (; next < songs.Count && (answers[next] is not null || reasons[next] is not null); next++)
            if (answers[next] is { } answer)
            {
                answered(answer);
                answers[next] = null; // libraries may be large
            }
    }
}
