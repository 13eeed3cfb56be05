using Workbench.Figures;
using Workbench.Recommendation;

namespace Workbench.Charts;

public static partial class Chart
{
    // Tempi an octave apart would leave the other bars no room.
    private const double MostApart = 4;

    private const int Adds = 0, Takes = 1, Sum = 2;

    /// <summary>
    /// Why a song was recommended: what its similarity is made of, bars that add up to the last one, and how far what people know of
    /// both songs lies apart, where the catalogue keeps features.
    /// </summary>
    /// <param name="asked">The song that was asked about.</param>
    /// <param name="found">The song that was recommended.</param>
    public static Figure Reasons(string asked, Neighbor found)
    {
        (string Name, double Value)[] terms = [.. found.Terms, ("similarity", found.Similarity)];
        var bars = new BarTrace("Part", [.. terms.Select(term => term.Value)])
        {
            Orientation = Orientation.Horizontal,
            Styles = [.. terms.Select((term, i) => i == terms.Length - 1 ? Sum : term.Value < 0 ? Takes : Adds)],
            Labels = [.. terms.Select(term => Text($"{term.Value:0.000}"))],
        };
        var parts = new Panel(Axis.OfCategories([.. terms.Select(term => term.Name)]) with { Reversed = true }, [bars])
        {
            Height = BarsHeight(terms.Length),
        };
        return new($"Why {found.Track.DisplayName} is like {asked}", new("Adds to the similarity"),
            found.Traits.IsEmpty ? [parts] : [parts, TraitsOf(found)])
        {
            Summary = $"{found.Track.DisplayName} and {asked}: {string.Join("; ", found.Traits.Select(trait =>
                $"{trait}, {(trait.IsClose ? "much the same" : "different")}").Prepend(found.Sum))}",
        };
    }

    /// <summary>How far apart the two lie, whichever has more: the names of the bars say that, and a key has no more.</summary>
    private static Panel TraitsOf(Neighbor found)
    {
        var traits = found.Traits;
        var names = Axis.OfCategories([.. traits.Select(trait => trait.AsStep)]);
        return new(names with { Reversed = true },
        [
            new BarTrace("Apart", [.. traits.Select(trait => Math.Min(Math.Abs(trait.Apart), MostApart))])
            {
                Orientation = Orientation.Horizontal,
                Styles = [.. traits.Select(trait => trait.IsClose ? Adds : Takes)],
            },
            new RuleTrace("Much the same up to here", 1, Orientation.Vertical),
        ])
        {
            Height = BarsHeight(traits.Length),
            X = new("How far apart the songs lie")
            {
                Minimum = 0,
                Maximum = MostApart,
                Ticks = [new(0, "not at all"), new(MostApart, "far")],
            },
        };
    }
}
