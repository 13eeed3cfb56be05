using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

/// <summary>
/// What rests on the constant-Q transform against librosa 0.11.0. Compared where there is sound, on a clip's every frame but in
/// digital silence, where both hold nothing but the rounding of Fourier transforms, which chroma scales to 1.
/// </summary>
public class ConstantQParityTests
{
    public static TheoryData<string> Clips => GoldenClip.Names;

    public static TheoryData<int> References => [.. Enumerable.Range(0, ConstantQReference.All.Length)];

    [Theory, MemberData(nameof(Clips))]
    public void Magnitudes_match(string name)
    {
        GoldenClip golden = new(name);
        var expected = golden.Array("fma_cqt84_mag_first20");
        const int Frames = 20;
        ClipAnalysis clip = new(FeatureSpec.Fma518);
        clip.Load(golden.Read());
        var actual = clip.ConstantQ(new());
        var tolerance = Math.Max(3e-6 * expected.Max(), 1e-6); // float32
        for (var bin = 0; bin < actual.BandCount; bin++)
            for (var frame = 0; frame < Frames; frame++)
                Assert.Equal(expected[bin * Frames + frame], actual.Row(bin)[frame], tolerance);
    }

    [Theory, MemberData(nameof(References))]
    public void Every_mode_matches_at_other_rates_hops_and_bins(int index)
    {
        var reference = ConstantQReference.All[index];
        var scale = reference.Transform.Scale(reference.Transform.Tuning ?? 0);
        var reduction = ConstantQBand.Plan(reference.Spec, scale, reference.Transform.Mode).Max(band => band.Reduction);
        // float32; soxr divides by four or more with a somewhat longer filter, which white noise shows
        var tolerance = (reduction > 2 ? 2e-4 : 1e-5) * reference.Largest;
        var actual = new FeatureExtractor(reference.Spec).Extract(reference.Clip());
        Assert.Equal(reference.Largest, Enumerable.Range(0, actual.RowCount).Max(frame => actual.Row(frame).ToArray().Max()), tolerance);
        var at = 0;
        foreach (var frame in new[] { 0, actual.RowCount / 3, actual.RowCount / 2 })
            foreach (var bin in reference.Bins)
                Assert.Equal(reference.Values[at++], actual[frame, bin], tolerance);
        Assert.Equal(reference.Values.Length, at);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Chroma_matches(string name)
    {
        const double Tolerance = 1e-4; // float32 of a frame's loudest bin; weak frames have as weak a norm
        AssertClose(new ChromaCqt(), name, "fma_chroma_cqt", Tolerance);
        AssertClose(new ChromaCqt(36), name, "chroma_cqt", Tolerance);
        AssertClose(new Tonnetz(36, FromCens: false), name, "tonnetz", Tolerance);
    }

    [Theory, MemberData(nameof(Clips))]
    public void Cens_and_its_tonnetz_match(string name)
    {
        const double Tolerance = 1e-6; // no share of these clips is rounded to another step
        AssertClose(new ChromaCens(), name, "fma_chroma_cens", Tolerance, reach: 20);
        AssertClose(new ChromaCens(36), name, "chroma_cens", Tolerance, reach: 20);
        AssertClose(new Tonnetz(), name, "fma_tonnetz", Tolerance, reach: 20);
        AssertClose(new Tonnetz(36), name, "tonnetz_from_cens", Tolerance, reach: 20);
    }

    /// <summary>Compares the sounding frames; <paramref name="reach"/> frames before and after make up a frame's value.</summary>
    private static void AssertClose(Feature feature, string clip, string array, double tolerance, int reach = 0)
    {
        GoldenClip golden = new(clip);
        var expected = golden.Array(array);
        var actual = new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(golden.Read());
        Assert.Equal(expected.Length, actual.RowCount * actual.ColumnCount);
        foreach (var frame in golden.SoundingFrames(reach))
            for (var band = 0; band < actual.ColumnCount; band++)
                Assert.Equal(expected[band * actual.RowCount + frame], actual[frame, band], tolerance);
    }
}
