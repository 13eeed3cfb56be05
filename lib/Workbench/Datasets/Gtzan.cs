using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The GTZAN dataset (Tzanetakis and Cook 2002): ten genre folders. Where the fault-filtered lists (Kereliuk, Sturm, Larsen 2015:
/// <c>train.txt</c>, <c>valid.txt</c>, <c>test.txt</c>, also named <c>train_filtered.txt</c> and so on) lie in the folder or in
/// <c>fault_filtered</c>, they are the official parts and what they do not name is left out. Where the three folds by artist
/// (<c>sturm3fold/f1_train_groups.txt</c> and so on) are, they tell the artists.
/// </summary>
internal static partial class Gtzan
{
    private const string Unfiltered = "GTZAN without its fault-filtered lists has repeated, distorted and mislabelled songs: "
        + "scores are not comparable with those of filtered studies. Put train.txt, valid.txt and test.txt of "
        + "the filtered split into fault_filtered.";

    private static readonly string[] Genres =
        ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];

    /// <summary>A folder of the dataset, unless its labels are asked of folders or tags.</summary>
    internal static DatasetForm Form { get; } = new("a folder of GTZAN",
        request => request is { IsFolder: true, Labels: LabelSource.Auto } && FolderOf(request.NameOrPath) is not null,
        request => Read(FolderOf(request.NameOrPath)!, request.Work));

    /// <summary>Reads the dataset.</summary>
    /// <param name="folder">The folder of the genre folders.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    public static Dataset Read(string folder, Work? work = null)
    {
        work ??= Work.Default;
        folder = Path.GetFullPath(folder);
        var (parts, artists) = (ReadParts(folder), ReadArtists(Path.Combine(folder, "sturm3fold")));
        var tracks = (from genre in Genres
                      from file in work.Each(Directory.EnumerateFiles(Path.Combine(folder, genre)))
                      where AudioFile.HasAudioExtension(file)
                      let song = Path.GetFileNameWithoutExtension(file)
                      select new Track
                      {
                          Id = $"{genre}/{Path.GetFileName(file)}",
                          AudioPath = file,
                          Labels = [genre],
                          Artist = artists.GetValueOrDefault(song),
                          Part = parts.TryGetValue(song, out var part) ? part : null,
                      }).OrderBy(t => t.Id, StringComparer.Ordinal).ToLookup(t => parts.Count == 0 || t.Part is not null);
        return new("gtzan", folder, [.. tracks[true]],
            [.. tracks[false].Select(t =>
                new SkippedFile(t.AudioPath, "not in the fault-filtered lists: repeated, distorted or mislabelled"))])
        {
            LabelOrigin = "the ten folders of GTZAN",
        };
    }

    /// <summary>What must be known of songs that are GTZAN's, by all their names, without parts.</summary>
    internal static ImmutableArray<string> NotesOf(Dataset dataset) =>
        dataset.Notes.Contains(Unfiltered) || !dataset.Tracks.All(t => t.Part is null && NamePattern().IsMatch(SongOf(t.Id))) ? []
            : [Unfiltered];

    /// <summary>The folder of the ten folders: the one named, or that in it which archives of the dataset have.</summary>
    private static string? FolderOf(string folder) =>
        new[] { folder, Path.Combine(folder, "genres"), Path.Combine(folder, "genres_original") }.FirstOrDefault(HasItsFolders);

    /// <summary>Whether a folder has the ten folders, with songs named as they are.</summary>
    private static bool HasItsFolders(string folder) =>
        Genres.All(genre =>
            Directory.Exists(Path.Combine(folder, genre)) && Directory.EnumerateFiles(Path.Combine(folder, genre), $"{genre}.000*").Any());

    private static Dictionary<string, PartName> ReadParts(string folder)
    {
        var lines = (from place in new[] { folder, Path.Combine(folder, "fault_filtered") }
                     from part in new[] { "train", "valid", "test" }
                     from file in new[] { $"{part}.txt", $"{part}_filtered.txt" }.Select(name => Path.Combine(place, name))
                     where File.Exists(file)
                     from line in File.ReadLines(file)
                     where line.Trim().Length > 0
                     select (Song: SongOf(line), Part: PartFile.Parse(part)!.Value, File: file))
            .ToLookup(l => l.Song, StringComparer.Ordinal);
        return lines.FirstOrDefault(song => song.DistinctBy(l => l.Part).Skip(1).Any()) is { } twice
            ? throw new WorkbenchException($"{twice.First().File}: {twice.Key} is in {twice.Last().File} as well; keep one line.")
            : lines.ToDictionary(song => song.Key, song => song.First().Part, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadArtists(string folder) =>
        !Directory.Exists(folder) ? []
            : (from file in Directory.EnumerateFiles(folder, "*_groups.txt").Order(StringComparer.Ordinal)
               from line in File.ReadLines(file)
               let cells = line.Split('\t', ' ')
               where cells.Length == 2
               select (Song: SongOf(cells[0]), Artist: cells[1])).DistinctBy(l => l.Song).ToDictionary(l => l.Song, l => l.Artist);

    /// <summary><c>blues.00012</c>, from <c>blues/blues.00012.wav</c> or <c>./blues_00012.wav</c>.</summary>
    private static string SongOf(string path) => Path.GetFileNameWithoutExtension(path.Trim()).Replace('_', '.');

    [GeneratedRegex(@"^(blues|classical|country|disco|hiphop|jazz|metal|pop|reggae|rock)\.[0-9]{5}(\.[0-9])?$")]
    private static partial Regex NamePattern();
}
