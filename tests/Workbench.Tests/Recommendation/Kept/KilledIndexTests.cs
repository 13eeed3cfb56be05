using System.Globalization;
using Microsoft.Data.Sqlite;
using Workbench.Foundation;
using Workbench.Recommendation;
using Workbench.Recommendation.Kept;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Recommendation.Kept;

/// <summary>A process of its own that changes a catalogue and keeps its index, and is killed at drawn moments.</summary>
public sealed class KilledIndexTests : IDisposable
{
    private const string FolderVariable = "WORKBENCH_KILLED_INDEX", StepVariable = "WORKBENCH_KILLED_INDEX_STEP";
    private const int Kills = 6, StepsAtMost = 40;

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Killed_at_drawn_moments_it_answers_what_an_index_made_anew_answers()
    {
        var rng = new Random(4);
        var done = 0;
        Keep(done);
        for (var kill = 0; kill < Trials.Count(Kills); kill++)
        {
            var told = RunAndKill(done, rng.Next(1, StepsAtMost), TimeSpan.FromMilliseconds(rng.Next(60))); // about a step
            var whole = LiesThere(told) ? told : LiesThere(told + 1) ? told + 1 : (int?)null;
            using (var kept = KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary, TestWork.Of()))
            {
                if (whole == told)
                    Assert.NotNull(kept); // it was told of as kept
                if (kept is not null)
                    AssertSame(Assert.NotNull(whole), kept);
            }
            Keep(done = whole ?? told + 1); // as whoever asks next
        }
    }

    /// <summary>What the killed process does; not a test of its own, and left out of ordinary runs.</summary>
    [Fact(Explicit = true)]
    public void Child()
    {
        var place = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.True(Directory.Exists(place), "Only the test beside this one runs it.");
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var step = int.Parse(Environment.GetEnvironmentVariable(StepVariable)!, CultureInfo.InvariantCulture) + 1; ; step++)
        {
            Keep(step, place);
            output.WriteLine(step.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <returns>The last step that was told of as done.</returns>
    private int RunAndKill(int done, int steps, TimeSpan longer)
    {
        using var child = ChildTest.Start(typeof(KilledIndexTests), nameof(Child), (FolderVariable, folder.Path),
            (StepVariable, done.ToString(CultureInfo.InvariantCulture)));
        done = Follow(child.StandardOutput, done, steps);
        Thread.Sleep(longer);
        Assert.False(child.HasExited);
        child.Kill();
        child.WaitForExit();
        return Follow(child.StandardOutput, done, int.MaxValue); // a busy machine may have slept for several steps
    }

    /// <returns>The last step that was told of, after at most so many.</returns>
    private static int Follow(TextReader told, int done, int steps)
    {
        for (; steps > 0 && told.ReadLine() is { } line;)
            if (int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
                (done, steps) = (step, steps - 1);
        return done;
    }

    private static void Keep(int steps, string place)
    {
        var catalogue = ChangingCatalogue.After(steps);
        catalogue.Songs().Save(place);
        KeptIndex.Keep(catalogue.Index(), place, spec: null, KeptIndex.StampOf(place), TestWork.Of());
    }

    private void Keep(int steps)
    {
        Keep(steps, folder.Path);
        Assert.Equal(["usual"], Directory.GetFileSystemEntries(folder.File(KeptIndex.FolderName)).Select(Path.GetFileName));
        using var kept = KeptIndex.Open(folder.Path, spec: null, Catalogue.Vocabulary, TestWork.Of());
        AssertSame(steps, Assert.IsType<SimilarityIndex>(kept));
    }

    /// <summary>Whether the catalogue is the one after so many steps; of two files, one may be older.</summary>
    private bool LiesThere(int steps)
    {
        try
        {
            var (kept, expected) = (SongCatalogue.Load(folder.Path, ChangingCatalogue.Columns, Catalogue.Vocabulary.Count),
                ChangingCatalogue.After(steps).Songs());
            return kept.Tracks.Select(track => track.Id).SequenceEqual(expected.Tracks.Select(track => track.Id))
                && kept.Outputs.Embedding.Values.SequenceEqual(expected.Outputs.Embedding.Values);
        }
        catch (WorkbenchException)
        {
            return false;
        }
    }

    private static void AssertSame(int steps, SimilarityIndex kept)
    {
        var made = ChangingCatalogue.After(steps).Index();
        Assert.Equal(made.Tracks.Select(track => track.Id), kept.Tracks.Select(track => track.Id));
        foreach (var track in made.Tracks)
            IndexQuestions.AssertSame(made.Nearest(track.Id), kept.Nearest(track.Id));
    }
}
