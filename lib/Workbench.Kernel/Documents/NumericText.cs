using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.Documents;

/// <summary>
/// Compares texts word for word and the numbers in them by value: whole numbers must be the same, others may differ by one unit of the last
/// digit that is written and by a thousandth of themselves. Sums of floating-point numbers come out a little otherwise where a
/// processor adds in another order. Sounds and pictures inside (<c>data:</c>) count by their kind alone, scripts by being there.
/// </summary>
internal static partial class NumericText
{
    /// <summary>By how much of themselves numbers may differ.</summary>
    public const double RelativeTolerance = 1e-3;

    private const int Excerpt = 60;
    private static readonly Regex Script = new("<script>.*?</script>", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    /// <summary>The first difference in words; null where there is none.</summary>
    public static string? Difference(string kept, string came)
    {
        (kept, came) = (WithoutEmbedded(kept), WithoutEmbedded(came));
        if (kept == came)
            return null;
        var (before, now) = (kept.Split('\n'), came.Split('\n'));
        for (var line = 0; line < Math.Min(before.Length, now.Length); line++)
            if (Differs(before[line], now[line]) is { } at)
                return string.Create(CultureInfo.InvariantCulture,
                    $"line {line + 1} held '{Around(before[line], at)}', now it is '{Around(now[line], at)}'");
        return before.Length == now.Length ? null
            : string.Create(CultureInfo.InvariantCulture, $"held {before.Length} lines, now there are {now.Length}");
    }

    private static string WithoutEmbedded(string text) => Script.Replace(Embedded().Replace(text, "$1"), "<script>");

    /// <summary>Where two lines differ first; null where they do not.</summary>
    private static int? Differs(string kept, string came)
    {
        var (before, now) = (Number().Matches(kept), Number().Matches(came));
        var (i, j) = (0, 0);
        for (var k = 0; k < Math.Min(before.Count, now.Count); k++)
        {
            var (a, b) = (before[k], now[k]);
            if (!kept.AsSpan(i, a.Index - i).SequenceEqual(came.AsSpan(j, b.Index - j)))
                return i;
            if (!AreEqual(a.Value, b.Value))
                return a.Index;
            (i, j) = (a.Index + a.Length, b.Index + b.Length);
        }
        return kept.AsSpan(i).SequenceEqual(came.AsSpan(j)) ? null : i;
    }

    private static bool AreEqual(string kept, string came)
    {
        if (kept == came)
            return true;
        if (IsWhole(kept) && IsWhole(came))
            return false;
        var (a, b) = (double.Parse(kept, CultureInfo.InvariantCulture), double.Parse(came, CultureInfo.InvariantCulture));
        var unit = Math.Pow(10, -Math.Max(Decimals(kept), Decimals(came)));
        // The difference is rounded as well.
        return Math.Abs(a - b) <= unit * 1.000001 + RelativeTolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }

    private static bool IsWhole(string number) => number.AsSpan().IndexOfAny(".eE") < 0;

    private static int Decimals(string number) =>
        number.Contains('.', StringComparison.Ordinal) ? number.Split('.', 'e', 'E')[1].Length : 0;

    private static string Around(string line, int at)
    {
        var start = Math.Clamp(at - Excerpt / 3, 0, Math.Max(0, line.Length - Excerpt));
        var text = line[start..Math.Min(line.Length, start + Excerpt)].Trim();
        return (start > 0 ? "…" : "") + text + (start + Excerpt < line.Length ? "…" : "");
    }

    [GeneratedRegex(@"(?:(?<![\w.])-)?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex("(data:[a-z]+/[a-z0-9.+-]+);base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Embedded();
}
