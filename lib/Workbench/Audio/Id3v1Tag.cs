namespace Workbench.Audio;

/// <summary>The fixed fields of ID3v1 and 1.1: the last 128 bytes.</summary>
internal static class Id3v1Tag
{
    public const int Length = 128;

    /// <summary>The fields of 128 bytes; null if they are no such tag.</summary>
    public static TagFields? Parse(byte[] tag)
    {
        if (tag.Length != Length || !tag.AsSpan().StartsWith("TAG"u8))
            return null;
        var fields = new TagFields();
        fields.Add("TITLE", Fixed(3, 30));
        fields.Add("ARTIST", Fixed(33, 30));
        fields.Add("ALBUM", Fixed(63, 30));
        fields.Add("YEAR", Fixed(93, 4));
        if (tag[127] < Id3Genres.Names.Length)
            fields.Add("GENRE", Id3Genres.Names[tag[127]]);
        return fields;

        string Fixed(int offset, int length) => TagReader.ReadPlain(tag.AsSpan(offset, length)).TrimEnd(' ');
    }
}
