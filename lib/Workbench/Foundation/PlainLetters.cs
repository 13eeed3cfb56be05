using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Workbench.Foundation;

/// <summary>
/// Text as people compare it: in lower case and without accents, whether letter and accent are one character or two, as they are in names
/// of files that macOS wrote. <see cref="string.Normalize()"/> is no help: without ICU it changes nothing.
/// </summary>
internal static class PlainLetters
{
    private const int FirstHangul = 0xAC00, LastHangul = 0xD7A3, FirstWide = 0xFF01, LastWide = 0xFF5E;

    /// <summary>The letters that stand for one with an accent, from <c>data/letters.csv</c>.</summary>
    private static readonly FrozenDictionary<char, string> Letters = ReadLetters();

    /// <summary>A text in plain letters; its signs, digits and blanks stay.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant())
            if (c < '\x80')
                plain.Append(c);
            else if (Letters.TryGetValue(c, out var letters))
                plain.Append(letters);
            else if (c is >= (char)FirstHangul and <= (char)LastHangul)
                AppendJamo(plain, c - FirstHangul);
            else if (c is >= (char)FirstWide and <= (char)LastWide)
                plain.Append(char.ToLowerInvariant((char)(c - FirstWide + '!')));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
                plain.Append(c);
        return plain.ToString();
    }

    /// <summary>A Korean syllable as the two or three letters that it is written of (The Unicode Standard, 3.12).</summary>
    private static void AppendJamo(StringBuilder plain, int syllable)
    {
        const int Vowels = 21, Finals = 28;
        plain.Append((char)(0x1100 + syllable / (Vowels * Finals))).Append((char)(0x1161 + syllable / Finals % Vowels));
        if (syllable % Finals > 0)
            plain.Append((char)(0x11A7 + syllable % Finals));
    }

    private static FrozenDictionary<char, string> ReadLetters()
    {
        using var table = ShippedTable.Open("letters.csv");
        var letters = new Dictionary<char, string>();
        while (table.Read())
            foreach (var variant in table.Text(1))
                letters.Add(variant, table.Text(0));
        return letters.ToFrozenDictionary();
    }
}
