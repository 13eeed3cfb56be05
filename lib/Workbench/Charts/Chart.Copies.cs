using System.Globalization;
using Workbench.Augmentation;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>How many songs each label has to learn from, without and with changed copies, most first.</summary>
    /// <param name="plan">Which copies there will be.</param>
    /// <param name="colors">The colours of the genres, by which their names are marked; null for no marks.</param>
    /// <exception cref="WorkbenchException">No song has a label.</exception>
    public static Figure Copies(AugmentationPlan plan, GenreColors? colors = null)
    {
        RequireAny(plan.Labels, "The augmentation", "label");
        BarTrace Bars(string name, Func<LabelGrowth, int> count) => new(name, [.. plan.Labels.Select(l => (double)count(l))])
        {
            Orientation = Orientation.Horizontal,
            Labels = [.. plan.Labels.Select(l => Text($"{count(l):N0}"))],
        };
        var genres = GenreAxis([.. plan.Labels.Select(l => l.Label)], colors) with { Reversed = true };
        return new("Songs to learn from", new("Songs"),
            new Panel(genres, [Bars("Songs", l => l.Songs), Bars("With copies", l => l.After)])
            {
                Height = BarsHeight(2 * plan.Labels.Length),
            })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{plan.Part.Tracks.Length:N0} songs to learn from get {plan.Copies.Length:N0} copies; the rarest of {plan.Labels.Length} "
                + $"labels, {plan.Labels[^1].Label}, goes from {plan.Labels[^1].Songs:N0} to {plan.Labels[^1].After:N0}"),
        };
    }
}
