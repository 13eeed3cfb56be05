namespace Workbench.Foundation;

/// <summary>What somebody may have meant who named a file or folder that is not there.</summary>
/// <remarks><c>Workbench.Cli</c> compiles this file too.</remarks>
internal static class NearestPath
{
    /// <summary>Entries of a folder that are looked at.</summary>
    private const int MostEntries = 10_000;

    /// <summary>
    /// A sentence to append to the message, with a blank before it: <c> Did you mean songs/rock?</c> Empty where nothing in the folder is
    /// named nearly so.
    /// </summary>
    /// <param name="path">What was written.</param>
    public static string Hint(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path));
        return name.Length > 0 && NearestName.Of(name, EntriesOf(folder is { Length: > 0 } ? folder : ".")) is { } meant
            ? $" Did you mean {Path.Combine(folder ?? "", meant)}?"
            : "";
    }

    private static string[] EntriesOf(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Take(MostEntries).Select(entry => Path.GetFileName(entry))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return []; // no such folder either
        }
    }
}
