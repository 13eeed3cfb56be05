using System.Globalization;

namespace Workbench.Foundation;

/// <summary>A number of things in words.</summary>
internal static class Counted
{
    /// <summary>For instance <c>1 song</c> and <c>1,200 songs</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">What one of them is called; several have an s.</param>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
