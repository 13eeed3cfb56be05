using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Export;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Reports;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.Features;

/// <summary>Features that are lambdas.</summary>
public sealed class OwnFeatureTests : IDisposable
{
    private static readonly AudioClip Clip = new(22_050, [.. Enumerable.Range(0, 30_000).Select(i => (float)Math.Sin(0.1 * i))]);

    private static readonly Feature Peaks = Feature.Of("peaks", ["largest", "mean"], clip =>
    {
        var levels = clip.Channel(0).ToArray().Select(Math.Abs).ToArray();
        return [levels.Max(), levels.Average()];
    });

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void Its_values_stand_once_a_song_in_columns_of_their_names()
    {
        FeatureSpec spec = new() { Features = [new Rms(), Peaks], Statistics = [Statistic.Mean, Statistic.Std] };
        var row = new FeatureExtractor(spec).Extract(Clip);
        Assert.Equal(["rmse_mean_01", "rmse_std_01", "peaks_largest", "peaks_mean"], row.ColumnNames);
        var levels = Clip.Channel(0).ToArray().Select(Math.Abs).ToArray();
        Assert.Equal([levels.Max(), levels.Average()], row.Row(0)[2..].ToArray());
        Assert.Equal(new FeatureExtractor(spec with { Features = [new Rms()] }).Extract(Clip).Row(0), row.Row(0)[..2]);
    }

    [Fact]
    public void What_a_kernel_puts_into_its_loops_is_no_part_of_it()
    {
        var feature = Feature.Of("loops", ["x"], _ => [1],
            text: "clip => { foreach (var s in clip) /*stop:*/{ Check(); /*:stop*/x++;/*stop:*/ }/*:stop*/ return [x]; }");
        Assert.Equal("clip => { foreach (var s in clip) x++; return [x]; }", ((IOwnCode)feature).Text);
        Assert.Equal([1], new FeatureExtractor(new() { Features = [feature] }).Extract(Clip).Row(0).ToArray());
    }

    [Fact]
    public void Name_names_of_values_text_and_version_are_what_it_is()
    {
        FeatureSpec spec = new() { Features = [Peaks] };
        var json = SpecJson.Write(spec);
        Assert.Contains("\"kind\": \"own\"", json, StringComparison.Ordinal);
        Assert.Contains("levels.Average()", json, StringComparison.Ordinal);
        Assert.Equal(spec, SpecJson.Read<FeatureSpec>(json));
        Assert.Equal(spec.Hash, SpecJson.Read<FeatureSpec>(json).Hash);
        Feature[] others =
        [
            Feature.Of("a", ["x"], _ => [1]), Feature.Of("b", ["x"], _ => [1]), Feature.Of("a", ["y"], _ => [1]),
            Feature.Of("a", ["x"], _ => [2]), Feature.Of("a", ["x"], _ => [1], "2"),
        ];
        Assert.Equal(5, others.Select(feature => new FeatureSpec { Features = [feature] }.Hash).Distinct().Count());
        Assert.Equal(5, others.Distinct().Count());
        Assert.Equal(others[0], Feature.Of("a", ["x"], _ => [1]));
    }

