using Workbench.Augmentation;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

public sealed class DryRunTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;
    private readonly ExperimentSpec spec;

    public DryRunTests()
    {
        workspace = new(new DataFolder(folder.File("data")));
        spec = new ExperimentSpec { Dataset = TinyCorpus.Make(folder.File("songs")) }.With("training.epochs", "3");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Before_anything_was_done_it_measures_and_keeps_nothing()
    {
        var preview = DryRun.Of(workspace, spec, new ManagedEngine(), TestWork.Of());
        Assert.Equal((24, 0, 24, false), (preview.TrainTracks + preview.ValidationTracks + preview.TestTracks, preview.Features!.Cached,
            preview.Features.Missing, preview.ArePartsFinal));
        Assert.True(preview.Features is { Sampled: > 0, Seconds: > 0 });
        Assert.Equal(24L * 308 * sizeof(float), preview.Features.Bytes);
        Assert.Null(preview.TrainingSeconds);
        Assert.Contains("how long is unknown, as no run here has trained this model", preview.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public void After_a_run_it_tells_what_the_run_found_and_how_long_it_took()
    {
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(spec, TestWork.Of());
        var before = Files();
        var preview = DryRun.Of(workspace, spec, new ManagedEngine(), TestWork.Of());
        Assert.Equal(
            (run.Summary.TrainTracks, run.Summary.ValidationTracks, run.Summary.TestTracks, run.Summary.Parameters, run.Summary.Labels),
            (preview.TrainTracks, preview.ValidationTracks, preview.TestTracks, preview.Parameters, preview.Genres.Count));
        Assert.Equal((24, 0, true), (preview.Features!.Cached, preview.Features.Missing, preview.ArePartsFinal));
        Assert.Equal((run.Id, 3, run.Bytes), (preview.Pace!.Run, preview.Pace.Epochs, preview.RunBytes));
        Assert.True(preview.Refits); // all of it, and then again with the songs to choose by
        Assert.Equal(preview.SamplesPerEpoch / run.SamplesPerSecond * 3 * (2 + (double)preview.ValidationTracks / preview.TrainTracks),
            preview.TrainingSeconds!.Value, 1e-9);
        Assert.Equal(before, Files());
        Assert.Null(DryRun.Of(workspace, spec with { Model = new([new Linear(4)]) }, new ManagedEngine(), TestWork.Of()).Pace);
    }

    [Fact]
    public void Copies_count_as_songs_of_an_epoch()
    {
        File.Delete(Path.Combine(spec.Dataset, "low", "07.wav"));
        var augmented = spec with { Augmentation = new AugmentationSpec { TargetSongs = 7, MaxCopiesPerSong = 1 } };
        var preview = DryRun.Of(workspace, augmented, new ManagedEngine(), TestWork.Of());
        Assert.True(preview.Copies!.Missing > 0);
        Assert.Equal(preview.TrainTracks + preview.Copies.Missing, preview.SamplesPerEpoch);
    }

    [Fact]
    public void The_demo_corpus_is_not_made_for_it() => Assert.Contains("Make it: workbench data make demo",
        Assert.Throws<WorkbenchException>(() => DryRun.Of(workspace, spec with { Dataset = "demo" }, new ManagedEngine())).Message,
            StringComparison.Ordinal);

    /// <summary>Without the database, which SQLite puts in order when it likes.</summary>
    private string[] Files() => [.. Directory.EnumerateFiles(folder.File("data"), "*", SearchOption.AllDirectories)
        .Where(path => !Path.GetFileName(path).StartsWith("workbench.db", StringComparison.Ordinal))
        .Select(path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}")
        .Order(StringComparer.Ordinal)];
}
