using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>A finished run: its folder is the truth, this type reads it.</summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Run : ICard
{
    private readonly Lazy<TrainedModel> model;
    private readonly Lazy<ImmutableArray<LearningCurve>> curves;
    private readonly Lazy<Predictions> onTest;
    private readonly Lazy<ValidationPredictions> onValidation;

    private Run(string folder, ExperimentSpec spec, RunSummary summary)
    {
        Folder = folder;
        Spec = spec;
        Summary = summary;
        model = new(() => TrainedModel.Load(Folder));
        curves = new(() =>
            model.IsValueCreated ? [.. Model.Members.Select(member => member.LearningCurve)] : TrainedModel.LoadCurves(Folder));
        onTest = new(() => Predictions.ReadCsv(Path.Combine(Folder, RunFiles.TestPredictions)));
        onValidation = new(() => ValidationPredictions.ReadCsv(Path.Combine(Folder, RunFiles.ValidationPredictions)));
    }

    /// <summary>The run's folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The run's id: the name of its folder in the run store, which never changes.</summary>
    public string Id => Summary.Id;

    /// <summary>What was asked.</summary>
    public ExperimentSpec Spec { get; }

    /// <summary>What was found.</summary>
    public RunSummary Summary { get; }

    /// <summary>The trained model, read when first asked for.</summary>
    public TrainedModel Model => model.Value;

    /// <summary>How the model was trained; of an ensemble its first member.</summary>
    public LearningCurve LearningCurve => LearningCurves[0];

    /// <summary>How the members of the ensemble were trained; of one model its only curve.</summary>
    public ImmutableArray<LearningCurve> LearningCurves => curves.Value;

    /// <summary>
    /// Songs, or segments of songs, learned from in a second of training, the evaluation of every epoch included in the time.
    /// </summary>
    public double SamplesPerSecond =>
        (Summary.Members.IsEmpty ? (double)(Summary.TrainTracks + Summary.TrainCopies) * Spec.Training.SegmentsPerSong * Summary.Epochs
            : Summary.Members.Sum(member => (double)member.SamplesPerEpoch * member.Epochs))
        / LearningCurves.Sum(curve => curve.Epochs.Sum(e => e.Seconds));

    /// <summary>The scores of every song of the test part, read when first asked for.</summary>
    /// <exception cref="WorkbenchException">The test part is sealed.</exception>
    public Predictions TestPredictions => !Summary.IsSealed ? onTest.Value
        : throw new WorkbenchException(
            $"The test part of run {Id} is sealed. To open it: workbench judge {Id} (in a notebook: run.Judge()).");

    /// <summary>The scores of every song of the validation part, by which models are chosen; read when first asked for.</summary>
    public ValidationPredictions ValidationPredictions => onValidation.Value;

    /// <summary>The scores of every song of <see cref="RunSummary.Evaluated"/>.</summary>
    public Predictions EvaluatedPredictions => Summary.IsSealed ? ValidationPredictions : TestPredictions;

    /// <summary>The files of the dataset that could not be used, with the reason.</summary>
    public ImmutableArray<SkippedFile> Skipped => SkippedFileList.Read(Path.Combine(Folder, RunFiles.Skipped));

    /// <summary>The race that decided which models it has; null where they were named.</summary>
    /// <exception cref="WorkbenchException">It cannot be read.</exception>
    public ModelChoice? Choice => ModelChoice.Find(Folder);

    /// <summary>What people say of the run: read anew each time, as it may change while the result stays.</summary>
    /// <exception cref="WorkbenchException">It cannot be read.</exception>
    public RunAbout About => RunAbout.Read(Folder);

    /// <summary>What it was made and evaluated with that is code of its maker's own, a line each with the source.</summary>
    public ImmutableArray<string> OwnCode => [.. OwnParts.Of(Spec).Select(OwnParts.Line)];

    /// <summary>What to call the run: its name, or its id where it has none.</summary>
    public string Title => About.Name ?? Id;

    /// <summary>When it began.</summary>
    /// <exception cref="WorkbenchException">Its environment cannot be read.</exception>
    public DateTimeOffset StartedUtc => Environment.StartedUtc;

    /// <summary>Where it was made.</summary>
    /// <exception cref="WorkbenchException">It cannot be read.</exception>
    internal RunEnvironment Environment => SpecJson.ReadFile<RunEnvironment>(Path.Combine(Folder, RunFiles.Environment));

    /// <summary>Bytes of its files.</summary>
    public long Bytes => BytesOf(Folder);

    /// <summary>Reads a run folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="WorkbenchException">The folder is no finished run.</exception>
    public static Run Load(string folder)
    {
        folder = Path.GetFullPath(folder);
        try
        {
            return new(folder,
                ExperimentSpec.ReadFile(Path.Combine(folder, RunFiles.Experiment)),
                SpecJson.ReadFile<RunSummary>(Path.Combine(folder, RunFiles.Scores)));
        }
        catch (WorkbenchException error)
        {
            throw new WorkbenchException(
                $"{folder}: no finished run ({error.Message}). A run folder has {RunFiles.Experiment} and {RunFiles.Scores}; "
                + "name another run, or train again.", error);
        }
    }

    /// <summary>Bytes of the files in a folder.</summary>
    internal static long BytesOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    DisplayTable ICard.Card => new(["run", Title],
    [
        ["folder", Folder],
        ["dataset", Spec.Dataset],
        ["model", Spec.ModelInWords],
        .. ScoreLine.Of(Summary).Take(1).Select(line => new object?[] { $"{line.Name}, {Summary.Evaluated.Name} part", line.Value }),
        .. Summary.Notes.Select(note => new object?[] { "note", note }),
        .. OwnParts.Rows(Spec),
    ]);
}
