using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Kernel.Reports;
using Workbench.Reports;

namespace Workbench.Cli;

/// <summary>The <c>report.html</c> of a run.</summary>
internal static class RunPage
{
    public const string FileName = "report.html";

    /// <summary>Writes the page.</summary>
    /// <param name="run">The run.</param>
    /// <param name="path">Where to; the run's folder if null.</param>
    /// <returns>Where it is.</returns>
    public static string Write(Run run, string? path = null)
    {
        path ??= Path.Combine(run.Folder, FileName);
        AtomicFile.WriteText(path, HtmlReport.Page(run.Title, new RunReport(run).ToHtml()));
        return path;
    }
}
