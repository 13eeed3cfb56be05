using System.Globalization;
using System.Text;

namespace Workbench.Demo;

/// <summary>Invents names of artists and titles from syllables and plain words. Nobody is meant.</summary>
internal sealed class NameMaker(Random rng)
{
    private static readonly string[] Starts =
    [
        "Bram", "Quill", "Tamber", "Ostr", "Vell", "Marl", "Thist", "Corv", "Lund", "Pell", "Zeph", "Hask", "Orl", "Wend", "Fenn",
        "Ilv", "Drov", "Sael", "Murk", "Yarr",
    ];
    private static readonly string[] Ends =
    [
        "moor", "wick", "ovar", "elorn", "ander", "ock", "umble", "essa", "intra", "oway", "iskel", "erby", "unda", "avane",
        "omond", "ettle",
    ];
    private static readonly string[] Firsts =
        ["Ildra", "Tovin", "Maresk", "Junia", "Okko", "Selwin", "Branka", "Perrin", "Yolenda", "Casmir", "Dovile", "Anselm"];
    private static readonly string[] Bands =
        ["Parade", "Machine", "Quartet", "Engine", "Society", "Weather", "Assembly", "Signal", "Orchard", "Division"];
    private static readonly string[] Adjectives =
    [
        "Paper", "Copper", "Slow", "Hollow", "Northern", "Velvet", "Crooked", "Silent", "Borrowed", "Electric", "Salted", "Second",
        "Distant", "Bright", "Rusted", "Gentle",
    ];
    private static readonly string[] Nouns =
    [
        "Lantern", "Harbour", "Window", "Kingdom", "Ladder", "Meadow", "Engine", "Letter", "Orbit", "Garden", "Staircase", "Winter",
        "Compass", "Feather", "Avenue", "Mirror", "Tide", "Machine",
    ];

    private readonly HashSet<string> used = [];

    /// <summary>A name for an artist, not given before.</summary>
    public string Artist() => Fresh(() => rng.Next(4) switch
    {
        0 => $"The {Word()}s",
        1 => $"{Word()} {rng.Pick(Bands)}",
        2 => $"{rng.Pick(Firsts)} {Word()}",
        _ => Word(),
    });

    /// <summary>A title, not given before.</summary>
    public string Title() => Fresh(() => rng.Next(4) switch
    {
        0 => $"{rng.Pick(Adjectives)} {rng.Pick(Nouns)}",
        1 => $"Every {rng.Pick(Nouns)}",
        2 => $"The {rng.Pick(Adjectives)} {rng.Pick(Nouns)}",
        _ => $"{rng.Pick(Nouns)} of {Word()}",
    });

    /// <summary>A name as a file name: lower-case letters and digits, with hyphens.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant())
            slug.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        return slug.ToString();
    }

    private string Word() => rng.Pick(Starts) + rng.Pick(Ends);

    /// <summary>Draws until the name is new; when words run out, numbers it.</summary>
    private string Fresh(Func<string> draw)
    {
        const int Patience = 50;
        var name = draw();
        for (var i = 2; !used.Add(name); i++)
            name = i < Patience ? draw() : string.Create(CultureInfo.InvariantCulture, $"{draw()} {i}");
        return name;
    }
}
