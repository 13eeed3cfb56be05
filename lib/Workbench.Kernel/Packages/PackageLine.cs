using System.Text.RegularExpressions;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Packages;

/// <summary>One line that is about packages, not checked yet.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="IsSource">Whether it is <c>#i</c>, which adds a feed, and not <c>#r</c>, which adds a package.</param>
/// <param name="Text">What stands behind that.</param>
internal sealed partial record PackageLine(int Line, bool IsSource, string Text)
{
    private const string Number = @"\d+(?:\.\d+){0,3}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?";

    private const string PackageForm = "a package is written #r \"nuget: NAME, VERSION\", for instance "
        + "#r \"nuget: MathNet.Numerics, 5.0.0\"; without a version it is the newest";

    private const string SourceForm = "a feed is written #i \"nuget: ADDRESS\", for instance "
        + "#i \"nuget: https://api.nuget.org/v3/index.json\" or, a folder of .nupkg files, #i \"nuget: ../packages\"";

    /// <summary>The package that is asked for.</summary>
    /// <exception cref="CodeException">The line is malformed.</exception>
    public PackageRequest Package()
    {
        var match = PackageText().Match(Text);
        if (!match.Success || match.Groups["name"].Length > 100) // NuGet's own limit
            throw Wrong($"#r {Text} is no package: {PackageForm}");
        var version = match.Groups["version"] is { Success: true } given ? given.Value.Replace(" ", "", StringComparison.Ordinal) : null;
        return version is null || Version().IsMatch(version)
            ? new(match.Groups["name"].Value, version)
            : throw Wrong($"{version} is no version; it is written 5.0.0, 5.*, * or [5.0,6.0), and *-* is the newest before its release");
    }

    /// <summary>The feed that is added.</summary>
    /// <param name="baseDirectory">Where the path of a folder starts.</param>
    /// <exception cref="CodeException">The line is malformed, or there is no such folder.</exception>
    public PackageSource Source(string baseDirectory)
    {
        if (SourceText().Match(Text) is not { Success: true } match)
            throw Wrong($"#i {Text} is no feed: {SourceForm}");
        var written = match.Groups["source"].Value.Trim();
        if (Uri.TryCreate(written, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
            return new(written, address.AbsoluteUri);
        var folder = Path.GetFullPath(written, baseDirectory);
        return Directory.Exists(folder)
            ? new(written, folder)
            : throw Wrong($"There is no folder {written} with packages beside the notebook, and it is no address: {SourceForm}");
    }

    /// <summary>The error that this line is wrong.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="more">Further lines for people.</param>
    public CodeException Wrong(string message, params IEnumerable<string> more) => new(new("PackageError", message,
        [FormattableString.Invariant($"({Line},1): error {message}"), .. more], Line));

    [GeneratedRegex("""^@?"\s*nuget\s*:\s*(?<name>[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)\s*(?:,\s*(?<version>[^"]+?)\s*)?"\s*(?://.*)?$""",
        RegexOptions.IgnoreCase)]
    private static partial Regex PackageText();

    [GeneratedRegex("""^@?"\s*nuget\s*:\s*(?<source>[^"]+)"\s*(?://.*)?$""", RegexOptions.IgnoreCase)]
    private static partial Regex SourceText();

    /// <summary>A version, one with a star, or a range between brackets.</summary>
    [GeneratedRegex(@"^(?:" + Number + @"|(?:\d+\.){0,3}\*(?:-\*)?|\d+(?:\.\d+){0,3}-[0-9A-Za-z.-]*\*|\[" + Number + @"\]"
        + @"|[\[(](?:" + Number + ")?,(?:" + Number + @")?[\])])$")]
    private static partial Regex Version();
}
