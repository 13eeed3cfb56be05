using System.Globalization;
using Microsoft.Data.Sqlite;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Benchmarks;

/// <summary>
/// Does a process that trains and recommends for long stay as small as it was? Small trainings of a small collection, each a run that is
/// kept and then deleted, and questions to one run, every tenth about a file outside of its songs.
/// </summary>
internal static class Soak
{
    private const int Steps = 10;

    /// <summary>Measures and prints.</summary>
    /// <param name="trainings">How many.</param>
    /// <param name="recommendations">How many.</param>
    public static void Run(int trainings, int recommendations)
    {
        var folder = Directory.CreateTempSubdirectory("soak").FullName;
        try
        {
            var songs = TinyCorpus.Make(Path.Combine(folder, "songs"));
            var outside = Directory.GetFiles(TinyCorpus.Make(Path.Combine(folder, "outside"), 2), "*.wav", SearchOption.AllDirectories);
            Workspace workspace = new(new(Path.Combine(folder, "data")));
            ExperimentRunner runner = new(workspace, new ManagedEngine());
            Measure("trainings", trainings, i =>
                Directory.Delete(runner.Execute(Experiment(songs, i), Work.Default).Folder, recursive: true));
            using var recommender = RunRecommender.Open(workspace, runner.Execute(Experiment(songs, 0), Work.Default));
            Measure("recommendations", recommendations, i => recommender.Recommend(
                i % Steps == 0 ? outside[i / Steps % outside.Length] : recommender.Tracks[i % recommender.Count].Id));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ExperimentSpec Experiment(string songs, int seed) =>
        new() { Dataset = songs, Seed = seed, Training = TrainingSpec.Default with { Epochs = 2 } };

    private static void Measure(string what, int count, Action<int> act)
    {
        var (first, resident) = (0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            act(i);
            if ((i + 1) % Math.Max(1, count / Steps) != 0)
                continue;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            resident = Environment.WorkingSet / 1e6;
            first = first == 0 ? resident : first;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i + 1,6} {what}: resident {resident:0} MB, managed {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"resident after all {what} above that after a tenth: {100 * (resident / first - 1):0.0} % (asked: 5)"));
    }
}
