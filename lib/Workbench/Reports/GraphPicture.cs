using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Workbench.Export;
using Workbench.Figures.Display;
using Workbench.Models;
using Workbench.Training.Losses;

namespace Workbench.Reports;

/// <summary>The graph of an exported model as a picture: what becomes of its input, step by step, down to its outputs.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<GraphPicture>), PreferredMimeTypes = [MimeType.Svg, MimeType.PlainText])]
public sealed class GraphPicture : IDisplayable<GraphPicture>
{
    private const int Width = 560, BoxHeight = 44, Gap = 22, Margin = 8;

    /// <summary>Draws a graph.</summary>
    /// <param name="model">The exported model.</param>
    public GraphPicture(ExportedModel model) => Steps = [.. StepsOf(model)];

    /// <summary>The steps: what happens, and in what numbers.</summary>
    public ImmutableArray<(string What, string How)> Steps { get; }

    /// <summary>One line a step.</summary>
    public override string ToString() => string.Join('\n', Steps.Select(step => $"{step.What}: {step.How}"));

    /// <summary>The picture as SVG; its colours are those of the page around it.</summary>
    public string ToSvg()
    {
        var height = Steps.Length * (BoxHeight + Gap) - Gap + 2 * Margin;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" role=\"img\" "
            + $"style=\"max-width:100%;height:auto;font-family:sans-serif\"><title>{Encode(ToString())}</title>");
        for (var i = 0; i < Steps.Length; i++)
        {
            var top = Margin + i * (BoxHeight + Gap);
            var isEnd = i == 0 || i == Steps.Length - 1;
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{Margin}\" y=\"{top}\" width=\"{Width - 2 * Margin}\" height=\"{BoxHeight}\" "
                + $"rx=\"{(isEnd ? BoxHeight / 2 : 6)}\" fill=\"#4c78a8\" fill-opacity=\"{(isEnd ? "0.3" : "0.12")}\" stroke=\"#4c78a8\"/>"
                + $"<text x=\"{Width / 2}\" y=\"{top + 18}\" text-anchor=\"middle\" font-size=\"14\" font-weight=\"bold\" "
                + $"fill=\"currentColor\">{Encode(Steps[i].What)}</text>"
                + $"<text x=\"{Width / 2}\" y=\"{top + 35}\" text-anchor=\"middle\" font-size=\"12\" fill=\"currentColor\">"
                + $"{Encode(Steps[i].How)}</text>");
            if (i < Steps.Length - 1)
                svg.Append(CultureInfo.InvariantCulture,
                    $"<path d=\"M{Width / 2} {top + BoxHeight}v{Gap - 6}m-5-6 5 6 5-6\" fill=\"none\" stroke=\"#4c78a8\" "
                    + $"stroke-width=\"2\"/>");
        }
        return svg.Append("</svg>").ToString();
    }

    static IReadOnlyDictionary<string, Func<GraphPicture, string>> IDisplayable<GraphPicture>.Forms { get; } =
        new Dictionary<string, Func<GraphPicture, string>>
        {
            [MimeType.Svg] = picture => picture.ToSvg(),
            [MimeType.PlainText] = picture => picture.ToString(),
        };

    private static IEnumerable<(string What, string How)> StepsOf(ExportedModel model)
    {
        if (!model.Ensemble.IsEmpty)
        {
            yield return ("audio, sample_rate", Number($"one channel at {model.SampleRate} Hz"));
            foreach (var (what, how) in model.Ensemble.Select((member, i) => (Number($"member {i + 1}: {member.Model.InWords}"),
                Number($"{member.Features.InWords}; weight {member.Vote.Weight:0.00}, temperature {member.Vote.Temperature:0.00}"))))
                yield return (Cut(what), Cut(how));
            yield return ("weighted mean", Number($"{model.Classes.Length} genres"));
            yield return Outputs(model);
            yield break;
        }
        var features = model.Features;
        if (model.Start == ExportStart.Audio)
        {
            yield return ("audio, sample_rate", Number($"one channel at {model.SampleRate} Hz"));
            yield return ("refuse", "another rate, no samples, NaN and infinity, more than two hours");
            yield return ("frames",
                Number($"{features.FftLength} samples under a Hann window, every {features.HopLength}, Fourier transform"));
            yield return ("features", string.Join(", ", features.Features.Select(feature => feature.Name)) is { Length: <= 75 } names
                ? names
                : Number($"{features.Features.Length} kinds, {features.Features.Sum(feature => feature.BandCount)} values a frame"));
            if (!features.KeepsFrames)
                yield return ("statistics over time", string.Join(", ", features.Statistics).ToLowerInvariant());
        }
        else
            yield return ("features", Number($"{model.Columns.Length} columns, extracted by whoever runs it"));
        yield return ("scale", model.Scaler.ToString().ToLowerInvariant());
        if (model.SegmentSeconds is { } seconds)
            yield return ("segments", Number($"of {seconds:0.00} s, as many as it takes to hear all of the song"));
        foreach (var block in Blocks(model.Model.Layers))
            yield return block;
        yield return (model.Output == OutputFunction.Softmax ? "softmax" : "sigmoid", model.SegmentSeconds is null
            ? Number($"{model.Classes.Length} genres") : Number($"{model.Classes.Length} genres, mean over the segments"));
        yield return Outputs(model);
    }

    private static (string, string) Outputs(ExportedModel model) => (string.Join(", ", model.Schema.Outputs.Select(output => output.Name)),
        string.Join(", ", model.Classes) is { Length: <= 85 } classes ? classes : Number($"{model.Classes.Length} genres"));

    private static string Cut(string text) => text.Length <= 75 ? text : text[..74] + "…";

    /// <summary>A box begins at each layer that has weights of its own to learn.</summary>
    private static IEnumerable<(string, string)> Blocks(ImmutableArray<LayerSpec> layers)
    {
        for (int start = 0, end; start < layers.Length; start = end)
        {
            for (end = start + 1; end < layers.Length && layers[end] is not (Linear or Conv2d or Residual);)
                end++;
            var others = layers[(start + 1)..end].Where(layer => layer is not Dropout).Select(layer => layer.Summary);
            yield return (layers[start].Summary, string.Join(", ", others));
        }
    }

    private static string Number(FormattableString text) => FormattableString.Invariant(text);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
