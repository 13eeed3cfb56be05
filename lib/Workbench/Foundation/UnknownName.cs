namespace Workbench.Foundation;

/// <summary>The error of a name that is not known: <c>gru: no such model; there are mlp, cnn.</c></summary>
internal static class UnknownName
{
    /// <summary>The error.</summary>
    /// <param name="what">What should have the name, as <c>model</c>.</param>
    /// <param name="written">What was written.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="more">What else there is, in words; null for nothing.</param>
    public static InvalidSpecException Of(string what, string written, IEnumerable<string> known, string? more = null) =>
        new(written, [$"no such {what}; {NearestName.Hint(written, known, more)}"]);
}
