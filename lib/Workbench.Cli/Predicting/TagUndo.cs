using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Cli.Predicting;

/// <summary>Puts back what stood in the tags before.</summary>
internal static class TagUndo
{
    /// <summary>
    /// Shows what is put back, asks, and does it. Files whose genres were changed again since stay as they are, and are told.
    /// </summary>
    /// <returns>Whether every file of the log has its old genres.</returns>
    /// <exception cref="WorkbenchException">The log cannot be read.</exception>
    public static bool Run(string log, TagWriting writing, Work work)
    {
        var (changes, others, failures) = (new List<TagChange>(), 0, 0);
        foreach (var (path, before, after) in TagLog.Read(log))
            try
            {
                work.ThrowIfStopped();
                var change = new TagChange(path, AudioFile.ReadTags(path, work.Token).Genres, before);
                if (change.IsNone)
                    others++;
                else if (!change.Before.ToHashSet().SetEquals(after))
                    throw new UnreadableAudioException(path, "its genres are no longer those that were written; it stays as it is.");
                else
                {
                    changes.Add(change);
                    Console.WriteLine(change);
                }
            }
            catch (UnreadableAudioException reason)
            {
                failures++;
                Console.Error.WriteLine(reason.Message);
            }
        return writing.Apply(changes, others + failures, work) && failures == 0;
    }
}
