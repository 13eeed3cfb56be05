namespace Workbench.Foundation;

/// <summary>What somebody may have meant who wrote a name that is not known: the one rule for every message that says so.</summary>
/// <remarks>
/// Wrong are letters left out, added, changed or swapped with their neighbour (the optimal string alignment distance, Damerau 1964), small
/// and capital ones being the same: at most <see cref="MostEdits"/>, and at most one in three letters. Where none is as near, a name of
/// which only the beginning or, of names with points, only the end was written is meant.
/// <c>Workbench.Kernel</c>, which refers to no other project, and <c>Workbench.Cli</c> compile this file too.
/// </remarks>
internal static class NearestName
{
    /// <summary>Longer names are not that much easier to mistake for each other.</summary>
    private const int MostEdits = 3;

    /// <summary>A beginning of fewer letters says nothing.</summary>
    private const int FewestLetters = 3;

    /// <summary>Names that a message lists.</summary>
    private const int MostListed = 20;

    /// <summary>The name that was meant; null if none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">The names there are; of equally near ones the first counts.</param>
    public static string? Of(string written, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return Nearest(written, names, name => name)
            ?? Nearest(written, names, name => EndOf(name, written))
            ?? (written.Length < FewestLetters
                ? null
                : names.FirstOrDefault(name => name.StartsWith(written, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// How a message goes on that says what is not known: <c>did you mean mlp?</c>, or, where nothing is near,
    /// <c>there are mlp, cnn, a JSON file.</c>
    /// </summary>
    /// <param name="written">What was written.</param>
    /// <param name="known">The names there are.</param>
    /// <param name="more">What else there is, in words; null for nothing.</param>
    public static string Hint(string written, IEnumerable<string> known, string? more = null)
    {
        string[] names = [.. known];
        if (Of(written, names) is { } meant)
            return $"did you mean {meant}?";
        string?[] rest = [names.Length > MostListed ? $"{names.Length - MostListed} more" : null, more];
        string[] all = [.. names.Take(MostListed), .. rest.OfType<string>()];
        return all.Length == 0 ? "there is none." : $"there {(all.Length > 1 ? "are" : "is")} {string.Join(", ", all)}.";
    }

    private static string? Nearest(string written, string[] names, Func<string, string> compared)
    {
        var limit = Math.Min(MostEdits, (written.Length + 1) / 3);
        return names.Select(name => (Name: name, Edits: Distance(written, compared(name), limit)))
            .Where(near => near.Edits <= limit)
            .OrderBy(near => near.Edits)
            .FirstOrDefault().Name;
    }

    /// <summary>As many parts of a name with points as were written.</summary>
    private static string EndOf(string name, string written)
    {
        string[] parts = name.Split('.');
        return string.Join('.', parts.TakeLast(written.Count(c => c == '.') + 1));
    }

    /// <summary>Edits from one name to the other; more than the limit where there are more.</summary>
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
            return limit + 1;
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var edits = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
                edits[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1,
                    Math.Min(
                        edits[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1),
                        i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? edits[i - 2, j - 2] + 1 : int.MaxValue));
        return edits[a.Length, b.Length];
    }
}
