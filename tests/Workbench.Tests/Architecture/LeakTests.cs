using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Architecture;

/// <summary>
/// The ways in which studies of music fool themselves, each written down as a user might, and each refused: by the compiler, or with an
/// error that names it. Beside each line that must not compile stands the honest one, which must.
/// </summary>
public sealed class LeakTests : IDisposable
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Theory]
    [InlineData("a scaler fitted on all songs", "Scaler.Fit(all)", "Scaler.Fit(split.Train)")]
    [InlineData("a scaler fitted on the test part", "Scaler.Fit(test)", "Scaler.Fit(split.Train)")]
    [InlineData("a vocabulary of the test part", "LabelVocabulary.Fit(test)", "LabelVocabulary.Fit(split.Train)")]
    [InlineData("a vocabulary of all songs", "LabelVocabulary.Fit(all)", "LabelVocabulary.Fit(split.Train)")]
    [InlineData("features chosen by all songs", "FeatureRanking.Of(all, features)", "FeatureRanking.Of(split.Train, features)")]
    [InlineData("components of all songs", "PrincipalComponents.Fit(all, 2)", "PrincipalComponents.Fit(split.Train, 2)")]
    [InlineData("class weights of all songs", "trainer.Train(all, split.Validation, features, model, balanced)",
        "trainer.Train(split.Train, split.Validation, features, model, balanced)")]
    [InlineData("early stopping by the test part", "trainer.Train(split.Train, test, features, model, balanced)",
        "trainer.Train(split.Train, split.Validation, features, model, balanced)")]
    [InlineData("thresholds tuned on the test part", "Thresholds.Tune(run.TestPredictions)", "Thresholds.Tune(run.ValidationPredictions)")]
    [InlineData("a temperature fitted on the test part", "TemperatureScaling.Fit(run.TestPredictions)",
        "TemperatureScaling.Fit(run.ValidationPredictions)")]
    [InlineData("a test part passed off as a validation part", "new ValidationPredictions(test, vocabulary, scores)",
        "new ValidationPredictions(split.Validation, vocabulary, scores)")]
    [InlineData("changed copies of validation songs", "AugmentationPlan.Of(split.Validation, copies)",
        "AugmentationPlan.Of(split.Train, copies)")]
    [InlineData("changed copies before the split", "AugmentationPlan.Of(all, copies)", "AugmentationPlan.Of(split.Train, copies)")]
    [InlineData("segments assigned to the parts one by one", "new TrainingPart(all, [0, 1, 2])", "Splitter.Draw(all, spec)")]
    [InlineData("a look at the sealed test part", "split.Test.Tracks", "split.Test.Count")]
    public void What_would_leak_does_not_compile(string leak, string leaky, string honest)
    {
        Assert.Empty(Errors(honest));
        Assert.True(Errors(leaky).Any(id => id is "CS1503" or "CS1061" or "CS1729" or "CS0122"),
            $"{leak}: {leaky} compiles, or fails for another reason: {string.Join(", ", Errors(leaky))}");
    }

    [Fact]
    public void All_segments_of_a_song_and_all_songs_of_an_artist_are_on_one_side()
    {
        var workspace = new Workspace(new(folder.File("data")));
        string[] songs = [.. Directory.GetFiles(TinyCorpus.Make(folder.File("songs")), "*.wav", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)];
        var manifest = folder.Write("songs.csv",
            "path,labels,artist\n"
            + string.Join('\n', songs.Select((path, i) => $"\"{path}\",{Path.GetFileName(Path.GetDirectoryName(path))},artist {i % 7}")));
        var all = workspace.Extract(workspace.Open(manifest), Workbench.Features.FeatureSpec.LogMel(bands: 16));
        var split = Splitter.Draw(all, SplitSpec.Default);
        var parts = new[] { split.Train.Tracks, split.Validation.Tracks, split.Test.Open(workspace.Runs, "a look", out _).Tracks };
        Assert.Equal(all.Tracks.Length, parts.SelectMany(part => part).Select(track => track.Id).Distinct().Count());
        var artists = parts.Select(part => part.Select(track => track.Group).ToHashSet()).ToList();
        Assert.Empty(artists[0].Intersect(artists[1]).Union(artists[0].Intersect(artists[2])).Union(artists[1].Intersect(artists[2])));
    }

    [Fact]
    public void A_test_part_that_is_opened_twice_says_so()
    {
        var workspace = new Workspace(new(folder.File("data")));
        var spec = new ExperimentSpec
        {
            Dataset = TinyCorpus.Make(folder.File("songs")),
            Training = TrainingSpec.Default with { Epochs = 1 },
        };
        var runner = new ExperimentRunner(workspace, new ManagedEngine());
        Run Judged(ExperimentSpec spec) => RunJudge.Judge(workspace, runner.Execute(spec, TestWork.Of()), work: TestWork.Of());
        var (first, second) = (Judged(spec), Judged(spec.With("training.batchSize", "16")));
        const string note = "The test part of this split has been opened 2 times: the best of several test scores is too good.";
        Assert.DoesNotContain(first.Summary.Notes, n => n.Contains("has been opened", StringComparison.Ordinal));
        Assert.Contains(note, second.Summary.Notes);
        Assert.Contains(note, File.ReadAllText(Path.Combine(second.Folder, "card.md")), StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Errors(string expression)
    {
        var code = $$"""
            using Workbench.Augmentation; using Workbench.Charts; using Workbench.Datasets; using Workbench.Evaluation;
            using Workbench.Experiments; using Workbench.Features; using Workbench.Models; using Workbench.Training;
            using Workbench.Training.Scaling;
            public static class Study
            {
                public static object? Do(
                    ExtractedDataset all, Split split, TestPart test, Run run, Trainer trainer, FeatureSpec features, ModelSpec model,
                    TrainingSpec balanced, LabelVocabulary vocabulary, ScoreMatrix scores, SplitSpec spec, AugmentationSpec copies) =>
                    {{expression}};
            }
            """;
        var compilation = CSharpCompilation.Create("study", [CSharpSyntaxTree.ParseText(code)], References,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return [.. compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id)];
    }
}
