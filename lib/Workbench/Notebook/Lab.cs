using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Notebook;

/// <summary>
/// The short road for notebooks: an experiment that is varied with <c>With...</c>, looked at from every side, and trained.
/// Every call returns something that a notebook shows; only <see cref="Train"/> changes anything on disk but caches.
/// <code>
/// var lab = Lab.On("demo").WithSeed(3);
/// var run = lab.Train();
/// run.RocCurves()
/// </code>
/// </summary>
public sealed class Lab
{
    private readonly Workspace workspace;
    private readonly Lazy<ExtractedDataset> extracted;
    private readonly Lazy<Split> split;

    private Lab(Workspace workspace, ExperimentSpec spec, Dataset songs, Lazy<ExtractedDataset>? alreadyExtracted = null)
    {
        this.workspace = workspace;
        Spec = spec;
        Songs = songs;
        extracted = alreadyExtracted ?? new(() => workspace.Extract(songs, spec.Features));
        split = new(() => Splitter.Draw(extracted.Value, spec.Split));
    }

    /// <summary>Everything that decides the result.</summary>
    public ExperimentSpec Spec { get; }

    /// <summary>The collection.</summary>
    public Dataset Songs { get; }

    /// <summary>The features of every song that can be read, from the cache or extracted now.</summary>
    public ExtractedDataset Features => extracted.Value;

    /// <summary>Who is learned from, chosen by, judged on.</summary>
    public Split Split => split.Value;

    /// <summary>Opens a collection.</summary>
    /// <param name="dataset"><c>demo</c>, a folder of genre folders, a music library with tags, or a CSV manifest.</param>
    /// <exception cref="WorkbenchException">No such dataset, or nothing usable in it.</exception>
    public static Lab On(string dataset)
    {
        var workspace = new Workspace(DataFolder.Find(), Environment.ProcessorCount);
        var spec = new ExperimentSpec { Dataset = Path.Exists(dataset) ? Path.GetFullPath(dataset) : dataset };
        return new(workspace, spec, workspace.Open(spec.Dataset));
    }

    /// <summary>The same with another seed for split and training.</summary>
    public Lab WithSeed(int seed) => With(Spec.WithSeed(seed));

    /// <summary>The same with other features.</summary>
    public Lab With(FeatureSpec features) => new(workspace, Spec with { Features = features }, Songs);

    /// <summary>The same with another split.</summary>
    public Lab With(SplitSpec split) => With(Spec with { Split = split });

    /// <summary>The same with another network.</summary>
    public Lab With(ModelSpec model) => With(Spec with { Model = model });

    /// <summary>The same, trained otherwise.</summary>
    public Lab With(TrainingSpec training) => With(Spec with { Training = training });

    /// <summary>How many songs each genre has.</summary>
    public Figure ClassBalance() => Charts.ClassBalance(Songs);

    /// <summary>A song by its id, or by its number in the collection.</summary>
    /// <param name="idOrNumber">A <see cref="Track.Id"/>, or 0 to the number of songs - 1.</param>
    /// <exception cref="WorkbenchException">No such song.</exception>
    public Track Song(string idOrNumber)
    {
        if (Songs.Tracks.FirstOrDefault(t => t.Id == idOrNumber) is { } track)
            return track;
        return int.TryParse(idOrNumber, out var number) && number >= 0 && number < Songs.Tracks.Length ? Songs.Tracks[number]
            : throw new WorkbenchException($"{idOrNumber}: no such song in {Songs.Name}; ids look like {Songs.Tracks[0].Id}, numbers go from 0 to {Songs.Tracks.Length - 1}.");
    }

    /// <summary>A song to listen to: some seconds from its middle.</summary>
    /// <param name="song">Its id or number.</param>
    public AudioPlayer Play(string song) => Excerpt.Of(Song(song));

    /// <summary>What a song looks like: mel bands over time.</summary>
    /// <param name="song">Its id or number.</param>
    public Figure Spectrogram(string song)
    {
        var track = Song(song);
        var mel = new LogMel();
        var spec = Spec.Features with { Features = [mel], Statistics = [] };
        var frames = new FeatureExtractor(spec).Extract(AudioFile.ReadMono(track.AudioPath, spec.SampleRate));
        return Charts.MelSpectrogram(frames, (double)spec.HopLength / spec.SampleRate, mel.BandCenters(spec.SampleRate), track.DisplayName);
    }

    /// <summary>How the songs and genres are divided; the test part shows its size alone until a run opens it.</summary>
    public Table Parts()
    {
        var genres = Songs.LabelCounts.Select(c => c.Key).ToArray();
        Func<SplitPart, IReadOnlyList<object?>> row = part =>
            [part is TrainingPart ? "training" : "validation", part.Tracks.Length, part.Tracks.Select(t => t.Group).Distinct().Count(), .. genres.Select(g => (object?)part.Tracks.Count(t => t.Labels.Contains(g)))];
        return new(["part", "songs", "artists", .. genres], [row(Split.Train), row(Split.Validation), ["test", Split.Test.Count, .. genres.Select(_ => (object?)null), null]]);
    }

    /// <summary>The network, layer by layer.</summary>
    public ModelPlan Network() => Spec.Model.Bind(Shape.Vector(Spec.Features.ColumnNames.Length), Songs.LabelCounts.Length);

    /// <summary>Trains, judges and keeps a run.</summary>
    public LabRun Train() => new(workspace, new ExperimentRunner(workspace, new ManagedTrainer()).Execute(Spec));

    private Lab With(ExperimentSpec spec) => new(workspace, spec, Songs, extracted);
}
