using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

public class CustomFeatureTests
{
    private static readonly AudioClip Clip = new(22_050, [.. Enumerable.Range(0, 5000).Select(i => (float)Math.Sin(0.1 * i))]);

    public CustomFeatureTests() => FeatureKinds.Register<Peaks>("peaks");

    [Fact]
    public void It_stands_in_a_spec_and_in_JSON_like_any_other()
    {
        FeatureSpec spec = new() { Features = [new Rms(), new Delta(new Peaks(100))], Statistics = [Statistic.Max] };
        Assert.Equal(spec, SpecJson.Read<FeatureSpec>(SpecJson.Write(spec)));
        Assert.Contains("\"kind\": \"peaks\"", SpecJson.Write(spec), StringComparison.Ordinal);
        Assert.NotEqual(spec.Hash, (spec with { Features = [new Rms(), new Delta(new Peaks(200))] }).Hash);

        var frames = new FeatureExtractor(new() { Features = [new Peaks(100)], Statistics = [] }).Extract(Clip);
        Assert.Equal((50, "peak_01"), (frames.RowCount, frames.ColumnNames[0]));
        for (var frame = 0; frame < 50; frame++)
            Assert.Equal(Clip.Channel(0).Slice(100 * frame, 100).ToArray().Max(), frames[frame, 0]);
        Assert.Equal(Enumerable.Range(0, 50).Max(frame => frames[frame, 0]),
            new FeatureExtractor(new() { Features = [new Rms(), new Peaks(100)], Statistics = [Statistic.Max] }).Extract(Clip)[0, 1]);
    }

    [Fact]
    public void What_it_says_is_wrong_with_it_is_told_with_the_rest()
    {
        FeatureSpec spec = new() { HopLength = 0, Features = [new Peaks(0)], Statistics = [Statistic.Max] };
        Assert.Equal(["Hop length 0 must be 1 to the FFT length 2048; 512 is usual.", "Peaks need a length, not 0."],
            Assert.Throws<InvalidSpecException>(spec.Validate).Problems);
    }

    [Fact]
    public void Without_a_kind_it_is_refused()
    {
        FeatureSpec spec = new() { Features = [new Nameless()], Statistics = [Statistic.Max] };
        Assert.Contains("Nameless has no kind in JSON; call FeatureKinds.Register<Nameless>(\"nameless\") first.",
            Assert.Throws<InvalidSpecException>(spec.Validate).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mfcc", "is that of one of the library's features")]
    [InlineData("My kind", "must be a lower-case letter and then letters and digits")]
    [InlineData("", "must be a lower-case letter and then letters and digits")]
    public void A_kind_is_a_word_of_its_own(string kind, string problem) => Assert.Contains(problem,
        Assert.Throws<WorkbenchException>(() => FeatureKinds.Register<Nameless>(kind)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_newest_type_has_the_kind()
    {
        FeatureKinds.Register<Older>("renewed");
        FeatureKinds.Register<Newer>("renewed");
        Assert.IsType<Newer>(SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "renewed"}]}""").Features[0]);
    }

    [Theory]
    [InlineData(0, "gave 0 values, which are no rows of 2 bands")]
    [InlineData(3, "gave 3 values, which are no rows of 2 bands")]
    [InlineData(4, "is NaN in frame 1, band 2")]
    public void Values_that_are_no_rows_of_numbers_are_refused(int count, string problem)
    {
        FeatureKinds.Register<Careless>("careless");
        FeatureExtractor extractor = new(new() { Features = [new Careless(count)], Statistics = [] });
        Assert.Contains(problem, Assert.Throws<WorkbenchException>(() => extractor.Extract(Clip)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_promises_the_specs_frames_has_to_give_them()
    {
        FeatureKinds.Register<Careless>("careless");
        FeatureExtractor extractor = new(new() { Features = [new Rms(), new Careless(2)], Statistics = [] });
        Assert.Contains("Feature careless gave 1 frames and rmse 10; name statistics, or let each stand alone",
            Assert.Throws<WorkbenchException>(() => extractor.Extract(Clip)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_kind_of_a_project_of_ours_says_how_to_bring_it()
    {
        // Another kind of spec, whose kinds the tests of ONNX do not register.
        var error = Assert.Throws<InvalidSpecException>(() => SpecJson.Read<Elsewhere>("""{"kind": "far"}"""));
        Assert.Contains("no such kind far; there is near.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Fetch it.", error.Message, StringComparison.Ordinal);
    }

    private sealed record Peaks(int Length) : CustomFeature
    {
        public override string Name => "peak";

        public override int BandCount => 1;

        public override int? FrameHop(FeatureSpec spec) => Length;

        protected override IEnumerable<string> Problems(FeatureSpec spec) => Length < 1 ? [$"Peaks need a length, not {Length}."] : [];

        protected override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) =>
            (clip, _) => [.. clip.Channel(0).ToArray().Chunk(Length).Select(chunk => chunk.Max())];
    }

    private sealed record Careless(int Count) : CustomFeature
    {
        public override string Name => "careless";

        public override int BandCount => 2;

        protected override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) =>
            (_, _) => [.. Enumerable.Range(0, Count).Select(i => i == 3 ? float.NaN : i)];
    }

    private abstract record Empty : CustomFeature
    {
        public override string Name => "empty";

        public override int BandCount => 1;

        protected override Func<AudioClip, CancellationToken, float[]> Open(FeatureSpec spec) => (_, _) => [0];
    }

    private sealed record Nameless : Empty;

    private sealed record Older : Empty;

    private sealed record Newer : Empty;

    [System.Text.Json.Serialization.JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
    [System.Text.Json.Serialization.JsonDerivedType(typeof(Near), "near")]
    [KindElsewhere("far", "Fetch it.")]
    private abstract record Elsewhere;

    private sealed record Near : Elsewhere;
}
