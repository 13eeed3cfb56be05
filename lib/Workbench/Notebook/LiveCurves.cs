using System.Net;
using Workbench.Charts;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Notebook;

/// <summary>
/// Trainings while they last: how far each is, and their curves over each other.
/// <code>
/// var curves = LiveCurves.Show();
/// var mlp = lab.Train(curves, "MLP");
/// </code>
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<LiveCurves>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LiveCurves : IDisplayable<LiveCurves>
{
    private readonly OrderedDictionary<string, LiveCurve> curves = [];
    private readonly Lock gate = new();

    /// <summary>
    /// Shows curves among the outputs of the calling cell, and shows them again whenever they have changed. Without a notebook nothing is
    /// shown.
    /// </summary>
    public static LiveCurves Show()
    {
        var live = new LiveCurves();
        if (NotebookDisplay.Show(live) is { } update)
            live.Changed += () => update(live);
        return live;
    }

    /// <summary>Raised when there is something new to see, at most four times a second and at the end of every training.</summary>
    public event Action? Changed;

    /// <summary>All curves so far.</summary>
    /// <exception cref="WorkbenchException">No epoch has ended yet.</exception>
    public Figure Figure()
    {
        lock (gate)
            return Chart.LearningCurves([.. curves.Values.Select(c => (c.Name, c.Epochs, c.BestEpoch))]);
    }

    /// <summary>One line a training.</summary>
    public override string ToString()
    {
        lock (gate)
            return curves.Count == 0 ? "No training has begun." : string.Join('\n', curves.Values);
    }

    static IReadOnlyDictionary<string, Func<LiveCurves, string>> IDisplayable<LiveCurves>.Forms { get; } =
        new Dictionary<string, Func<LiveCurves, string>>
        {
            [MimeType.Html] = live => live.ToHtml(),
            [MimeType.PlainText] = live => TextWrap.Of(live.ToString()),
        };

    /// <summary>Begins a curve, in the place of an earlier one of that name.</summary>
    internal LiveCurve Follow(string name)
    {
        lock (gate)
            return curves[name] = new(name, gate, () => Changed?.Invoke());
    }

    private string ToHtml()
    {
        lock (gate)
            return $"<pre style=\"white-space:pre-wrap\">{WebUtility.HtmlEncode(ToString())}</pre>"
                + (curves.Values.Any(c => c.Epochs.Count > 0) ? Figure().ToSvg() : "");
    }
}
