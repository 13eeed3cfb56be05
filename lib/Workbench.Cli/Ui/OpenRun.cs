using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli.Ui;

/// <summary>A run that is looked at: what is slow to make is made once.</summary>
/// <param name="run">The run.</param>
internal sealed class OpenRun(Run run)
{
    private readonly Lazy<string> report = new(() => new RunReport(run).ToHtml());
    private readonly Lazy<SongList?> songs = new(() => RunRecommender.OpenKept(run) is { } kept ? new SongList(run, kept) : null);

    /// <summary>The run.</summary>
    public Run Run => run;

    /// <summary>Its page, without head and style sheet.</summary>
    public string Report => report.Value;

    /// <summary>Its songs; null if it has not kept what its model made of them.</summary>
    public SongList? Songs => songs.Value;
}
