using System.Text.RegularExpressions;
using Workbench.Audio;

namespace Workbench.Datasets;

/// <summary>
/// What the folders of a music library mean: which of them name genres, which the parts of a split. Most files decide, so that a stray one
/// turns nothing over.
/// </summary>
internal sealed partial class FolderLayout
{
    private const int DeepestPartLevel = 3, MostShown = 6;

    private readonly int partLevel;
    private readonly string? wrapper;
    private readonly bool isInnermost;

    private FolderLayout(int partLevel, string? wrapper, bool namesGenres, bool isInnermost) =>
        (this.partLevel, this.wrapper, NamesGenres, this.isInnermost) = (partLevel, wrapper, namesGenres, isInnermost);

    /// <summary>A file of the library.</summary>
    /// <param name="Folders">The names of the folders that it lies in, outermost first, without the library's own.</param>
    /// <param name="Tags">What it says itself; null where it cannot be read.</param>
    public sealed record File(string[] Folders, AudioTags? Tags);

    /// <summary>Whether folders name the genres; else the tags do.</summary>
    public bool NamesGenres { get; }

    /// <summary>Where the genres come from, to go on from "genres from".</summary>
    public string InWords { get; private set; } = "";

    /// <summary>Finds out.</summary>
    /// <param name="files">All files, at least one.</param>
    /// <param name="source">Where the genres shall come from.</param>
    /// <param name="aliases">What is known of the names of genres.</param>
    public static FolderLayout Of(IReadOnlyList<File> files, LabelSource source, GenreAliases aliases)
    {
        var partLevel = PartLevel(files);
        var chains = files.Select(f => (Names: Meaningful(f.Folders, partLevel, null), f.Tags)).ToArray();
        var wrapper = Wrapper([.. chains.Select(c => c.Names)], aliases);
        chains = [.. files.Select(f => (Meaningful(f.Folders, partLevel, wrapper), f.Tags))];
        var (namesGenres, isInnermost) = source == LabelSource.Tags ? (false, false) : Level(chains, source, aliases);
        var layout = new FolderLayout(partLevel, wrapper, namesGenres, isInnermost);
        layout.InWords = layout.Describe(files);
        return layout;
    }

    private string Describe(IReadOnlyList<File> files)
    {
        var genres = NamesGenres ? $"the {(isInnermost ? "innermost" : "outermost")} folders" + (wrapper is null ? "" : $" in {wrapper}")
            + $": {Listed(files.Select(f => GenreOf(f.Folders)).OfType<string>())}" : "the genre tags of the files";
        return partLevel < 0 ? genres
            : $"{genres}; parts from the folders "
                + Listed(files.Where(f => PartOf(f.Folders) is not null).Select(f => f.Folders[partLevel]));

        static string Listed(IEnumerable<string> names) =>
            names.Distinct().Order(StringComparer.Ordinal).ToArray() is { Length: > MostShown } many
                ? $"{string.Join(", ", many.Take(MostShown))} and {many.Length - MostShown} more"
                : string.Join(", ", names.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The genre of a file by its folders; null where they name none.</summary>
    public string? GenreOf(string[] folders) =>
        Meaningful(folders, partLevel, wrapper) is [var outer, ..] names ? (isInnermost ? names[^1] : outer).Trim() : null;

    /// <summary>The part of a file by its folders; null where they name none.</summary>
    public PartName? PartOf(string[] folders) => partLevel >= 0 && partLevel < folders.Length ? PartFile.Parse(folders[partLevel]) : null;

    /// <summary>The folders that may name genres: without the parts, the one that holds all others, and the discs of an album.</summary>
    private static string[] Meaningful(string[] folders, int partLevel, string? wrapper)
    {
        IEnumerable<string> names = partLevel < 0 || partLevel >= folders.Length || PartFile.Parse(folders[partLevel]) is null ? folders
            : folders.Where((_, level) => level != partLevel);
        names = names.Where(name => !DiscPattern().IsMatch(name));
        return [.. wrapper is null ? names : names.SkipWhile((name, level) => level == 0 && name == wrapper)];
    }

    /// <summary>How deep the folders lie that are called train, test and so on; -1 where there are none.</summary>
    private static int PartLevel(IReadOnlyList<File> files) => Enumerable.Range(0, DeepestPartLevel)
        .FirstOrDefault(level => files.Where(f => level < f.Folders.Length).Select(f => PartFile.Parse(f.Folders[level]))
            .OfType<PartName>().ToArray() is var parts
            && parts.Length * 2 > files.Count && parts.Contains(PartName.Training) && parts.Distinct().Count() > 1, -1);

    /// <summary>The one outermost folder that nearly all files are in, with several folders in it; null where there is none.</summary>
    private static string? Wrapper(string[][] chains, GenreAliases aliases)
    {
        var largest = chains.Where(c => c.Length > 0).GroupBy(c => c[0]).OrderByDescending(g => g.Count()).FirstOrDefault();
        return largest is not null && largest.Count() * 10 >= chains.Length * 9 && !aliases.Knows(largest.Key)
            && largest.Count(c => c.Length > 1) * 2 > largest.Count()
            && largest.Where(c => c.Length > 1).DistinctBy(c => c[1]).Skip(1).Any()
            ? largest.Key
            : null;
    }

    private static (bool NamesGenres, bool IsInnermost) Level((string[] Names, AudioTags? Tags)[] chains, LabelSource source,
        GenreAliases aliases)
    {
        var inFolders = chains.Where(c => c.Names.Length > 0).ToArray();
        var isDeep = inFolders.Count(c => c.Names.Length > 1) * 2 > inFolders.Length;
        var innerNames = inFolders.Select(c => c.Names[^1]).Distinct().Count();
        var areOuterKnown = Most(c => aliases.Knows(c.Names[0]));
        // rock and jazz in each of several folders, and not the decades of each genre
        var innerRepeat = isDeep && innerNames > 1 && !areOuterKnown
            && inFolders.Select(c => string.Join('/', c.Names)).Distinct().Count() >= 2 * innerNames;
        if (source == LabelSource.Folders)
            return (true, innerRepeat);
        if (inFolders.Length * 2 <= chains.Length || Most(c => IsOther(c.Names[0], c.Tags)))
            return (false, false);
        if (innerRepeat)
            return (true, true);
        if (!isDeep) // folders of one song each may be anything, and tags say more where there are some
            return (inFolders.DistinctBy(c => c.Names[0]).Count() * 2 <= inFolders.Length
                || Most(c => c.Tags is not { Genres.Length: > 0 }), false);
        return areOuterKnown ? (true, false) : (Most(c => aliases.Knows(c.Names[^1])), true);

        bool Most(Func<(string[] Names, AudioTags? Tags), bool> test) => inFolders.Count(test) * 2 > inFolders.Length;
    }

    /// <summary>Whether a folder is called after a year, or after the artist or album of a song in it.</summary>
    private static bool IsOther(string folder, AudioTags? tags)
    {
        var key = ArtistCredits.Key(folder);
        return key.All(char.IsAsciiDigit) || Is(tags?.Album) || Is(tags?.Artist)
            || (tags is { Artist: { } artist, Album: { } album } && key == ArtistCredits.Key($"{artist} - {album}"));

        bool Is(string? name) => name is not null && ArtistCredits.Key(name) == key;
    }

    [GeneratedRegex(@"^(cd|disc|disk|vol|volume|side)[ ._-]*([0-9]{1,2}|[a-d])$", RegexOptions.IgnoreCase)]
    private static partial Regex DiscPattern();
}
