using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// The experiments under way on a data folder, in whatever process: <see cref="ExperimentRunner"/> tells of each in a small file, which is
/// gone when it ends.
/// </summary>
/// <remarks>
/// A training is a thing that is not whole yet, so its file is named as all such things are: what a killed
/// process left is recognised by that name, and the next workspace removes it.
/// </remarks>
/// <param name="folder">Where the files are kept.</param>
public sealed class LiveTrainings(string folder)
{
    /// <summary>The most epochs that a file holds: more than a screen has columns.</summary>
    public const int MostEpochs = 1000;

    /// <summary>Which task the songs set shows when they were read; a loss that nobody chose is no change, whatever it will be.</summary>
    private const ClassificationTask UnknownYet = ClassificationTask.MultiLabel;

    /// <summary>The experiments under way, the oldest first; those whose process is gone are left out.</summary>
    public IReadOnlyList<LiveTraining> List() => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder)
            .Where(path => LiveTrainingFile.Is(path) && !TemporaryName.IsLeft(path))
            .Select(Read).OfType<LiveTraining>()
            .OrderBy(training => training.Started).ThenBy(training => training.Id, StringComparer.Ordinal)];

    /// <summary>Begins to tell of an experiment, until the file is disposed of.</summary>
    internal LiveTrainingFile Begin(ExperimentSpec spec) => new(folder, new()
    {
        Dataset = spec.Dataset,
        Model = SpecParameters.ModelOf(spec),
        Changed = SpecParameters.Changed(spec.For(UnknownYet), UnknownYet),
        Seed = spec.Training.SeedOrZero,
        Started = DateTimeOffset.UtcNow,
        Updated = DateTimeOffset.UtcNow,
        Task = "Starting",
        Done = 0,
        Total = 1,
        Epochs = [],
    });

    private static LiveTraining? Read(string path)
    {
        try
        {
            return SpecJson.ReadFile<LiveTraining>(path) with { Id = Path.GetFileName(path) };
        }
        catch (WorkbenchException)
        {
            return null; // it has ended meanwhile, or is of another version
        }
    }
}
