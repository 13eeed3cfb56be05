using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>Names that a shell completes and that change from day to day, read when they are asked for.</summary>
internal static class Known
{
    /// <summary>The names that an argument or option takes, by what it is called in all commands; none where it takes none.</summary>
    public static IEnumerable<string> Of(string symbol) => symbol switch
    {
        "RUN" or "RUN|NOTEBOOK" or "EXPERIMENT" or "--run" => Runs(),
        "DATASET" or "--dataset" => Datasets(),
        "LISTENER" or "--listener" => SharedOptions.Workspace().Ratings.Listeners().Select(listener => listener.Name),
        "--set" or "--grid" or "--random" => Parameters(),
        _ => [],
    };

    /// <summary>The runs by their names and ids, the latest first.</summary>
    private static IEnumerable<string> Runs()
    {
        var runs = SharedOptions.Workspace().Runs.Index().Runs.Reverse().ToList();
        return [.. runs.Select(run => run.Name).OfType<string>(), .. runs.Select(run => run.Id)];
    }

    /// <summary>The demo corpus, and what was fetched.</summary>
    private static IEnumerable<string> Datasets() =>
        [DatasetReader.DemoName, .. Folders(DataFolder.Find().DatasetsPath).Where(path => !TemporaryName.Is(path))];

    /// <summary>The parameters of an experiment, and each with the words that it can be.</summary>
    private static IEnumerable<string> Parameters() =>
        new ExperimentSpec { Dataset = DatasetReader.DemoName }.Parameters()
            .SelectMany(parameter => parameter.Words.Select(word => $"{parameter.Name}={word}").Prepend($"{parameter.Name}="));

    private static string[] Folders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];
}
