using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

public sealed class LiveTrainingsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Workspace workspace;

    public LiveTrainingsTests() => workspace = new(new(folder.File("data")));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void A_training_tells_others_of_itself_while_it_lasts_and_no_longer()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        Dictionary<string, LiveTraining> heard = [];
        var watcher = new ProgressList<WorkProgress>(report =>
        {
            var training = Assert.Single(workspace.Trainings.List());
            heard[training.Id] = training;
        });
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(new() { Dataset = songs, Seed = 3 }, TestWork.Of(watcher));
        var last = Assert.Single(heard).Value;
        Assert.Equal((songs, "mlp", 3), (last.Dataset, last.Model, last.Seed));
        Assert.InRange(last.Updated, last.Started, DateTimeOffset.UtcNow);
        Assert.Empty(workspace.Trainings.List());
        Assert.Empty(Directory.GetFiles(workspace.Data.TrainingsPath));
        Assert.True(run.Summary.Epochs > 0);
    }

    [Fact]
    public void Its_file_holds_a_bounded_number_of_epochs_the_best_and_the_latest_among_them()
    {
        using var file = workspace.Trainings.Begin(new ExperimentSpec { Dataset = "demo" }.Resolve());
        var work = file.Follow(new());
        const int Epochs = 3 * LiveTrainings.MostEpochs;
        for (var i = 1; i <= Epochs; i++)
        {
            EpochResult epoch = new(i, 1.0 / i, 1, i == 7 ? 0.9 : 0.5, 1);
            work.Report(new TrainingProgress("Training", i, Epochs, 1, 1, epoch.TrainLoss, 1, epoch, epoch));
        }
        file.Flush();
        var training = Assert.Single(workspace.Trainings.List());
        Assert.Equal(("Training", Epochs, Epochs), (training.Task, training.Done, training.Total));
        Assert.InRange(training.Epochs.Length, LiveTrainings.MostEpochs / 2, LiveTrainings.MostEpochs);
        Assert.Equal(7, training.BestEpoch);
        Assert.Contains(training.Epochs, epoch => epoch.Epoch == 7);
        Assert.Equal(Epochs, training.Epochs[^1].Epoch);
        Assert.Equal(training.Epochs.Select(epoch => epoch.Epoch).Order(), training.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void A_training_that_fails_leaves_no_file_and_one_that_was_killed_is_not_listed_and_removed_by_the_next_workspace()
    {
        Assert.Throws<WorkbenchException>(() =>
            new ExperimentRunner(workspace, new ManagedEngine()).Execute(new() { Dataset = folder.File("nowhere") }, TestWork.Of()));
        Assert.Empty(Directory.GetFiles(workspace.Data.TrainingsPath));

        string left;
        using (workspace.Trainings.Begin(new ExperimentSpec { Dataset = "demo" }.Resolve()))
        {
            var written = Assert.Single(Directory.GetFiles(workspace.Data.TrainingsPath));
            left = written.Replace($"-{Environment.ProcessId}-", "-999999999-", StringComparison.Ordinal); // no process has this number
            File.Copy(written, left);
            Assert.Equal(Path.GetFileName(written), Assert.Single(workspace.Trainings.List()).Id);
        }
        Assert.True(File.Exists(left));
        _ = new Workspace(workspace.Data);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void Where_nothing_can_be_told_training_goes_on()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        Directory.CreateDirectory(Path.GetDirectoryName(workspace.Data.TrainingsPath)!);
        File.WriteAllText(workspace.Data.TrainingsPath, "in the way");
        Assert.NotNull(new ExperimentRunner(workspace, new ManagedEngine()).Execute(new() { Dataset = songs }, TestWork.Of()));
    }
}
