using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Augmentation.Transforms;
using Workbench.Foundation;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Augmentation;

public class CustomTransformTests
{
    public CustomTransformTests() => TransformKinds.Register<Fade, DrawnFade>("fade");

    [Fact]
    public void It_stands_in_a_spec_and_in_JSON_like_any_other()
    {
        AugmentationSpec spec = new() { Transforms = [new Gain(), new Fade(1, 2)] };
        Assert.Equal(spec, SpecJson.Read<AugmentationSpec>(SpecJson.Write(spec)));
        Assert.Contains("\"kind\": \"fade\"", SpecJson.Write(spec), StringComparison.Ordinal);
        var drawn = new Fade(1, 2).Draw(new(1));
        Assert.InRange(Assert.IsType<DrawnFade>(drawn).Share, 1, 2);
        Assert.Equal(drawn, SpecJson.Read<DrawnTransform>(SpecJson.Write(drawn)));
        Assert.Equal(0.5f, new DrawnFade(0.5).Apply(Signals.Of(1, _ => 1)).Channel(0)[0]);
    }

    [Fact]
    public void What_it_says_is_wrong_with_it_is_told_with_the_rest()
    {
        AugmentationSpec spec = new() { Transforms = [new Fade(2, 1)], MaxCopiesPerSong = 0 };
        Assert.Equal(
            [
                "Copies per song 0 must be 1 to 100; 4 is usual, and no augmentation at all is written as null.",
                "Fade: shares 2 to 1 must ascend within 0 to 10; 1 is usual.",
            ],
            Assert.Throws<InvalidSpecException>(spec.Validate).Problems);
    }

    [Fact]
    public void Without_a_kind_it_is_refused()
    {
        Assert.Equal(["Nameless has no kind in JSON; call TransformKinds.Register<Nameless, T>(\"nameless\") first. T is what it draws."],
            Assert.Throws<InvalidSpecException>(() => new Nameless().Draw(new(1))).Problems);
        TransformKinds.Register<Mistaken, DrawnFade>("mistaken");
        Assert.Equal("DrawnNameless has no kind in JSON; call TransformKinds.Register<Mistaken, DrawnNameless>(\"mistaken\") first.",
            Assert.Throws<WorkbenchException>(() => new Mistaken().Draw(new(1))).Message);
        TransformKinds.Register<Fade, DrawnFade>("fade"); // which the last line but two took from it
    }

    [Theory]
    [InlineData("gain", "The kind gain is that of one of the library's transforms; give Fade another.")]
    [InlineData("My kind", "The kind 'My kind' of Fade must be a lower-case letter and then letters and digits, for instance myTransform.")]
    public void A_kind_is_a_word_of_its_own(string kind, string problem) => Assert.Equal(problem,
        Assert.Throws<WorkbenchException>(() => TransformKinds.Register<Fade, DrawnFade>(kind)).Message);

    private sealed record Fade(double MinShare, double MaxShare) : CustomTransform
    {
        protected override IEnumerable<string> Problems() => ProblemsOfRange("shares", MinShare, MaxShare, 0, 10, "1 is usual");

        protected override DrawnTransform DrawNumbers(Random rng) => new DrawnFade(Between(MinShare, MaxShare, rng));
    }

    private sealed record DrawnFade(double Share) : DrawnTransform
    {
        public override string Summary => "fade";

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) =>
            new(clip.SampleRate, [.. clip.Channel(0).ToArray().Select(sample => (float)(Share * sample))]);
    }

    private sealed record Nameless : CustomTransform
    {
        protected override DrawnTransform DrawNumbers(Random rng) => new DrawnNameless();
    }

    private sealed record Mistaken : CustomTransform
    {
        protected override DrawnTransform DrawNumbers(Random rng) => new DrawnNameless();
    }

    private sealed record DrawnNameless : DrawnTransform
    {
        public override string Summary => "nothing";

        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) => clip;
    }
}
