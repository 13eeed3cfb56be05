using NWaves.FeatureExtractors;
using NWaves.Utils;
using NWaves.Windows;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Bridges;

/// <summary>
/// What NWaves does otherwise than it should, by which our comments justify what is done about it: a version that mends it fails here.
/// </summary>
public class NWavesClaimsTests
{
    private const int Rate = 22_050;

    [Fact]
    public void Linear_prediction_of_silence_is_not_a_number() =>
        Assert.True(float.IsNaN(LinearPrediction(2047, new float[2047])[0]));

    [Fact]
    public void A_pulse_in_the_middle_of_a_frame_of_an_even_length_is_correlated_with_its_neighbour()
    {
        Assert.Equal(0, LinearPrediction(2047, Pulse(2047))[0], 1e-5); // float32; the logarithm of its energy
        Assert.True(float.IsNaN(LinearPrediction(2048, Pulse(2048))[0]));
    }

    [Fact]
    public void Pncc_of_a_frame_do_not_depend_on_the_frames_beside_it()
    {
        // A mean over five frames would hear the louder one two frames before it.
        var noise = Signals.Noise(12 * 1024, seed: 1).Channel(0).ToArray();
        var louder = noise.Select((sample, i) => i / 1024 == 5 ? 2 * sample : sample).ToArray();
        Assert.NotEqual(Pncc(noise)[5], Pncc(louder)[5]);
        Assert.Equal(Pncc(noise)[4], Pncc(louder)[4]);
    }

    [Fact]
    public void A_delay_line_gives_the_oldest_sample_for_no_delay()
    {
        FractionalDelayLine line = new(4);
        foreach (var sample in new[] { 1, 2, 3, 4 })
            line.Write(sample);
        Assert.Equal(4, line.Read(1));
        Assert.Equal(1, line.Read(0));
    }

    [Fact]
    public void An_extractor_remembers_the_song_before()
    {
        var noise = Signals.Noise(12 * 1024, seed: 1).Channel(0).ToArray();
        var extractor = PnccExtractor();
        Assert.NotEqual(extractor.ComputeFrom(noise)[3], extractor.ComputeFrom(noise)[3]);
    }

    private static float[] Pulse(int length)
    {
        var pulse = new float[length];
        pulse[length / 2] = 1;
        return pulse;
    }

    private static float[] LinearPrediction(int frameLength, float[] frame) => new LpccExtractor(new()
    {
        SamplingRate = Rate,
        FrameSize = frameLength,
        HopSize = 512,
        FeatureCount = 5,
        LpcOrder = 4,
        LifterSize = 0,
        Window = WindowType.Rectangular,
    }).ComputeFrom(frame)[0];

    private static List<float[]> Pncc(float[] samples) => PnccExtractor().ComputeFrom(samples);

    private static PnccExtractor PnccExtractor() =>
        new(new() { SamplingRate = Rate, FrameSize = 1024, HopSize = 1024, FeatureCount = 13 });
}
