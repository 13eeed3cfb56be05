using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Which of a dataset's genres are learned. What is set narrows the choice; nothing set is all of them.</summary>
[TypeFormatterSource(typeof(SpecFormatterSource<LabelSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record LabelSpec
{
    /// <summary>All genres.</summary>
    public static LabelSpec All { get; } = new();

    /// <summary>Named vocabularies.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Vocabularies { get; } =
        new Dictionary<string, ImmutableArray<string>>
        {
            // The genres of the experiment that this workbench began from, by their titles in the FMA dataset.
            ["fma32"] =
            [
                "Ambient", "Ambient Electronic", "Blues", "Chip Music", "Classical", "Country", "Downtempo", "Experimental Pop", "Garage",
                "Glitch", "Hardcore", "Hip-Hop", "House", "IDM", "Indie-Rock", "Industrial", "International", "Jazz", "Lo-Fi", "Loud-Rock",
                "Noise-Rock", "Post-Punk", "Post-Rock", "Psych-Folk", "Psych-Rock", "Punk", "Singer-Songwriter", "Soul-RnB", "Soundtrack",
                "Synth Pop", "Techno", "Trip-Hop",
            ],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public static string FormsInWords { get; } = $"{string.Join(", ", Vocabularies.Keys)}, {OtherForms}";

    private const string OtherForms = "top:COUNT as top:10, level:NUMBER as level:0 for those at the top of the hierarchy, "
        + "or at least two names as Rock,Jazz";

    /// <summary>Reads a choice of genres as a command line writes it.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="InvalidSpecException">None of these forms.</exception>
    public static LabelSpec Parse(string text) => text.Split(':') switch
    {
        ["top", var count] when int.TryParse(count, CultureInfo.InvariantCulture, out var n) => new() { Top = n },
        ["level", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out var n) => new() { Level = n },
        _ when Vocabularies.ContainsKey(text) => new() { Vocabulary = text },
        _ when text.Contains(',', StringComparison.Ordinal) =>
            new() { Names = [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] },
        _ => throw UnknownName.Of("choice of genres", text, Vocabularies.Keys, OtherForms),
    };

    /// <summary>A name of <see cref="Vocabularies"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Vocabulary { get; init; }

    /// <summary>These genres and no others; at least two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Names { get; init; }

    /// <summary>Genres this far below the top of the dataset's hierarchy: 0 for those at the top.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Level { get; init; }

    /// <summary>The so many genres that are most frequent in the training part, at least two.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Top { get; init; }

    /// <summary>Songs that a genre must have in the training part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MinimumSongs { get; init; }

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">A value is out of range or a vocabulary unknown.</exception>
    public void Validate() => new SpecProblems(nameof(LabelSpec))
        .Require(Vocabulary is null || Vocabularies.ContainsKey(Vocabulary),
            $"The vocabulary {Vocabulary} is unknown; {NearestName.Hint(Vocabulary ?? "", Vocabularies.Keys)}")
        .Require(Names is not { } names || names.Distinct().Count() >= 2,
            $"Names must be at least 2 genres, not {string.Join(", ", Names ?? [])}.")
        .Require(Level is null or >= 0, $"Level {Level} must be >= 0; 0 is the top.")
        .Require(Top is null or >= 2, $"Top {Top} must be >= 2.")
        .Require(MinimumSongs >= 0, $"Minimum songs {MinimumSongs} must be >= 0.")
        .ThrowIfAny();

    /// <summary>Those of a dataset's genres that its songs have no say in: by name and by level.</summary>
    /// <exception cref="WorkbenchException">No song has one of the <see cref="Names"/>.</exception>
    internal Func<string, bool> ChooseByName(Dataset dataset)
    {
        var known = dataset.LabelCounts;
        if (Names is { } wanted && wanted.FirstOrDefault(name => !known.Any(l => l.Key == name)) is { } absent)
            throw new WorkbenchException(
                $"{dataset.Name}: no song has the genre {absent}; {NearestName.Hint(absent, known.Select(l => l.Key))}");
        return label => (Vocabulary is null || Vocabularies[Vocabulary].Contains(label))
            && (Names is not { } names || names.Contains(label))
            && (Level is not { } level || LevelOf(label, dataset.Parents) == level);
    }

    /// <summary>Those that are frequent enough, which only the training part may say.</summary>
    /// <exception cref="WorkbenchException">Fewer than two are.</exception>
    internal Func<string, bool> ChooseByFrequency(TrainingPart part)
    {
        var counts = part.Tracks.SelectMany(t => t.Labels).CountBy(l => l).OrderByDescending(l => l.Value).ToArray();
        if (counts.Length > 1 && counts[1].Value < MinimumSongs)
            throw new WorkbenchException(
                $"Fewer than 2 genres have {MinimumSongs} songs in the training part; the second most frequent, {counts[1].Key}, has "
                + $"{counts[1].Value}. Ask for at most so many, or add songs.");
        var frequent = counts.Where(l => l.Value >= MinimumSongs)
            .OrderByDescending(l => l.Value)
            .ThenBy(l => l.Key, StringComparer.Ordinal)
            .Take(Top ?? int.MaxValue)
            .Select(l => l.Key)
            .ToHashSet();
        return frequent.Contains;
    }

    private static int LevelOf(string label, ImmutableSortedDictionary<string, string> parents)
    {
        var level = 0;
        while (parents.TryGetValue(label, out var parent) && level++ < parents.Count)
            label = parent;
        return level;
    }
}
