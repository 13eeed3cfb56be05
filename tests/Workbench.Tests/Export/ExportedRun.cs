using Workbench.Experiments;
using Workbench.Export;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Export;

/// <summary>A run of a tiny corpus and the folder that it was exported to, with its songs; made once for the tests of a class.</summary>
public sealed class ExportedRun : IDisposable
{
    private readonly TempFolder temporary = new();

    public ExportedRun()
    {
        Songs = TinyCorpus.Make(temporary.File("songs"));
        Workspace = new(new(temporary.File("data")));
        Run = new ExperimentRunner(Workspace, new ManagedEngine()).Execute(new() { Dataset = Songs }, TestWork.Of());
        Folder = temporary.File("exported");
        Model = RunExport.Write(Workspace, Run, Folder, new() { Catalogue = true, Licence = "CC0" });
    }

    public string Songs { get; }

    public string Folder { get; }

    /// <summary>Folder of caches and runs.</summary>
    public string Data => temporary.File("data");

    internal Workspace Workspace { get; }

    internal Run Run { get; }

    internal ExportedModel Model { get; }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        temporary.Dispose();
    }

    /// <summary>A path of the test's own.</summary>
    public string NewPath(string name) => temporary.File(name);
}
