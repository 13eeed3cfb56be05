using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>A form in which <c>workbench predict</c> gives its answers.</summary>
internal interface IAnswerOutput
{
    /// <summary>Takes an answer; called in the order of the songs, one at a time.</summary>
    /// <param name="answer">What the model says.</param>
    /// <param name="timeline">The same over time, where that was asked for.</param>
    /// <param name="work">Prints what is to be seen at once.</param>
    void Add(SongAnswer answer, ScoreTimeline? timeline, Work work);

    /// <summary>Ends, when all songs were heard and no bar is shown any more.</summary>
    /// <param name="unreadable">The files that cannot be read; they are told elsewhere.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <returns>Whether all that was to be written is written.</returns>
    bool Finish(ImmutableArray<SkippedFile> unreadable, Work work);
}
