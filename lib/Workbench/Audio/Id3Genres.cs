using System.Globalization;

namespace Workbench.Audio;

/// <summary>The numbered genres of ID3v1 (0 to 79) with the extensions of Winamp (80 to 191), and references to them.</summary>
internal static class Id3Genres
{
    /// <summary>Name of each number.</summary>
    public static readonly string[] Names =
    [
        "Blues", "Classic Rock", "Country", "Dance", "Disco", "Funk", "Grunge", "Hip-Hop",
        "Jazz", "Metal", "New Age", "Oldies", "Other", "Pop", "R&B", "Rap",
        "Reggae", "Rock", "Techno", "Industrial", "Alternative", "Ska", "Death Metal", "Pranks",
        "Soundtrack", "Euro-Techno", "Ambient", "Trip-Hop", "Vocal", "Jazz+Funk", "Fusion", "Trance",
        "Classical", "Instrumental", "Acid", "House", "Game", "Sound Clip", "Gospel", "Noise",
        "Alternative Rock", "Bass", "Soul", "Punk", "Space", "Meditative", "Instrumental Pop", "Instrumental Rock",
        "Ethnic", "Gothic", "Darkwave", "Techno-Industrial", "Electronic", "Pop-Folk", "Eurodance", "Dream",
        "Southern Rock", "Comedy", "Cult", "Gangsta", "Top 40", "Christian Rap", "Pop/Funk", "Jungle",
        "Native American", "Cabaret", "New Wave", "Psychedelic", "Rave", "Showtunes", "Trailer", "Lo-Fi",
        "Tribal", "Acid Punk", "Acid Jazz", "Polka", "Retro", "Musical", "Rock & Roll", "Hard Rock",
        "Folk", "Folk-Rock", "National Folk", "Swing", "Fast Fusion", "Bebop", "Latin", "Revival",
        "Celtic", "Bluegrass", "Avantgarde", "Gothic Rock", "Progressive Rock", "Psychedelic Rock", "Symphonic Rock", "Slow Rock",
        "Big Band", "Chorus", "Easy Listening", "Acoustic", "Humour", "Speech", "Chanson", "Opera",
        "Chamber Music", "Sonata", "Symphony", "Booty Bass", "Primus", "Porn Groove", "Satire", "Slow Jam",
        "Club", "Tango", "Samba", "Folklore", "Ballad", "Power Ballad", "Rhythmic Soul", "Freestyle",
        "Duet", "Punk Rock", "Drum Solo", "A Cappella", "Euro-House", "Dance Hall", "Goa", "Drum & Bass",
        "Club-House", "Hardcore Techno", "Terror", "Indie", "BritPop", "Worldbeat", "Polsk Punk", "Beat",
        "Christian Gangsta Rap", "Heavy Metal", "Black Metal", "Crossover", "Contemporary Christian", "Christian Rock", "Merengue", "Salsa",
        "Thrash Metal", "Anime", "JPop", "Synthpop", "Abstract", "Art Rock", "Baroque", "Bhangra",
        "Big Beat", "Breakbeat", "Chillout", "Downtempo", "Dub", "EBM", "Eclectic", "Electro",
        "Electroclash", "Emo", "Experimental", "Garage", "Global", "IDM", "Illbient", "Industro-Goth",
        "Jam Band", "Krautrock", "Leftfield", "Lounge", "Math Rock", "New Romantic", "Nu-Breakz", "Post-Punk",
        "Post-Rock", "Psytrance", "Shoegaze", "Space Rock", "Trop Rock", "World Music", "Neoclassical", "Audiobook",
        "Audio Theatre", "Neue Deutsche Welle", "Podcast", "Indie Rock", "G-Funk", "Dubstep", "Garage Rock", "Psybient",
    ];

    /// <summary>
    /// Names in the values of a genre frame, between which zeros stand: <c>Rock</c>, <c>17</c> (2.4), <c>(17)</c>, <c>(17)Rock</c>,
    /// <c>(51)(39)Own name</c>, <c>((bracketed)</c> (2.3), and <c>RX</c> and <c>CR</c> for a remix and a cover version.
    /// </summary>
    public static IEnumerable<string> Parse(string text) => text.Split('\0').SelectMany(ParseValue);

    private static IEnumerable<string> ParseValue(string value)
    {
        var at = 0;
        while (at + 1 < value.Length && value[at] == '(' && value[at + 1] != '(' && value.IndexOf(')', at) is var end and > 0
            && Find(value[(at + 1)..end]) is { } name)
        {
            yield return name;
            at = end + 1;
        }
        var own = value[(value.AsSpan(at).StartsWith("((") ? at + 1 : at)..];
        if (own.Length > 0)
            yield return Find(own) ?? own;
    }

    private static string? Find(string reference) => reference switch
    {
        "RX" => "Remix",
        "CR" => "Cover",
        _ => int.TryParse(reference, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Names.Length
            ? Names[number]
            : null,
    };
}
