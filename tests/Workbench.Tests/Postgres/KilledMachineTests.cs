using System.Diagnostics;
using System.Globalization;
using Workbench.Postgres;
using Workbench.Tests.Recommendation.Vectors;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Postgres;

/// <summary>A process of its own that changes a catalogue and is killed, as by <c>kill -9</c>, at drawn moments.</summary>
public sealed class KilledMachineTests : IDisposable
{
    private const string FolderVariable = "WORKBENCH_KILLED_MACHINE", NameVariable = "WORKBENCH_KILLED_CATALOGUE";
    private const int Kills = 5;

    private readonly RunningServer server = new();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Killed_at_drawn_moments_it_leaves_what_was_committed_in_the_database_and_in_its_copy()
    {
        var rng = new Random(3);
        var told = 0;
        for (var kill = 0; kill < Trials.Count(Kills); kill++)
        {
            using var child = StartChild();
            for (var steps = rng.Next(1, 100); steps > 0 && child.StandardOutput.ReadLine() is { } line;)
                if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                    (told, steps) = (step, steps - 1);
            Thread.Sleep(rng.Next(10)); // about a commit
            Assert.False(child.HasExited);
            child.Kill();
            child.WaitForExit();
            while (server.Terminate() > 0) // a commit that was sent may still be under way
                Thread.Sleep(10);

            var done = AssertHoldsItsSteps("killed");
            Assert.True(done >= told, $"Step {told} was told of as committed, and the catalogue holds {done}.");
            Assert.Equal(done, AssertHoldsItsSteps($"fresh {kill.ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    /// <summary>What the killed process does; not a test of its own, and left out of ordinary runs.</summary>
    [Fact(Explicit = true)]
    public void Child()
    {
        var (place, name) = (Environment.GetEnvironmentVariable(FolderVariable), Environment.GetEnvironmentVariable(NameVariable));
        Assert.True(Directory.Exists(place) && name is not null, "Only the test beside this one runs it.");
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var index = PostgresVectorIndex.Open(name, ChangingSongs.Dimension, place);
        ChangingSongs songs = new(index);
        while (true)
        {
            songs.Step();
            output.WriteLine(songs.StepsDone.ToString(CultureInfo.InvariantCulture));
        }
    }

    private int AssertHoldsItsSteps(string machine)
    {
        using var index = server.Open(ChangingSongs.Dimension, folder.File(machine));
        var done = new ChangingSongs(index).StepsDone;
        SongVectors.AssertHolds(ChangingSongs.After(done), index);
        return done;
    }

    private Process StartChild() => Process.Start(new ProcessStartInfo("dotnet",
        [typeof(KilledMachineTests).Assembly.Location, "-method", $"{typeof(KilledMachineTests).FullName}.{nameof(Child)}",
            "-explicit", "only", "-noLogo", "-noColor"])
    {
        RedirectStandardOutput = true,
        Environment =
        {
            [FolderVariable] = Directory.CreateDirectory(folder.File("killed")).FullName,
            [NameVariable] = server.Name,
            [PostgresServer.Variable] = server.Connection,
        },
    })!;
}
