using Workbench.Audio;
using Workbench.Export.Graph;

namespace Workbench.Export;

/// <summary>
/// The library's own low-pass filter for a whole ratio as an ONNX file: other resamplers, a browser's above all, move the probabilities of
/// models of fine features by tenths.
/// </summary>
internal static class ResampleGraph
{
    /// <summary>The rate of most files, and what browsers decode to.</summary>
    public const int SourceRate = 44_100;

    /// <summary>Whether a rate can be had so.</summary>
    public static bool Serves(int sampleRate) => sampleRate < SourceRate && SourceRate % sampleRate == 0;

    /// <summary>From <c>audio</c>, float32 <c>[samples]</c>, to <c>resampled</c>.</summary>
    public static byte[] Write(int sampleRate)
    {
        var down = SourceRate / sampleRate;
        var filter = PolyphaseFilter.For(1, down);
        var taps = filter.Phase(0)[..(2 * filter.Before + 1)];
        var graph = new OnnxGraph();
        var input = graph.Input(ModelGraph.Audio, Element.Float, "samples");
        var audio = GraphGuard.Require(input, (GraphGuard.AreAtLeast(1, input), ModelGraph.NoSamples));
        var resampled = graph.Node("Conv", Element.Float, [audio.Reshape(1, 1, -1), graph.Constant(taps, 1, 1, taps.Length)],
            [("strides", new[] { down }), ("pads", new[] { filter.Before, filter.Before })]);
        graph.Output("resampled", resampled.Reshape(-1), "resampled_samples");
        return graph.ToModel([new("from", $"{SourceRate}"), new("to", $"{sampleRate}")]);
    }
}
