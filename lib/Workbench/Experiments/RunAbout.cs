using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// What people say of a run: a name, a note, tags. It is no part of the result and lies in a file of its own, <c>about.json</c>, that is
/// replaced as a whole; a run without the file has none of it.
/// </summary>
[TypeFormatterSource(typeof(SpecFormatterSource<RunAbout>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record RunAbout
{
    /// <summary>The longest name and tag, and the longest note, in characters.</summary>
    internal const int LongestName = 60, LongestNote = 10_000;

    /// <summary>Nothing is said of the run.</summary>
    public static RunAbout None { get; } = new();

    /// <summary>A name by which the run is found, beside its id; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>Some sentences; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Words, in the order in which they were given.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The same with tags added; those that it has already stay where they are.</summary>
    public RunAbout WithTags(params IEnumerable<string> tags) =>
        this with { Tags = [.. Tags.Concat(tags).Distinct(StringComparer.Ordinal)] };

    /// <summary>The same without some tags.</summary>
    /// <exception cref="WorkbenchException">It has no such tag.</exception>
    public RunAbout WithoutTags(params IReadOnlyCollection<string> tags) => tags.FirstOrDefault(tag => !Tags.Contains(tag)) is { } absent
        ? throw new WorkbenchException($"{absent}: no such tag here; there are {(Tags.IsEmpty ? "none" : string.Join(", ", Tags))}.")
        : this with { Tags = [.. Tags.Except(tags)] };

    /// <summary>Reads what is said of the run in a folder.</summary>
    /// <exception cref="WorkbenchException">The file is there and cannot be read.</exception>
    internal static RunAbout Read(string folder)
    {
        var path = Path.Combine(folder, RunFiles.About);
        if (!File.Exists(path))
            return None;
        try
        {
            return SpecJson.ReadFile<RunAbout>(path);
        }
        catch (WorkbenchException error)
        {
            throw new WorkbenchException($"{error.Message} It holds the run's name, note and tags alone: correct it, or delete it.", error);
        }
    }

    /// <summary>Writes it into the folder of a run.</summary>
    /// <exception cref="WorkbenchException">The name, the note or a tag is not usable, or the disk takes nothing.</exception>
    internal void Write(string folder)
    {
        new SpecProblems(nameof(RunAbout))
            .Require(Name is null || IsLine(Name) && Name.IndexOfAny(['/', '\\']) < 0,
                $"The name '{Name}' must be a line of 1 to {LongestName} characters without / and \\, which paths have; "
                + "for instance 'wide network'.")
            .Require(Note.Length <= LongestNote, string.Create(CultureInfo.InvariantCulture,
                $"A note of {Note.Length:N0} characters is too long; {LongestNote:N0} are the most."))
            .Require(Tags.All(tag => IsLine(tag) && !tag.Any(c => char.IsWhiteSpace(c) || c is ',' or ';')),
                $"The tags {string.Join(", ", Tags.Select(tag => $"'{tag}'"))} must be words of 1 to {LongestName} characters, "
                + "without blanks, commas and semicolons; for instance 'baseline'.")
            .ThrowIfAny();
        try
        {
            AtomicFile.WriteText(Path.Combine(folder, RunFiles.About), SpecJson.Write(this));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(folder, error);
        }
    }

    private static bool IsLine(string text) => text.Length is > 0 and <= LongestName && text.Trim() == text && !text.Any(char.IsControl);
}
