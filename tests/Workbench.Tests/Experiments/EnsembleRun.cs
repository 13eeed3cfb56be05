using Workbench.Experiments;
using Workbench.Features;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>A run of two small models, one of whole songs and one of segments; made once for the tests of a class.</summary>
public sealed class EnsembleRun : IDisposable
{
    private readonly TempFolder temporary = new();

    public EnsembleRun()
    {
        Songs = TinyCorpus.Make(temporary.File("songs"));
        Workspace = new(new(temporary.File("data")));
        Spec = new()
        {
            Dataset = Songs,
            Model = new([new Linear(8), new BatchNorm(), new Relu()]),
            Training = TrainingSpec.Default with { Epochs = 12 },
            Ensemble =
            [
                new(FeatureSpec.LogMel(32), new([new Conv2d(3), new Relu(), new GlobalPool(PoolKind.Both)]) { SegmentFrames = 20 },
                    TrainingSpec.Segments with { Epochs = 3 }),
            ],
        };
        Run = Execute(Spec);
    }

    public string Songs { get; }

    public ExperimentSpec Spec { get; }

    internal Workspace Workspace { get; }

    internal Run Run { get; }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        temporary.Dispose();
    }

    /// <summary>A path of the test's own.</summary>
    public string NewPath(string name) => temporary.File(name);

    internal Run Execute(ExperimentSpec spec) => new ExperimentRunner(Workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
}
