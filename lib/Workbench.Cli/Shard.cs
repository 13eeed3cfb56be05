using System.Globalization;

namespace Workbench.Cli;

/// <summary>Which part of a dataset a job takes, written <c>2/8</c>.</summary>
/// <param name="Number">1 to <paramref name="Count"/>.</param>
/// <param name="Count">Number of parts.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>Reads <c>I/N</c>; null if it is not that.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var count]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
        && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && i >= 1 && i <= n
            ? new(i, n)
            : null;
}
