using System.Text.Json;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

/// <summary>
/// What rests on the constant-Q transform against librosa 0.11.0, whose halving of the rate by soxr this library's resampler
/// repeats but for rounding. Chroma is compared where there is sound: in digital silence it is the rounding's own.
/// </summary>
public class ConstantQParityTests
{
    private const double Silence = 1e-4;

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
        var tolerance = Math.Max(2e-5 * expected.Max(), 1e-6); // the band edges of soxr are repeated to some digits only; float32 in silence
        for (var bin = 0; bin < actual.BandCount; bin++)
            for (var frame = 0; frame < Frames; frame++)
                Assert.Equal(expected[bin * Frames + frame], actual.Row(bin)[frame], tolerance);
    }

    [Theory, MemberData(nameof(References))]
    public void Every_mode_matches_at_other_rates_hops_and_bins(int index)
    {
        var reference = ConstantQReference.All[index];
        var tolerance = 2e-4 * reference.Largest; // white noise where the halving begins to cut: soxr's band edges are repeated to some digits only
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
        AssertClose(new ChromaCqt(), name, "fma_chroma_cqt", 1e-3); // weak frames have as weak a norm
        AssertClose(new ChromaCqt(36), name, "chroma_cqt", 1e-3);
    }

    // Twice what another filter for halving the rate changed in librosa itself: shares of a frame are rounded to steps, and one
    // that lies at a step by chance is worth 0.01 to the 41 frames about it.
    [Theory, MemberData(nameof(Clips))]
    public void Cens_and_tonnetz_match(string name)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "librosa", "manifest.json")));
        var sensitivity = manifest.RootElement.GetProperty("clips").GetProperty(name).GetProperty("decimator_sensitivity");
        var (cens, tonnetz) = (2 * sensitivity.GetProperty("fma_chroma_cens").GetDouble(), 2 * sensitivity.GetProperty("fma_tonnetz").GetDouble());
        AssertClose(new ChromaCens(), name, "fma_chroma_cens", cens);
        AssertClose(new ChromaCens(36), name, "chroma_cens", cens);
        AssertClose(new Tonnetz(), name, "fma_tonnetz", tonnetz);
        AssertClose(new Tonnetz(36), name, "tonnetz_from_cens", tonnetz);
        AssertClose(new Tonnetz(36, FromCens: false), name, "tonnetz", 1e-3);
    }

    private static void AssertClose(Feature feature, string clip, string array, double tolerance)
    {
        GoldenClip golden = new(clip);
        var (expected, loudness) = (golden.Array(array), golden.Array("rms"));
        var actual = new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(golden.Read());
        Assert.Equal(expected.Length, actual.RowCount * actual.ColumnCount);
        for (var band = 0; band < actual.ColumnCount; band++)
            for (var frame = 0; frame < actual.RowCount; frame++)
                if (loudness[frame] > Silence)
                    Assert.Equal(expected[band * actual.RowCount + frame], actual[frame, band], tolerance);
    }
}
