using System.Collections.Immutable;
using System.Globalization;
using Workbench.Benchmarks.Sets;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Recommendation;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Benchmarks.Similarity;

/// <summary>Emotify's 400 songs with the 518 columns, in the folds of the first draw by artist.</summary>
internal sealed class RetrievalSongs
{
    /// <summary>Folds of the draw.</summary>
    public const int FoldCount = 5;

    private const string Draw = "artist_s0";

    /// <summary>Opens the songs.</summary>
    /// <param name="folder">Holds <c>features_518.csv</c>, <c>tracks.csv</c> and <c>folds.csv</c>.</param>
    public RetrievalSongs(string folder)
    {
        var shared = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        var own = Path.Combine(DataFolder.Find().Path, "benchmarks"); // apart from the runs of people
        var set = new BenchmarkSets(shared, Path.Combine(own, "sets")).All().First(set => set.Name == "Emotify, fma518");
        var (workspace, work) = (new Workspace(new(own)), Work.OnAllProcessors);
        Songs = workspace.Extract(workspace.Open(set.Dataset, LabelSource.Auto, work), FeatureSpec.FromTable(set.Table!), work);
        var lines = File.ReadAllLines(Path.Combine(folder, "folds.csv")).Select(line => line.Split(',')).ToArray();
        var column = Array.IndexOf(lines[0], Draw);
        var ofSong = lines.Skip(1).ToDictionary(row => row[0], row => int.Parse(row[column], CultureInfo.InvariantCulture));
        Fold = [.. Songs.Tracks.Select(track => ofSong[track.Id])];
        Genre = [.. Songs.Tracks.Select(track => track.Labels[0])];
        Artist = [.. Songs.Tracks.Select(track => track.Artist!.ToUpperInvariant())];
    }

    /// <summary>The songs with their columns.</summary>
    public ExtractedDataset Songs { get; }

    /// <summary>Number of songs.</summary>
    public int Count => Fold.Length;

    /// <summary>The fold of each song.</summary>
    public ImmutableArray<int> Fold { get; }

    /// <summary>The genre of each song.</summary>
    public ImmutableArray<string> Genre { get; }

    /// <summary>The artist of each song: each value of the tag is one.</summary>
    public ImmutableArray<string> Artist { get; }

    /// <summary>What remains for a song when its artist is left out.</summary>
    public IEnumerable<int> OfOtherArtists(int song) => Enumerable.Range(0, Count).Where(other => Artist[other] != Artist[song]);

    /// <summary>What three songs by other artists drawn at random would give.</summary>
    public double Chance => Enumerable.Range(0, Count)
        .Average(song => OfOtherArtists(song).Average(other => Genre[other] == Genre[song] ? 1.0 : 0));

    /// <summary>The songs as a catalogue, with what a model makes of them.</summary>
    /// <param name="outputs">What it makes; null for features alone.</param>
    /// <param name="unknownFold">The fold whose artists nobody knows, so that nothing is learned from them; null for none.</param>
    public SongCatalogue Catalogue(SongOutputs? outputs = null, int? unknownFold = null) => new(
        [.. Songs.Tracks.Select((track, song) => Fold[song] == unknownFold ? track with { Artist = null } : track)],
        outputs ?? new(new(["none"], new float[Count]), new ScoreMatrix(Count, 1)))
    {
        Features = SongCatalogue.SummariesOf(Songs.Songs),
    };

    /// <summary>
    /// A model with the product's defaults that learned from the other folds: the next one validates, and is learned from at last.
    /// </summary>
    public TrainedModel Model(string name, int fold)
    {
        ImmutableArray<int> Of(Func<int, bool> isWanted) =>
            [.. Enumerable.Range(0, Count).Where(song => isWanted((Fold[song] - fold + FoldCount) % FoldCount))];
        var (train, validation) = (new TrainingPart(Songs, Of(f => f > 1)), new ValidationPart(Songs, Of(f => f == 1)));
        var spec = new ExperimentSpec { Dataset = "" }.With("model", name) with { Features = Songs.Spec };
        spec = Recipe.Of(spec, TrainingFacts.Of(train, copies: 0, validation)).Experiment;
        var (trainer, work) = (new Trainer(new ManagedEngine()), Work.OnAllProcessors);
        return new(trainer.Refit(trainer.Train(train, validation, spec.Features, spec.Model, spec.Training, work: work), train,
            validation, spec.Training, work: work));
    }
}
