using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Experiments;

/// <summary>Many songs heard by one model.</summary>
public sealed class WorkspacePredictTests(ExportedRun exported) : IClassFixture<ExportedRun>
{
    private string[] Songs => [.. Directory.GetFiles(exported.Songs, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Fact]
    public void Answers_are_those_of_each_song_alone_in_the_order_of_the_files()
    {
        string[] songs = [exported.NewPath("absent.wav"), .. Songs];
        List<SongAnswer> answers = [];
        var unreadable = NewWorkspace("all").Predict(exported.Run.Model, songs, answers.Add, TestWork.Of());
        Assert.Equal([new(songs[0], "no such file.")], unreadable);
        Assert.Equal(songs[1..], answers.Select(answer => answer.Song));
        foreach (var answer in answers)
            Assert.Equal(exported.Run.Model.Predict(answer.Song).Labels, answer.Labels);
    }

    [Fact]
    public void Frames_are_heard_while_others_are_still_extracted()
    {
        var segments = new ExperimentSpec { Dataset = exported.Songs }
            .WithModel(new([new Conv2d(2), new GlobalPool(PoolKind.Mean)]) { SegmentFrames = 20 });
        var model = new ExperimentRunner(exported.Workspace, new ManagedEngine())
            .Execute(segments with { Training = segments.Training with { Epochs = 1 } }, TestWork.Of()).Model;
        var workspace = NewWorkspace("frames");
        List<SongAnswer> heard = [], kept = [];
        Assert.Empty(workspace.Predict(model, Songs, heard.Add, TestWork.Of()));
        Assert.Empty(workspace.Predict(model, Songs, kept.Add, TestWork.Of()));
        Assert.Equal(Songs, heard.Select(answer => answer.Song));
        Assert.All(heard.Zip(kept), pair => Assert.Equal(pair.First.Labels, pair.Second.Labels));
        foreach (var answer in heard) // frames are kept in half precision
            Assert.All(model.Predict(answer.Song).Labels, label =>
                Assert.Equal(label.Probability, answer.Labels.Single(l => l.Label == label.Label).Probability, 0.01));
    }

    [Fact]
    public void Work_that_was_stopped_goes_on_where_it_was()
    {
        var workspace = NewWorkspace("stopped");
        string[] songs = [.. Enumerable.Range(0, 40).Select(i => CopyOf(Songs[i % Songs.Length], i))];
        using var stop = new CancellationTokenSource();
        var answered = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => workspace.Predict(exported.Run.Model, songs, _ =>
        {
            answered++;
            stop.Cancel();
        }, TestWork.Of() with { Token = stop.Token }));
        Assert.InRange(answered, 1, songs.Length - 1);
        ProgressList<WorkProgress> progress = new();
        List<SongAnswer> answers = [];
        Assert.Empty(workspace.Predict(exported.Run.Model, songs, answers.Add, TestWork.Of(progress)));
        Assert.InRange(progress.Reports[0].Done, answered, songs.Length - 1); // found, not heard again
        Assert.Equal(songs, answers.Select(answer => answer.Song));
    }

    [Fact]
    public void Where_nothing_can_be_kept_songs_are_heard_all_the_same()
    {
        File.WriteAllText(exported.NewPath("no-folder"), "a file where the data folder should be");
        ProgressList<WorkProgress> progress = new();
        List<SongAnswer> answers = [];
        Assert.Empty(NewWorkspace("no-folder").Predict(exported.Run.Model, Songs[..2], answers.Add, TestWork.Of(progress)));
        Assert.Equal(2, answers.Count);
        Assert.StartsWith("What is heard now is not kept: ", Assert.Single(progress.Reports.OfType<WorkNotice>()).Text,
            StringComparison.Ordinal);
    }

    private Workspace NewWorkspace(string name) => new(new(exported.NewPath(name)));

    /// <summary>The same sound in other bytes.</summary>
    private string CopyOf(string song, int number)
    {
        var path = exported.NewPath($"copy-{number}.wav");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(song), (byte)number]);
        return path;
    }
}
