using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training.Engines;

namespace Workbench.Experiments;

/// <summary>How fast a model was trained before on a machine like this.</summary>
/// <param name="Run">The run that says so.</param>
/// <param name="SamplesPerSecond">As <see cref="Run.SamplesPerSecond"/>.</param>
/// <param name="Epochs">Epochs that it took: early stopping makes them fewer than were asked for.</param>
/// <param name="Threads">Threads that it had.</param>
/// <param name="Bytes">What the run takes on disk.</param>
public sealed record TrainingPace(string Run, double SamplesPerSecond, int Epochs, int Threads, long Bytes)
{
    /// <summary>Runs that are looked at.</summary>
    private const int MostRuns = 200;

    /// <summary>
    /// That of the latest run with an equal model, equal features and the same engine, of one model also as a member of an ensemble; null
    /// if there is none.
    /// </summary>
    internal static TrainingPace? Find(ExperimentSpec spec, RunStore runs, IEngine engine)
    {
        var (models, here) = (ModelsOf(spec), RunEnvironment.Current(threads: 1, engine));
        foreach (var id in runs.Ids.Reverse().Take(MostRuns))
            try
            {
                var run = runs.Open(id);
                var trained = ModelsOf(run.Spec);
                var member = models is [var one] && trained.Length > 1 ? Array.IndexOf(trained, one) : -1;
                if ((member >= 0 || trained.SequenceEqual(models))
                    && run.Environment is var there && there.Processors == here.Processors && there.Architecture == here.Architecture
                    && there.OperatingSystem == here.OperatingSystem && there.Engine == here.Engine && there.Device == here.Device
                    && (member >= 0 ? OfMember(run, member, there.Threads) : Of(run, there.Threads)) is var pace
                    && double.IsFinite(pace.SamplesPerSecond))
                    return pace;
            }
            catch (WorkbenchException)
            {
                // A damaged run says nothing.
            }
        return null;
    }

    private static TrainingPace Of(Run run, int threads) =>
        new(run.Id, run.SamplesPerSecond, run.Summary.Epochs, threads, run.Bytes);

    private static TrainingPace OfMember(Run run, int place, int threads)
    {
        var member = run.Summary.Members[place];
        return new(run.Id, (double)member.SamplesPerEpoch * member.Epochs / run.LearningCurves[place].Epochs.Sum(epoch => epoch.Seconds),
            member.Epochs, threads, Experiments.Run.BytesOf(EnsembleDescription.FolderOf(run.Folder, place)));
    }

    private static (string Model, string Features)[] ModelsOf(ExperimentSpec spec) =>
        [.. spec.Members().Select(member => (SpecJson.Hash(member.Model), member.Features.Hash))];
}
