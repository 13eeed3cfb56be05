using System.Collections.Immutable;
using System.Globalization;
using Workbench.Export.FrontEnd;
using Workbench.Export.Graph;
using Workbench.Export.Network;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training.Losses;

namespace Workbench.Export;

/// <summary>
/// A trained model as one ONNX file that needs nothing beside it: from samples (or from features) to probabilities, with the
/// features, the scaler, the segments of a song and their mean inside. What it cannot answer it refuses with a sentence.
/// </summary>
internal static class ModelGraph
{
    /// <summary>Names of inputs and outputs.</summary>
    public const string Audio = "audio", SampleRate = "sample_rate", Frames = "features", Probabilities = "probabilities",
        Embedding = "embedding", Labels = "labels", Thresholds = "thresholds";

    /// <summary>What is said to an empty clip.</summary>
    public const string NoSamples = "The audio has no samples";

    /// <summary>Longer audio is refused: it would ask for more memory than most machines have.</summary>
    private const int MostSeconds = 2 * 3600;

    /// <summary>Full scale is 1: samples, or features, beyond this are no sound.</summary>
    private const double LoudestSample = 1000;

    /// <summary>Writes the file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="start">What it is given.</param>
    /// <param name="metadata">What the file says of itself, by name.</param>
    /// <exception cref="WorkbenchException">A feature cannot be expressed.</exception>
    public static byte[] Write(TrainedModel model, ExportStart start, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var graph = new OnnxGraph();
        Value[] rows = start == ExportStart.Audio ? AllFeatures(model.Features, CheckedAudio(graph, model.Features.Parts))
            : [CheckedFeatures(graph, model.FeatureColumns.Length, isSummary: model.Spec.SegmentFrames is null)];
        var (probabilities, embedding) = model is EnsembleModel ensemble ? RunAll(ensemble, rows) : RunAlone(model, rows[0]);
        var (labels, units) = (Text(model.Vocabulary.Count), Text(model.EmbeddingSize));
        graph.Output(Probabilities, probabilities, labels);
        graph.Output(Embedding, embedding, units);
        graph.Output(Labels, graph.Texts(model.Vocabulary.Names), labels);
        float[] thresholds = [.. model.Thresholds.Values.Select(value => (float)value)];
        graph.Output(Thresholds, graph.Constant(thresholds, thresholds.Length), labels);
        return graph.ToModel(metadata);
    }

    /// <summary>Why a graph of such features cannot begin at the samples, with the remedy; null if it can.</summary>
    public static string? WhyNotFromAudio(FeatureSpec spec)
    {
        if (spec.Parts.Select(part => part.SampleRate).Distinct().ToArray() is [var first, var second, ..])
            return $"The members of the ensemble hear audio at {first} and at {second} Hz, and one file has one input. "
                + "Train them at one rate.";
        return spec.Parts.Select(WhyNotThese).FirstOrDefault(reason => reason is not null);
    }

    private static string? WhyNotThese(FeatureSpec spec)
    {
        if (spec.Table is { } table)
            return $"The model learned from the table {table.Path}, not from sound. Export it from its features on (--from features).";
        try
        {
            foreach (var feature in spec.Features)
                FeatureGraph.Of(feature, spec);
            return null;
        }
        catch (WorkbenchException error)
        {
            return error.Message;
        }
    }

    /// <summary><c>[frames, bands]</c>, or one row of statistics, unscaled.</summary>
    internal static Value FeaturesOf(FeatureSpec spec, Value samples)
    {
        var clip = new ClipGraph(spec, samples);
        ImmutableArray<FeatureGraph> features = [.. spec.Features.Select(feature => FeatureGraph.Of(feature, spec))];
        var parts = clip.Compute([.. features.SelectMany(feature => feature.Parts).DistinctBy(part => part.Name)]);
        var frames = Value.Concat(1, [.. features.Select(feature => feature.Finish(clip, parts))]);
        return spec.KeepsFrames ? frames : StatisticsGraph.Summarize(frames, spec).Unsqueeze(0);
    }

    private static Value[] AllFeatures(FeatureSpec spec, Value samples) => [.. spec.Parts.Select(part => FeaturesOf(part, samples))];

