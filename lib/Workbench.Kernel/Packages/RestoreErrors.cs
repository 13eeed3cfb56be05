using System.Text.RegularExpressions;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Packages;

/// <summary>What a cell is told where NuGet has no packages for it.</summary>
internal static partial class RestoreErrors
{
    private const string NewFeed = "#i \"nuget: ADDRESS OR FOLDER\" adds a feed";

    /// <summary>The error of the line whose package is missing, or else of the first.</summary>
    /// <param name="answer">An answer with errors.</param>
    /// <param name="lines">The lines of the cell that ask for packages.</param>
    /// <param name="earlier">The packages of the cells before, by name.</param>
    /// <param name="sources">Feeds that the notebook has added, whose folders are named as it does.</param>
    /// <param name="own">Packages that no public feed has, with the remedy.</param>
    public static CodeException Of(RestoreAnswer answer, IReadOnlyList<PackageLine> lines, IReadOnlyCollection<string> earlier,
        IReadOnlyList<PackageSource> sources, IReadOnlyList<HostPackage> own)
    {
        var (messages, missing) = (Messages(answer, earlier, sources, own), Missing(answer));
        var line = lines.FirstOrDefault(line => missing.Contains(line.Package().Name, StringComparer.OrdinalIgnoreCase)) ?? lines[0];
        return line.Wrong(messages[0], messages.Skip(1));
    }

    /// <summary>What is to be said, the most important first; the parameters are those of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Messages(RestoreAnswer answer, IReadOnlyCollection<string> earlier,
        IReadOnlyList<PackageSource> sources, IReadOnlyList<HostPackage> own)
    {
        RestoreMessage[] errors = [.. answer.Errors];
        if (own.FirstOrDefault(package => errors.Any(error => error.Code == "NU1101" && error.Package == package.Name)) is { } absent)
            return [$"{absent.Name} {absent.Version} is in no feed that NuGet asks here: {absent.Remedy}"];
        string[] unreached = [.. answer.Log.Where(message => message.Code is "NU1801" or "NU1301")
            .Select(message => Feed().Match(message.Text) is { Success: true } feed ? feed.Groups["feed"].Value : message.Text).Distinct()];
        var missing = Missing(answer);
        string[] messages = unreached.Length > 0 && missing.Length > 0
            ? [$"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not among the packages on this machine, and "
                + $"{string.Join(", ", unreached)} was not reached: connect, or name a folder that holds the .nupkg files by "
                + "#i \"nuget: FOLDER\""]
            : [.. errors.Select(error => Text(error, earlier))];
        return [.. messages.Select(message => AsWritten(message, sources))];
    }

    private static string[] Missing(RestoreAnswer answer) => [.. answer.Errors.Select(error => error.Package).OfType<string>().Distinct()];

    /// <summary>A message in which the folders of feeds are called what the notebook calls them.</summary>
    public static string AsWritten(string message, IEnumerable<PackageSource> sources) =>
        sources.Aggregate(message, (text, source) => text.Replace(source.Place, source.Written, StringComparison.Ordinal));

    private static string Text(RestoreMessage error, IReadOnlyCollection<string> earlier)
    {
        var text = error.Text.Replace("\n  - ", "; ", StringComparison.Ordinal);
        return error.Code switch
        {
            "NU1101" => $"There is no package {error.Package} in {Asked().Match(text).Groups["feeds"].Value}: check its name; {NewFeed}",
            "NU1103" => $"{text}. Ask for one before its release: #r \"nuget: {error.Package}, *-*\"",
            "NU1102" => text,
            _ when earlier.Count > 0 => $"{error.Code}: {text}. Earlier cells have {string.Join(", ", earlier)}: where this does not go "
                + "with them, restart the kernel and write all packages into one cell",
            _ => $"{error.Code}: {text}",
        };
    }

    [GeneratedRegex(@"source '?(?<feed>[^' ]+?)'?(?:\.$|\.?\s| doesn't)")]
    private static partial Regex Feed();

    [GeneratedRegex(@"in source\(s\): (?<feeds>.*)$")]
    private static partial Regex Asked();
}
