using System.Collections.Immutable;
using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The MTG-Jamendo dataset (Bogdanov et al. 2019): a TSV file of its repository, as <c>data/autotagging_genre.tsv</c>, with the audio
/// (<c>14/214.mp3</c>, or <c>14/214.low.mp3</c>) in the same folder, or in <c>audio</c> or <c>raw_30s/audio</c> there or beside it. The
/// parts of its split-0 are official ones.
/// </summary>
internal static class MtgJamendo
{
    private const string Header = "TRACK_ID\tARTIST_ID\tALBUM_ID\tPATH\tDURATION\tTAGS";
    private const int FirstTagColumn = 5;

    /// <summary>A table of the dataset.</summary>
    internal static DatasetForm Form { get; } = new("a TSV table of MTG-Jamendo beside its audio",
        request => request.IsFile && IsTable(request.NameOrPath), request => Read(request.NameOrPath, request.Work));

    /// <summary>Reads a table. Songs without audio are listed as skipped.</summary>
    /// <param name="path">The TSV file.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">A line is not of its form.</exception>
    public static Dataset Read(string path, Work? work = null)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileNameWithoutExtension(path);
        var tracks = Parse(path, folder, null);
        var parts = OfficialParts(Path.Combine(folder, "splits", "split-0"), name);
        string[] places =
        [
            folder,
            .. new[] { folder, Path.GetDirectoryName(folder) ?? folder }
                .SelectMany(f => new[] { Path.Combine(f, "audio"), Path.Combine(f, "raw_30s", "audio") }),
        ];
        return AudioPresence.Check(name, folder,
            tracks.Select(t => t with { AudioPath = Find(places, t.Id), Part = parts.TryGetValue(t.Id, out var part) ? part : null }),
            work ?? Work.Default);
    }

    /// <summary>The songs of a table, whether or not there is audio.</summary>
    /// <param name="path">The TSV file, for messages and to be read.</param>
    /// <param name="root">The folder that paths are relative to.</param>
    /// <param name="part">The part that the table is, where it is one.</param>
    internal static ImmutableArray<Track> Parse(string path, string root, PartName? part) => Parse(File.ReadLines(path), path, root, part);

    internal static ImmutableArray<Track> Parse(IEnumerable<string> lines, string path, string root, PartName? part)
    {
        var tracks = ImmutableArray.CreateBuilder<Track>();
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
        {
            var cells = line.Split('\t');
            if (cells.Length <= FirstTagColumn)
                throw new WorkbenchException($"{path}: '{line}' has {cells.Length} columns, not {Header.Replace('\t', ' ')}. "
                    + "Take the file from the repository MTG/mtg-jamendo-dataset again.");
            tracks.Add(new()
            {
                Id = cells[3],
                AudioPath = Path.Combine(root, cells[3]),
                Artist = cells[1],
                Album = cells[2],
                DurationSeconds = double.Parse(cells[4], CultureInfo.InvariantCulture),
                Labels = Labels.Distinct(
                    cells.Skip(FirstTagColumn)
                        .Select(tag => tag[(tag.IndexOf("---", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..])),
                Part = part,
            });
        }
        return tracks.ToImmutable();
    }

    /// <summary>Whether a file is one of the tables.</summary>
    private static bool IsTable(string path)
    {
        if (!path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase))
            return false;
        using var reader = new StreamReader(path);
        return reader.ReadLine() == Header;
    }

    private static Dictionary<string, PartName> OfficialParts(string folder, string table) =>
        (from part in new[] { "train", "validation", "test" }
         let file = Path.Combine(folder, $"{table}-{part}.tsv")
         where File.Exists(file)
         from track in Parse(file, folder, PartFile.Parse(part))
         select track).ToDictionary(t => t.Id, t => t.Part!.Value, StringComparer.Ordinal);

    private static string Find(string[] places, string file) =>
        places.SelectMany(place => new[] { Path.Combine(place, file), Path.Combine(place, Path.ChangeExtension(file, ".low.mp3")) })
            .FirstOrDefault(File.Exists) ?? Path.Combine(places[0], file);
}
