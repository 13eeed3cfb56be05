using System.Collections.Frozen;

namespace Workbench.Audio;

/// <summary>Collects fields under the names that the tag formats have for them, and makes <see cref="AudioTags"/> of them.</summary>
internal sealed class TagFields
{
    private const int Artist = 0, Album = 1, Title = 2, Genre = 3, Date = 4, AlbumArtist = 5;

    // Per field: ID3v2.3 and 2.4, ID3v2.2, Vorbis comments with APEv2 and ffprobe, RIFF INFO, AIFF, MP4.
    private static readonly FrozenDictionary<string, int> Names = new[]
    {
        (Field: Artist, Names: "TPE1|TP1|ARTIST|IART|AUTH|\u00A9ART"),
        (Field: Album, Names: "TALB|TAL|ALBUM|IPRD|\u00A9alb"),
        (Field: Title, Names: "TIT2|TT2|TITLE|INAM|NAME|\u00A9nam"),
        (Field: Genre, Names: "TCON|TCO|GENRE|IGNR|gnre|\u00A9gen"),
        (Field: Date, Names: "TDRC|TYER|TYE|DATE|YEAR|ICRD|\u00A9day"),
        (Field: AlbumArtist, Names: "TPE2|TP2|ALBUMARTIST|ALBUM ARTIST|ALBUM_ARTIST|aART"),
    }.SelectMany(f => f.Names.Split('|').Select(name => KeyValuePair.Create(name, f.Field)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Field[] fields = [new(), new(), new(), new(), new(), new()];

    /// <summary>Whether a field of this name is one of those that are kept.</summary>
    public static bool Knows(string name) => Names.ContainsKey(name);

    /// <summary>Adds the values of a text, between which zeros stand; blank ones and fields of other names are left out.</summary>
    public void Add(string name, string text)
    {
        if (Names.TryGetValue(name, out var field))
            foreach (var value in text.Split('\0'))
                fields[field].Add(value);
    }

    /// <summary>Takes over the fields of which nothing is known yet.</summary>
    public void FillFrom(TagFields other)
    {
        for (var field = 0; field < fields.Length; field++)
            if (fields[field].Values.Count == 0)
                fields[field] = other.fields[field];
    }

    /// <summary>Takes over all fields of which the other knows something.</summary>
    public void UpdateFrom(TagFields other)
    {
        for (var field = 0; field < fields.Length; field++)
            if (other.fields[field].Values.Count > 0)
                fields[field] = other.fields[field];
    }

    public AudioTags ToTags() => new(Join(Artist) ?? Join(AlbumArtist), Join(Album), Join(Title),
        [.. fields[Genre].Values
            .SelectMany(g => g.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct()],
        fields[Date].Values.Select(ParseYear).FirstOrDefault(y => y is not null));

    private string? Join(int field) => fields[field].Values is { Count: > 0 } values ? string.Join("; ", values.Distinct()) : null;

    private static int? ParseYear(string date) =>
        date.Length >= 4 && date[..4].All(char.IsAsciiDigit) && int.Parse(date.AsSpan(0, 4)) is var year and > 0 ? year : null;

    private sealed class Field
    {
        private int length;

        public List<string> Values { get; } = [];

        public void Add(string value)
        {
            if (string.IsNullOrWhiteSpace(value) || length + value.Length > TagText.Longest)
                return;
            length += value.Length;
            Values.Add(value);
        }
    }
}
