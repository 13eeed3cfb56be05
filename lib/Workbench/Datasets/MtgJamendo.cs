using System.Collections.Immutable;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

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
        var dataset = AudioPresence.Check(name, folder,
            tracks.Select(t => t with { AudioPath = Find(places, t.Id), Part = parts.TryGetValue(t.Id, out var part) ? part : null }),
            work ?? Work.Default);
        return dataset with { LabelOrigin = $"the column TAGS of {Path.GetFileName(path)}" };
    }

    /// <summary>The songs of a table, whether or not there is audio.</summary>
    /// <param name="path">The TSV file, for messages and to be read.</param>
    /// <param name="root">The folder that paths are relative to.</param>
    /// <param name="part">The part that the table is, where it is one.</param>
    internal static ImmutableArray<Track> Parse(string path, string root, PartName? part) => Parse(File.ReadLines(path), path, root, part);

    internal static ImmutableArray<Track> Parse(IEnumerable<string> lines, string path, string root, PartName? part)
    {
        var tracks = ImmutableArray.CreateBuilder<Track>();
        foreach (var (number, line) in lines.Index().Skip(1).Where(l => l.Item.Length > 0))
        {
            var cells = line.Split('\t');
            if (cells.Length <= FirstTagColumn)
                throw Fault(number, $"'{TableReader.Shorten(line)}' has {cells.Length} columns, not {Header.Replace('\t', ' ')}");
            if (cells[3].Length == 0 || cells[3].Contains('\0', StringComparison.Ordinal))
                throw Fault(number, $"the path '{TableReader.Shorten(cells[3])}' is none");
            tracks.Add(new()
            {
                Id = cells[3],
                AudioPath = Path.Combine(root, cells[3]),
                Artist = cells[1],
                Album = cells[2],
                DurationSeconds = cells[4].Trim().Length == 0 ? null
                    : double.TryParse(cells[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                        && seconds is > 0 and < double.PositiveInfinity ? seconds
                    : throw Fault(number, $"the duration '{TableReader.Shorten(cells[4])}' is no number of seconds"),
                Labels = Labels.Distinct(
                    cells.Skip(FirstTagColumn)
                        .Select(tag => tag[(tag.IndexOf("---", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..])),
                Part = part,
            });
        }
        return tracks.ToImmutable();

        WorkbenchException Fault(int index, string problem) =>
            new($"{path}, line {index + 1}: {problem}. Take the file from the repository MTG/mtg-jamendo-dataset again.");
    }

    /// <summary>Whether a file is one of the tables.</summary>
    private static bool IsTable(string path)
    {
        if (!path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase))
            return false;
        using var stream = RegularFile.TryOpen(path, 4096, out _);
        if (stream is null)
            return false;
        using var reader = new StreamReader(stream);
        var start = new char[Header.Length + 1];
        return reader.ReadBlock(start) >= Header.Length && start.AsSpan().StartsWith(Header) && start[^1] is '\n' or '\r' or '\0';
    }

    private static Dictionary<string, PartName> OfficialParts(string folder, string table)
    {
        var tracks = (from part in new[] { "train", "validation", "test" }
                      let file = Path.Combine(folder, $"{table}-{part}.tsv")
                      where File.Exists(file)
                      from track in Parse(file, folder, PartFile.Parse(part))
                      select track).ToLookup(t => t.Id, t => t.Part!.Value, StringComparer.Ordinal);
        return tracks.FirstOrDefault(track => track.Distinct().Skip(1).Any()) is { } twice
            ? throw new WorkbenchException($"{folder}: {twice.Key} is in the tables of two parts; take them from the repository again.")
            : tracks.ToDictionary(track => track.Key, track => track.First(), StringComparer.Ordinal);
    }

    private static string Find(string[] places, string file) =>
        places.SelectMany(place => new[] { Path.Combine(place, file), Path.Combine(place, Path.ChangeExtension(file, ".low.mp3")) })
            .FirstOrDefault(File.Exists) ?? Path.Combine(places[0], file);
}
