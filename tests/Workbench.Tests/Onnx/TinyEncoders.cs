namespace Workbench.Tests.Onnx;

/// <summary>Encoders whose values plain code can tell.</summary>
internal static class TinyEncoders
{
    /// <summary>From samples <c>[batch, samples]</c> to mean and maximum of their magnitudes, <c>[batch, 2]</c>.</summary>
    public static string Loudness(string path) => OnnxGraph.Write(path, graph =>
    {
        var magnitudes = graph.Node("Abs", "magnitudes", [graph.Input("audio", OnnxGraph.Float32, -1, -1)]);
        graph.Node("Concat", graph.Output("embedding", -1, 2), [Mean(graph, magnitudes, 1), Maximum(graph, magnitudes)], ("axis", [1]));
    });

    /// <summary>As <see cref="Loudness"/>, but the mean and the maximum are two rows of one value, <c>[2, 1]</c>.</summary>
    public static string Rows(string path) => OnnxGraph.Write(path, graph =>
    {
        var magnitudes = graph.Node("Abs", "magnitudes", [graph.Input("audio", OnnxGraph.Float32, 1, -1)]);
        graph.Node("Concat", graph.Output("tokens", 2, 1), [Mean(graph, magnitudes, 1), Maximum(graph, magnitudes)], ("axis", [0]));
    });

    /// <summary>
    /// From samples <c>[samples]</c>, a rate and a state, to the sum of mean magnitude, rate and mean state, <c>[1]</c>, and the same
    /// value under another name with three units.
    /// </summary>
    public static string WithConstants(string path) => OnnxGraph.Write(path, graph =>
    {
        var magnitudes = graph.Node("Abs", "magnitudes", [graph.Input("audio", OnnxGraph.Float32, -1)]);
        var mean = Mean(graph, magnitudes, 0);
        var rate = graph.Node("Cast", "rate", [graph.Input("sr", OnnxGraph.Int64)], ("to", [OnnxGraph.Float32]));
        var state = graph.Node("ReduceMean", "still", [graph.Input("state", OnnxGraph.Float32, 2, -1, 3)], ("keepdims", [0]));
        var sum = graph.Node("Add", "sum", [mean, rate]);
        var all = graph.Node("Add", graph.Output("all", 1), [sum, state]);
        graph.Node("Concat", graph.Output("thrice", 3), [all, all, all], ("axis", [0]));
    });

    /// <summary>
    /// From patches <c>[batch, frames, bands]</c>, or <c>[batch, 1, bands, frames]</c>, to the mean of each band over time.
    /// </summary>
    public static string MeanOfFrames(string path, int frames, int bands, bool bandsFirst = false) => OnnxGraph.Write(path, graph =>
    {
        if (!bandsFirst)
        {
            var patch = graph.Input("melspectrogram", OnnxGraph.Float32, -1, frames, bands);
            graph.Node("ReduceMean", graph.Output("embeddings", -1, bands), [patch], ("axes", [1]), ("keepdims", [0]));
            return;
        }
        var image = graph.Input("melspectrogram", OnnxGraph.Float32, -1, 1, bands, frames);
        graph.Node("ReduceMean", graph.Output("embeddings", -1, 1, bands), [image], ("axes", [3]), ("keepdims", [0]));
    });

    /// <summary>
    /// From samples <c>[samples]</c> to the first 521, 1024 and 64 of them, <c>[1, n]</c>: the inputs and outputs of YAMNet.
    /// </summary>
    public static string LikeYamnet(string path) => OnnxGraph.Write(path, graph =>
    {
        var audio = graph.Input("waveform", OnnxGraph.Float32, -1);
        foreach (var (name, units) in new[] { ("output_0", 521), ("output_1", 1024), ("output_2", 64) })
        {
            string[] bounds = [graph.Constant($"{name} from", 0), graph.Constant($"{name} to", units)];
            var first = graph.Node("Slice", $"{name} first", [audio, .. bounds]);
            graph.Node("Reshape", graph.Output(name, -1, units), [first, graph.Constant($"{name} shape", 1, units)]);
        }
    });

    /// <summary>
    /// From patches <c>[batch, 128, 96]</c> to the first 400 and the first 1280 of their values: the inputs and outputs of Discogs-EffNet.
    /// </summary>
    public static string LikeDiscogsEffNet(string path) => OnnxGraph.Write(path, graph =>
    {
        var patch = graph.Input("melspectrogram", OnnxGraph.Float32, -1, 128, 96);
        var flat = graph.Node("Reshape", "flat", [patch, graph.Constant("all", -1)]);
        foreach (var (name, units) in new[] { ("activations", 400), ("embeddings", 1280) })
        {
            string[] bounds = [graph.Constant($"{name} from", 0), graph.Constant($"{name} to", units)];
            var first = graph.Node("Slice", $"{name} first", [flat, .. bounds]);
            graph.Node("Reshape", graph.Output(name, -1, units), [first, graph.Constant($"{name} shape", 1, units)]);
        }
    });

    /// <summary>From a patch <c>[1, 1876, 96]</c> to 187 tokens of 768 values, its own in order, <c>[1, 1, 187, 768]</c>.</summary>
    public static string LikeMaest(string path) => OnnxGraph.Write(path, graph =>
    {
        var patch = graph.Input("melspectrogram", OnnxGraph.Float32, 1, 1876, 96);
        var flat = graph.Node("Reshape", "flat", [patch, graph.Constant("all", -1)]);
        foreach (var (layer, tokens) in new[] { ("layer_6", 180), ("layer_7", 187) })
        {
            string[] bounds = [graph.Constant($"{layer} from", 0), graph.Constant($"{layer} to", tokens * 768)];
            var first = graph.Node("Slice", $"{layer} first", [flat, .. bounds]);
            graph.Node("Reshape", graph.Output(layer, 1, 1, tokens, 768), [first, graph.Constant($"{layer} shape", 1, 1, tokens, 768)]);
        }
    });

    private static string Mean(OnnxGraph graph, string values, int axis) =>
        graph.Node("ReduceMean", "mean", [values], ("axes", [axis]), ("keepdims", [1]));

    private static string Maximum(OnnxGraph graph, string values) =>
        graph.Node("ReduceMax", "maximum", [values], ("axes", [1]), ("keepdims", [1]));
}
