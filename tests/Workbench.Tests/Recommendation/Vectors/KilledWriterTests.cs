using System.Globalization;
using Workbench.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>A process of its own that changes an index and is killed, as by <c>kill -9</c>, at drawn moments.</summary>
public sealed class KilledWriterTests : IDisposable
{
    private const string FolderVariable = "WORKBENCH_KILLED_WRITER";
    private const int Kills = 5;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Killed_at_drawn_moments_it_leaves_what_was_committed()
    {
        var rng = new Random(3);
        var told = 0;
        for (var kill = 0; kill < Trials.Count(Kills); kill++)
        {
            using var child = ChildTest.Start(typeof(KilledWriterTests), nameof(Child), (FolderVariable, folder.Path));
            for (var steps = rng.Next(1, 200); steps > 0 && child.StandardOutput.ReadLine() is { } line;)
                if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                    (told, steps) = (step, steps - 1);
            Thread.Sleep(rng.Next(5)); // about a commit
            Assert.False(child.HasExited);
            child.Kill();
            child.WaitForExit();

            using var index = VectorIndex.Open(folder.Path);
            var done = new ChangingSongs(index).StepsDone;
            Assert.True(done >= told, $"Step {told} was told of as committed, and the index holds {done}.");
            SongVectors.AssertHolds(ChangingSongs.After(done), index);
        }
    }

    /// <summary>What the killed process does; not a test of its own, and left out of ordinary runs.</summary>
    [Fact(Explicit = true)]
    public void Child()
    {
        var place = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.True(Directory.Exists(place), "Only the test beside this one runs it.");
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var index = VectorIndex.OpenToWrite(place, ChangingSongs.Dimension);
        ChangingSongs songs = new(index);
        while (true)
        {
            songs.Step();
            output.WriteLine(songs.StepsDone.ToString(CultureInfo.InvariantCulture));
        }
    }
}
