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

    /// <summary>Bars from the song that was asked about to the other, as long as the two lie apart.</summary>
    private static Panel TraitsOf(Neighbor found)
    {
        var traits = found.Traits;
        var names = Axis.OfCategories([.. traits.Select(trait => trait.AsStep)]);
        return new(names with { Reversed = true },
        [
            new BarTrace("Apart", [.. traits.Select(trait => Math.Clamp(trait.Apart, -MostApart, MostApart))])
            {
                Orientation = Orientation.Horizontal,
                Styles = [.. traits.Select(trait => trait.IsClose ? Adds : Takes)],
            },
            SameUpTo(-1),
            SameUpTo(1),
        ])
        {
            Height = BarsHeight(traits.Length),
            X = new("From the song asked about to this one")
            {
                Minimum = -MostApart,
                Maximum = MostApart,
                Ticks = [new(-MostApart / 2, "less"), new(0, "the same"), new(MostApart / 2, "more")],
            },
        };

        static RuleTrace SameUpTo(double end) => new("Much the same up to here", end, Orientation.Vertical);
    }
}
