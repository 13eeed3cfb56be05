using System.Collections.Frozen;

namespace Workbench.Audio;

/// <summary>Collects fields under the names that the tag formats have for them, and makes <see cref="AudioTags"/> of them.</summary>
internal sealed class TagFields
{
    private const int Artist = 0, Album = 1, Title = 2, Genre = 3, Date = 4;

    // Per field: ID3v2.3 and 2.4, ID3v2.2, Vorbis comments and ffprobe, RIFF INFO, AIFF.
    private static readonly FrozenDictionary<string, int> Names = new[]
    {
        (Field: Artist, Names: "TPE1 TP1 ARTIST IART AUTH"),
        (Field: Album, Names: "TALB TAL ALBUM IPRD"),
        (Field: Title, Names: "TIT2 TT2 TITLE INAM NAME"),
        (Field: Genre, Names: "TCON TCO GENRE IGNR"),
        (Field: Date, Names: "TDRC TYER TYE DATE YEAR ICRD"),
    }.SelectMany(f => f.Names.Split(' ').Select(name => KeyValuePair.Create(name, f.Field)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly List<string>[] values = [[], [], [], [], []];

    /// <summary>Whether a field of this name is one of the five that are kept.</summary>
    public static bool Knows(string name) => Names.ContainsKey(name);

    /// <summary>Adds a value; blank ones and fields of other names are left out.</summary>
    public void Add(string name, string value)
    {
        if (Names.TryGetValue(name, out var field) && !string.IsNullOrWhiteSpace(value))
            values[field].Add(value);
    }

    /// <summary>Takes over the fields of which nothing is known yet.</summary>
    public void FillFrom(TagFields other)
    {
        for (var field = 0; field < values.Length; field++)
            if (values[field].Count == 0)
                values[field].AddRange(other.values[field]);
    }

    public AudioTags ToTags() => new(Join(Artist), Join(Album), Join(Title),
        [.. values[Genre].SelectMany(g => g.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()],
        values[Date].Select(ParseYear).FirstOrDefault(y => y is not null));

    private string? Join(int field) => values[field].Count == 0 ? null : string.Join("; ", values[field].Distinct());

    private static int? ParseYear(string date) =>
        date.Length >= 4 && date[..4].All(char.IsAsciiDigit) && int.Parse(date.AsSpan(0, 4)) is var year and > 0 ? year : null;
}
