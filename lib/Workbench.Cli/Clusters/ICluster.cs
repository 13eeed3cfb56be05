namespace Workbench.Cli.Clusters;

/// <summary>A cluster that does the shards of a job, a task each; it decides alone when and where.</summary>
internal interface ICluster
{
    /// <summary>What it is called.</summary>
    string Name { get; }

    /// <summary>Whether it tries shards again itself whose tasks came to no end.</summary>
    bool TriesAgain { get; }

    /// <summary>Writes what is submitted into the folder of the job, where it is not there: it belongs to whoever edits it.</summary>
    /// <returns>The file.</returns>
    string Write();

    /// <summary>How shards are submitted: a command a line, without its program's path.</summary>
    /// <param name="shards">Which, from 0, ascending.</param>
    IEnumerable<string[]> Commands(IReadOnlyList<int> shards);

    /// <summary>What is known of a submission by what its command printed.</summary>
    string IdOf(string printed);

    /// <summary>How those submissions are that are not at their end, in words; null where all are.</summary>
    /// <param name="ids">As <see cref="IdOf"/> tells them.</param>
    /// <param name="token">What stops the asking.</param>
    string? StateOf(IReadOnlyCollection<string> ids, CancellationToken token);

    /// <summary>Where it is what the tasks of submissions printed: a place, or a command.</summary>
    string LogsOf(IReadOnlyCollection<string> ids);

    /// <summary>The command that ends submissions.</summary>
    string HowToEnd(IReadOnlyCollection<string> ids);
}
