using System.Globalization;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli.Predicting;

/// <summary>Asks, and writes genres into tags; keeps what stood there before.</summary>
/// <param name="workspace">Where the log is kept, and what was heard.</param>
/// <param name="isDry">Whether nothing shall be written.</param>
/// <param name="isAgreed">Whether nobody need be asked.</param>
internal sealed class TagWriting(Workspace workspace, bool isDry, bool isAgreed)
{
    /// <summary>Writes.</summary>
    /// <param name="changes">Already shown.</param>
    /// <param name="others">Files that stay as they are.</param>
    /// <param name="work">Threads, and what stops it, between two files.</param>
    /// <returns>Whether all was written that was agreed to.</returns>
    public bool Apply(IReadOnlyList<TagChange> changes, int others, Work work)
    {
        if (changes.Count == 0 || isDry)
        {
            Say($"{changes.Count} file(s) would get other genres, {others} would stay as they are. Nothing was written.");
            return true;
        }
        if (!isAgreed && !Agrees(changes.Count, others, work.Token))
        {
            Say($"Nothing was written.");
            return true;
        }
        using var log = new TagLog(workspace.Data);
        var failures = 0;
        try
        {
            failures = ProgressBars.During(inner => Write(changes, log, inner), work.Threads, work.Token);
        }
        finally
        {
            if (log.Path is not null)
                Console.Error.WriteLine($"What stood there before is in {log.Path}; workbench predict --undo {log.Path} puts it back.");
        }
        Say($"{changes.Count - failures} file(s) have other genres now, {others} stay as they were, {failures} could not be written.");
        return failures == 0;
    }

    private int Write(IReadOnlyList<TagChange> changes, TagLog log, Work work)
    {
        var (reasons, done) = (new string?[changes.Count], 0);
        try
        {
            Parallel.For(0, changes.Count, new() { MaxDegreeOfParallelism = work.Threads, CancellationToken = work.Token }, i =>
            {
                var change = changes[i];
                try
                {
                    workspace.ChangeTags(change.Path, () => GenreTags.Write(change.Path, change.After, () => log.Add(change), work.Token));
                }
                catch (WorkbenchException reason)
                {
                    reasons[i] = reason.Message;
                }
                work.Report(new("Writing tags", Interlocked.Increment(ref done), changes.Count));
            });
        }
        finally
        {
            foreach (var (i, reason) in reasons.Index().Where(file => file.Item is not null))
                work.Report(new WorkNotice($"not written: {changes[i].Path} {reason}"));
        }
        return reasons.Count(reason => reason is not null);
    }

    private static bool Agrees(int count, int others, CancellationToken token)
    {
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"Write these genres into the tags of {count} file(s), and leave {others} as they are? [y/N] "));
        // Aside, so that Ctrl-C is heard too.
        return Task.Run(Console.In.ReadLine).WaitAsync(token).GetAwaiter().GetResult()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