    private static (Value Probabilities, Value Embedding) RunAlone(TrainedModel model, Value rows)
    {
        var (embedding, logits) = RunNetwork(model, rows);
        var probabilities = model.Output == OutputFunction.Softmax
            ? rows.Graph.Node("Softmax", Element.Float, [logits], [("axis", 1)])
            : rows.Graph.Node("Sigmoid", Element.Float, [logits]);
        return (OfSong(probabilities), OfSong(embedding));
    }

    private static (Value Probabilities, Value Embedding) RunAll(EnsembleModel model, Value[] rows)
    {
        List<(Value Probabilities, Value Embedding)> shares = [];
        foreach (var (member, vote) in model.Members.Zip(model.Voting.Votes))
        {
            var (embedding, logits) = RunNetwork(member, rows[model.Features.Parts.IndexOf(member.Features)]);
            var probabilities = VotingGraph.Probabilities(logits, member.Output == OutputFunction.Softmax);
            shares.Add((VotingGraph.Share(OfSong(probabilities), vote), VotingGraph.Embedding(OfSong(embedding), vote)));
        }
        return (shares.Select(share => share.Probabilities).Aggregate((sum, share) => sum + share).As(Element.Float),
            Value.Concat(0, [.. shares.Select(share => share.Embedding)]));
    }

    private static (Value Embedding, Value Logits) RunNetwork(TrainedModel model, Value rows) =>
        model.Spec.SegmentFrames is { } length ? RunSegments(model, rows, length) : RunLayers(model, Scaled(model, rows));

    /// <summary>The mean over the segments of a song.</summary>
    private static Value OfSong(Value segments) => segments.Mean(0).Squeeze(0);

    private static Value Scaled(TrainedModel model, Value rows) => ScalerGraph.Scale(model.Scaler, rows);

    private static (Value Embedding, Value Logits) RunLayers(TrainedModel model, Value x)
    {
        var layers = new LayerGraph(model.Weights);
        var embedding = layers.Run(model.Plan.Layers[..^1], x);
        return (embedding, layers.Run(model.Plan.Layers[^1..], embedding));
    }

    /// <summary>One segment at a time, so that memory does not grow with the song.</summary>
    private static (Value Embedding, Value Logits) RunSegments(TrainedModel model, Value frames, int length)
    {
        var places = SegmentGraph.Places(frames.Size(0), length);
        var embedding = frames.Graph.Loop(places.Size(0), (body, segment) =>
        {
            var heard = Scaled(model, frames.In(body).Gather(places.In(body).Gather(segment, axis: 0), axis: 0)); // [length, bands]
            var image = heard.Transpose(1, 0).Unsqueeze(0, 1);
            return [(new LayerGraph(model.Weights).Run(model.Plan.Layers[..^1], image), model.Plan.EmbeddingSize)];
        })[0];
        return (embedding, new LayerGraph(model.Weights).Run(model.Plan.Layers[^1..], embedding));
    }

    private static Value CheckedAudio(OnnxGraph graph, ImmutableArray<FeatureSpec> specs)
    {
        var spec = specs[0];
        var (audio, rate) = (graph.Input(Audio, Element.Float, "samples"), graph.Input(SampleRate, Element.Int64));
        var least = 1 + specs.Max(part => part.HopLength * (part.Features.Any(feature => feature is Delta) ? DeltaGraph.Width - 1 : 0));
        return GraphGuard.Require(audio,
            (rate.EqualTo(spec.SampleRate), $"The audio must have {spec.SampleRate} Hz: resample it"),
            (GraphGuard.AreAtLeast(least, audio),
                least == 1 ? NoSamples : $"The audio has fewer than {least} samples: this model needs them"),
            (!GraphGuard.AreAtLeast(MostSeconds * spec.SampleRate + 1, audio),
                $"The audio is longer than {MostSeconds / 3600} hours: cut it into parts"),
            (GraphGuard.AreWithin(LoudestSample, audio), "A sample is NaN, infinite or far above full scale 1: decode the audio again"));
    }

    private static Value CheckedFeatures(OnnxGraph graph, int columns, bool isSummary)
    {
        var features = isSummary
            ? graph.Input(Frames, Element.Float, Text(columns)).Unsqueeze(0)
            : graph.Input(Frames, Element.Float, "frames", Text(columns));
        return GraphGuard.Require(features,
            (GraphGuard.AreAtLeast(1, features), "There are no frames"),
            (GraphGuard.AreWithin(float.MaxValue, features), "A feature is NaN or infinite: extract the features again"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
