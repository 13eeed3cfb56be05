using System.Text;
using System.Text.Unicode;

namespace Workbench.Audio;

/// <summary>
/// Text of tags, whose encoding is not always the one that is stated. It is put right where the bytes leave no doubt: Latin-1 and UTF-8
/// are taken for each other, and byte order marks are forgotten or stand where none belongs.
/// </summary>
internal static class TagText
{
    /// <summary>Bytes of one text that are read, characters of one field that are kept: a longer one is no name.</summary>
    public const int Longest = 1 << 16;

    /// <summary>UTF-16 after a byte order mark, UTF-8 where it is valid, Latin-1 otherwise.</summary>
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        if (FindMark(bytes) is not null)
            return ReadUtf16(bytes, isBigEndian: null);
        bytes = bytes[..Math.Min(bytes.Length, Longest)];
        if (!Utf8.IsValid(bytes))
            bytes = WithoutHalfLetter(bytes);
        return Clean((Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes));
    }

    /// <summary>UTF-16 in the order that a mark says.</summary>
    /// <param name="bytes">With or without the mark.</param>
    /// <param name="isBigEndian">The order where there is no mark; null if a mark was promised, so that the letters have to tell.</param>
    public static string ReadUtf16(ReadOnlySpan<byte> bytes, bool? isBigEndian)
    {
        bytes = bytes[..Math.Min(bytes.Length, Longest)];
        var isReallyBig = FindMark(bytes) ?? isBigEndian ?? LooksBigEndian(bytes);
        return Clean((isReallyBig ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes));
    }

    /// <summary>Whether a mark says big endian; null without one.</summary>
    private static bool? FindMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFE, 0xFF, ..] => true,
        [0xFF, 0xFE, ..] => false,
        _ => null,
    };

    /// <summary>Most letters have an upper byte of 0.</summary>
    private static bool LooksBigEndian(ReadOnlySpan<byte> bytes)
    {
        var surplus = 0;
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == 0)
                surplus += i % 2 == 0 ? 1 : -1;
        return surplus > 0;
    }

    /// <summary>UTF-8 without the half letter at its end that a field of fixed length leaves; other bytes as they are.</summary>
    private static ReadOnlySpan<byte> WithoutHalfLetter(ReadOnlySpan<byte> bytes)
    {
        for (var length = bytes.Length - 1; length >= Math.Max(0, bytes.Length - 3); length--)
            if (bytes[length] >= 0xC0)
                return Utf8.IsValid(bytes[..length]) && !Ascii.IsValid(bytes[..length]) ? bytes[..length] : bytes;
        return bytes;
    }

    /// <summary>Every value of a list may bring its byte order mark.</summary>
    private static string Clean(string text) => text.Replace("\uFEFF", "", StringComparison.Ordinal);
}
