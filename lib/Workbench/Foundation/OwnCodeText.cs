using System.Text.RegularExpressions;

namespace Workbench.Foundation;

/// <summary>The source of the user's own code as specs keep it: the same wherever it was compiled.</summary>
internal static partial class OwnCodeText
{
    /// <summary>Takes out what is not the user's.</summary>
    /// <param name="text">The source, as <c>CallerArgumentExpression</c> gives it.</param>
    /// <returns>The same with the same line ends everywhere, and without what a notebook's kernel put into the cell.</returns>
    public static string Of(string text) => PutIn().Replace(text, "").ReplaceLineEndings("\n").Trim();

    /// <summary>By convention, what a notebook's kernel puts into a cell before it compiles it stands between such marks.</summary>
    [GeneratedRegex(@"/\*stop:\*/.*?/\*:stop\*/")]
    private static partial Regex PutIn();
}
