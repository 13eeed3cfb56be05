using System.Runtime.CompilerServices;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Tests.Augmentation.Transforms;

public sealed class OwnTransformTests : IDisposable
{
    private static readonly AudioTransform Crackle = AudioTransform.Of("crackle", (clip, rng) =>
    {
        var samples = clip.Channel(0).ToArray();
        for (var i = 0; i < 50; i++)
            samples[rng.Next(samples.Length)] = 0.9f;
        return new(clip.SampleRate, samples);
    });

    private readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public void It_does_what_its_lambda_does_with_the_chance_that_was_drawn()
    {
        var clip = Signals.Noise(4000, seed: 1);
        var rng = new Random(new Random(3).Next());
        var expected = clip.Channel(0).ToArray();
        for (var i = 0; i < 50; i++)
            expected[rng.Next(expected.Length)] = 0.9f;
        var drawn = Crackle.Draw(new(3));
        Assert.Equal(expected, drawn.Apply(clip, TestContext.Current.CancellationToken).Channel(0));
        Assert.Equal("crackle", drawn.Summary);
    }

    [Fact]
    public void Its_text_tells_one_of_a_name_from_another()
    {
        var half = AudioTransform.Of("level", (clip, rng) => new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(s => s / 2)]));
        var third = AudioTransform.Of("level", (clip, rng) => new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(s => s / 3)]));
        Assert.NotEqual(half, third);
        Assert.NotEqual(half.Draw(new(1)), third.Draw(new(1)));
        var clip = Signals.Noise(100, seed: 1);
        Assert.NotEqual(half.Draw(new(1)).Apply(clip).Channel(0)[0], third.Draw(new(1)).Apply(clip).Channel(0)[0]);
    }

    [Fact]
    public void A_process_without_the_code_names_the_line_that_defines_it()
    {
        var unknown = SpecJson.Read<AudioTransform>("""{ "kind": "own", "name": "crackle", "text": "(clip, rng) => elsewhere" }""");
        Assert.Equal(new OwnTransform("crackle", "(clip, rng) => elsewhere"), unknown);
        Assert.Equal("The transform crackle is code of a notebook or program, which this one does not have. Define it first, in the same "
            + "process:\nAudioTransform.Of(\"crackle\", (clip, rng) => elsewhere)",
            Assert.Throws<OwnCodeException>(() => unknown.Draw(new(1))).Message);
    }

    public static TheoryData<AudioTransform, string> Wrong => new()
    {
        { AudioTransform.Of("faster", (clip, rng) => new(2 * clip.SampleRate, clip.Channel(0).ToArray())),
            "The transform faster gave 1 channel(s) at 16000 Hz for 1 at 8000 Hz; a copy keeps both." },
        { AudioTransform.Of("wider", (clip, rng) => new(clip.SampleRate, clip.Channel(0).ToArray(), clip.Channel(0).ToArray())),
            "The transform wider gave 2 channel(s) at 8000 Hz for 1 at 8000 Hz; a copy keeps both." },
        { AudioTransform.Of("empty", (clip, rng) => new(clip.SampleRate, Array.Empty<float>())),
            "The transform empty gave no samples for a clip of 3; return at least one." },
        { AudioTransform.Of("undefined", (clip, rng) => new(clip.SampleRate, new[] { 0, float.NaN })),
            "The transform undefined gave the sample NaN at 1; samples are finite numbers, usually from -1 to 1." },
        { AudioTransform.Of("nothing", (clip, rng) => null!),
            "The transform nothing gave no clip; return a new AudioClip(clip.SampleRate, samples)." },
        { AudioTransform.Of("late", (clip, rng) => new(clip.SampleRate, clip.Channel(0)[..9].ToArray())),
            "The transform late failed: ArgumentOutOfRangeException: Specified argument was out of the range of valid values." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_no_copy_can_be_made_of_is_an_error_with_its_name(AudioTransform transform, string message) =>
        Assert.StartsWith(message, Assert.Throws<OwnCodeException>(() =>
            transform.Draw(new(1)).Apply(new AudioClip(8000, new[] { 0, 0.1f, 0.2f }), TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void What_its_text_would_not_tell_is_refused()
    {
        var amount = 0.5f;
        Func<AudioClip, Random, AudioClip> change = (clip, rng) => clip;
        string Refusal(string name, Func<AudioClip, Random, AudioClip> code, [CallerArgumentExpression(nameof(code))] string text = "") =>
            Assert.Throws<WorkbenchException>(() => AudioTransform.Of(name, code, text)).Message;
        Assert.StartsWith("The transform level uses variables or functions from outside of its lambda, which its text does not tell",
            Refusal("level", (clip, rng) => new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(s => s * amount)])),
            StringComparison.Ordinal);
        Assert.Equal("The transform level is given as 'change', which does not tell what it does. Write its lambda there: its text is what "
            + "a run keeps of it.", Refusal("level", change));
        Assert.StartsWith("' ' is no name of a transform; give it one", Refusal(" ", (clip, rng) => clip), StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_are_the_same_on_any_number_of_threads_and_found_again_by_its_text()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        var spec = new ExperimentSpec
        {
            Dataset = songs,
            Augmentation = new() { Transforms = [Crackle, new Gain()], TargetSongs = 8 },
            Training = TrainingSpec.Default with { Epochs = 1 },
        };
        Run Execute(string data, int threads) => new ExperimentRunner(new(new(folder.File(data))), new ManagedEngine())
            .Execute(spec, TestWork.Of(threads: threads));
        var (one, four) = (Execute("one", 1), Execute("four", 4));
        Assert.True(one.Summary.TrainCopies > 0);
        foreach (var file in new[] { "weights.safetensors", "copies.csv", "experiment.json", "predictions-validation.csv" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(one.Folder, file)), File.ReadAllBytes(Path.Combine(four.Folder, file)));
        Assert.Equal(spec.Augmentation, Run.Load(one.Folder).Spec.Augmentation);
    }

    [Fact]
    public void A_training_whose_transform_fails_ends_with_that_and_leaves_out_no_copy()
    {
        var songs = TinyCorpus.Make(folder.File("songs"));
        ExperimentSpec Of(AudioTransform transform) =>
            new() { Dataset = songs, Augmentation = new() { Transforms = [transform], TargetSongs = 8 } };
        string Failure(ExperimentSpec spec) => Assert.Throws<OwnCodeException>(() =>
            new ExperimentRunner(new(new(folder.File("data"))), new ManagedEngine()).Execute(spec, TestWork.Of())).Message;
        Assert.Contains("The transform broken failed: DivideByZeroException", Failure(Of(AudioTransform.Of("broken",
            (clip, rng) => throw new DivideByZeroException()))), StringComparison.Ordinal);
        Assert.StartsWith("The transform gone is code of a notebook", Failure(Of(new OwnTransform("gone", "(clip, rng) => clip"))),
            StringComparison.Ordinal);
    }
}