    [Theory]
    [InlineData("", "x", "'' is no name of a feature, by which columns are called: lower-case letters, digits and _, as peaks.")]
    [InlineData("My peak", "x", "'My peak' is no name of a feature")]
    [InlineData("a", "", "The feature a names no values; name at least one, for instance max.")]
    [InlineData("a", "x;Y", "'Y' is no name of a value of the feature a: lower-case letters, digits and _, as max.")]
    [InlineData("a", "x;y;x", "The feature a names the value x twice; name each once.")]
    public void Names_that_are_none_of_columns_are_refused(string name, string values, string problem)
    {
        ImmutableArray<string> names = [.. values.Split(';', StringSplitOptions.RemoveEmptyEntries)];
        Assert.StartsWith(problem, Assert.Throws<WorkbenchException>(() => Feature.Of(name, names, _ => [1])).Message,
            StringComparison.Ordinal);
        var json = SpecJson.Write(new FeatureSpec { Features = [new OwnFeature(name, names, "_ => [1]")] });
        Assert.StartsWith(problem, Assert.Throws<InvalidSpecException>(SpecJson.Read<FeatureSpec>(json).Validate).Problems[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Where_frames_are_wanted_it_is_refused()
    {
        Assert.Equal(["Feature peaks has values once a song, and no frames; name statistics, for instance mean."],
            Assert.Throws<InvalidSpecException>(new FeatureSpec { Features = [Peaks], Statistics = [] }.Validate).Problems);
        Assert.StartsWith("Feature peaks has values once a song, and no frames that change;", Assert.Throws<InvalidSpecException>(
            new FeatureSpec { Features = [new Delta(Peaks)] }.Validate).Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("Feature peaks has values once a song, and no frames that have a mean;", Assert.Throws<InvalidSpecException>(
            new FeatureSpec { Features = [new Centered(Peaks)] }.Validate).Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_is_wrong_ends_the_extraction_with_song_and_name_and_leaves_no_song_out()
    {
        var songs = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 1);
        var dataset = DatasetReader.Open(songs, LabelSource.Auto, new(folder.File("data")));
        var calls = 0;
        (Feature Feature, string Message)[] wrong =
        [
            (Feature.Of("broken", ["x"], clip => [clip.Channel(0).ToArray()[clip.SampleCount]]),
                "The feature broken failed: IndexOutOfRangeException: "),
            (Feature.Of("few", ["x", "y"], _ => [1]), "The feature few gave 1 value for the 2 names x, y; give one a name."),
            (Feature.Of("none", ["x"], _ => null!), "The feature none gave null for the 1 name x; give one a name."),
            (Feature.Of("empty", ["x", "y"], _ => [1, 0.0 / 0]),
                "The feature empty gave NaN as y; give a finite number for every song, or throw"),
            (Feature.Of("large", ["x"], _ => [1e300]), "The feature large gave "),
            (Feature.Of("counter", ["x"], _ => [calls++]), "The feature counter gave other values when it heard the same song again."),
        ];
        foreach (var (feature, message) in wrong)
        {
            FeatureSpec spec = new() { Features = [new Rms(), feature] };
            foreach (var _ in Enumerable.Range(0, 2)) // nothing is remembered against the songs
            {
                var error = Assert.Throws<OwnCodeException>(() => new Workspace(new(folder.File("data"))).Extract(dataset, spec));
                Assert.Matches($"^.*{Path.GetFileName(songs)}.*[.]wav: ", error.Message);
                Assert.Contains(message, error.Message, StringComparison.Ordinal);
            }
            Assert.StartsWith(message, Assert.Throws<OwnCodeException>(() => new FeatureExtractor(spec).Extract(Clip)).Message,
                StringComparison.Ordinal);
        }
        Assert.IsType<IndexOutOfRangeException>(Assert.Throws<OwnCodeException>(() =>
            new Workspace(new(folder.File("data"))).Extract(dataset, new() { Features = [wrong[0].Feature] })).InnerException);
    }

    [Fact]
    public void A_song_that_the_code_refuses_is_left_out_with_the_reason()
    {
        var songs = TinyCorpus.Make(folder.File("songs"), songsPerGenre: 1);
        var dataset = DatasetReader.Open(songs, LabelSource.Auto, new(folder.File("data")));
        var tones = Feature.Of("tones", ["x"], clip =>
            clip.Channel(0)[1] - clip.Channel(0)[0] < 0.1 ? throw new WorkbenchException("too low for me") : [1]);
        var extracted = new Workspace(new(folder.File("data"))).Extract(dataset, new() { Features = [tones] });
        Assert.Contains(extracted.Dataset.Skipped, skipped => skipped.Reason == "too low for me");
        Assert.NotEmpty(extracted.Tracks);
    }

    /// <summary>As in a process that has read a run and has not run its cell.</summary>
    [Fact]
    public void A_process_without_the_code_reads_reports_and_judges_the_run_and_says_what_it_needs_to_listen()
    {
        var songs = TinyCorpus.MakeOfSeveralGenres(folder.File("songs"), songsPerGenre: 12);
        var known = (OwnFeature)Feature.Of("known", ["mean"], clip => [clip.Channel(0).ToArray().Average(Math.Abs)]);
        var experiment = new ExperimentSpec
        {
            Dataset = songs,
            Features = new() { Features = [new Rms(), known] },
            Model = new([new Linear(4)]),
            Training = new() { Epochs = 1 },
        };
        Workspace workspace = new(new(folder.File("data")));
        var run = new ExperimentRunner(workspace, new ManagedEngine()).Execute(experiment, TestWork.Of());

        // The same rows under code of which this process has never heard.
        const string Text = "clip => [new Secret().Of(clip)]";
        var unknown = new OwnFeature("known", ["mean"], Text);
        foreach (var file in Directory.GetFiles(run.Folder, "*.json"))
            File.WriteAllText(file, File.ReadAllText(file)
                .Replace(SpecJson.Write(known.Text), SpecJson.Write(Text), StringComparison.Ordinal));
        Rename(workspace, known, unknown);
        Workspace elsewhere = new(new(folder.File("data")));
        var read = elsewhere.Runs.Open(run.Id);
        Assert.Equal(unknown, read.Spec.Features.Features[1]);
        Assert.Contains("known_mean", read.Model.FeatureColumns);
        Assert.NotNull(RunJudge.Judge(elsewhere, read, work: TestWork.Of()));
        Assert.Contains("known", new RunReport(read).ToHtml(), StringComparison.Ordinal);
        var dataset = DatasetReader.Open(songs, LabelSource.Auto, workspace.Data);
        Assert.Equal(dataset.Tracks.Length, elsewhere.Preview(dataset, read.Spec.Features).Cached);
        Assert.Contains("known", ModelGraph.WhyNotFromAudio(read.Spec.Features), StringComparison.Ordinal);
        Assert.Contains("Secret().Of(clip)", SpecParameters.Of(read.Spec)["features.features"], StringComparison.Ordinal);

        var song = folder.Write("new.wav", WavFile.Encode(Clip));
        foreach (var listen in new Action[]
        {
            () => elsewhere.Predict(read.Model, [song], _ => { }),
            () => read.Model.Hear(song),
            () => read.Model.Hear(song), // and again
            () => elsewhere.Preview(new Dataset("new", folder.Path, [new() { Id = "new", AudioPath = song, Labels = [] }], []),
                read.Spec.Features),
        })
            Assert.Equal("The feature known is code of a notebook or program, which this one does not have. Define it first, in the same "
                + $"process:\nFeature.Of(\"known\", [\"mean\"], {Text})", Assert.ThrowsAny<WorkbenchException>(listen).Message);
        OwnFeature.Define("known", ["mean"], clip => [clip.Channel(0).ToArray().Average(Math.Abs)], null, Text);
        Assert.NotNull(read.Model.Hear(song)); // also by what has failed before
    }

    private static void Rename(Workspace workspace, Feature from, Feature to)
    {
        string HashOf(Feature feature) => FeaturePart.Of(new() { Features = [feature] })[0].Hash;
        using var connection = new Database(workspace.Data.DatabasePath).Open("");
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE feature_vector SET spec_hash = '{HashOf(to)}' WHERE spec_hash = '{HashOf(from)}'";
        Assert.True(command.ExecuteNonQuery() > 0);
    }
}
