using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Workbench.Experiments;
using Workbench.Reports;

namespace Workbench.Cli.Ui;

/// <summary>The runs of a workspace as the page asks for them; the few that were looked at last stay in memory.</summary>
/// <param name="workspace">Whose runs.</param>
internal sealed class OpenRuns(Workspace workspace)
{
    /// <summary>Runs of which models and songs are held.</summary>
    private const int MostOpen = 4;

    private readonly Recent<(string Folder, DateTime Changed), OpenRun> open = new(MostOpen);
    private readonly Recent<string, string> comparisons = new(MostOpen);

    /// <summary>Where they are kept.</summary>
    public Workspace Workspace => workspace;

    /// <summary>The run that the address of a request names.</summary>
    /// <exception cref="UiRefusal">There is none.</exception>
    public OpenRun Asked(HttpContext context) => Get((string)context.GetRouteValue("run")!);

    /// <summary>A run.</summary>
    /// <param name="id">The name of its folder, and never a path.</param>
    /// <exception cref="UiRefusal">There is none.</exception>
    public OpenRun Get(string id)
    {
        var folder = FolderOf(id);
        // Every change of a file of a run puts another in its place, which changes the folder.
        return open.Get((folder, Directory.GetLastWriteTimeUtc(folder)), () => new(Run.Load(folder)));
    }

    /// <summary>The page of a comparison, without head and style sheet.</summary>
    /// <param name="ids">The runs.</param>
    /// <exception cref="UiRefusal">There is no such run.</exception>
    public string Compare(IReadOnlyList<string> ids)
    {
        string[] folders = [.. ids.Select(FolderOf)];
        var key = string.Join('\n', folders.Select(folder => $"{folder} {Directory.GetLastWriteTimeUtc(folder):O}"));
        return comparisons.Get(key, () => new RunComparison([.. folders.Select(Run.Load)]).ToPage());
    }

    private string FolderOf(string id)
    {
        var folder = Path.Combine(workspace.Data.RunsPath, id);
        return id.Length > 0 && id[0] != '.' && id == Path.GetFileName(id) && File.Exists(Path.Combine(folder, "scores.json")) ? folder
            : throw UiRefusal.NotFound($"There is no run {id}. It may have been deleted; look into the bin.");
    }
}
