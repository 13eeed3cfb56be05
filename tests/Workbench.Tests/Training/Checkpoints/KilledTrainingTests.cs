using System.Diagnostics;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Training.Checkpoints;

/// <summary>Training in a process of its own that is killed, as by <c>kill -9</c>, at ten drawn moments.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private const string FolderVariable = "WORKBENCH_KILLED_TRAINING";
    private const int Kills = 10;

    private static readonly TrainingSpec Spec = ResumableTraining.Spec with { Epochs = 150, Patience = 150 };

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Killed_at_ten_drawn_moments_training_ends_with_the_same_bytes()
    {
        Train(new(), TestWork.Of()).Save(folder.File("whole"));
        var rng = new Random(1);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = StartChild();
            var before = CheckpointTime();
            while (CheckpointTime() == before && !child.HasExited)
                Thread.Sleep(1);
            Thread.Sleep(rng.Next(30)); // about a dozen batches
            Assert.False(child.HasExited,
                $"The training ended, with code {(child.HasExited ? child.ExitCode : 0)}, before kill {kill + 1}.");
            child.Kill();
            child.WaitForExit();
        }
        using var last = StartChild();
        last.WaitForExit();
        Assert.Equal(0, last.ExitCode);
        Assert.StartsWith("Training goes on after epoch ", File.ReadAllText(folder.File("note")), StringComparison.Ordinal);
        Assert.Equal(Bytes("whole"), Bytes("killed"));
        Assert.Equal(TrainedModel.Load(folder.File("whole")).LearningCurve.ToCsv(),
            TrainedModel.Load(folder.File("killed")).LearningCurve.ToCsv());
    }

    /// <summary>What the killed process does; not a test of its own, and left out of ordinary runs.</summary>
    [Fact(Explicit = true)]
    public void Child()
    {
        var place = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.True(Directory.Exists(place), "Only the test beside this one runs it.");
        var slow = new ProgressList<WorkProgress>(report =>
        {
            Thread.Sleep(2); // so that there is time to be killed
            if (report is WorkNotice)
                File.WriteAllText(Path.Combine(place, "note"), report.Task);
        });
        Train(new()
        {
            CheckpointPath = Path.Combine(place, "checkpoint"),
            CheckpointInterval = TimeSpan.Zero,
            ProgressInterval = TimeSpan.Zero,
        }, TestWork.Of(slow)).Save(Path.Combine(place, "killed"));
    }

    private static TrainedModel Train(TrainingOptions options, Work work)
    {
        var (train, validation) = ResumableTraining.Data();
        return new(TrainingSamples.Trainer.Train(train, validation, new(), ResumableTraining.Model, Spec, options, work));
    }

    private Process StartChild() => Process.Start(new ProcessStartInfo("dotnet",
        [typeof(KilledTrainingTests).Assembly.Location, "-method", $"{typeof(KilledTrainingTests).FullName}.{nameof(Child)}",
            "-explicit", "only", "-noLogo", "-noColor"])
    {
        RedirectStandardOutput = true,
        Environment = { [FolderVariable] = folder.Path },
    })!;

    private DateTime CheckpointTime() => File.GetLastWriteTimeUtc(folder.File("checkpoint"));

    private byte[] Bytes(string model) => File.ReadAllBytes(Path.Combine(folder.File(model), TrainedModel.WeightsName));
}
